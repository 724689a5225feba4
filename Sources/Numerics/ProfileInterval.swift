// The ends of a profile-likelihood interval.

/// Finds where a rising function of the distance from a start crosses zero.
package enum Crossing {
  /// Walks from `start` in the direction of `sign` until `value` is above zero, then closes in by false position with the
  /// Illinois rule.
  ///
  /// - Parameters:
  ///   - start: a point where `value` is negative.
  ///   - startValue: the value there.
  ///   - sign: -1 or 1.
  ///   - firstStep: the length of the first step.
  ///   - reach: how far to go at most.
  ///   - value: negative inside, positive outside.
  /// - Returns: the crossing; `nil` if there is none within `reach`.
  package static func find(
    from start: Double, startValue: Double, sign: Double, firstStep: Double, reach: Double, value: (Double) -> Double
  ) -> Double? {
    var inside = (at: start, value: startValue)
    var step = firstStep
    while true {
      let next = inside.at + sign * step
      if Swift.abs(next - start) > reach { return nil }
      let found = value(next)
      if found > 0 { return closeIn(inside, (next, found), 1e-7 * Swift.abs(startValue), value) }
      // As far as the straight line suggests, but not more than fourfold.
      let slope = (found - inside.value) / step
      step = slope > 0 ? Swift.min(Swift.max(-found / slope * 1.1, step * 0.2), step * 4) : step * 2
      inside = (next, found)
    }
  }

  private static func closeIn(
    _ inside: (at: Double, value: Double), _ outside: (at: Double, value: Double), _ tolerance: Double,
    _ value: (Double) -> Double
  ) -> Double {
    var (a, b) = (inside, outside)
    var lastSide = 0
    for _ in 0..<40 where Swift.abs(b.at - a.at) > 1e-7 * (1 + Swift.abs(a.at)) {
      let middle = (a.at * b.value - b.at * a.value) / (b.value - a.value)
      let found = value(middle)
      if Swift.abs(found) <= tolerance { return middle }
      if found > 0 {
        b = (middle, found)
        if lastSide == 1 { a.value /= 2 }
        lastSide = 1
      } else {
        a = (middle, found)
        if lastSide == -1 { b.value /= 2 }
        lastSide = -1
      }
    }
    return (a.at + b.at) / 2
  }
}

/// A profile of the deviance along one parameter.
package struct DevianceProfile {
  /// Which parameter is profiled.
  package let index: Int
  /// The parameters at the minimum.
  package let parameters: [Double]
  /// The deviance there.
  package let deviance: Double
  /// The residual variance.
  package let scale: Double
  /// Minimises over all other parameters from a start whose profiled parameter stays as it is.
  package let minimize: (_ start: [Double]) -> (deviance: Double, parameters: [Double])

  /// A profile of one parameter around a minimum.
  package init(
    index: Int, parameters: [Double], deviance: Double, scale: Double,
    minimize: @escaping (_ start: [Double]) -> (deviance: Double, parameters: [Double])
  ) {
    self.index = index
    self.parameters = parameters
    self.deviance = deviance
    self.scale = scale
    self.minimize = minimize
  }

  /// The signed root (value - estimate) sqrt(rise / s^2), which behaves as a t statistic (Bates and Watts, Nonlinear Regression Analysis
  /// and Its Applications, Wiley 1988, chapter 6).
  package func signedRoot(_ value: Double) -> Double {
    var start = parameters
    start[index] = value
    let rise = Swift.max(0, minimize(start).deviance - deviance)
    return (value < parameters[index] ? -1 : 1) * (rise / scale).squareRoot()
  }

  /// The end in one direction at `limit` standard deviations; `nil` if the profile stays below it as far as `reach`.
  package func end(_ sign: Double, limit: Double, firstStep: Double, reach: Double) -> Double? {
    Crossing.find(
      from: parameters[index], startValue: -limit, sign: sign, firstStep: firstStep, reach: reach
    ) { Swift.abs(signedRoot($0)) - limit }
  }
}
