// One case against a few control lines: Crawford and Howell (1998), prediction intervals, power.

import Numerics

/// A case compared with n controls; the cell line is the unit.
///
/// t = (x - mean) / (s sqrt((n + 1) / n)) with n - 1 degrees of freedom: the case is one further draw from the controls'
/// population, so the uncertainty of their mean counts as well (Crawford and Howell 1998).
package struct SingleCase: Sendable {
  /// The case.
  package let value: Double
  /// The controls' mean.
  package let mean: Double
  /// The controls' standard deviation.
  package let deviation: Double
  /// The number of control lines.
  package let count: Int

  /// Compares; `nil` below two controls or without spread.
  package init?(_ value: Double, controls: [Double]) {
    let deviation = controls.standardDeviation
    guard controls.count >= 2, deviation > 0, value.isFinite else { return nil }
    self.value = value
    mean = controls.mean
    self.deviation = deviation
    count = controls.count
  }

  /// The factor sqrt((n + 1) / n).
  private var inflation: Double { (Double(count + 1) / Double(count)).squareRoot() }

  /// Degrees of freedom.
  package var degreesOfFreedom: Int { count - 1 }

  /// The t statistic.
  package var t: Double { (value - mean) / (deviation * inflation) }

  /// The two-sided p value.
  package var p: Double { 2 * Distribution.tUpper(Swift.abs(t), df: Double(degreesOfFreedom)) }

  /// The case's distance in control standard deviations.
  package var z: Double { (value - mean) / deviation }

  /// The interval in which a further control line falls with the given probability.
  package func predictionInterval(confidence: Double = 0.95) -> (low: Double, high: Double) {
    let half = Distribution.tTwoSided(confidence, df: Double(degreesOfFreedom)) * deviation * inflation
    return (mean - half, mean + half)
  }

  /// The probability that a case lying `effect` below the controls' mean falls under the two-sided prediction interval.
  ///
  /// - Parameters:
  ///   - effect: on the scale of the values, positive.
  ///   - deviation: the standard deviation of lines.
  ///   - controls: the number of control lines.
  package static func power(effect: Double, deviation: Double, controls n: Int, confidence: Double = 0.95) -> Double {
    guard n >= 2, deviation > 0, effect > 0 else { return .nan }
    let df = Double(n - 1)
    let shift = effect / (deviation * (Double(n + 1) / Double(n)).squareRoot())
    return 1 - Distribution.noncentralT(Distribution.tTwoSided(confidence, df: df), df: df, noncentrality: shift)
  }

  /// The largest control CV (as a fraction, log-normal lines) at which a loss to `fraction` of control is seen with `power`.
  package static func largestCV(fraction: Double, power: Double, controls n: Int) -> Double {
    var low = 1e-4
    var high = 3.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      let sigma = Elementary.log1p(middle * middle).squareRoot()
      let reached = Self.power(effect: -Elementary.log(fraction), deviation: sigma, controls: n)
      if reached > power { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
