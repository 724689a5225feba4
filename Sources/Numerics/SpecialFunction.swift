// The gamma function and the incomplete gamma and beta functions that distributions are made of.

/// Special functions. Arguments outside the domain give NaN.
package enum SpecialFunction {
  /// ln of the gamma function for x > 0, within 1e-14 of the larger of 1 and the value's size.
  ///
  /// ln G(x) = (z - 1/2) ln z - z + ln(2 pi)/2 + sum of B_2k / (2k (2k-1) z^(2k-1)) - ln(x (x+1) ... (z-1)), z >= 15
  /// (Stirling's series; Abramowitz and Stegun 6.1.40).
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

  /// ln(n!) for n >= 0: a sum of logarithms up to 4095, Stirling's series above.
  package static func logFactorial(_ n: Int) -> Double {
    n < logFactorials.count ? logFactorials[n] : logGamma(Double(n) + 1)
  }

  private static let logFactorials: [Double] = {
    var sum = DoubleDouble(0)
    return (0..<4096).map { n in
      if n > 1 { sum += DoubleDouble(Elementary.log(Double(n))) }
      return sum.value
    }
  }()

  /// ln of n over k.
  package static func logBinomial(_ n: Int, _ k: Int) -> Double {
    logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  }

  /// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz and Stegun 26.5.8).
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front =
      Elementary.exp(
        logGamma(a + b) - logGamma(a) - logGamma(b) + a * Elementary.log(x) + b * Elementary.log1p(-x)) / a
    func away(_ value: Double) -> Double { value.magnitude < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var h = d
    for m in 1...2000 {
      let k = Double(m)
      let even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      h *= d * c
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      h *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return front * h
  }

  /// The regularised lower incomplete gamma function P(a, x).
  package static func incompleteGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
  }

  /// The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact where that would cancel.
  package static func upperIncompleteGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
  }

  /// x^a e^-x / G(a).
  private static func gammaFront(_ a: Double, _ x: Double) -> Double {
    Elementary.exp(a * Elementary.log(x) - x - logGamma(a))
  }

  /// P(a, x) by its power series (Abramowitz and Stegun 6.5.29), for x < a + 1.
  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    if x == 0 { return 0 }
    var term = 1 / a
    var total = term
    var k = a
    for _ in 0..<5000 {
      k += 1
      term *= x / k
      total += term
      if term < total * 1e-17 { break }
    }
    return gammaFront(a, x) * total
  }

  /// Q(a, x) by its continued fraction (Abramowitz and Stegun 6.5.31), for x > a + 1.
  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    if x == .infinity { return 0 }
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
      if (delta - 1).magnitude < 1e-16 { break }
    }
    return gammaFront(a, x) * h
  }
}
