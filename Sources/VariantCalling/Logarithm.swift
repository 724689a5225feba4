// Logarithms and Phred scores without a mathematics library, so that results are the same on any machine.

/// Elementary functions from IEEE 754 basic operations alone.
enum Logarithm {
  private static let ln2 = 0.693_147_180_559_945_3
  static let ln10 = 2.302_585_092_994_046
  /// Phred units in one natural-logarithm unit.
  static let phredPerNat = 10 / ln10

  /// The natural logarithm of a positive finite number: exponent times ln 2, and a series in (m-1)/(m+1) for the
  /// significand. Relative error below 1e-14.
  static func natural(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "a logarithm is taken of a positive number")
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.414_213_562_373_095_1 {
      significand *= 0.5
      exponent += 1
    }
    let t = (significand - 1) / (significand + 1)
    let square = t * t
    var sum = 0.0
    var denominator = 23.0
    while denominator >= 1 {
      sum = sum * square + 1 / denominator
      denominator -= 2
    }
    return exponent * ln2 + 2 * t * sum
  }

  /// e to the power `x`; 0 below -700.
  static func exponential(_ x: Double) -> Double {
    if x < -700 { return 0 }
    precondition(x < 700, "an exponent is in range")
    let turns = (x / ln2).rounded()
    let rest = x - turns * ln2
    var sum = 1.0
    var step = 16.0
    while step >= 1 {
      sum = 1 + sum * rest / step
      step -= 1
    }
    return Double(sign: .plus, exponent: Int(turns), significand: sum)
  }

  /// 10 to the power of -phred/10.
  static func chance(phred: Double) -> Double { exponential(-phred / phredPerNat) }

  /// ln(sum of e^x), without overflow; -infinity for no values.
  static func sumOfExponentials(_ values: [Double]) -> Double {
    guard let top = values.max(), top > -.infinity else { return -.infinity }
    return top + natural(values.reduce(0) { $0 + exponential($1 - top) })
  }

  /// ln(n!) for small and large n: sums of logarithms up to 4095, Stirling's series above.
  static func factorial(_ n: Int) -> Double {
    if n < factorials.count { return factorials[n] }
    let x = Double(n)
    return x * natural(x) - x + 0.5 * natural(6.283_185_307_179_586 * x) + 1 / (12 * x)
  }

  private static let factorials: [Double] = {
    var sum = 0.0
    return (0..<4096).map { n in
      if n > 1 { sum += natural(Double(n)) }
      return sum
    }
  }()
}
