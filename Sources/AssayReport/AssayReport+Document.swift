// The part of assay.json that evidence and cohort tables read: every line with its readouts.

internal import Documents
package import ExportAssay
package import Reporting
internal import TypeICollagen

extension AssayReport {
  /// The lines of a run as a document.
  package static func document(_ result: AssayResult) -> AssayDocument {
    AssayDocument(
      notice: notice, synthesisUnit: synthesisUnit(result),
      lines: result.lines.map { .init($0, synthesisUnit: synthesisUnit(result)) })
  }
}

/// A number with ten significant digits, so that no digit depends on the machine; `nil` for none.
func kept(_ value: Double?) -> Double? {
  guard let value, value.isFinite else { return nil }
  return NumberText.rounded(value, significant: 10)
}

extension AssayDocument.Estimate {
  init(_ estimate: (value: Double, low: Double, high: Double), unit: String) {
    self.init(value: kept(estimate.value), low: kept(estimate.low), high: kept(estimate.high), unit: unit)
  }
}

extension AssayDocument.CellLine {
  init(_ line: CellLineResult, synthesisUnit: String) {
    self.init(
      line: line.line, role: line.role, synthesis: .init(line.synthesis, unit: synthesisUnit),
      secretion: .init(line.secretion, unit: "%"))
    dishes = line.dishCount
    self.class = line.verdict?.name
    decidingReadout = line.verdict?.readout
    reason = line.verdict?.reason
    synthesisPercentOfControl = kept(line.synthesisPercent)
    secretionPercentOfControl = kept(line.secretionPercent)
    synthesisPercentOfControlLow = kept(line.synthesisPercentInterval.low)
    synthesisPercentOfControlHigh = kept(line.synthesisPercentInterval.high)
    secretionPercentOfControlLow = kept(line.secretionPercentInterval.low)
    secretionPercentOfControlHigh = kept(line.secretionPercentInterval.high)
    secretedPercentOfControl = kept(line.secreted.percent)
    secretedPercentOfControlLow = kept(line.secreted.low)
    secretedPercentOfControlHigh = kept(line.secreted.high)
    secretionOddsRatio = kept(line.secretionOddsRatio)
    readouts = line.findings.map { .init($0) }
    flags = line.flags.sorted().map(\.rawValue)
  }
}

extension AssayDocument.Reading {
  init(_ item: ReadoutFinding) {
    self.init(readout: item.readout, value: kept(item.value))
    percentOfControl = kept(item.percentOfControl)
    power = kept(item.power)
    pEffectExcluded = kept(item.exclusion)
    excludedByQuality = item.isExcluded
    if item.bound != .exact { bound = item.bound.rawValue }
    if item.controlBound != .exact { controlBound = item.controlBound.rawValue }
    guard let comparison = item.comparison else { return }
    let interval = comparison.interval()
    method = comparison.method.rawValue
    controlLines = comparison.controlCount
    controlMean = kept(comparison.controlMean)
    controlDeviation = kept(comparison.lineDeviation)
    difference = kept(comparison.difference)
    differenceLow = kept(interval.low)
    differenceHigh = kept(interval.high)
    standardError = kept(comparison.standardError)
    t = kept(comparison.t)
    degreesOfFreedom = kept(comparison.degreesOfFreedom)
    pTwoSided = kept(comparison.p)
    pLow = kept(comparison.pLow)
    pHigh = kept(comparison.pHigh)
  }
}
