// A quantity of one line against the control lines, within batches.

import Numerics

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
  /// The standard error of the difference of this very line, and its degrees of freedom: what a further control line would
  /// vary by is left out.
  var ownError = Double.nan
  var ownFreedom = 1.0

  /// The standard deviation of dishes within lines, and how many dishes the line and a control line have; NaN where no line
  /// has two.
  var dishDeviation = Double.nan
  var dishes = (own: 1.0, control: 1.0)

  /// The 95 % interval of this line's difference from the mean of the population of control lines.
  package var ownInterval: (low: Double, high: Double) {
    let half = Distribution.tTwoSided(0.95, df: Swift.max(1, ownFreedom)) * ownError
    return (difference - half, difference + half)
  }

  /// The probability of seeing a shift of this size (either sign) with the same controls.
  package func power(_ effect: Double) -> Double {
    let df = Swift.max(1, degreesOfFreedom)
    let shift = Swift.abs(effect) / standardError
    return 1 - Distribution.noncentralT(Distribution.tTwoSided(0.95, df: df), df: df, noncentrality: shift)
  }

  /// How many control lines, or dishes of every line, would give a power; `nil` where sixty lines or twelve dishes do not.
  ///
  /// The variance of a line's mean is s_L^2 + s_D^2 / dishes, with the variances of this comparison.
  package func needed(_ effect: Double, power: Double) -> (controls: Int?, dishes: Int?) {
    let dish = dishDeviation.isFinite ? dishDeviation * dishDeviation : 0
    let whole = lineDeviation * lineDeviation
    // Crawford and Howell's variance of lines is that of their means, dishes included.
    let line = method == .crawfordHowell ? Swift.max(0, whole - dish / dishes.control) : whole
    func reached(_ controls: Int, _ count: Double) -> Bool {
      let deviation = (line + dish / count).squareRoot()
      return deviation > 0
        && SingleCase.power(effect: Swift.abs(effect), deviation: deviation, controls: controls) >= power
    }
    let now = dishes.own
    let controls = (controlCount + 1...Swift.max(60, controlCount + 1)).first { reached($0, now) }
    let more = dish > 0 ? (Int(now) + 1...Swift.max(12, Int(now) + 1)).first { reached(controlCount, Double($0)) } : nil
    return (controls, more)
  }

  /// The power that any number of control lines would give with these dishes, Phi(effect / sd - 1.96), and the coefficient of
  /// variation of lines below which some number gives a power.
  package func limit(_ effect: Double, power: Double) -> (power: Double, variation: Double)? {
    let deviation = standardError / ((Double(controlCount) + 1) / Double(controlCount)).squareRoot()
    guard deviation > 0, deviation.isFinite, effect.isFinite else { return nil }
    let shift = Swift.abs(effect)
    let most = shift / (Distribution.normal95 + Distribution.normalQuantile(power))
    return (Distribution.normal(shift / deviation - Distribution.normal95), Elementary.expm1(most * most).squareRoot())
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
}

extension ControlComparison {
  /// A comparison that was written down: what a line's own interval and the number of dishes rest on is not known.
  package init(
    _ method: Method, difference: Double, controlMean: Double, lineDeviation: Double, controlCount: Int, t: Double,
    degreesOfFreedom: Double, standardError: Double
  ) {
    self.init(
      method: method, difference: difference, controlMean: controlMean, lineDeviation: lineDeviation,
      controlCount: controlCount, t: t, degreesOfFreedom: degreesOfFreedom, standardError: standardError)
  }
}
