// The interval of the slow band's share, from the profile of ln(slow area / fast area).

import Numerics

extension LaneDeconvolution {
  /// Profile-likelihood interval of the slow band's share, with the residual variance estimated (t with n - 8 degrees of
  /// freedom). Bands that overlap make the share a curved function of heights and widths; the delta method is too short
  /// there.
  ///
  /// - Parameters:
  ///   - profile: the lane.
  ///   - fit: the fit with two bands.
  ///   - roots: the roots of the weights.
  ///   - slow: where the slow band's height stands among the parameters.
  ///   - fast: where that of the fast band stands.
  static func shareInterval(
    _ profile: LaneProfile, _ fit: LeastSquaresFit, _ roots: [Double], slow: Int, fast: Int, confidence: Double = 0.95
  ) -> (low: Double, high: Double) {
    let x = profile.positions
    let y = profile.intensities
    let freedom = Double(x.count - fit.parameters.count)
    guard freedom > 0 else { return (0, 1) }
    let t = Distribution.tTwoSided(confidence, df: freedom)
    // The slow band's height is replaced by ln(slow area / fast area).
    var start = fit.parameters
    for index in [slow, fast] { start[index + 2] = Swift.abs(start[index + 2]) }
    start[slow] = Elementary.log(start[slow] * start[slow + 2] / (start[fast] * start[fast + 2]))
    let count = start.count
    func heights(_ q: [Double]) -> [Double] {
      var p = q
      p[slow] = Elementary.exp(q[slow]) * q[fast] * q[fast + 2] / q[slow + 2]
      return p
    }
    let free = start.indices.filter { $0 != slow }
    var jacobian = [Double](repeating: 0, count: x.count * count)
    let ends = DevianceProfile(
      index: slow, parameters: start, deviance: fit.residualSumOfSquares, scale: fit.residualSumOfSquares / freedom
    ) { from in
      var whole = from
      let result = LevenbergMarquardt.minimize(
        start: free.map { from[$0] }, residualCount: x.count, maximumIterations: 60, tolerance: 1e-8
      ) { q, r, j in
        for (k, index) in free.enumerated() { whole[index] = q[k] }
        let p = heights(whole)
        evaluate(p, x, y, &r, &jacobian)
        for i in x.indices { r[i] *= roots[i] }
        let byFastHeight = p[slow] / p[fast]
        let byFastWidth = p[slow] / p[fast + 2]
        let bySlowWidth = p[slow] / p[slow + 2]
        for i in x.indices {
          let bySlowHeight = jacobian[i * count + slow]
          for (k, index) in free.enumerated() {
            var value = jacobian[i * count + index]
            if index == fast { value += bySlowHeight * byFastHeight }
            if index == fast + 2 { value += bySlowHeight * byFastWidth }
            if index == slow + 2 { value -= bySlowHeight * bySlowWidth }
            j[i * free.count + k] = value * roots[i]
          }
        }
      }
      for (k, index) in free.enumerated() { whole[index] = result.parameters[k] }
      whole[slow] = from[slow]
      return (result.residualSumOfSquares, whole)
    }
    let low = ends.end(-1, limit: t, firstStep: 0.05, reach: 12)
    let high = ends.end(1, limit: t, firstStep: 0.05, reach: 12)
    return (low.map { logistic($0) } ?? 0, high.map { logistic($0) } ?? 1)
  }
}
