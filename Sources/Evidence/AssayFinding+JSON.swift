// The assay of the case's line from assay.json (schemas/assay.schema.json).

import Documents
import Numerics
import Reporting
import TypeICollagen

extension AssayFinding {
  /// Reads the case line of an assay's JSON.
  ///
  /// - Parameters:
  ///   - lines: the names that the case's line may have. A file that holds one case line only gives that one, whatever
  ///     its name; who joins it with a case compares the names (``line``).
  /// - Throws: ``EvidenceError`` if the text is no such document, or which line is the case's cannot be told.
  package init(json text: String, file: String, lines: [String] = []) throws(EvidenceError) {
    let document: AssayDocument
    do throws(InputFaults) {
      document = try AssayDocument(json: text, file: file)
    } catch {
      throw EvidenceError(error.faults)
    }
    if let (place, reason) = document.classContradiction() {
      let mark = (try? DocumentNode.json(text, file: file))?.mark(ofKey: place)
      throw EvidenceError(
        InputFault(
          .invalidValue, file: file, line: mark?.line, column: mark?.column, place: place, reason: reason,
          remedy: AssayDocument.remedy))
    }
    try self.init(document: document, lines: lines, whole: { try? DocumentNode.json(text, file: file) }) {
      code, place, reason, remedy in
      EvidenceError(InputFault(code, file: file, line: 1, place: place, reason: reason, remedy: remedy))
    }
  }

  private init(
    document: AssayDocument, lines names: [String], whole: () -> DocumentNode?,
    _ fault: (InputFault.Code, String, String, String) -> EvidenceError
  ) throws(EvidenceError) {
    let cases = document.lines.filter { $0.role == .case }
    let named = cases.filter { names.contains($0.line) }
    guard let own = named.count == 1 ? named[0] : cases.count == 1 ? cases[0] : nil else {
      throw fault(
        cases.isEmpty ? .missing : .conflict, "lines",
        cases.isEmpty
          ? "no line has the role case"
          : "\(cases.count) lines have the role case, and \(named.count) of them are named like the case",
        cases.isEmpty ? "" : "name its line in the record: identity: {lines: [NAME]}")
    }
    guard let verdict = own.class.flatMap({ Verdict(rawValue: $0.rawValue) }) else {
      throw fault(.invalidValue, "lines", "the case line needs a class", "")
    }
    let controls = document.lines.filter { $0.role == .control }
    let axes = own.readouts.compactMap { AxisReading($0, controls: controls) }
    self.init(
      line: own.line, verdict: verdict, reasons: [own.reason].compactMap { $0 }, axes: axes, flags: own.flags,
      power: axes.first { $0.kind == .synthesis }?.power,
      isMeasured: own.dishes > 0 || !own.readouts.isEmpty || AssayFinding.isMeasured(own.line, whole()))
  }

  /// The tables of an assay.json that hold measurements of lines without making a readout of each.
  private static let measuredTables = [
    "dishes", "chains", "lane_profiles", "pulse_chase", "thermal_stability", "sites", "collagenase", "hydroxyproline",
  ]

  private static func isMeasured(_ line: String, _ document: DocumentNode?) -> Bool {
    measuredTables.contains { key in
      document?[key]?.elements.contains { $0["line"]?.text == line || $0["line_id"]?.text == line } == true
    }
  }
}

extension AxisReading {
  /// A readout of a line; `nil` for those that have no pattern here and for those without controls.
  init?(_ reading: AssayDocument.Reading, controls lines: [AssayDocument.CellLine]) {
    let kinds: [AssayReadout: AssayAxisKind] = [
      .synthesis: .synthesis, .secretion: .secretion, .migration: .migration, .chainRatio: .chainRatio,
      .typeThree: .typeIIIRatio, .melting: .melting,
    ]
    guard let kind = kinds[reading.readout], let mean = reading.controlMean, let difference = reading.difference,
      let error = reading.standardError, let freedom = reading.degreesOfFreedom, let count = reading.controlLines
    else { return nil }
    let values: [Double] =
      switch kind {
      case .synthesis: lines.compactMap(\.synthesis.value).filter { $0 > 0 }.map { Elementary.log($0) }
      case .secretion:
        lines.compactMap(\.secretion.value).filter { $0 > 0 && $0 < 100 }.map { Elementary.log($0 / (100 - $0)) }
      default: []
      }
    self.init(
      kind: kind, value: mean + difference, controlMean: mean, controlSD: reading.controlDeviation ?? 0,
      controls: count,
      standardError: error, degreesOfFreedom: freedom, pValue: reading.pTwoSided, power: reading.power,
      // A limit of quantification is no measurement that likelihoods can be made of.
      isUsable: !reading.excludedByQuality && reading.bound == nil && reading.controlBound == nil, controlValues: values
    )
  }
}
