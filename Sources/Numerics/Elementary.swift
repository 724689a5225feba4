// Exponentials and powers from IEEE 754 basic operations alone: the same bits on every processor of an architecture.

/// Elementary functions that do not depend on a mathematics library.
///
/// A mathematics library chooses its code by the processor it meets, with or without fused multiply-add, and the last digit
/// follows that choice. These functions use additions, multiplications, divisions and square roots only, in a fixed order, so
/// their results do not change with the processor. Every result is within 1 unit in the last place of the exact value.
/// Arguments outside the domain give NaN, as in C.
///
/// The methods and their coefficients are those of FDLIBM, rewritten for Swift:
/// Copyright (C) 1993-2004 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc.
/// business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
/// preserved.
package enum Elementary {
  /// ln 2 in two parts; the first one has trailing zeros, so that its multiples up to 2^20 are exact.
  static let ln2 = (high: 6.93147180369123816490e-01, low: 1.90821492927058770002e-10)
  private static let inverseLn2 = 1.44269504088896338700
  /// Added to and taken from a number below 2^51 it leaves the nearest integer, which then also stands in the low bits.
  private static let shifter = 0x1.8p52

  /// The nearest integer of a number below 2^31 in size, without a call to a library.
  @inline(__always) static func nearest(_ x: Double) -> (value: Double, integer: Int) {
    let shifted = x + shifter
    return (shifted - shifter, Int(Int32(truncatingIfNeeded: shifted.bitPattern)))
  }

  /// `x` times 2 to the power `k`, for -1100 < k < 1100, rounded once.
  @inline(__always) static func scale(_ x: Double, _ k: Int) -> Double {
    if k > 1023 { return x * 0x1p1023 * powerOfTwo(k - 1023) }
    if k < -1021 { return x * powerOfTwo(k + 1000) * 0x1p-1000 }
    return x * powerOfTwo(k)
  }

  @inline(__always) private static func powerOfTwo(_ k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k + 1023) << 52)
  }

  /// `x` with the lower half of its bits cleared.
  @inline(__always) static func upperHalf(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & 0xffff_ffff_0000_0000)
  }

  /// r - r (coth r - 1 / r) r by its series, of which e^r follows, for |r| < 0.35.
  @inline(__always) private static func exponentialSeries(_ r: Double) -> Double {
    let t = r * r
    return r - t
      * (1.66666666666666019037e-01
        + t
        * (-2.77777777770155933842e-03
          + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
  }

  /// e to the power `x`.
  ///
  /// With x = k ln 2 + r and |r| <= ln 2 / 2, e^r = 1 + r + r c / (2 - c), c being a series in r^2.
  package static func exp(_ x: Double) -> Double {
    guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
    guard x > -745.1332191019412 else { return 0 }
    let turns = nearest(x * inverseLn2)
    let high = x - turns.value * ln2.high
    let low = turns.value * ln2.low
    let r = high - low
    let c = exponentialSeries(r)
    return scale(1 - ((low - (r * c) / (2 - c)) - high), turns.integer)
  }

  /// exp(x) - 1, exact for small `x`.
  package static func expm1(_ x: Double) -> Double {
    guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
    guard x > -40 else { return -1 }
    guard x.magnitude > 0x1p-54 else { return x }
    let turns = x.magnitude > 0.3465735902799726 ? nearest(x * inverseLn2) : (value: 0, integer: 0)
    let high = x - turns.value * ln2.high
    let low = turns.value * ln2.low
    let r = high - low
    let c = (high - r) - low
    let half = 0.5 * r
    let square = r * half
    let series =
      1 + square
      * (-3.33333333333331316428e-02
        + square
        * (1.58730158725481460165e-03
          + square
          * (-7.93650757867487942473e-05 + square * (4.00821782732936239552e-06 + square * -2.01099218183624371326e-07))))
    let t = 3 - series * half
    var e = square * ((series - t) / (6 - r * t))
    let k = turns.integer
    if k == 0 { return r - (r * e - square) }
    e = (r * (e - c) - c) - square
    if k == -1 { return 0.5 * (r - e) - 0.5 }
    if k == 1 { return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e) }
    if k < 0 || k > 56 { return scale(1 - (e - r), k) - 1 }
    let unit = powerOfTwo(-k)
    return scale(k < 20 ? (1 - unit) - (e - r) : (r - (e + unit)) + 1, k)
  }

  /// 10 to the power `n`: the nearest double for -22 <= n <= 22.
  package static func powerOfTen(_ n: Int) -> Double {
    // Powers up to 10^22 are exact, so that these and their inverses are rounded once.
    guard n.magnitude <= 22 else { return pow(10, Double(n)) }
    var power = 1.0
    for _ in 0..<n.magnitude { power *= 10 }
    return n < 0 ? 1 / power : power
  }

  /// `x` to the power `y` for `x` not below 0; NaN for a negative `x`.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    guard x >= 0, !y.isNaN else { return .nan }
    if y == 1 { return x }
    if y == 2 { return x * x }
    if y == -1 { return 1 / x }
    if y == 0.5 { return x.squareRoot() }
    if x == 0 || x == .infinity { return (x == 0) == (y > 0) ? 0 : .infinity }
    let away = (x > 1) == (y > 0) ? Double.infinity : 0
    // The double next to 1 to such a power is out of range already.
    guard y.magnitude < 0x1p64 else { return away }
    let logarithm = binaryLogarithm(x)
    // y log2 x in two parts.
    let upper = upperHalf(y)
    var low = (y - upper) * logarithm.high + y * logarithm.low
    var high = upper * logarithm.high
    let sum = low + high
    guard sum < 1024.5, sum > -1076 else { return away }
    let turns = sum.magnitude > 0.5 ? nearest(sum) : (value: 0, integer: 0)
    high -= turns.value
    let t = upperHalf(low + high)
    low -= t - high
    let u = t * 6.93147182464599609375e-01
    let v = low * 6.93147180559945286227e-01 + t * -1.90465429995776804525e-09
    let z = u + v
    let rest = v - (z - u)
    let c = exponentialSeries(z)
    return scale(1 + (((z * c) / (2 - c) + (rest + z * rest)) + z), turns.integer)
  }

  /// log2 x to about 70 bits, the first part with half of a double's bits.
  ///
  /// With x = 2^n m, and m near b = 1 or 1.5: ln m = ln b + 2 s + 2/3 s^3 + ..., s = (m - b) / (m + b), s and s^2 in two parts.
  private static func binaryLogarithm(_ x: Double) -> (high: Double, low: Double) {
    var exponent = 0.0
    var bits = x.bitPattern
    if x < 0x1p-1022 {
      bits = (x * 0x1p53).bitPattern
      exponent = -53
    }
    exponent += Double(Int(bits >> 52) - 1023)
    var m = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000)
    var base = 1.0
    var ofBase = (high: 0.0, low: 0.0)
    if m >= 1.7320499420166016 {
      m *= 0.5
      exponent += 1
    } else if m > 1.2247447967529297 {
      base = 1.5
      ofBase = (5.84962487220764160156e-01, 1.35003920212974897128e-08)
    }
    let u = m - base
    let v = 1 / (m + base)
    let s = u * v
    let sHigh = upperHalf(s)
    let sumHigh = upperHalf(m + base)
    let sumLow = m - (sumHigh - base)
    let sLow = v * ((u - sHigh * sumHigh) - sHigh * sumLow)
    var square = s * s
    var rest =
      square * square
      * (5.99999999999994648725e-01
        + square
        * (4.28571428578550184252e-01
          + square
          * (3.33333329818377432918e-01
            + square
            * (2.72728123808534006489e-01
              + square * (2.30660745775561754067e-01 + square * 2.06975017800338417784e-01)))))
    rest += sLow * (sHigh + s)
    square = sHigh * sHigh
    let tHigh = upperHalf(3 + square + rest)
    let tLow = rest - ((tHigh - 3) - square)
    let p = sHigh * tHigh
    let q = sLow * tHigh + tLow * s
    let pHigh = upperHalf(p + q)
    let pLow = q - (pHigh - p)
    // 2 / (3 ln 2) in two parts.
    let zHigh = 9.61796700954437255859e-01 * pHigh
    let zLow = -7.02846165095275826516e-09 * pHigh + pLow * 9.61796693925975554329e-01 + ofBase.low
    let high = upperHalf(((zHigh + zLow) + ofBase.high) + exponent)
    return (high, zLow - (((high - exponent) - ofBase.high) - zHigh))
  }
}
