// A sample's depth on one gene as four numbers: level, GC slope, log ratio of fragment lengths, and GC curvature.

/// Level (log fragments per unit of weight), slope of log depth on GC content (0-1), log ratio of the sample's mean
/// fragment length to that of the controls, and curvature (coefficient of squared GC content).
typealias DepthCoefficients = SIMD4<Double>

/// How much samples of a laboratory differ: variances of GC slope, log length ratio and GC curvature.
struct CoefficientVariances: Sendable, Hashable {
  var slope = 0.0
  var lengthRatio = 0.0
  var curvature = 0.0

  /// So wide that only the data count.
  static let open = CoefficientVariances(slope: 1e4, lengthRatio: 1e4, curvature: 1e6)
}
