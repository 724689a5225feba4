// The few functions of mathematics that evidence needs beside the standard library's.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func logarithm(_ value: Double) -> Double { log(value) }

func exponential(_ value: Double) -> Double { exp(value) }

/// Student's t distribution.
package enum StudentT {
  /// P(T <= t) by the regularised incomplete beta function.
  ///
  /// - Parameters:
  ///   - t: any finite value.
  ///   - degreesOfFreedom: above 0.
  package static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    let tail = incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
    return t > 0 ? 1 - tail : tail
  }

  /// The density at t.
  package static func density(_ t: Double, degreesOfFreedom: Double) -> Double {
    let constant =
      lgamma((degreesOfFreedom + 1) / 2) - lgamma(degreesOfFreedom / 2) - log(degreesOfFreedom * .pi) / 2
    return exp(constant - (degreesOfFreedom + 1) / 2 * log(1 + t * t / degreesOfFreedom))
  }

  /// The value that T stays below with this probability, by bisection to 1e-12.
  package static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    var low = -1e4
    var high = 1e4
    while high - low > 1e-12 * max(1, abs(low)) {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if cumulative(middle, degreesOfFreedom: degreesOfFreedom) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// I_x(a, b) by Lentz's continued fraction (Abramowitz and Stegun 26.5.8).
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x > (a + 1) / (a + b + 2) { return 1 - front * fraction(1 - x, b, a) / b }
    return front * fraction(x, a, b) / a
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var result = d
    for step in 1...500 {
      let m = Double(step)
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + numerator * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + numerator / c
        if abs(c) < tiny { c = tiny }
        result *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return result
  }
}
