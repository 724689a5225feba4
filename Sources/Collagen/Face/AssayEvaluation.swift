// Evaluating the tables of a fibroblast assay from a Swift program.

import AssayReport
import Documents
import ExportAssay
import Reporting
import SequenceIO
import TypeICollagen

/// What a fibroblast assay shows: collagen synthesis and secretion of each cell line, with controls.
///
///     let assay = try AssayEvaluation(files: ["cultures.csv", "plate.csv"])
///     for line in assay.lines { print(line.id, line.verdict, line.secretion.value) }
public struct AssayEvaluation: Sendable {
  private let result: AssayResult
  private let files: [(name: String, bytes: [UInt8])]
  private let inputs: [Manifest.File]

  /// Evaluates all files of one experiment together: tidy tables, plate maps, and raw exports of plate readers. What a file
  /// is follows from its header.
  ///
  /// - Parameter files: paths; at least one.
  /// - Throws: `ParseError` if a file cannot be read, ``CollagenError`` with the place of what is wrong in it.
  public init(files: [String]) throws {
    let texts = try files.map { path in
      let source = InputSource(path: path)
      return (name: source.displayName, text: try WholeText.document(source, keepsArchives: true))
    }
    inputs = texts.map { Manifest.File(name: $0.name, bytes: $0.text.byteCount, sha256: $0.text.sha256) }
    do {
      result = try AssayRun.run(
        inputs: texts.map { ($0.name, $0.text.bytes) },
        digests: Dictionary(texts.map { ($0.name, $0.text.sha256) }, uniquingKeysWith: { first, _ in first }),
        options: AssayOptions(chains: ChainCompositions.helices))
      self.files = try AssayReport.files(result, version: CollagenVersion.number)
    } catch let error as InputFaults {
      throw CollagenError(.badInput, error.description)
    }
  }

  /// The cell lines in the order of the tables.
  public var lines: [CellLineSummary] { result.lines.map(CellLineSummary.init) }

  /// What a reader of the result should know, one line each.
  public var warnings: [String] { result.warnings.map(\.description) }

  /// The whole result in the JSON of `collagen assay`.
  public var json: String {
    String(decoding: files.first { $0.name == "assay.json" }?.bytes ?? [], as: UTF8.self)
  }

  /// Writes the files of `collagen assay` into a folder that appears complete, by one rename.
  ///
  /// - Parameters:
  ///   - folder: path of the folder; missing parents are made.
  ///   - replacing: whether the folder may exist and hold files; those of this result are replaced, others stay.
  /// - Throws: ``CollagenError``; nothing is left on disk then.
  public func write(to folder: String, replacing: Bool = false) throws(CollagenError) {
    try OutputFolder.write(files, to: folder, replacing: replacing, "assay", of: nil, inputs: inputs)
  }
}

/// The result of one cell line.
public struct CellLineSummary: Sendable {
  /// A value with its 95 % interval. Not a number where it was not measured.
  public struct Estimate: Sendable, Hashable {
    /// The best estimate.
    public let value: Double
    /// Lower end of the interval.
    public let low: Double
    /// Upper end of the interval.
    public let high: Double
  }

  private let line: CellLineResult

  init(_ line: CellLineResult) {
    self.line = line
  }

  /// The line's name in the tables.
  public var id: String { line.line }
  /// Independent culture dishes behind the estimates.
  public var dishCount: Int { line.dishCount }
  /// Collagen synthesis per cell, DNA or protein and hour, in the unit of the tables.
  public var synthesis: Estimate {
    Estimate(value: line.synthesis.value, low: line.synthesis.low, high: line.synthesis.high)
  }
  /// Collagen in the medium, in per cent of all that was made.
  public var secretion: Estimate {
    Estimate(value: line.secretion.value, low: line.secretion.low, high: line.secretion.high)
  }
  /// Synthesis in per cent of the control lines.
  public var synthesisPercentOfControls: Double { line.synthesisPercent }
  /// Secretion in per cent of the control lines.
  public var secretionPercentOfControls: Double { line.secretionPercent }
  /// The class, such as `normal` or `indeterminate`; empty for control lines.
  public var verdict: String { line.verdict?.name.rawValue ?? "" }
  /// Names of what is odd about the line, sorted.
  public var flags: [String] { line.flags.map(\.rawValue).sorted() }
}
