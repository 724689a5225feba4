// Distribution functions and their inverses.

/// Distribution functions and their inverses. Arguments out of the domain give NaN.
package enum Distribution {
  /// The standard normal quantile of 0.975: half the width of a 95 % interval in standard errors.
  package static let normal95 = 1.959_963_984_540_054

  /// P(Z <= z) of the standard normal distribution: Q(1/2, z^2 / 2) / 2 in its lower half.
  package static func normal(_ z: Double) -> Double {
    if z > 0 { return 1 - normal(-z) }
    return z < -1.5
      ? 0.5 * SpecialFunction.upperIncompleteGamma(0.5, 0.5 * z * z)
      : 0.5 - 0.5 * SpecialFunction.incompleteGamma(0.5, 0.5 * z * z)
  }

  /// P(T <= t) of Student's t with `df` degrees of freedom: I_x(df/2, 1/2) / 2 with x = df / (df + t^2) in its lower half
  /// (Abramowitz and Stegun 26.7.1).
  package static func t(_ t: Double, df: Double) -> Double {
    guard df > 0, !t.isNaN else { return .nan }
    if t.isInfinite { return t > 0 ? 1 : 0 }
    if df > 1e7 { return normal(t) }
    let square = t * t
    if square < 1 {
      let half = 0.5 * SpecialFunction.incompleteBeta(square / (df + square), 0.5, df / 2)
      return t > 0 ? 0.5 + half : 0.5 - half
    }
    let tail = 0.5 * SpecialFunction.incompleteBeta(df / (df + square), df / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The density of Student's t.
  package static func tDensity(_ t: Double, df: Double) -> Double {
    let constant =
      SpecialFunction.logGamma((df + 1) / 2) - SpecialFunction.logGamma(df / 2) - Elementary.log(df * .pi) / 2
    return Elementary.exp(constant - (df + 1) / 2 * Elementary.log1p(t * t / df))
  }

  /// The upper tail P(T > t), exact where 1 - P(T <= t) would cancel.
  package static func tUpper(_ value: Double, df: Double) -> Double { t(-value, df: df) }

  /// P(X <= x) of the F distribution.
  package static func f(_ x: Double, _ df1: Double, _ df2: Double) -> Double {
    guard x > 0 else { return 0 }
    return SpecialFunction.incompleteBeta(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2)
  }

  /// The upper tail of the F distribution.
  package static func fUpper(_ x: Double, _ df1: Double, _ df2: Double) -> Double {
    guard x > 0 else { return 1 }
    return SpecialFunction.incompleteBeta(df2 / (df1 * x + df2), df2 / 2, df1 / 2)
  }

  /// P(X <= x) of the chi-squared distribution.
  package static func chiSquared(_ x: Double, df: Double) -> Double { SpecialFunction.incompleteGamma(df / 2, x / 2) }

  /// The quantile of the standard normal distribution.
  package static func normalQuantile(_ p: Double) -> Double {
    invert(p, from: -40, to: 40) { normal($0) }
  }

  /// The quantile of Student's t.
  package static func tQuantile(_ p: Double, df: Double) -> Double {
    guard p > 0, p < 1, df > 0 else { return .nan }
    if p == 0.5 { return 0 }
    if p < 0.5 { return -tQuantile(1 - p, df: df) }
    let tail = 1 - p
    var upper = 2.0
    while tUpper(upper, df: df) > tail, upper < 1e200 { upper *= 2 }
    return invert(-tail, from: 0, to: upper) { -tUpper($0, df: df) }
  }

  /// The t that leaves `confidence` between -t and t; remembered for the few degrees of freedom that a run uses.
  package static func tTwoSided(_ confidence: Double, df: Double) -> Double {
    if confidence == 0.95, df == df.rounded(), df >= 1, df <= 30 { return t95[Int(df) - 1] }
    return tQuantile(0.5 + confidence / 2, df: df)
  }

  private static let t95: [Double] = (1...30).map { tQuantile(0.975, df: Double($0)) }

  /// The quantile of the chi-squared distribution.
  package static func chiSquaredQuantile(_ p: Double, df: Double) -> Double {
    invert(p, from: 0, to: df + 20 * (2 * df).squareRoot() + 60) { chiSquared($0, df: df) }
  }

  /// P(T <= t) of the noncentral t distribution, by the series of Lenth (1989, Appl Stat 38:185, algorithm AS 243):
  ///
  ///     F(t) = normal(-d) + sum over j of p_j I_x(j + 1/2, n/2) + q_j I_x(j + 1, n/2),  t > 0,  x = t^2 / (t^2 + n)
  ///     p_j = e^-h h^j / (2 j!),  q_j = d e^-h h^j / (sqrt(8) G(j + 3/2)),  h = d^2 / 2
  ///
  /// The weights are largest near j = h: for a large d the sum begins ten of their standard deviations below.
  package static func noncentralT(_ t: Double, df: Double, noncentrality delta: Double) -> Double {
    if t < 0 { return 1 - noncentralT(-t, df: df, noncentrality: -delta) }
    let base = normal(-delta)
    guard t > 0 else { return base }
    let x = t * t / (t * t + df)
    let half = delta * delta / 2
    let width = half.squareRoot()
    var k = half > 350 ? (half - 10 * width).rounded(.down) : 0
    var p = 0.5 * Elementary.exp(-half)
    var q = 0.797_884_560_802_865_36 * p * delta
    if k > 0 {
      let front = k * Elementary.log(half) - half
      p = 0.5 * Elementary.exp(front - SpecialFunction.logGamma(k + 1))
      q = delta / 8.0.squareRoot() * Elementary.exp(front - SpecialFunction.logGamma(k + 1.5))
    }
    let last = k + 4000 + 20 * width
    var total = 0.0
    while k < last {
      let a = p * SpecialFunction.incompleteBeta(x, k + 0.5, df / 2)
      let b = q * SpecialFunction.incompleteBeta(x, k + 1, df / 2)
      total += a + b
      if k > half, Swift.abs(a) + Swift.abs(b) < 1e-14 { break }
      p *= half / (k + 1)
      q *= half / (k + 1.5)
      k += 1
    }
    return Swift.min(1, Swift.max(0, base + total))
  }

  /// The root of a rising function by bisection to the last bit.
  private static func invert(
    _ target: Double, from low: Double, to high: Double, _ function: (Double) -> Double
  ) -> Double {
    guard target.isFinite else { return .nan }
    var low = low
    var high = high
    for _ in 0..<1100 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if function(middle) < target { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
