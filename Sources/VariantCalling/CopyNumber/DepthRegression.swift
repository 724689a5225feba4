// The regression of one sample's depth on GC content and fragment length.

import Numerics

/// A sample's depth coefficients against an expectation.
struct DepthRegression: Sendable {
  /// A group of exons.
  struct Point {
    let record: Int
    /// See ``GroupCovariates``.
    let covariates: SIMD4<Double>
    let seen: Double
    /// Up to a factor a record.
    let expected: Double
  }

  /// Slope, length ratio and curvature; the level is zero.
  let value: DepthCoefficients
  /// Squared standard errors.
  let variance: DepthCoefficients

  /// Assumed variance of an exon's depth beyond sampling noise.
  private static let excess = 0.004
  /// Neighbouring groups share exons: errors are larger than those of independent ones by this factor.
  private static let sharing = 1.5
  /// Groups with fewer expected fragments are not informative.
  private static let fewestFragments = 2.0
  /// Turning point of the biweight, in robust standard deviations.
  private static let biweight = 4.0
  /// The usual variances between samples, and the number of controls that they count as.
  private static let typical = (
    variances: CoefficientVariances(slope: 0.04, lengthRatio: 0.0016, curvature: 0.5), weight: 3.0
  )
  /// Ridge of the information matrix, for a covariate that no group has.
  private static let ridge = DepthCoefficients(1, 1, 1, 0.01)

  /// Log-linear Poisson regression by iteratively reweighted least squares with one level a record; groups that stand out,
  /// as deleted ones do, are weighed down (Tukey's biweight). `nil` if too few groups are informative.
  init?(points: [Point], records: Int) {
    var levels = [Double](repeating: 0, count: records)
    for record in 0..<records {
      let own = points.filter { $0.record == record }
      let expected = own.reduce(0) { $0 + $1.expected }
      let seen = own.reduce(0) { $0 + $1.seen }
      guard expected > 0, seen > 0 else { return nil }
      levels[record] = Elementary.log(seen / expected)
    }
    let used = points.filter {
      $0.expected * Elementary.exp(levels[$0.record]) >= DepthRegression.fewestFragments
    }
    guard used.count >= 20 else { return nil }
    var coefficients = DepthCoefficients.zero
    var inverse = DepthCoefficients.zero
    for _ in 0..<6 {
      guard let step = DepthRegression.step(used, &levels, coefficients) else { return nil }
      (coefficients, inverse) = step
    }
    value = coefficients
    variance = inverse * DepthRegression.sharing
  }

  /// One step of the regression: the coefficients, and the diagonal of the inverse of their information.
  private static func step(
    _ points: [Point], _ levels: inout [Double], _ coefficients: DepthCoefficients
  ) -> (coefficients: DepthCoefficients, inverse: DepthCoefficients)? {
    let fitted = points.map { point in
      point.expected
        * Elementary.exp(min(max(levels[point.record] + (point.covariates * coefficients).sum(), -20), 20))
    }
    let sizes = zip(points, fitted).map { ($0.seen - $1) / ($1 * (1 + excess * $1)).squareRoot() }
    let deviation = max(0.5, 1.4826 * sizes.map { abs($0) }.sorted()[sizes.count / 2])
    var sums = levels.map { _ in (weight: 0.0, x: DepthCoefficients.zero, y: 0.0) }
    var weights: [Double] = []
    for index in points.indices {
      let z = sizes[index] / (deviation * biweight)
      let weight = abs(z) < 1 ? fitted[index] / (1 + excess * fitted[index]) * (1 - z * z) * (1 - z * z) : 0
      weights.append(weight)
      let record = points[index].record
      sums[record].weight += weight
      sums[record].x += weight * points[index].covariates
      sums[record].y += weight * (points[index].seen - fitted[index]) / fitted[index]
    }
    guard sums.allSatisfy({ $0.weight > 0 }) else { return nil }
    var information = DepthMatrix(diagonal: ridge)
    var right = -ridge * coefficients
    for index in points.indices {
      let sum = sums[points[index].record]
      let x = points[index].covariates - sum.x / sum.weight
      let y = (points[index].seen - fitted[index]) / fitted[index] - sum.y / sum.weight
      information.add(x, factor: weights[index])
      right += weights[index] * y * x
    }
    let factor = information.factored()
    let change = factor.solve(right)
    for record in levels.indices {
      levels[record] += sums[record].y / sums[record].weight - (change * sums[record].x).sum() / sums[record].weight
    }
    return (coefficients + change, factor.inverseDiagonal)
  }

  /// The coefficients shrunk towards zero by how much samples of the laboratory differ.
  func shrunk(by variances: CoefficientVariances) -> DepthCoefficients {
    let variances = DepthCoefficients(0, variances.slope, variances.lengthRatio, variances.curvature)
    return value * variances / (variances + variance)
  }

  /// Variances between samples beyond the regressions' own errors, shrunk to the usual ones.
  static func variances(of regressions: [DepthRegression]) -> CoefficientVariances {
    guard regressions.count >= 2 else { return typical.variances }
    let number = Double(regressions.count)
    let mean = regressions.reduce(DepthCoefficients.zero) { $0 + $1.value } / number
    let squares = regressions.reduce(DepthCoefficients.zero) { $0 + ($1.value - mean) * ($1.value - mean) }
    let errors = regressions.reduce(DepthCoefficients.zero) { $0 + $1.variance } / number
    func pooled(_ squares: Double, _ error: Double, _ typical: Double) -> Double {
      let excess = max(0, squares - (number - 1) * error)
      return (excess + DepthRegression.typical.weight * typical) / (number - 1 + DepthRegression.typical.weight)
    }
    return CoefficientVariances(
      slope: pooled(squares.y, errors.y, typical.variances.slope),
      lengthRatio: pooled(squares.z, errors.z, typical.variances.lengthRatio),
      curvature: pooled(squares.w, errors.w, typical.variances.curvature))
  }
}
