// A quantity of one line against the control lines, within batches.

import Numerics
package import TypeICollagen

/// One dish's value of a quantity on the scale that is analysed (ln or logit).
package struct DishValue: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The batch.
  package let batch: String
  /// The value.
  package let value: Double

  /// A value.
  package init(line: String, role: CellLineRole, batch: String, value: Double) {
    self.line = line
    self.role = role
    self.batch = batch
    self.value = value
  }
}

/// The comparison of one line with the controls. The cell line is the unit: its dishes are averaged first.
package struct ControlComparison: Sendable {
  /// How it was made.
  package enum Method: String, Sendable {
    /// Crawford and Howell on line means.
    case crawfordHowell = "Crawford-Howell"
    /// A mixed model with batches, Satterthwaite's degrees of freedom.
    case mixedModel = "REML, Satterthwaite"
  }
  /// Method.
  package let method: Method
  /// Case minus controls on the analysed scale.
  package let difference: Double
  /// The controls' mean.
  package let controlMean: Double
  /// The standard deviation of control lines.
  package let lineDeviation: Double
  /// Number of control lines.
  package let controlCount: Int
  /// The t statistic.
  package let t: Double
  /// Degrees of freedom.
  package let degreesOfFreedom: Double
  /// Two-sided p value.
  package var p: Double { 2 * Distribution.tUpper(Swift.abs(t), df: degreesOfFreedom) }
  /// P value in the direction of lower values.
  package var pLow: Double { Distribution.t(t, df: degreesOfFreedom) }
  /// P value in the direction of higher values.
  package var pHigh: Double { Distribution.tUpper(t, df: degreesOfFreedom) }
  /// The interval of the difference.
  package func interval(confidence: Double = 0.95) -> (low: Double, high: Double) {
    let half = Distribution.tTwoSided(confidence, df: Swift.max(1, degreesOfFreedom)) * standardError
    return (difference - half, difference + half)
  }

  /// The standard error of the difference, lines included.
  package let standardError: Double

  /// The probability of seeing a shift of this size (either sign) with the same controls.
  package func power(_ effect: Double) -> Double {
    let df = Swift.max(1, degreesOfFreedom)
    let shift = Swift.abs(effect) / standardError
    return 1 - Distribution.noncentralT(Distribution.tTwoSided(0.95, df: df), df: df, noncentrality: shift)
  }

  /// The probability that a line without the shift excludes it at the one-sided `level`.
  ///
  /// - Parameters:
  ///   - effect: the shift to be excluded, of either sign.
  ///   - level: the one-sided p value the exclusion needs.
  ///   - spread: the standard deviation of such shifts between lines that have one.
  package func exclusionPower(_ effect: Double, level: Double, spread: Double = 0) -> Double {
    let df = Swift.max(1, degreesOfFreedom)
    let error = (standardError * standardError + spread * spread).squareRoot()
    return 1
      - Distribution.noncentralT(
        Distribution.tQuantile(1 - level, df: df), df: df, noncentrality: Swift.abs(effect) / error)
  }

  /// Compares one line with the control lines (itself left out if it is one).
  ///
  /// With one batch, or none shared by several lines, this is Crawford and Howell's test on line means. With several batches
  /// a mixed model with the line as random factor is fitted; batches enter as fixed effects below five, as a random factor
  /// from five on.
  package static func compare(_ line: String, _ values: [DishValue]) -> ControlComparison? {
    let own = values.filter { $0.line == line }
    let controls = values.filter { $0.role == .control && $0.line != line }
    let lines = Set(controls.map(\.line)).sorted()
    guard !own.isEmpty, lines.count >= 2 else { return nil }
    let means = lines.map { name in controls.filter { $0.line == name }.map(\.value).mean }
    let batches = Set((own + controls).map(\.batch)).sorted()
    if batches.count > 1, let mixed = mixed(own, controls, lines, batches) { return mixed }
    guard let single = SingleCase(own.map(\.value).mean, controls: means) else { return nil }
    return ControlComparison(
      method: .crawfordHowell, difference: single.value - single.mean, controlMean: single.mean,
      lineDeviation: single.deviation, controlCount: lines.count, t: single.t,
      degreesOfFreedom: Double(single.degreesOfFreedom),
      standardError: single.deviation * (Double(lines.count + 1) / Double(lines.count)).squareRoot())
  }

  private static func mixed(
    _ own: [DishValue], _ controls: [DishValue], _ lines: [String], _ batches: [String]
  ) -> ControlComparison? {
    let all = controls + own
    let names = lines + [own[0].line]
    let y = all.map(\.value)
    let isCase = all.map { $0.line == own[0].line ? 1.0 : 0 }
    let lineOf = all.map { item in names.firstIndex(of: item.line) ?? 0 }
    let batchOf = all.map { item in batches.firstIndex(of: item.batch) ?? 0 }
    let isNested = Set(all.map { $0.line + "\t" + $0.batch }).count == names.count
    guard all.count > names.count || !isNested else { return nil }
    var columns = [y.map { _ in 1.0 }, isCase]
    var factors = [lineOf]
    if batches.count < 5 {
      for b in 1..<batches.count { columns.append(batchOf.map { $0 == b ? 1 : 0 }) }
    } else {
      factors.append(batchOf)
    }
    guard y.count > columns.count + 1, let model = MixedModel(y: y, x: columns, factors: factors) else { return nil }
    var contrast = [Double](repeating: 0, count: columns.count)
    contrast[1] = 1
    let result = model.contrast(contrast)
    guard result.error > 0, result.error.isFinite else { return nil }
    let means = lines.map { name in controls.filter { $0.line == name }.map(\.value).mean }
    let freedom = Swift.min(Double(lines.count - 1), Swift.max(1, result.degreesOfFreedom))
    return ControlComparison(
      method: .mixedModel, difference: result.estimate, controlMean: means.mean,
      lineDeviation: model.variances[0].squareRoot(), controlCount: lines.count, t: result.estimate / result.error,
      degreesOfFreedom: freedom, standardError: result.error)
  }
}
