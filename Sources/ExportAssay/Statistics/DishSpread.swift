// How much the dishes of one line vary, and sums of variances with Welch's degrees of freedom.

import Numerics

/// The variance of the dishes of one line.
///
/// Dishes of a case may vary more than those of the controls, so a line's own variance is taken, not that of all lines. With
/// less than two degrees of freedom of its own it is filled up to two with the pooled one,
///
///     s^2 = (f s_own^2 + (2 - f) s_pooled^2) / 2,  f < 2,
///
/// and a line of one dish has the pooled one alone.
struct DishSpread {
  /// The variance; NaN where no line has two dishes.
  let variance: Double
  /// Its degrees of freedom.
  let freedom: Double

  init(own: (variance: Double, freedom: Double)?, pooled: (variance: Double, freedom: Double)) {
    guard let own, own.freedom > 0 else {
      (variance, freedom) = pooled
      return
    }
    guard own.freedom < 2, pooled.variance.isFinite else {
      (variance, freedom) = own
      return
    }
    variance = (own.freedom * own.variance + (2 - own.freedom) * pooled.variance) / 2
    freedom = 2
  }
}

/// A sum of independent variances with its degrees of freedom, (sum v)^2 / sum(v^2 / f) (Welch 1947, Satterthwaite 1946).
struct VarianceSum {
  /// The sum.
  let variance: Double
  /// Its degrees of freedom, at least 1.
  let freedom: Double

  init(_ parts: [(variance: Double, freedom: Double)]) {
    variance = parts.map(\.variance).compensatedSum()
    let scatter = parts.map { $0.variance * $0.variance / Swift.max($0.freedom, 1e-9) }.compensatedSum()
    freedom = scatter > 0 ? Swift.max(1, variance * variance / scatter) : .infinity
  }
}
