// Joining screen, assay and clinical record of one case from a Swift program.

import CaseReporting
import Documents
import Evidence
import Reporting
import SequenceIO

/// The files that the report of a case is made from; only the clinical record is needed. All are paths.
public struct CaseFiles: Sendable, Hashable {
  /// The clinical record, YAML or JSON.
  public var record: String
  /// The JSON of a screening of DNA.
  public var screening: String?
  /// The JSON of a screening of RNA of the same person.
  public var rnaScreening: String?
  /// `assay.json`.
  public var assay: String?
  /// VCFs of known variants with their significance.
  public var knownVariants: [String] = []
  /// Scores of predictors.
  public var scores: String?
  /// The laboratory's validation controls.
  public var validation: String?

  /// A case of which only the clinical record is known.
  public init(record: String) {
    self.record = record
  }
}

/// A case with its evidence and its report.
///
///     var files = CaseFiles(record: "P07.yaml")
///     files.screening = "P07.collagen/P07.json"
///     print(try CaseEvaluation(files).text)
public struct CaseEvaluation: Sendable {
  private let report: CaseReport
  private let files: [(name: String, text: String)]

  /// Reads the files and joins them.
  ///
  /// - Throws: `ParseError` if a file cannot be read, ``CollagenError`` with every fault of every file, or if a file is
  ///   not what the `manifest.json` beside it lists.
  public init(_ files: CaseFiles) throws {
    func read(_ path: String) throws -> SourceFile {
      let source = InputSource(path: path)
      let document = try WholeText.document(source, keeping: nil)
      if let fault = Manifest.fault(
        ofFile: path, bytes: document.byteCount, sha256: document.sha256, contents: { document.bytes })
      {
        throw CollagenError(.badInput, fault.description)
      }
      return SourceFile(
        name: source.displayName, bytes: document.bytes, diskDigest: document.sha256, diskCount: document.byteCount)
    }
    var sources = CaseSources(record: try read(files.record))
    try sources.readDensities(recordPath: files.record, read)
    sources.screen = try files.screening.map(read)
    sources.rna = try files.rnaScreening.map(read)
    sources.assay = try files.assay.map(read)
    sources.shared.known = try files.knownVariants.map(read)
    sources.shared.scores = try files.scores.map(read)
    sources.shared.validation = try files.validation.map(read)
    do {
      report = try CaseReporter.report(sources, version: "collagen \(CollagenVersion.number)")
      self.files = try CaseReporter.files(report)
    } catch let error as EvidenceError {
      throw CollagenError(.badInput, InputFault.text(of: error.faults, separator: "\n"))
    }
  }

  /// The case's id.
  public var id: String { report.id }

  /// The report as text for people.
  public var text: String { CaseReportText.text(report) }

  /// The report in the JSON of `collagen report`.
  public var json: String { files.first { $0.name.hasSuffix(".report.json") }?.text ?? "" }

  /// Writes the files of `collagen report` into a folder that appears complete, by one rename.
  ///
  /// - Parameters:
  ///   - folder: path of the folder; missing parents are made.
  ///   - replacing: whether the folder may exist and hold files; those of this report are replaced, others stay.
  /// - Throws: ``CollagenError``; nothing is left on disk then.
  public func write(to folder: String, replacing: Bool = false) throws(CollagenError) {
    try OutputFolder.write(
      files.map { ($0.name, Array($0.text.utf8)) }, to: folder, replacing: replacing, "report", of: report.id,
      inputs: report.inputs.map { Manifest.File(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) })
  }
}
