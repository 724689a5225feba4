// Gamma and beta functions, and from them the distributions that intervals and verdicts need.

/// Distribution functions and their inverses. Arguments out of the domain give NaN.
package enum Distribution {
  /// ln of the gamma function for x > 0: recurrence to x >= 15, then Stirling's series.
  package static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shift = 0.0
    var z = x
    if z < 15 {
      var product = 1.0
      while z < 15 {
        product *= z
        z += 1
      }
      shift = Elementary.log(product)
    }
    let r = 1 / (z * z)
    let series =
      (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360_360))))) / z
    return (z - 0.5) * Elementary.log(z) - z + 0.918_938_533_204_672_74 + series - shift
  }

  /// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front =
      Elementary.exp(
        logGamma(a + b) - logGamma(a) - logGamma(b) + a * Elementary.log(x) + b * Elementary.log1p(-x)) / a
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if Swift.abs(d) < tiny { d = tiny }
    d = 1 / d
    var h = d
    for m in 1...2000 {
      let k = Double(m)
      for odd in [false, true] {
        let coefficient =
          odd
          ? -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
          : k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        d = 1 + coefficient * d
        if Swift.abs(d) < tiny { d = tiny }
        c = 1 + coefficient / c
        if Swift.abs(c) < tiny { c = tiny }
        d = 1 / d
        h *= d * c
      }
      if Swift.abs(d * c - 1) < 1e-16 { break }
    }
    return front * h
  }

  /// The regularised lower incomplete gamma function P(a, x).
  package static func incompleteGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    let front = Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var total = term
      var k = a
      for _ in 0..<5000 {
        k += 1
        term *= x / k
        total += term
        if term < total * 1e-17 { break }
      }
      return front * total
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var h = d
    for i in 1...5000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / (an * d + b)
      c = b + an / c
      let delta = c * d
      h *= delta
      if Swift.abs(delta - 1) < 1e-16 { break }
    }
    return 1 - front * h
  }

  /// P(Z <= z) of the standard normal distribution.
  package static func normal(_ z: Double) -> Double { 0.5 * Elementary.erfc(-z / 2.0.squareRoot()) }

  /// P(T <= t) of Student's t with `df` degrees of freedom.
  package static func t(_ t: Double, df: Double) -> Double {
    guard df > 0, !t.isNaN else { return .nan }
    if t.isInfinite { return t > 0 ? 1 : 0 }
    if df > 1e7 { return normal(t) }
    let tail = 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The upper tail P(T > t), exact where 1 - P(T <= t) would cancel.
  package static func tUpper(_ value: Double, df: Double) -> Double { t(-value, df: df) }

  /// P(X <= x) of the F distribution.
  package static func f(_ x: Double, _ df1: Double, _ df2: Double) -> Double {
    guard x > 0 else { return 0 }
    return incompleteBeta(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2)
  }

  /// The upper tail of the F distribution.
  package static func fUpper(_ x: Double, _ df1: Double, _ df2: Double) -> Double {
    guard x > 0 else { return 1 }
    return incompleteBeta(df2 / (df1 * x + df2), df2 / 2, df1 / 2)
  }

  /// P(X <= x) of the chi-squared distribution.
  package static func chiSquared(_ x: Double, df: Double) -> Double { incompleteGamma(df / 2, x / 2) }

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

  /// The quantile of the chi-squared distribution.
  package static func chiSquaredQuantile(_ p: Double, df: Double) -> Double {
    invert(p, from: 0, to: df + 20 * (2 * df).squareRoot() + 60) { chiSquared($0, df: df) }
  }

  /// P(T <= t) of the noncentral t distribution, by the series of Lenth (1989, algorithm AS 243).
  package static func noncentralT(_ t: Double, df: Double, noncentrality delta: Double) -> Double {
    if t < 0 { return 1 - noncentralT(-t, df: df, noncentrality: -delta) }
    let base = normal(-delta)
    guard t > 0 else { return base }
    let x = t * t / (t * t + df)
    let half = delta * delta / 2
    if half > 700 { return normal(t * (1 - 1 / (4 * df)) - delta) }
    var p = 0.5 * Elementary.exp(-half)
    var q = 0.797_884_560_802_865_36 * p * delta
    var total = 0.0
    for j in 0..<4000 {
      let k = Double(j)
      let a = p * incompleteBeta(x, k + 0.5, df / 2)
      let b = q * incompleteBeta(x, k + 1, df / 2)
      total += a + b
      if k > half, Swift.abs(a) + Swift.abs(b) < 1e-14 { break }
      p *= half / (k + 1)
      q *= half / (k + 1.5)
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
