// Does a dilution series run parallel to the standards? Common shape against an own slope.

import Numerics

/// The comparison of a sample's dilution series with the standard curve.
///
/// Standards and sample wells are fitted together twice, with the same function, the same weights and one unknown
/// concentration of the sample: once with the standards' slope for both, once with a slope of the sample's own on the
/// ln dose axis (ln x = ln x0 - ratio ln dilution). The F test compares the two fits (the extra sum of squares); the
/// interval of the ratio serves for equivalence, which unlike the F test does not reward noisy data.
package struct ParallelismTest: Sendable {
  /// Slope of the sample over that of the standards; 1 is parallel.
  package let ratio: Double
  /// Its 90 % interval, as for two one-sided tests at 5 %.
  package let interval: (low: Double, high: Double)
  /// F with 1 and `degreesOfFreedom` degrees of freedom.
  package let f: Double
  /// Degrees of freedom of the fit with the sample's own slope.
  package let degreesOfFreedom: Int
  /// The p value of parallel slopes.
  package let p: Double
  /// Wells of the sample.
  package let count: Int

  /// Tests a series; `nil` below three dilutions or without freedom.
  ///
  /// - Parameters:
  ///   - curve: the fitted standards.
  ///   - wells: dilution factor and signal of the sample's usable wells.
  package init?(_ curve: StandardCurve, wells: [(dilution: Double, signal: Double)]) {
    let points = curve.calibrators
    let n = curve.model.parameterCount
    let total = points.count + wells.count
    guard Set(wells.map(\.dilution)).count >= 3, total > n + 2 else { return nil }
    let starts = wells.compactMap { well in
      curve.concentration(for: well.signal).flatMap { $0 > 0 ? Elementary.log($0 * well.dilution) : nil }
    }
    guard !starts.isEmpty else { return nil }
    let roots =
      points.map { (Double($0.replicates) / curve.signalVariance(curve.signal(at: $0.concentration))).squareRoot() }
      + wells.map { (1 / curve.signalVariance($0.signal)).squareRoot() }
    guard roots.allSatisfy(\.isFinite) else { return nil }
    let logs = wells.map { Elementary.log($0.dilution) }
    let centre = logs.mean
    /// Parameters: the curve's, ln concentration at the mean dilution, and the slope's ratio if it is free.
    func minimize(_ start: [Double]) -> LeastSquaresFit {
      let columns = start.count
      return LevenbergMarquardt.minimize(
        start: start, residualCount: total, maximumIterations: 200, tolerance: 1e-12
      ) { p, r, j in
        let own = Array(p[0..<n])
        let ratio = columns > n + 1 ? p[n + 1] : 1
        for i in 0..<total {
          let isSample = i >= points.count
          let k = i - points.count
          let x = isSample ? Elementary.exp(p[n] - ratio * (logs[k] - centre)) : points[i].concentration
          let value = curve.model.evaluate(own, x)
          r[i] = roots[i] * (value.signal - (isSample ? wells[k].signal : points[i].signal))
          for c in 0..<n { j[i * columns + c] = roots[i] * value.gradient[c] }
          j[i * columns + n] = isSample ? roots[i] * value.logSlope : 0
          if columns > n + 1 { j[i * columns + n + 1] = isSample ? -roots[i] * value.logSlope * (logs[k] - centre) : 0 }
        }
      }
    }
    let common = minimize(curve.internalParameters + [starts.mean - centre])
    let free = minimize(common.parameters + [1])
    let freedom = total - n - 2
    guard let covariance = free.unscaledCovariance, free.residualSumOfSquares.isFinite, free.residualSumOfSquares > 0
    else { return nil }
    let scale = free.residualSumOfSquares / Double(freedom)
    let half =
      Distribution.tQuantile(0.95, df: Double(freedom)) * (scale * covariance[(n + 2) * (n + 2) - 1]).squareRoot()
    ratio = free.parameters[n + 1]
    interval = (ratio - half, ratio + half)
    degreesOfFreedom = freedom
    f = Swift.max(0, common.residualSumOfSquares - free.residualSumOfSquares) / scale
    p = Distribution.fUpper(f, 1, Double(freedom))
    count = wells.count
  }
}
