// One or two bands in a lane profile on a falling background, and whether the second one is real.

import Numerics

/// The decomposition of a lane profile: y = b1 exp(-b2 x) + sum of a exp(-((x - m) / w)^2).
package struct LaneDeconvolution: Sendable {
  /// A Gaussian band.
  package struct Component: Sendable {
    /// Height.
    package let height: Double
    /// Position, mm.
    package let position: Double
    /// Width w, mm; the full width at half height is 2 w sqrt(ln 2).
    package let width: Double
    /// Area: height x width x sqrt(pi).
    package var area: Double { height * width * 1.772_453_850_905_516 }
    /// Full width at half height, mm.
    package var fullWidth: Double { 2 * width * ln2.squareRoot() }
  }

  /// The profile.
  package let profile: LaneProfile
  /// b1 and b2 of the background.
  package let background: (amplitude: Double, rate: Double)
  /// Bands by position: the slower one, nearer to the origin, first.
  package let bands: [Component]
  /// BIC of one band minus BIC of two; the second band is accepted above 10.
  package let deltaBIC: Double
  /// Resolution of the two bands: 1.18 (x2 - x1) / (FWHM1 + FWHM2); NaN with one band.
  package let resolution: Double
  /// The fraction of the slow band's area, 0 with one band.
  package let slowFraction: Double
  /// Its interval.
  package let slowInterval: (low: Double, high: Double)
  /// The residual standard deviation.
  package let residualDeviation: Double

  /// Whether a profile has too few points, or no peak, to be decomposed.
  static func isTooShort(_ profile: LaneProfile) -> Bool {
    profile.positions.count < 12 || !((profile.intensities.max() ?? 0) > 0)
  }

  /// Decomposes a profile; `nil` below 12 points or without a peak.
  ///
  /// Where the residuals grow with the intensity the points are weighted by the power of the fitted intensity that makes
  /// them most likely, and the bands are judged and fitted again: unweighted, the quiet background would set the error of
  /// the bands.
  package static func fit(_ profile: LaneProfile) -> LaneDeconvolution? {
    let x = profile.positions
    let y = profile.intensities
    guard x.count >= 12, let top = y.max(), top > 0, let first = x.first, let last = x.last else { return nil }
    let least = y.min() ?? 0
    let peak = x[y.firstIndex(of: top) ?? 0]
    let span = last - first
    let base = Swift.max(least, 0.01 * top)
    func best(_ starts: [[Double]], _ roots: [Double]) -> LeastSquaresFit? {
      // All starts roughly, then the two best to the end.
      let rough = starts.map { minimize($0, x, y, roots, tolerance: 1e-3) }
        .filter { $0.residualSumOfSquares.isFinite && $0.parameters.allSatisfy(\.isFinite) }
        .sorted { $0.residualSumOfSquares < $1.residualSumOfSquares }
      let fits = rough.prefix(2).map { minimize($0.parameters, x, y, roots, tolerance: 1e-10) }
      return fits.min { $0.residualSumOfSquares < $1.residualSumOfSquares * (1 - 1e-9) }
    }
    let even = [Double](repeating: 1, count: x.count)
    /// The fit with the weights that its own residuals ask for.
    func reweighed(
      _ plain: LeastSquaresFit, _ others: [[Double]], gain: Double
    ) -> (fit: LeastSquaresFit, roots: [Double]) {
      var result = (fit: plain, roots: even)
      for _ in 0..<2 {
        guard let roots = weights(x, y, result.fit.parameters, gain: gain),
          let fit = best([result.fit.parameters] + others, roots)
        else { break }
        result = (fit, roots)
      }
      return result
    }
    let n = Double(x.count)
    func bic(_ fit: LeastSquaresFit) -> Double {
      n * Elementary.log(Swift.max(fit.residualSumOfSquares / n, 1e-300)) + Double(fit.parameters.count)
        * Elementary.log(n)
    }
    let widths = [0.03, 0.08, 0.15].map { [base, 0.3 / span, top - base, peak, $0 * span] }
    guard let plain = best(widths, even) else { return nil }
    // A second band takes the largest residuals away, and with them the sign that noise grows with the intensity: the single
    // band has its weights on less evidence.
    let one = reweighed(plain, [], gain: 2)
    let starts = pairs(from: plain.parameters, span: span)
    guard let pair = best(starts, even), isPlausible(pair.parameters, first...last) else {
      return result(profile, one.fit, one.roots, delta: 0)
    }
    let two = reweighed(pair, starts, gain: 10)
    let delta = bic(one.fit) - bic(two.fit)
    guard delta > 10, isPlausible(two.fit.parameters, first...last) else {
      return result(profile, one.fit, one.roots, delta: Swift.min(delta, 10))
    }
    return result(profile, two.fit, two.roots, delta: delta)
  }

  /// Starts of two bands around one.
  private static func pairs(from one: [Double], span: Double) -> [[Double]] {
    let w = Swift.max(Swift.abs(one[4]) * 0.7, 0.01 * span)
    var starts: [[Double]] = []
    for side in [-1.6, -1.0, 1.0, 1.6] {
      for fraction in [0.3, 0.8] {
        starts.append([
          one[0], one[1], one[2] * (1 - fraction / 2), one[3] - 0.3 * side * w, w, one[2] * fraction, one[3] + side * w,
          w,
        ])
      }
    }
    return starts
  }

  /// The roots of the weights, with a geometric mean of 1: the reciprocal of that power of the fitted intensity (1/4 to 1)
  /// that is most likely; `nil` if none is more likely than constant noise by `gain` (twice the difference of ln likelihood).
  private static func weights(_ x: [Double], _ y: [Double], _ p: [Double], gain: Double) -> [Double]? {
    let fitted = x.map { value($0, p) }
    let least = 0.01 * (fitted.max() ?? 0)
    guard least > 0 else { return nil }
    let logs = fitted.map { Elementary.log(Swift.max($0, least)) }
    let centre = logs.mean
    func deviance(_ power: Double) -> Double {
      let sum = x.indices.map { i in
        let miss = (y[i] - fitted[i]) * Elementary.exp(-power * (logs[i] - centre))
        return miss * miss
      }.compensatedSum()
      return Double(x.count) * Elementary.log(Swift.max(sum, 1e-300))
    }
    let powers = [0.25, 0.5, 0.75, 1]
    guard let power = powers.min(by: { deviance($0) < deviance($1) }), deviance(power) < deviance(0) - gain else {
      return nil
    }
    return logs.map { Elementary.exp(-power * ($0 - centre)) }
  }

  private static func isPlausible(_ p: [Double], _ range: ClosedRange<Double>) -> Bool {
    p[2] > 0 && p[5] > 0 && range.contains(p[3]) && range.contains(p[6])
      && Swift.abs(p[4]) < (range.upperBound - range.lowerBound)
      && Swift.abs(p[7]) < (range.upperBound - range.lowerBound)
  }

  private static func minimize(
    _ start: [Double], _ x: [Double], _ y: [Double], _ roots: [Double], tolerance: Double
  ) -> LeastSquaresFit {
    LevenbergMarquardt.minimize(
      start: start, residualCount: x.count, maximumIterations: 120, tolerance: tolerance
    ) { p, r, j in
      evaluate(p, x, y, &r, &j)
      for i in x.indices {
        r[i] *= roots[i]
        for k in p.indices { j[i * p.count + k] *= roots[i] }
      }
    }
  }

  /// Residuals and Jacobian in b1, b2 and height, position, width of each band.
  static func evaluate(_ p: [Double], _ x: [Double], _ y: [Double], _ r: inout [Double], _ j: inout [Double]) {
    let n = p.count
    for i in x.indices {
      let e = Elementary.exp(-p[1] * x[i])
      var value = p[0] * e
      j[i * n] = e
      j[i * n + 1] = -p[0] * x[i] * e
      for k in stride(from: 2, to: n, by: 3) {
        let z = (x[i] - p[k + 1]) / p[k + 2]
        let g = Elementary.exp(-z * z)
        value += p[k] * g
        j[i * n + k] = g
        j[i * n + k + 1] = 2 * p[k] * g * z / p[k + 2]
        j[i * n + k + 2] = 2 * p[k] * g * z * z / p[k + 2]
      }
      r[i] = value - y[i]
    }
  }

  private static func result(
    _ profile: LaneProfile, _ fit: LeastSquaresFit, _ roots: [Double], delta: Double
  ) -> LaneDeconvolution {
    let p = fit.parameters
    var bands: [(band: Component, offset: Int)] = []
    for k in stride(from: 2, to: p.count, by: 3) {
      bands.append((Component(height: p[k], position: p[k + 1], width: Swift.abs(p[k + 2])), k))
    }
    bands.sort { $0.band.position < $1.band.position }
    let freedom = Swift.max(1, roots.count - p.count)
    let plain = zip(profile.positions, profile.intensities).map { x, y in (y - value(x, p)) * (y - value(x, p)) }
    let s2 = plain.compensatedSum() / Double(freedom)
    var fraction = 0.0
    var interval = (low: 0.0, high: Double.nan)
    var resolution = Double.nan
    if bands.count == 2 {
      let slow = bands[0].band.area
      let fast = bands[1].band.area
      fraction = slow / (slow + fast)
      resolution =
        1.18 * (bands[1].band.position - bands[0].band.position) / (bands[0].band.fullWidth + bands[1].band.fullWidth)
      interval = shareInterval(profile, fit, roots, slow: bands[0].offset, fast: bands[1].offset)
    }
    return LaneDeconvolution(
      profile: profile, background: (p[0], p[1]), bands: bands.map(\.band), deltaBIC: delta, resolution: resolution,
      slowFraction: fraction, slowInterval: interval, residualDeviation: s2.squareRoot())
  }

  /// The intensity that parameters of background and bands give at a position.
  private static func value(_ x: Double, _ p: [Double]) -> Double {
    var value = p[0] * Elementary.exp(-p[1] * x)
    for k in stride(from: 2, to: p.count, by: 3) {
      let z = (x - p[k + 1]) / p[k + 2]
      value += p[k] * Elementary.exp(-z * z)
    }
    return value
  }

  /// The fitted intensity at a position.
  package func intensity(at x: Double) -> Double {
    var value = background.amplitude * Elementary.exp(-background.rate * x)
    for band in bands {
      let z = (x - band.position) / band.width
      value += band.height * Elementary.exp(-z * z)
    }
    return value
  }
}
