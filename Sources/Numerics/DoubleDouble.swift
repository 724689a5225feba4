// Double-double arithmetic: about 32 digits where a certified digit hangs on cancellation.

/// An unevaluated sum of two doubles, about 32 significant digits.
///
/// Additions follow Dekker (1971) and Knuth (two-sum); products use the fused multiply-add, which IEEE 754 defines to the last bit. Meant for sums over data (means,
/// sums of squares, residuals), not as a general number type.
package struct DoubleDouble: Sendable, Equatable {
  /// The leading part: the value rounded to a double.
  package private(set) var high: Double
  /// What the leading part leaves out.
  package private(set) var low: Double

  /// The exact value of a double.
  package init(_ value: Double) {
    high = value
    low = 0
  }

  private init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The value rounded to a double.
  package var value: Double { high + low }

  /// The exact sum of two doubles.
  package static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let t = s - a
    return DoubleDouble(high: s, low: (a - (s - t)) + (b - t))
  }

  /// The exact product of two doubles.
  package static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(high: p, low: (-p).addingProduct(a, b))
  }

  private static func normalized(_ high: Double, _ low: Double) -> DoubleDouble {
    let s = high + low
    return DoubleDouble(high: s, low: low - (s - high))
  }

  /// The sum of two values.
  package static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = sum(a.high, b.high)
    let t = sum(a.low, b.low)
    let u = normalized(s.high, s.low + t.high)
    return normalized(u.high, u.low + t.low)
  }

  /// The negated value.
  package static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(high: -a.high, low: -a.low) }

  /// The difference of two values.
  package static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  /// The product of two values.
  package static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    return normalized(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  /// The quotient of two values.
  package static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let q1 = a.high / b.high
    let r1 = a - b * DoubleDouble(q1)
    let q2 = r1.high / b.high
    let r2 = r1 - b * DoubleDouble(q2)
    let s = normalized(q1, q2)
    return s + DoubleDouble(r2.high / b.high)
  }

  /// Adds to a running sum.
  package static func += (a: inout DoubleDouble, b: DoubleDouble) { a = a + b }
}

extension DoubleDouble {
  /// The value of a decimal number, with the digits that a double would round away; `nil` if it is not a plain decimal.
  package init?(decimal text: String) {
    var mantissa = DoubleDouble(0)
    var shift = 0
    var seenPoint = false
    var isNegative = false
    var digits = 0
    var exponent = ""
    var inExponent = false
    for c in text.utf8 {
      if inExponent {
        if c != UInt8(ascii: "+") { exponent.unicodeScalars.append(Unicode.Scalar(c)) }
      } else if (48...57).contains(c) {
        mantissa = mantissa * DoubleDouble(10) + DoubleDouble(Double(c) - 48)
        digits += 1
        if seenPoint { shift += 1 }
      } else if c == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if c == UInt8(ascii: "-"), digits == 0, !isNegative {
        isNegative = true
      } else if c == UInt8(ascii: "E") || c == UInt8(ascii: "e") {
        inExponent = true
      } else if c != UInt8(ascii: "+") {
        return nil
      }
    }
    guard digits > 0, let power = inExponent ? Int(exponent) : 0, (-250...250).contains(power), shift < 50 else {
      return nil
    }
    let scale = Self.powerOfTen(Swift.abs(power - shift))
    let value = power >= shift ? mantissa * scale : mantissa / scale
    self = isNegative ? -value : value
  }

  private static func powerOfTen(_ n: Int) -> DoubleDouble {
    var result = DoubleDouble(1)
    for _ in 0..<n { result = result * DoubleDouble(10) }
    return result
  }

  /// e to this power to 28 digits, for moderate arguments: halved ten times, Taylor's series, squared ten times.
  package static func exp(_ x: DoubleDouble) -> DoubleDouble {
    let reduced = x * DoubleDouble(1.0 / 1024)
    var term = DoubleDouble(1)
    var total = DoubleDouble(1)
    for k in 1..<20 {
      term = term * reduced / DoubleDouble(Double(k))
      total += term
    }
    for _ in 0..<10 { total = total * total }
    return total
  }
}
