// Runs a sheet of cases: what is missing is worked out, what is done is kept, one bad case does not stop the others.

import Digests
package import Evidence
package import Reporting
import Documents

#if canImport(Glibc)
  import Glibc
  private let readSome = unsafe Glibc.read
#elseif canImport(Musl)
  import Musl
  private let readSome = unsafe Musl.read
#endif

/// The pipelines that a cohort needs, brought by the caller. Paths are those of files on disk.
package struct CohortPipelines: Sendable {
  /// What was sequenced.
  package enum Molecule: Sendable, Hashable { case dna, rna }

  /// Screens reads of a molecule and gives the screen's JSON.
  package typealias Screen =
    @Sendable (_ sample: String, _ molecule: Molecule, _ reads1: [String], _ reads2: [String]) throws -> String

  /// Screens reads.
  package let screen: Screen
  /// Evaluates assay tables and gives assay.json.
  package let assay: @Sendable (_ files: [String]) throws -> String

  /// Pipelines.
  package init(screen: @escaping Screen, assay: @escaping @Sendable (_ files: [String]) throws -> String) {
    self.screen = screen
    self.assay = assay
  }
}

/// Where a run stands.
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

/// Works through a sheet.
package struct CohortRunner {
  private let sheet: CohortSheet
  private let base: String
  private let output: String
  private let shared: CaseSources
  private let options: String
  private let version: String
  private let pipelines: CohortPipelines

  /// A run.
  ///
  /// - Parameters:
  ///   - base: folder of the sheet, which its paths are relative to.
  ///   - output: folder of the results; made if it is not there.
  ///   - shared: files that all cases share (known, scores, validation); its record is not used.
  ///   - options: every option that changes results, as text: part of the digest that decides what is kept.
  package init(
    sheet: CohortSheet, base: String, output: String, shared: CaseSources, options: String, version: String,
    pipelines: CohortPipelines
  ) {
    self.sheet = sheet
    self.base = base
    self.output = output
    self.shared = shared
    self.options = options
    self.version = version
    self.pipelines = pipelines
  }

  /// Works through all cases in the order of the sheet.
  ///
  /// Every case's folder appears complete, by one rename; a case is kept if its folder holds the digest of the same input
  /// bytes, options and version. The cohort's own files are left to the caller (``CohortFiles``).
  ///
  /// - Parameter staging: told the path of every folder that is not published yet, and `nil` when it is.
  /// - Throws: `OutputError` if a case's folder cannot be written: what holds for one case then holds for all.
  package func run(
    staging: (String?) -> Void = { _ in }, progress: (CohortProgress) -> Void
  ) throws(OutputError) -> [CohortEntry] {
    var entries: [CohortEntry] = []
    for (index, row) in sheet.rows.enumerated() {
      func tell(_ state: String, _ finished: Int) {
        progress(CohortProgress(finished: finished, total: sheet.rows.count, id: row.id, state: state))
      }
      tell("started", index)
      let entry: CohortEntry
      do {
        entry = try self.entry(row, staging)
      } catch let error as OutputError {
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

  private func path(_ relative: String) -> String { base.isEmpty ? relative : base + "/" + relative }

  /// The results of a case's laboratory work: what the report is made from beside the clinical record.
  private struct Results {
    var screen: SourceFile?
    var rna: SourceFile?
    var assay: SourceFile?

    /// With the ends of their names in the case's folder.
    var files: [(kind: String, file: SourceFile)] {
      [("screen", screen), ("rna", rna), ("assay", assay)].compactMap { kind, file in file.map { (kind, $0) } }
    }
  }

  private func entry(_ row: CohortSheet.Row, _ staging: (String?) -> Void) throws -> CohortEntry {
    let digest = try self.digest(row)
    let folder = output + "/" + row.id
    let isKept = FileBytes.read(folder + "/inputs.sha256").map { String(decoding: $0, as: UTF8.self) } == digest + "\n"
    let kept = isKept ? try? report(row, existing(folder, row)) : nil
    if let kept { return CohortEntry(id: row.id, state: .kept, report: kept) }
    let results = try workedOut(row)
    let report = try self.report(row, results)
    try publish(report, row: row, results, digest: digest, folder: folder, staging)
    return CohortEntry(id: row.id, state: .done, report: report)
  }

  private func workedOut(_ row: CohortSheet.Row) throws -> Results {
    func made(_ kind: String, _ text: String) -> SourceFile {
      SourceFile(name: "\(row.id).\(kind).json", bytes: Array(text.utf8))
    }
    var results = Results()
    if !row.reads1.isEmpty {
      results.screen = made(
        "screen", try pipelines.screen(row.id, .dna, row.reads1.map(path), row.reads2.map(path)))
    }
    if let finished = row.rnaScreen {
      results.rna = try source(finished)
    } else if !row.rna.isEmpty {
      // Mates stand in turn; one file alone has none.
      let files = row.rna.map(path)
      let isPaired = files.count > 1
      let first = files.indices.filter { !isPaired || $0 % 2 == 0 }.map { files[$0] }
      let second = files.indices.filter { isPaired && $0 % 2 == 1 }.map { files[$0] }
      results.rna = made("rna", try pipelines.screen(row.id, .rna, first, second))
    }
    if row.assay.count == 1, row.assay[0].lowercased().hasSuffix(".json") {
      results.assay = try source(row.assay[0])
    } else if !row.assay.isEmpty {
      results.assay = made("assay", try pipelines.assay(row.assay.map(path)))
    }
    return results
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

  private func source(_ relative: String) throws(EvidenceError) -> SourceFile {
    guard let bytes = FileBytes.read(path(relative)) else {
      throw EvidenceError(InputFault(.missing, file: relative, reason: "the file cannot be read"))
    }
    return SourceFile(name: relative.split(separator: "/").last.map(String.init) ?? relative, bytes: bytes)
  }

  private func report(_ row: CohortSheet.Row, _ results: Results) throws(EvidenceError) -> CaseReport {
    var sources = shared
    if let clinical = row.clinical {
      sources.record = try source(clinical)
    } else {
      sources.record = SourceFile(name: row.id + " (no record)", bytes: Array("{\"id\": \"\(row.id)\"}".utf8))
    }
    // Worked out and kept results have the same names, so that both give the same report.
    func named(_ file: SourceFile?, _ kind: String) -> SourceFile? {
      file.map { SourceFile(name: "\(row.id).\(kind).json", bytes: $0.bytes) }
    }
    sources.screen = named(results.screen, "screen")
    sources.rna = named(results.rna, "rna")
    sources.vcf = nil
    sources.assay = named(results.assay, "assay")
    let report = try CaseReporter.report(sources, version: version)
    guard report.id == row.id else {
      throw EvidenceError(
        InputFault(
          .conflict, file: sources.record.name, place: "id",
          reason: "the record's id is not the sheet's case_id; make them equal"))
    }
    return report
  }

  /// The digest of everything that the case's result depends on.
  private func digest(_ row: CohortSheet.Row) throws(EvidenceError) -> String {
    var text = version + "\n" + options + "\n" + RulePack.embedded.label + "\n" + ExpectedPatterns.embedded.label + "\n"
    let known: [SourceFile?] = shared.known.isEmpty ? [nil] : shared.known
    for file in known + [shared.scores, shared.validation] {
      text += (file.map { $0.diskDigest ?? SHA256.hexadecimal($0.bytes) } ?? "-") + "\n"
    }
    let groups = [row.reads1, row.reads2, row.assay, row.clinical.map { [$0] } ?? [], row.rna]
    for group in groups {
      text += "\n"
      for name in group {
        guard let digest = FileBytes.sha256(path(name)) else {
          throw EvidenceError(InputFault(.missing, file: name, reason: "the file cannot be read"))
        }
        text += "\(name)\t\(digest)\n"
      }
    }
    return SHA256.hexadecimal(Array(text.utf8))
  }

  private func publish(
    _ report: CaseReport, row: CohortSheet.Row, _ results: Results, digest: String, folder: String,
    _ staging: (String?) -> Void
  ) throws {
    let destination = try OutputFolder(path: folder, force: true)
    staging(destination.stagingPath)
    defer { staging(nil) }
    do {
      var order: [String] = []
      func write(_ name: String, _ bytes: [UInt8]) throws {
        try destination.write(name, bytes)
        order.append(name)
      }
      for result in results.files { try write("\(row.id).\(result.kind).json", result.file.bytes) }
      for file in try CaseReporter.files(report) { try write(file.name, Array(file.text.utf8)) }
      try write("inputs.sha256", Array((digest + "\n").utf8))
      try destination.publish(order: order)
    } catch {
      destination.discard()
      throw error
    }
  }
}

/// Reading of whole files through read(2).
enum FileBytes {
  /// The bytes of a file, or `nil` if it cannot be read whole.
  static func read(_ path: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isWhole = chunks(path) { bytes.append(contentsOf: $0) }
    return isWhole ? bytes : nil
  }

  /// SHA-256 of a file, or `nil` if it cannot be read whole.
  static func sha256(_ path: String) -> String? {
    var running = SHA256()
    let isWhole = chunks(path) { running.update($0) }
    return isWhole ? running.hexadecimal() : nil
  }

  private static func chunks(_ path: String, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe readSome(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return true }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      body(buffer[..<count])
    }
  }
}
