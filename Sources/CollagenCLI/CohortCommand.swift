// `collagen cohort`: a sheet of cases -> every case, then the cohort's tables.

import ArgumentParser
import AssayReport
import CaseReporting
import Collagen
import Evidence
import ExportAssay
import Reporting
import SequenceIO
import TypeICollagen
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct CohortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Process a sheet of cases, then summarise the cohort.",
    discussion: """
      The sheet is CSV with the columns case_id, reads1, reads2, assay, clinical, and rna if there is any: reads of RNA of \
      the same person (mates in turn), or the JSON or folder of a finished screen of them. Several files in a cell are joined \
      by ';', and paths are relative to the sheet. Cases whose inputs, options and program version are unchanged are kept. A \
      case that fails does not stop the others; the exit code is then 65.

      EXAMPLES
        collagen cohort cohort.csv -o results
      """)

  @Argument(help: ArgumentHelp("The sheet of cases.", valueName: "sheet"), completion: .file(extensions: ["csv"]))
  var sheet: String

  @OptionGroup var evidence: EvidenceOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    do {
      let file = try SourceFile.read(sheet)
      let base = sheet.contains("/") ? String(sheet[..<(sheet.lastIndex(of: "/") ?? sheet.startIndex)]) : "."
      let cases = try CohortSheet(text: try file.text(), file: file.name) { entry("\(base)/\($0)") }
      var shared = CaseSources(record: file)
      try evidence.add(to: &shared)
      let destination = common.output ?? "cohort.collagen"
      try checkDestination(destination, cases: cases)
      let kinds = [
        "screen.json", "rna.json", "assay.json", "report.json", "report.html", "report.txt", "phenopacket.json",
      ]
      let own = cases.rows.map(\.id).flatMap { id in kinds.map { "\(id)/\(id).\($0)" } }
      let outputs = (CohortFiles.names + own).map { "\(destination)/\($0)" }
      let used = cases.rows.flatMap(\.files).map { "\(base)/\($0)" }
      try InputGuard.check(inputs: [sheet] + used + evidence.paths, outputs: outputs)
      let runner = CohortRunner(
        sheet: cases, base: base, output: destination, shared: shared,
        options: "exons GRCh38 " + shared.genes.genes.map(\.refget).joined(separator: " "),
        version: "collagen \(CollagenVersion.number)", pipelines: pipelines(shared.genes))
      let progress = common.showsProgress
      let entries = try runner.run(staging: Interruption.setStaging) { step in
        // What is kept comes at once; a line a case would only flicker.
        if progress, step.state != "kept" {
          Console.draw("\r\u{1B}[K\(step.finished) of \(step.total) cases, \(step.id) \(step.state)")
        }
      }
      if progress { Console.draw("\r\u{1B}[K") }
      let files = try CohortFiles.files(entries, version: "collagen \(CollagenVersion.number)")
      let folder = try OutputFolder(path: destination, force: true)
      Interruption.setStaging(folder.stagingPath)
      defer { Interruption.setStaging(nil) }
      do {
        for file in files { try folder.write(file.name, file.text) }
        try folder.publish(order: files.map(\.name))
      } catch {
        folder.discard()
        throw error
      }
      try tell(entries, in: destination, table: files.first { $0.name == "cohort.tsv" }?.text ?? "")
    } catch let error as EvidenceError {
      throw ExitFailure(error)
    } catch let error as OutputError {
      throw ExitFailure(error)
    }
  }

  /// Says what became of the cases; failed ones make the exit code 65.
  private func tell(_ entries: [CohortEntry], in folder: String, table: String) throws {
    var failures = 0
    for entry in entries {
      guard case .failed(let reason) = entry.state else { continue }
      failures += 1
      Console.note("collagen: case \(entry.id): \(reason)")
    }
    if !common.quiet {
      let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      let kept = entries.filter { $0.state == .kept }.count
      try Console.output(
        PlainTable.aligned(rows.filter { $0.first == "group" || $0.first == "all" }).joined(separator: "\n")
          + "\n\(entries.count) cases, \(kept) kept from an earlier run, \(failures) failed: \(folder)/cohort.html\n")
    }
    if failures > 0 {
      throw ExitFailure(.badData, "\(failures) of \(entries.count) cases failed; the tables hold the others")
    }
  }

  private func pipelines(_ genes: GeneCatalog) -> CohortPipelines {
    let threads = common.threadCount
    return CohortPipelines(
      screen: { sample, molecule, first, second in
        let lanes: [ReadLane] =
          second.isEmpty
          ? first.map { .single(InputSource(path: $0)) }
          : zip(first, second).map { .paired(InputSource(path: $0), InputSource(path: $1)) }
        var options = ScreenOptions(sample: sample, genes: genes)
        options.threads = threads
        options.molecule = molecule == .rna ? .rna : .dna
        let result = try ScreenPipeline.run(lanes: lanes, options: options)
        return ScreenJSON.text(result.report, version: "collagen \(CollagenVersion.number)")
      },
      assay: { paths in
        let inputs = try paths.map { path in
          let file = try SourceFile.read(path)
          return (name: file.name, bytes: file.bytes)
        }
        let result = try AssayRun.run(inputs: inputs, options: AssayOptions(chains: ChainCompositions.helices))
        let json = try AssayReport.files(result).first { $0.name == "assay.json" }
        return String(decoding: json?.bytes ?? [], as: UTF8.self)
      })
  }

  /// A folder that holds nothing but this cohort's cases and tables may be gone on with; any other needs `--force`.
  private func checkDestination(_ path: String, cases: CohortSheet) throws(ExitFailure) {
    guard !common.force, let names = OutputFolder.names(in: path) else { return }
    let own = Set(cases.rows.map(\.id) + CohortFiles.names)
    guard let other = names.first(where: { !own.contains($0) && !$0.hasPrefix(".") }) else { return }
    throw ExitFailure(
      .cannotCreate,
      "\(path): holds '\(other)', which does not belong to this cohort; choose another --output, or --force")
  }

  private func entry(_ path: String) -> CohortSheet.Entry? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return errno == EACCES ? .unreadable : nil }
    guard unsafe access(path, R_OK) == 0 else { return .unreadable }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder((OutputFolder.names(in: path) ?? []).sorted())
    default: return nil
    }
  }
}
