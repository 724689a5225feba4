// Logarithms from IEEE 754 basic operations alone.

extension Elementary {
  /// A positive number as 2^exponent (1 + fraction) with 1 + fraction from sqrt(1/2) to sqrt(2).
  @inline(__always) private static func split(_ x: Double) -> (exponent: Int, fraction: Double) {
    var bits = x.bitPattern
    var exponent = 0
    if x < 0x1p-1022 {
      bits = (x * 0x1p54).bitPattern
      exponent = -54
    }
    // Adding the distance from sqrt(1/2) to 1 carries into the exponent what lies above sqrt(2).
    let shifted = bits &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
    exponent += Int(shifted >> 52) - 1023
    let significand = (shifted & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
    return (exponent, Double(bitPattern: significand) - 1)
  }

  /// s (f^2/2 + R), which ln(1 + f) exceeds f - f^2/2 by: s = f / (2 + f), R a series in s^2.
  @inline(__always) private static func series(_ f: Double) -> Double {
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    return s * (0.5 * f * f + (even + odd))
  }

  /// The natural logarithm.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : (x < 0 ? .nan : x) }
    let (exponent, f) = split(x)
    let k = Double(exponent)
    return (((series(f) + k * ln2.low) - 0.5 * f * f) + f) + k * ln2.high
  }

  /// ln(1 + x), exact for small `x`.
  package static func log1p(_ x: Double) -> Double {
    guard x > -1, x < .infinity else { return x == -1 ? -.infinity : (x < -1 ? .nan : x) }
    guard x.magnitude > 0x1p-53 else { return x }
    var f = x
    var k = 0.0
    var correction = 0.0
    if x > 0.41421356237309503 || x < -0.2928932188134524 {
      let u = 1 + x
      let parts = split(u)
      f = parts.fraction
      k = Double(parts.exponent)
      // What rounding 1 + x lost.
      if parts.exponent < 54 { correction = (parts.exponent >= 2 ? 1 - (u - x) : x - (u - 1)) / u }
    }
    return (((series(f) + (k * ln2.low + correction)) - 0.5 * f * f) + f) + k * ln2.high
  }

  /// The logarithm to base 10.
  package static func log10(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : (x < 0 ? .nan : x) }
    let (exponent, f) = split(x)
    let k = Double(exponent)
    let half = 0.5 * f * f
    let high = upperHalf(f - half)
    let low = ((f - high) - half) + series(f)
    // 1 / ln 10 and log10 2 in two parts each.
    let scaled = high * 4.34294481878168880939e-01
    let whole = k * 3.01029995663611771306e-01
    var rest = k * 3.69423907715893078616e-13 + (low + high) * 2.50829467116452752298e-11
    rest += low * 4.34294481878168880939e-01
    let sum = whole + scaled
    rest += (whole - sum) + scaled
    return rest + sum
  }
}
