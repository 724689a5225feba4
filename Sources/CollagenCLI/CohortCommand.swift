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
      a case's sample and fibroblast line where the laboratory has other names for them, vcf a VCF in place of reads. The column \
      confirm names variants whose fragments are counted in the case's reads (a child's in a parent); confirm.tsv joins the \
      answers. Several files or variants in a cell are joined by ';', and paths are relative to the sheet or absolute. Names of \
      cases, samples, lines and files must go together, and \
      no two cases may have the same reads or the same VCF. Cases whose inputs, options and program version are unchanged are kept. A \
      case that fails does not stop the others; the exit code is then 65.

      A large cohort can be worked out in parts, on one machine or many that share the folder: --shard i/n does every \
      n-th case and no tables, --gather makes the tables from the finished cases, and says which are missing. However \
      it is split, the files are the same.

      EXAMPLES
        collagen cohort cohort.csv -o results
        collagen cohort --jobs 4 --target panel.bed --known clinvar.vcf.gz cohort.csv -o results
        collagen cohort --shard 2/8 cohort.csv -o results
        collagen cohort --gather cohort.csv -o results
      """)

  @Argument(help: ArgumentHelp("The sheet of cases.", valueName: "sheet"), completion: .file(extensions: ["csv"]))
  var sheet: String

  @Option(help: "Cases that are worked out at a time. Results do not depend on their number.")
  var jobs = 1

  @Option(help: ArgumentHelp("Work out only every n-th case, beginning with the i-th; no tables.", valueName: "i/n"))
  var shard: String?

  @Flag(help: "Make the tables from finished cases; reads need not be there.")
  var gather = false

  @OptionGroup var settings: ScreenSettings
  @Option(
    help: ArgumentHelp(
      "Figures of a publication to set beside the cohort's: TSV statement, measure, published, denominator, source.",
      valueName: "tsv"), completion: .file())
  var published: String?

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var evidence: EvidenceOptions
  @OptionGroup var exports: ExportOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(1...1024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024") }
    if shard != nil, gather { throw ValidationError("give --shard or --gather, not both") }
    if let shard, CohortPart(shard: shard) == nil {
      throw ValidationError("--shard takes i/n with i from 1 to n, such as 2/8")
    }
  }

  private var part: CohortPart { gather ? .gathered : shard.flatMap(CohortPart.init(shard:)) ?? .all }

  func run() throws {
    do {
      let cases = try CohortSheet(contentsOf: sheet, isGathered: gather)
      var options = CohortOptions(output: common.output ?? "cohort.collagen")
      options.threads = common.threadCount
      options.commandLine = RunRecord.told(["collagen"] + ProgramArguments.all)
      options.jobs = jobs
      options.part = part
      options.shared = try evidence.read()
      options.screening = try settings.options(sample: "cohort", genes: options.shared.genes, molecules: .both)
      try warnOfControls(options.screening, cases: cases)
      (options.exports, options.date) = (exports.forms, exports.stamp)
      options.published = try published.map { path in
        let file = try SourceFile.read(path)
        return try PublishedFigures(text: file.text(), file: file.name)
      }
      options.allowsIdentityMismatch = identity.allowIdentityMismatch
      try check(options.output, cases: cases)
      try OutputFolder.prepare(options.output)
      let progress = CohortProgressLine(form: common.progressForm)
      let entries = try Cohort.run(
        sheet: cases, options: options, staging: Interruption.setStaging, progress: { progress.tell($0) })
      progress.finish()
      if case .shard = part { return try tell(entries, in: options.output) }
      let files = try Cohort.publishTables(
        entries, options: options,
        inputs: RunRecord.files([sheet] + settings.targetFile + evidence.paths + [published].compactMap(\.self)),
        staging: Interruption.setStaging)
      try tell(entries, in: options.output, table: files.first { $0.name == "cohort.tsv" }?.text ?? "")
    } catch let error as ParseError {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    } catch let error as EvidenceError {
      throw ExitFailure(error)
    } catch let error as OutputError {
      throw ExitFailure(error)
    }
  }

  /// Controls of one molecule only, where the sheet has reads of the other, are told: its cases have none.
  private func warnOfControls(_ screening: ScreenOptions?, cases: CohortSheet) throws {
    guard let controls = settings.controls, let screening else { return }
    let name = InputText.baseName(controls)
    if screening.controls.count == 0, cases.rows.contains(where: { !$0.reads1.isEmpty }) {
      Console.note(
        "collagen: warning: \(name): holds no screen of DNA; exon deletions and duplications are judged without controls"
      )
    }
    if screening.splicingControls.count == 0, cases.rows.contains(where: { !$0.rna.isEmpty && $0.rnaScreen == nil }) {
      Console.note("collagen: warning: \(name): holds no screen of RNA; splice junctions are judged without controls")
    }
  }

  /// Lines that are told in full up to a number.
  ///
  /// - Parameter hasTables: whether the cohort's JSON is there, which has all.
  private func note(_ lines: [String], _ name: String, hasTables: Bool) {
    let most = 50
    for line in lines.prefix(most) { Console.note("collagen: \(line)") }
    if lines.count > most {
      Console.note(
        "collagen: and \(lines.count - most) more \(name)\(hasTables ? "; cohort.json has all of them" : "")")
    }
  }

  /// Says what became of the cases; failed ones make the exit code 65.
  ///
  /// - Parameter table: the cohort's table; `nil` if this is only a part of it.
  private func tell(_ entries: [CohortEntry], in folder: String, table: String? = nil) throws {
    note(CohortStatements.warnings(entries).map { "warning: \($0.visible)" }, "warnings", hasTables: table != nil)
    let failed = entries.compactMap { entry -> String? in
      guard case .failed(let reason) = entry.state else { return nil }
      return "case \(entry.id): \(reason)"
    }
    note(failed, "failed cases", hasTables: table != nil)
    let failures = failed.count
    let all = "\(entries.count) \(entries.count == 1 ? "case" : "cases")"
    if !common.quiet, let table {
      let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      let kept = entries.filter { $0.state == .kept }.count
      try Console.output(
        PlainTable.aligned(rows.filter { $0.first == "group" || $0.first == "all" }).joined(separator: "\n")
          + "\n\(all), \(kept) kept from an earlier run, \(failures) failed: \(folder)/cohort.html\n")
    }
    if table == nil, !common.quiet {
      try Console.output(
        "\(all) of shard \(shard ?? "") worked out, \(failures) failed; --gather makes the tables\n")
    }
    if failures > 0 {
      let others = table == nil ? "the others are done" : "the tables hold the others"
      throw ExitFailure(.badData, "\(failures) of \(entries.count) cases failed; \(others)")
    }
  }

  /// No output may be an input. A folder that holds nothing but this cohort's cases and tables may be gone on with; any
  /// other needs `--force`.
  private func check(_ destination: String, cases: CohortSheet) throws {
    let kinds = [
      "screen.json", "rna.json", "assay.json", "report.json", "report.html", "report.txt", "phenopacket.json",
    ]
    let names = kinds.map { "." + $0 } + exports.forms.map(\.suffix)
    let own = cases.rows.map(\.id).flatMap { id in names.map { "\(id)/\(id)\($0)" } }
    try InputGuard.check(
      inputs: [sheet] + settings.targetFile + cases.rows.flatMap(\.files).map(cases.path) + evidence.paths
        + [published].compactMap(\.self),
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
