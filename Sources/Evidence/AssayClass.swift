// An assay that was read back: the class of a line must be what its readouts give under the limits of the document.

import Documents
import ExportAssay
import Numerics
import Reporting
import TypeICollagen

extension AssayDocument {
  /// What about the classes of the case lines does not follow from the readouts and limits beside them, and where; `nil` if
  /// all does. The code that classifies is asked again.
  func classContradiction() -> (place: String, reason: String)? {
    let normalizers = DishMeasurement.Normalizer.allCases.map { "/(\($0.rawValue)*h)" }
    guard normalizers.contains(where: { synthesisUnit.hasSuffix($0) }) else {
      return ("synthesis_unit", "not a unit of synthesis")
    }
    guard let rules = ClassLimit.rules(options?.limits ?? [:]) else {
      return ("options.limits", "not the limits of an assay")
    }
    let controls = lines.count { $0.role == .control }
    for (index, line) in lines.enumerated() {
      func wrong(_ key: String, _ reason: String) -> (String, String) { ("lines[\(index + 1)].\(key)", reason) }
      if let flag = line.flags.first(where: { QualityFlag(rawValue: $0) == nil }) {
        return wrong("flags", "\(flag.quoted(40)) is no flag")
      }
      var findings: [ReadoutFinding?] = []
      for (number, reading) in line.readouts.enumerated() {
        let place = "readouts[\(number + 1)]"
        // Controls of earlier runs, which are not listed, are compared by a mixed model.
        if reading.method == ControlComparison.Method.crawfordHowell.rawValue, reading.controlLines ?? 0 > controls {
          return wrong(place + ".control_lines", "more than the \(controls) control lines of the document")
        }
        let finding = ReadoutFinding(reading, rules)
        if let key = finding.flatMap({ reading.contradiction(to: $0) }) {
          return wrong("\(place).\(key)", "does not follow from the comparison beside it")
        }
        findings.append(finding)
      }
      // A comparison without an error, as of controls that are all alike, cannot be repeated.
      let known = findings.compactMap(\.self)
      guard line.role == .case, known.count == findings.count else { continue }
      if let (key, reason) = line.difference(from: ClassVerdict.decide(known, rules: rules)) {
        return wrong(key, reason)
      }
    }
    return nil
  }
}

extension AssayDocument.CellLine {
  /// The first key of the class that is not what the readouts give.
  fileprivate func difference(from verdict: ClassVerdict) -> (key: String, reason: String)? {
    guard `class`?.rawValue == verdict.name.rawValue else {
      return ("class", "its readouts give \(verdict.name.rawValue) under the limits of the document")
    }
    guard decidingReadout == verdict.readout else {
      return ("deciding_readout", "the readouts say \(verdict.readout?.rawValue ?? "none")")
    }
    let missing = verdict.flags.map(\.rawValue).sorted().first { !flags.contains($0) }
    return missing.map { ("flags", "\($0) is missing") }
  }
}

extension AssayDocument.Reading {
  /// The first key that does not follow from the comparison with the controls.
  fileprivate func contradiction(to finding: ReadoutFinding) -> String? {
    func agree(_ given: Double?, _ right: Double?) -> Bool {
      guard let given, let right, right.isFinite else { return true }
      return abs(given - right) <= 1e-5 * max(1, abs(right))
    }
    guard let comparison = finding.comparison else { return nil }
    var pairs: [(key: String, given: Double?, right: Double?)] = [
      ("p_low", pLow, comparison.pLow), ("p_high", pHigh, comparison.pHigh),
      ("difference_low", differenceLow, comparison.interval().low),
      ("difference_high", differenceHigh, comparison.interval().high),
    ]
    if readout == .synthesis {
      pairs.append(("percent_of_control", percentOfControl, 100 * Elementary.exp(comparison.difference)))
    }
    return pairs.first { !agree($0.given, $0.right) }?.key
  }
}

extension ReadoutFinding {
  /// A readout of a document; `nil` where its comparison is not whole.
  fileprivate init?(_ reading: AssayDocument.Reading, _ rules: ClassRules) {
    guard let value = reading.value else { return nil }
    var comparison: ControlComparison?
    if let text = reading.method {
      guard let method = ControlComparison.Method(rawValue: text), let difference = reading.difference,
        let mean = reading.controlMean, let count = reading.controlLines, let t = reading.t,
        let freedom = reading.degreesOfFreedom, let error = reading.standardError, error > 0
      else { return nil }
      comparison = ControlComparison(
        method, difference: difference, controlMean: mean, lineDeviation: reading.controlDeviation ?? .nan,
        controlCount: count, t: t, degreesOfFreedom: freedom, standardError: error)
    }
    let again: ReadoutFinding? =
      switch reading.readout {
      case .synthesis: .synthesis(0, comparison, rules: rules)
      case .secretion: .secretion(0, comparison, rules: rules)
      default: nil
      }
    self.init(
      readout: reading.readout, value: value, percentOfControl: reading.percentOfControl ?? .nan,
      comparison: comparison, power: again?.power ?? .nan, detectionPower: again?.detectionPower ?? .nan,
      exclusion: again?.exclusion ?? .nan,
      isExcluded: reading.excludedByQuality, effect: again?.effect ?? .nan)
    bound = reading.bound.flatMap { FigureBound(rawValue: $0) } ?? .exact
    controlBound = reading.controlBound.flatMap { FigureBound(rawValue: $0) } ?? .exact
  }
}
