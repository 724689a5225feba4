// What is known of a gene's depth in a sample before its own counts.

/// The prior of a gene's depth coefficients: a Gaussian in four dimensions.
struct DepthPrior {
  /// The estimate from the other gene, with its precision.
  var centre = DepthCoefficients.zero
  var precision = DepthMatrix()
  /// Precisions of slope, length ratio and curvature around zero, over samples of the laboratory.
  private let own: SIMD4<Double>

  /// The variances between samples only.
  init(variances: CoefficientVariances) {
    own = SIMD4(
      0, 1 / max(variances.slope, 1e-4), 1 / max(variances.lengthRatio, 1e-5), 1 / max(variances.curvature, 1e-3))
  }

  /// The precision of both together.
  var whole: DepthMatrix { precision + DepthMatrix(diagonal: own) }

  /// Minus the logarithm of its density, up to a constant.
  func penalty(_ depth: DepthCoefficients) -> Double {
    let away = depth - centre
    return 0.5 * ((precision * away) * away).sum() + 0.5 * (own * depth * depth).sum()
  }

  /// Gradient of the logarithm of its density.
  func gradient(_ depth: DepthCoefficients) -> SIMD4<Double> { -(precision * (depth - centre)) - own * depth }

  /// What another record's fit tells, slope, stretch and curve being equal and the levels' difference having the standard
  /// deviation `levels`.
  init(centre other: DepthCoefficients, information: DepthMatrix, levels: Double, variances: CoefficientVariances) {
    self.init(variances: variances)
    centre = other
    precision = information
    // The inverse of a matrix whose inverse grows by a variance in one place (Sherman and Morrison 1950).
    let variance = levels * levels
    let column = information[0]
    precision.add(column, factor: -variance / (1 + variance * column.x))
  }
}
