// Runs a sheet of cases: what is missing is worked out, what is done is kept, one bad case does not stop the others.

package import CaseReporting
import Digests
import Documents
package import Evidence
import HGVS
package import Reporting
import SequenceIO
import TypeICollagen

/// Works through a sheet of cases.
///
///     let sheet = try CohortSheet(contentsOf: "cohort.csv")
///     let entries = try Cohort.run(sheet: sheet, options: CohortOptions(output: "results"))
///     for entry in entries { print(entry.id, entry.state) }
package struct Cohort {
  let sheet: CohortSheet
  let options: CohortOptions

  init(
    sheet: CohortSheet, options: CohortOptions, stages: CohortStages = CohortStages(),
    version: String = Cohort.programVersion, digests: FileDigests = FileDigests()
  ) {
    self.digests = digests
    self.sheet = sheet
    self.options = options
    self.stages = stages
    self.version = version
  }

  /// The laboratory work of a case; tests put their own in place.
  var stages: CohortStages

  let digests: FileDigests
  /// What the sheet as a whole says of its cases.
  var findings = CohortFindings()

  /// Program and version: decides, among others, whether a finished case is kept.
  var version: String

  static let programVersion = "collagen \(CollagenVersion.number)"

  /// Works through all cases in the order of the sheet.
  ///
  /// Every case's folder appears complete, by one rename; a case is kept if its folder holds the digest of the same input
  /// bytes, options and version, and is what its manifest lists. The cohort's own files are left to
  /// ``publishTables(_:options:inputs:staging:)``.
  ///
  /// - Parameters:
  ///   - staging: told the path of every folder that is not published yet, and `nil` when it is.
  ///   - isCancelled: asked before every case; `true` ends the run with `CancellationError`.
  /// - Returns: the cases of this run's part, in the order of the sheet.
  /// - Throws: `OutputError` if a case's folder cannot be written: what holds for one case then holds for all.
  package static func run(
    sheet: CohortSheet, options: CohortOptions, staging: @escaping (String?) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }, progress: @escaping (CohortProgress) -> Void = { _ in }
  ) throws -> [CohortEntry] {
    try Cohort(sheet: sheet, options: options).run(staging: staging, isCancelled: isCancelled, progress: progress)
  }

  func run(
    staging: @escaping (String?) -> Void = { _ in }, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (CohortProgress) -> Void
  ) throws -> [CohortEntry] {
    let findings = try sheetFindings(isCancelled)
    let own = sheet.rows.indices.filter(options.part.holds)
    let line = CohortLine(own, options: options)
    let caller = CohortCaller(staging: staging, isCancelled: isCancelled, progress: progress)
    // Each worker goes on from the digests that are known with its own.
    let (sheet, options, stages, version, known) = (sheet, options, stages, version, digests.known)
    @Sendable func work() {
      var worker = Cohort(sheet: sheet, options: options, stages: stages, version: version, digests: FileDigests(known))
      worker.findings = findings
      while let index = line.next() {
        if caller.isCancelled { return line.stop(CancellationError()) }
        let row = sheet.rows[index]
        func tell(_ state: String, _ finished: Int) {
          caller.tell(CohortProgress(finished: finished, total: own.count, id: row.id, state: state))
        }
        tell("started", line.finished)
        do {
          let entry = try worker.outcome(row, row.faults + findings.of(row).faults, caller.setStaging)
          tell(entry.state.word, line.finish(index, entry))
        } catch {
          return line.stop(error)
        }
      }
    }
    WorkerThreads.forEach(line.workers, threads: line.workers) { _ in work() }
    return try line.entries()
  }

  /// What becomes of a case; its faults are its own, those of the output folder end the run.
  private func outcome(
    _ row: CohortSheet.Row, _ faults: [InputFault], _ staging: (String?) -> Void
  ) throws -> CohortEntry {
    do {
      if !faults.isEmpty { throw EvidenceError(faults) }
      if options.part == .gathered { return try gathered(row) }
      let entry = try entry(row, staging)
      CohortFailures.forget(case: row.id, in: options.output)
      return entry
    } catch let error as OutputError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      let reason = CohortFailures.oneLine(String(describing: error))
      if case .shard = options.part { CohortFailures.write(reason, case: row.id, in: options.output) }
      return CohortEntry(id: row.id, state: .failed(reason), report: nil)
    }
  }

  /// Writes the cohort's own tables and page into its folder. Its manifest lists those of the cases too.
  ///
  /// - Parameter inputs: the sheet, and what all cases share.
  /// - Returns: the files by name.
  /// - Throws: `OutputError` if one cannot be written.
  package static func publishTables(
    _ entries: [CohortEntry], options: CohortOptions, inputs: [Manifest.File] = [],
    staging: (String?) -> Void = { _ in }
  ) throws -> [(name: String, text: String)] {
    let files = try CohortFiles.files(entries, version: programVersion, published: options.published)
    let finished = entries.filter { $0.report != nil }.map { "\($0.id)/\(Manifest.fileName)" }
    try Cohort.publish(
      files.map { ($0.name, Array($0.text.utf8)) }, to: options.output, run(options, sample: nil), inputs: inputs,
      covering: finished, staging)
    return files
  }

  /// The results of a case's laboratory work: what the report is made from beside the clinical record.
  struct Results {
    var screen: SourceFile?
    var rna: SourceFile?
    var assay: SourceFile?
    /// Whole screens, with how the names of their tables, VCF and pages begin.
    var screens: [(name: String, result: ScreenResult)] = []
    /// The tables and the page of the assay.
    var tables: [(name: String, bytes: [UInt8])] = []

    /// Those that are written to the case's folder.
    var files: [SourceFile] { [screen, rna, assay].compactMap(\.self) }
  }

  private func entry(_ row: CohortSheet.Row, _ staging: (String?) -> Void) throws -> CohortEntry {
    let (digest, inputs) = try digest(row)
    let folder = folder(row)
    let isKept = FileBytes.read(folder + "/inputs.sha256").map { String(decoding: $0, as: UTF8.self) } == digest + "\n"
    let kept = isKept && FolderCheck(folder: folder).isUnharmed ? try? report(row, existing(folder, row)) : nil
    if let kept {
      OutputFolder.removeRemains(in: folder)
      return CohortEntry(id: row.id, state: .kept, report: kept)
    }
    let results = try workedOut(row)
    var report = try self.report(row, results)
    // A name that a link would have to escape is not linked.
    let isLinked = CaseReporter.fileStem(row.id) == row.id
    if isLinked { report.screenPages = results.screens.map { ScreenFiles.pageName($0.name) } }
    var files = results.files.map { (name: $0.name, bytes: $0.bytes) } + results.tables
    files += try CaseReporter.files(report, exports: options.exports).map { ($0.name, Array($0.text.utf8)) }
    files.append(("inputs.sha256", Array((digest + "\n").utf8)))
    try Cohort.publish(
      files, to: folder, Cohort.run(options, sample: row.id), inputs: inputs, screens: results.screens,
      reportPage: isLinked ? CaseReporter.pageName(row.id) : nil, staging)
    return CohortEntry(id: row.id, state: .done, report: report)
  }

  func folder(_ row: CohortSheet.Row) -> String { options.output + "/" + row.id }

  private func workedOut(_ row: CohortSheet.Row) throws -> Results {
    func name(_ kind: String) -> String { "\(row.id).\(kind).json" }
    var results = Results()
    if !row.reads1.isEmpty {
      var settings = screenOptions(row.sample ?? row.id, .dna)
      settings.confirm = try row.confirm.map { try queried($0, row) }
      if row.reads2.isEmpty { settings.remarks = remarks(onSingle: row.reads1) }
      let screen = try stages.screen(settings, row.reads1.map(sheet.path), row.reads2.map(sheet.path))
      results.screen = SourceFile(name: name("screen"), document: screen.document)
      if let result = screen.result { results.screens.append((row.id, result)) }
    }
    if let finished = row.rnaScreen {
      results.rna = try source(finished, named: name("rna"))
    } else if !row.rna.isEmpty {
      // Mates stand in turn; one file alone has none.
      let files = row.rna.map(sheet.path)
      let isPaired = files.count > 1
      let first = files.indices.filter { !isPaired || $0 % 2 == 0 }.map { files[$0] }
      let second = files.indices.filter { isPaired && $0 % 2 == 1 }.map { files[$0] }
      var settings = screenOptions(row.id, .rna)
      if !isPaired { settings.remarks = remarks(onSingle: row.rna) }
      let screen = try stages.screen(settings, first, second)
      results.rna = SourceFile(name: name("rna"), document: screen.document)
      if let result = screen.result { results.screens.append((row.id + ".rna", result)) }
    }
    if row.assay.count == 1, row.assay[0].lowercased().hasSuffix(".json") {
      results.assay = try source(row.assay[0], named: name("assay"))
    } else if !row.assay.isEmpty {
      let files = try stages.assay(row.assay.map(sheet.path))
      results.assay = SourceFile(name: name("assay"), bytes: files.first { $0.name == "assay.json" }?.bytes ?? [])
      results.tables = files.filter { $0.name != "assay.json" }.map { ("\(row.id).\($0.name)", $0.bytes) }
    }
    return results
  }

  /// What is to be said of files that are read without the mates that lie beside them.
  private func remarks(onSingle files: [String]) -> [String] {
    files.compactMap { MateFiles.remark(onSingle: sheet.path($0)) }
  }

  /// A variant of the column `confirm`.
  private func queried(_ description: String, _ row: CohortSheet.Row) throws(EvidenceError) -> QueriedVariant {
    do throws(HGVSError) {
      let usual = screenOptions(row.id, .dna)
      return try QueriedVariant(described: description, genes: usual.genes, assembly: usual.assembly)
    } catch {
      throw EvidenceError(
        InputFault(
          .invalidValue, file: sheet.file, line: row.line, place: "confirm",
          reason: "\(description): \(error.description)"))
    }
  }

  /// The cohort's settings with its genes.
  func screenOptions(_ sample: String, _ molecule: SampleMolecule) -> ScreenOptions {
    var usual = ScreenOptions(sample: sample, genes: options.shared.genes)
    if let given = options.screening {
      usual.assembly = given.assembly
      usual.calling = given.calling
      usual.reference = given.reference
      if molecule == .dna {
        (usual.target, usual.targetName, usual.controls) = (given.target, given.targetName, given.controls)
        (usual.identifiers, usual.dropsSingletons) = (given.identifiers, given.dropsSingletons)
      } else {
        usual.splicingControls = given.splicingControls
      }
    }
    usual.threads = max(1, options.threads / options.jobs)
    usual.molecule = molecule
    return usual
  }

  /// The results that an earlier run left in the case's folder.
  func existing(_ folder: String, _ row: CohortSheet.Row) throws -> Results {
    func file(_ kind: String, _ inputs: [String]) throws -> SourceFile? {
      guard !inputs.isEmpty else { return nil }
      let name = "\(row.id).\(kind).json"
      guard let bytes = FileBytes.read(folder + "/" + name) else {
        throw EvidenceError(InputFault(.missing, file: name, reason: "the kept result is not there"))
      }
      return SourceFile(name: name, bytes: bytes)
    }
    return Results(
      screen: try file("screen", row.reads1), rna: try file("rna", row.rna), assay: try file("assay", row.assay))
  }

  /// A file of the sheet, unpacked if it is packed.
  ///
  /// - Parameter isKept: which lines of a file that may be packed are read; a file is read as it is without.
  func source(
    _ relative: String, keeping isKept: @escaping (ArraySlice<UInt8>) -> Bool
  ) throws(EvidenceError) -> SourceFile {
    do throws(ParseError) {
      let text = try WholeText.document(InputSource(path: sheet.path(relative)), keeping: isKept)
      return SourceFile(
        name: SourceName.base(relative), bytes: text.bytes, diskDigest: text.sha256, diskCount: text.byteCount)
    } catch {
      throw EvidenceError(InputFault(.syntax, file: SourceName.base(relative), reason: error.description))
    }
  }

  /// A file of the sheet as it is. Results of this run and kept ones have the same names, so that both give the same report.
  func source(_ relative: String, named name: String? = nil) throws(EvidenceError) -> SourceFile {
    guard let bytes = FileBytes.read(sheet.path(relative)) else {
      throw EvidenceError(InputFault(.missing, file: relative, reason: "the file cannot be read"))
    }
    return SourceFile(name: name ?? relative.split(separator: "/").last.map(String.init) ?? relative, bytes: bytes)
  }

  func report(_ row: CohortSheet.Row, _ results: Results) throws(EvidenceError) -> CaseReport {
    let record =
      try row.clinical.map { name throws(EvidenceError) in try source(name) }
      ?? SourceFile(name: row.id + " (no record)", bytes: Array("{\"id\": \"\(row.id)\"}".utf8))
    var sources = CaseSources(record: record, shared: options.shared)
    try sources.readDensities(recordPath: row.clinical ?? "") { path throws(EvidenceError) in try source(path) }
    sources.screen = results.screen
    sources.rna = results.rna
    sources.assay = results.assay
    sources.vcf = try row.vcf.map { name throws(EvidenceError) in
      try source(name, keeping: options.shared.genes.geneLines)
    }
    sources.names.samples = row.sample.map { [$0] } ?? []
    sources.names.lines = row.cellLine.map { [$0] } ?? []
    let findings = findings.of(row)
    sources.identityFaults = findings.alarms
    (sources.genericSamples, sources.linesElsewhere) = (findings.genericSamples, findings.linesElsewhere)
    sources.allowsIdentityMismatch = options.allowsIdentityMismatch
    let report = try CaseReporter.report(sources, version: version, date: options.date)
    guard report.id == row.id else {
      throw EvidenceError(
        InputFault(
          .identityMismatch, file: sources.record.name, place: "id",
          reason: "the record's id is \(report.id), the sheet's case_id \(row.id); make them equal"))
    }
    return report
  }

  private static func run(_ options: CohortOptions, sample: String?) -> OutputRun {
    OutputRun(version: CollagenVersion.number, command: "cohort", sample: sample, commandLine: options.commandLine)
  }

  private static func publish(
    _ files: [(name: String, bytes: [UInt8])], to folder: String, _ run: OutputRun, inputs: [Manifest.File],
    covering: [String] = [], screens: [(name: String, result: ScreenResult)] = [], reportPage: String? = nil,
    _ staging: (String?) -> Void
  ) throws(OutputError) {
    // The tables come into a folder that holds the cases; a case's folder is replaced as a whole.
    let destination = try OutputFolder(
      path: folder, run: run, existing: run.sample == nil ? .force : .replaceOrForce)
    staging(destination.stagingPath)
    defer { staging(nil) }
    do throws(OutputError) {
      for file in files { try destination.write(file.name, file.bytes) }
      for screen in screens {
        try ScreenFiles.stageTables(screen.result, as: screen.name, reportPage: reportPage, into: destination)
      }
      try destination.publish(inputs: inputs, covering: covering)
    } catch {
      destination.discard()
      throw error
    }
  }
}
