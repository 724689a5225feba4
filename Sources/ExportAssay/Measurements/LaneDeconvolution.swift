// One or two bands in a lane profile on a falling background, and whether the second one is real.

/// The decomposition of a lane profile: y = b1 exp(-b2 x) + sum of a exp(-((x - m) / w)^2).
public struct LaneDeconvolution: Sendable {
  /// A Gaussian band.
  public struct Component: Sendable {
    /// Height.
    public let height: Double
    /// Position, mm.
    public let position: Double
    /// Width w, mm; the full width at half height is 2 w sqrt(ln 2).
    public let width: Double
    /// Area: height x width x sqrt(pi).
    public var area: Double { height * width * 1.772_453_850_905_516 }
    /// Full width at half height, mm.
    public var fullWidth: Double { 2 * width * ln2.squareRoot() }
  }

  /// The profile.
  public let profile: LaneProfile
  /// b1 and b2 of the background.
  public let background: (amplitude: Double, rate: Double)
  /// Bands by position: the slower one, nearer to the origin, first.
  public let bands: [Component]
  /// BIC of one band minus BIC of two; the second band is accepted above 10.
  public let deltaBIC: Double
  /// Resolution of the two bands: 1.18 (x2 - x1) / (FWHM1 + FWHM2); NaN with one band.
  public let resolution: Double
  /// The share of the slow band's area, 0 with one band.
  public let slowShare: Double
  /// Its interval.
  public let slowInterval: (low: Double, high: Double)
  /// The residual standard deviation.
  public let residualDeviation: Double

  /// Whether a profile has too few points, or no peak, to be decomposed.
  static func isTooShort(_ profile: LaneProfile) -> Bool {
    profile.positions.count < 12 || !((profile.intensities.max() ?? 0) > 0)
  }

  /// Decomposes a profile; `nil` below 12 points or without a peak.
  public static func fit(_ profile: LaneProfile) -> LaneDeconvolution? {
    let x = profile.positions
    let y = profile.intensities
    guard x.count >= 12, let top = y.max(), top > 0, let first = x.first, let last = x.last else { return nil }
    let least = y.min() ?? 0
    let peak = x[y.firstIndex(of: top) ?? 0]
    let span = last - first
    let base = Swift.max(least, 0.01 * top)
    func best(_ starts: [[Double]]) -> LeastSquaresFit? {
      // All starts roughly, then the two best to the end.
      let rough = starts.map { minimize($0, x, y, tolerance: 1e-3) }
        .filter { $0.residualSumOfSquares.isFinite && $0.parameters.allSatisfy(\.isFinite) }
        .sorted { $0.residualSumOfSquares < $1.residualSumOfSquares }
      let fits = rough.prefix(2).map { minimize($0.parameters, x, y, tolerance: 1e-10) }
      return fits.min { $0.residualSumOfSquares < $1.residualSumOfSquares * (1 - 1e-9) }
    }
    let one = best([0.03, 0.08, 0.15].map { [base, 0.3 / span, top - base, peak, $0 * span] })
    guard let one else { return nil }
    var starts: [[Double]] = []
    let w = Swift.max(Swift.abs(one.parameters[4]) * 0.7, 0.01 * span)
    for side in [-1.6, -1.0, 1.0, 1.6] {
      for share in [0.3, 0.8] {
        starts.append([
          one.parameters[0], one.parameters[1], one.parameters[2] * (1 - share / 2), one.parameters[3] - 0.3 * side * w,
          w,
          one.parameters[2] * share, one.parameters[3] + side * w, w,
        ])
      }
    }
    let two = best(starts)
    let n = Double(x.count)
    func bic(_ fit: LeastSquaresFit) -> Double {
      n * Elementary.log(Swift.max(fit.residualSumOfSquares / n, 1e-300)) + Double(fit.parameters.count)
        * Elementary.log(n)
    }
    let delta = two.map { bic(one) - bic($0) } ?? 0
    guard let two, delta > 10, isPlausible(two.parameters, first...last) else {
      return result(profile, one, delta: Swift.min(delta, 10), count: x.count)
    }
    return result(profile, two, delta: delta, count: x.count)
  }

  private static func isPlausible(_ p: [Double], _ range: ClosedRange<Double>) -> Bool {
    p[2] > 0 && p[5] > 0 && range.contains(p[3]) && range.contains(p[6])
      && Swift.abs(p[4]) < (range.upperBound - range.lowerBound)
      && Swift.abs(p[7]) < (range.upperBound - range.lowerBound)
  }

  private static func minimize(
    _ start: [Double], _ x: [Double], _ y: [Double], tolerance: Double
  ) -> LeastSquaresFit {
    LevenbergMarquardt.minimize(
      start: start, residualCount: x.count, maximumIterations: 120, tolerance: tolerance
    ) { p, r, j in evaluate(p, x, y, &r, &j) }
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

  private static func result(_ profile: LaneProfile, _ fit: LeastSquaresFit, delta: Double, count: Int)
    -> LaneDeconvolution
  {
    let p = fit.parameters
    var bands: [(band: Component, offset: Int)] = []
    for k in stride(from: 2, to: p.count, by: 3) {
      bands.append((Component(height: p[k], position: p[k + 1], width: Swift.abs(p[k + 2])), k))
    }
    bands.sort { $0.band.position < $1.band.position }
    let freedom = Swift.max(1, count - p.count)
    let s2 = fit.residualSumOfSquares / Double(freedom)
    var share = 0.0
    var interval = (low: 0.0, high: Double.nan)
    var resolution = Double.nan
    if bands.count == 2 {
      let slow = bands[0].band.area
      let fast = bands[1].band.area
      share = slow / (slow + fast)
      resolution =
        1.18 * (bands[1].band.position - bands[0].band.position) / (bands[0].band.fullWidth + bands[1].band.fullWidth)
      interval = shareInterval(profile, fit, slow: bands[0].offset, fast: bands[1].offset)
    }
    return LaneDeconvolution(
      profile: profile, background: (p[0], p[1]), bands: bands.map(\.band), deltaBIC: delta, resolution: resolution,
      slowShare: share, slowInterval: interval, residualDeviation: s2.squareRoot())
  }

  /// The fitted intensity at a position.
  public func intensity(at x: Double) -> Double {
    var value = background.amplitude * Elementary.exp(-background.rate * x)
    for band in bands {
      let z = (x - band.position) / band.width
      value += band.height * Elementary.exp(-z * z)
    }
    return value
  }
}
