// Runs a sheet of cases: what is missing is worked out, what is done is kept, one bad case does not stop the others.

import AssayReport
package import CaseReporting
import Digests
import Documents
package import Evidence
import ExportAssay
package import Reporting
import SequenceIO
import TypeICollagen

/// Where a run of a cohort stands.
package struct CohortProgress: Sendable, Hashable {
  /// Cases behind us.
  package let finished: Int
  /// Cases in all.
  package let total: Int
  /// The case just begun or finished.
  package let id: String
  /// `started`, `done`, `kept` or `failed`.
  package let state: String
}

/// What a cohort is asked for.
package struct CohortOptions: Sendable {
  /// Folder of the results; made if it is not there.
  package var output: String
  /// Threads that map reads; the results do not depend on it.
  package var threads = 1
  /// What all cases share: the genes, known variants, scores, controls.
  package var shared = SharedSources()
  /// Whether cases are worked out although names or genotypes say that their parts are of two persons.
  package var allowsIdentityMismatch = false
  /// What manifests tell of the command line.
  package var commandLine: [String] = []

  /// The usual settings.
  package init(output: String) { self.output = output }
}

/// Works through a sheet of cases.
///
///     let sheet = try CohortSheet(contentsOf: "cohort.csv")
///     let entries = try Cohort.run(sheet: sheet, options: CohortOptions(output: "results"))
///     for entry in entries { print(entry.id, entry.state) }
package struct Cohort {
  let sheet: CohortSheet
  let options: CohortOptions

  init(sheet: CohortSheet, options: CohortOptions) {
    self.sheet = sheet
    self.options = options
  }

  /// The laboratory work of a case; tests put their own in place.
  var stages = CohortStages()

  private let digests = FileDigests()

  /// Program and version: decides, among others, whether a finished case is kept.
  var version = Cohort.programVersion

  private static let programVersion = "collagen \(CollagenVersion.number)"

  /// Works through all cases in the order of the sheet.
  ///
  /// Every case's folder appears complete, by one rename; a case is kept if its folder holds the digest of the same input
  /// bytes, options and version, and is what its manifest lists. The cohort's own files are left to
  /// ``publishTables(_:options:inputs:staging:)``.
  ///
  /// - Parameters:
  ///   - staging: told the path of every folder that is not published yet, and `nil` when it is.
  ///   - isCancelled: asked before every case; `true` ends the run with `CancellationError`.
  /// - Throws: `OutputError` if a case's folder cannot be written: what holds for one case then holds for all.
  package static func run(
    sheet: CohortSheet, options: CohortOptions, staging: (String?) -> Void = { _ in },
    isCancelled: () -> Bool = { false }, progress: (CohortProgress) -> Void = { _ in }
  ) throws -> [CohortEntry] {
    try Cohort(sheet: sheet, options: options).run(staging: staging, isCancelled: isCancelled, progress: progress)
  }

  func run(
    staging: (String?) -> Void = { _ in }, isCancelled: () -> Bool = { false }, progress: (CohortProgress) -> Void
  ) throws -> [CohortEntry] {
    var entries: [CohortEntry] = []
    let faults = try identityFaults(isCancelled)
    for (index, row) in sheet.rows.enumerated() {
      if isCancelled() { throw CancellationError() }
      func tell(_ state: String, _ finished: Int) {
        progress(CohortProgress(finished: finished, total: sheet.rows.count, id: row.id, state: state))
      }
      tell("started", index)
      let entry: CohortEntry
      do {
        let found = row.faults + faults[index, default: []]
        if !found.isEmpty { throw EvidenceError(found) }
        entry = try self.entry(row, staging)
      } catch let error as OutputError {
        throw error
      } catch let error as CancellationError {
        throw error
      } catch {
        let reason = String(describing: error).split(whereSeparator: \.isNewline).joined(separator: "; ")
        entry = CohortEntry(id: row.id, state: .failed(reason), report: nil)
      }
      tell(entry.state.word, index + 1)
      entries.append(entry)
    }
    return entries
  }

  /// What is wrong with the sheet before anything is worked out: names that do not go together, and reads of one case that
  /// another has too. Cases with such a fault fail; the same reads are an error even where names may differ.
  private func identityFaults(_ isCancelled: () -> Bool) throws -> [Int: [InputFault]] {
    let names = CohortIdentity(sheet) { row in
      guard let name = row.clinical, let bytes = FileBytes.read(sheet.path(name)) else { return nil }
      return try? CaseRecord(text: String(decoding: bytes, as: UTF8.self), file: SourceName.base(name))
    }
    var digests: [[(name: String, sha256: String)]] = []
    for row in sheet.rows {
      if isCancelled() { throw CancellationError() }
      digests.append(readDigests(row))
    }
    let shared = CohortIdentity.sharedReads(sheet, digests: digests)
    return (options.allowsIdentityMismatch ? [:] : names.faults()).merging(shared) { $0 + $1 }
  }

  /// Digests of the row's reads, and of those that a finished screen of RNA was made from.
  private func readDigests(_ row: CohortSheet.Row) -> [(name: String, sha256: String)] {
    let files = row.reads1 + row.reads2 + (row.rnaScreen == nil ? row.rna : [])
    var found = files.compactMap { name in digests.sha256(sheet.path(name)).map { (name: name, sha256: $0) } }
    if let finished = row.rnaScreen, let bytes = FileBytes.read(sheet.path(finished)),
      let node = try? DocumentNode.json(String(decoding: bytes, as: UTF8.self), file: finished)
    {
      found += (node["inputs"]?.elements ?? []).compactMap { input in
        guard let name = input["name"]?.text, let digest = input["sha256"]?.text else { return nil }
        return (name, digest)
      }
    }
    // An empty file is nobody's.
    return found.filter { $0.sha256 != SHA256.hexadecimal([]) }
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
    let files = try CohortFiles.files(entries, version: programVersion)
    let finished = entries.filter { $0.report != nil }.map { "\($0.id)/\(Manifest.fileName)" }
    try Cohort.publish(
      files.map { ($0.name, Array($0.text.utf8)) }, to: options.output, run(options, sample: nil), inputs: inputs,
      covering: finished, staging)
    return files
  }

  /// The results of a case's laboratory work: what the report is made from beside the clinical record.
  private struct Results {
    var screen: SourceFile?
    var rna: SourceFile?
    var assay: SourceFile?

    var files: [SourceFile] { [screen, rna, assay].compactMap(\.self) }
  }

  private func entry(_ row: CohortSheet.Row, _ staging: (String?) -> Void) throws -> CohortEntry {
    let (digest, inputs) = try digest(row)
    let folder = options.output + "/" + row.id
    let isKept = FileBytes.read(folder + "/inputs.sha256").map { String(decoding: $0, as: UTF8.self) } == digest + "\n"
    let kept = isKept && FolderCheck(folder: folder).isUnharmed ? try? report(row, existing(folder, row)) : nil
    if let kept { return CohortEntry(id: row.id, state: .kept, report: kept) }
    let results = try workedOut(row)
    let report = try self.report(row, results)
    var files = results.files.map { (name: $0.name, bytes: $0.bytes) }
    files += try CaseReporter.files(report).map { ($0.name, Array($0.text.utf8)) }
    files.append(("inputs.sha256", Array((digest + "\n").utf8)))
    try Cohort.publish(files, to: folder, Cohort.run(options, sample: row.id), inputs: inputs, staging)
    return CohortEntry(id: row.id, state: .done, report: report)
  }

  private func workedOut(_ row: CohortSheet.Row) throws -> Results {
    func name(_ kind: String) -> String { "\(row.id).\(kind).json" }
    var results = Results()
    if !row.reads1.isEmpty {
      let screen = try stages.screen(
        screenOptions(row.sample ?? row.id, .dna), row.reads1.map(sheet.path), row.reads2.map(sheet.path))
      results.screen = SourceFile(name: name("screen"), document: screen)
    }
    if let finished = row.rnaScreen {
      results.rna = try source(finished, named: name("rna"))
    } else if !row.rna.isEmpty {
      // Mates stand in turn; one file alone has none.
      let files = row.rna.map(sheet.path)
      let isPaired = files.count > 1
      let first = files.indices.filter { !isPaired || $0 % 2 == 0 }.map { files[$0] }
      let second = files.indices.filter { isPaired && $0 % 2 == 1 }.map { files[$0] }
      results.rna = SourceFile(
        name: name("rna"), document: try stages.screen(screenOptions(row.id, .rna), first, second))
    }
    if row.assay.count == 1, row.assay[0].lowercased().hasSuffix(".json") {
      results.assay = try source(row.assay[0], named: name("assay"))
    } else if !row.assay.isEmpty {
      results.assay = SourceFile(name: name("assay"), bytes: try stages.assay(row.assay.map(sheet.path)))
    }
    return results
  }

  /// The usual settings with the cohort's genes.
  private func screenOptions(_ sample: String, _ molecule: SampleMolecule) -> ScreenOptions {
    var usual = ScreenOptions(sample: sample, genes: options.shared.genes)
    usual.threads = options.threads
    usual.molecule = molecule
    return usual
  }

  /// The results that an earlier run left in the case's folder.
  private func existing(_ folder: String, _ row: CohortSheet.Row) throws -> Results {
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

  /// A file of the sheet. Results of this run and kept ones have the same names, so that both give the same report.
  private func source(_ relative: String, named name: String? = nil) throws(EvidenceError) -> SourceFile {
    guard let bytes = FileBytes.read(sheet.path(relative)) else {
      throw EvidenceError(InputFault(.missing, file: relative, reason: "the file cannot be read"))
    }
    return SourceFile(name: name ?? relative.split(separator: "/").last.map(String.init) ?? relative, bytes: bytes)
  }

  private func report(_ row: CohortSheet.Row, _ results: Results) throws(EvidenceError) -> CaseReport {
    let record =
      try row.clinical.map { name throws(EvidenceError) in try source(name) }
      ?? SourceFile(name: row.id + " (no record)", bytes: Array("{\"id\": \"\(row.id)\"}".utf8))
    var sources = CaseSources(record: record, shared: options.shared)
    try sources.readDensities(recordPath: row.clinical ?? "") { path throws(EvidenceError) in try source(path) }
    sources.screen = results.screen
    sources.rna = results.rna
    sources.assay = results.assay
    sources.names.samples = row.sample.map { [$0] } ?? []
    sources.names.lines = row.cellLine.map { [$0] } ?? []
    sources.allowsIdentityMismatch = options.allowsIdentityMismatch
    let report = try CaseReporter.report(sources, version: version)
    guard report.id == row.id else {
      throw EvidenceError(
        InputFault(
          .identityMismatch, file: sources.record.name, place: "id",
          reason: "the record's id is \(report.id), the sheet's case_id \(row.id); make them equal"))
    }
    return report
  }

  /// A file of the sheet with its digest.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be read, or is not what the manifest beside it lists.
  private func input(_ relative: String) throws(EvidenceError) -> Manifest.File {
    let path = sheet.path(relative)
    guard let found = digests.summary(path) else {
      throw EvidenceError(InputFault(.missing, file: relative, reason: "the file cannot be read"))
    }
    if let fault = Manifest.fault(ofFile: path, bytes: found.bytes, sha256: found.sha256) { throw EvidenceError(fault) }
    return Manifest.File(
      name: InputSource(path: relative).displayName, bytes: found.bytes, sha256: found.sha256)
  }

  /// The digest of everything that the case's result depends on, and the case's own files.
  private func digest(_ row: CohortSheet.Row) throws(EvidenceError) -> (digest: String, inputs: [Manifest.File]) {
    var inputs: [Manifest.File] = []
    let usual = ScreenOptions(sample: row.id, genes: options.shared.genes)
    var text = "\(version)\n\(usual.targetName) \(usual.assembly.rawValue)\n"
    text += options.shared.genes.genes.map { "\($0.symbol) \($0.refget)\n" }.joined()
    text += RulePack.embedded.label + "\n" + ExpectedPatterns.embedded.label + "\n"
    let known: [SourceFile?] = options.shared.known.isEmpty ? [nil] : options.shared.known
    for file in known + [options.shared.scores, options.shared.validation] {
      text += (file.map { $0.diskDigest ?? SHA256.hexadecimal($0.bytes) } ?? "-") + "\n"
    }
    text += "\(row.sample ?? "")\t\(row.cellLine ?? "")\t\(options.allowsIdentityMismatch)\n"
    let densities = try row.clinical.map { name throws(EvidenceError) in
      SourceFile.densityTables(try source(name), path: name)
    }
    let groups = [row.reads1, row.reads2, row.assay, row.clinical.map { [$0] } ?? [], densities ?? [], row.rna]
    for group in groups {
      text += "\n"
      for name in group {
        inputs.append(try input(name))
        text += "\(name)\t\(inputs.last?.sha256 ?? "")\n"
      }
    }
    return (SHA256.hexadecimal(Array(text.utf8)), inputs)
  }

  private static func run(_ options: CohortOptions, sample: String?) -> OutputRun {
    OutputRun(version: CollagenVersion.number, command: "cohort", sample: sample, commandLine: options.commandLine)
  }

  private static func publish(
    _ files: [(name: String, bytes: [UInt8])], to folder: String, _ run: OutputRun, inputs: [Manifest.File],
    covering: [String] = [], _ staging: (String?) -> Void
  ) throws(OutputError) {
    // The tables come into a folder that holds the cases; a case's folder is replaced as a whole.
    let destination = try OutputFolder(
      path: folder, run: run, existing: run.sample == nil ? .force : .replaceOrForce)
    staging(destination.stagingPath)
    defer { staging(nil) }
    do throws(OutputError) {
      for file in files { try destination.write(file.name, file.bytes) }
      try destination.publish(inputs: inputs, covering: covering)
    } catch {
      destination.discard()
      throw error
    }
  }
}

/// The laboratory work of a case.
struct CohortStages: Sendable {
  typealias Screen =
    @Sendable (_ options: ScreenOptions, _ reads1: [String], _ reads2: [String]) throws -> ScreenDocument

  /// Screens reads with the usual settings.
  var screen: Screen = { options, first, second in
    let lanes: [ReadLane] =
      second.isEmpty
      ? first.map { .single(InputSource(path: $0)) }
      : zip(first, second).map { .paired(InputSource(path: $0), InputSource(path: $1)) }
    return try ScreenPipeline.run(lanes: lanes, options: options).report
  }

  /// Evaluates assay tables and gives assay.json.
  var assay: @Sendable (_ files: [String]) throws -> [UInt8] = { paths in
    let inputs = try paths.map { path in
      let text = try WholeText.document(InputSource(path: path))
      return (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: text.bytes)
    }
    let result = try AssayRun.run(inputs: inputs, options: AssayOptions(chains: ChainCompositions.helices))
    return try AssayReport.files(result).first { $0.name == "assay.json" }?.bytes ?? []
  }
}
