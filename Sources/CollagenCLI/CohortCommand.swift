// `collagen cohort`: a sheet of cases -> every case, then the cohort's tables.

import ArgumentParser
import CaseReporting
import Collagen
import Evidence
import Reporting
import SequenceIO
import Documents

struct CohortCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Process a sheet of cases, then summarise the cohort.",
    discussion: """
      The sheet is CSV with the columns case_id, reads1, reads2, assay, clinical, and rna if there is any: reads of RNA of \
      the same person (mates in turn), or the JSON or folder of a finished screen of them. The columns sample and line name \
      a case's sample and fibroblast line where the laboratory has other names for them. Several files in a cell are joined \
      by ';', and paths are relative to the sheet or absolute. Names of cases, samples, lines and files must go together, and \
      no two cases may have the same reads. Cases whose inputs, options and program version are unchanged are kept. A \
      case that fails does not stop the others; the exit code is then 65.

      EXAMPLES
        collagen cohort cohort.csv -o results
      """)

  @Argument(help: ArgumentHelp("The sheet of cases.", valueName: "sheet"), completion: .file(extensions: ["csv"]))
  var sheet: String

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var evidence: EvidenceOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    do {
      let cases = try CohortSheet(contentsOf: sheet)
      var options = CohortOptions(output: common.output ?? "cohort.collagen")
      options.threads = common.threadCount
      options.commandLine = RunRecord.told(["collagen"] + CommandLine.arguments.dropFirst())
      options.shared = try evidence.read()
      options.allowsIdentityMismatch = identity.allowIdentityMismatch
      try check(options.output, cases: cases)
      try OutputFolder.prepare(options.output)
      let progress = common.showsProgress
      let entries = try Cohort.run(
        sheet: cases, options: options, staging: Interruption.setStaging,
        progress: { step in
          // What is kept comes at once; a line a case would only flicker.
          if progress, step.state != "kept" {
            Console.draw("\r\u{1B}[K\(step.finished) of \(step.total) cases, \(step.id) \(step.state)")
          }
        })
      if progress { Console.draw("\r\u{1B}[K") }
      let files = try Cohort.publishTables(
        entries, options: options, inputs: RunRecord.files([sheet] + evidence.paths), staging: Interruption.setStaging)
      try tell(entries, in: options.output, table: files.first { $0.name == "cohort.tsv" }?.text ?? "")
    } catch let error as ParseError {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    } catch let error as EvidenceError {
      throw ExitFailure(error)
    } catch let error as OutputError {
      throw ExitFailure(error)
    }
  }

  /// Says what became of the cases; failed ones make the exit code 65.
  private func tell(_ entries: [CohortEntry], in folder: String, table: String) throws {
    for warning in CohortFiles.suspicions(entries) { Console.note("collagen: warning: \(warning.description)") }
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

  /// No output may be an input. A folder that holds nothing but this cohort's cases and tables may be gone on with; any
  /// other needs `--force`.
  private func check(_ destination: String, cases: CohortSheet) throws {
    let kinds = [
      "screen.json", "rna.json", "assay.json", "report.json", "report.html", "report.txt", "phenopacket.json",
    ]
    let own = cases.rows.map(\.id).flatMap { id in kinds.map { "\(id)/\(id).\($0)" } }
    try InputGuard.check(
      inputs: [sheet] + cases.rows.flatMap(\.files).map(cases.path) + evidence.paths,
      outputs: (CohortFiles.names + own).map { "\(destination)/\($0)" })
    guard !common.force, let names = FileBytes.names(in: destination) else { return }
    if common.existing.allowsReplacing, case .manifest(let manifest) = Manifest.find(in: destination),
      manifest.command == "cohort", manifest.sample == nil
    {
      return
    }
    let expected = Set(cases.rows.map(\.id) + CohortFiles.names + [Manifest.fileName])
    guard let other = names.first(where: { !expected.contains($0) && !$0.hasPrefix(".") }) else { return }
    throw ExitFailure(
      .cannotCreate,
      "\(destination): holds '\(other)', which does not belong to this cohort; choose another --output, or --force")
  }
}
