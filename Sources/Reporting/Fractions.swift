// Fractions with their intervals: as documents hold them, with four decimals, and as people read them.

import Documents
package import Numerics

/// A fraction of fragments with its 95 % interval, 0-1.
package struct Fraction: Sendable, Hashable {
  /// The fraction.
  package let value: Double
  /// Lower end of the interval.
  package let low: Double
  /// Upper end of the interval.
  package let high: Double

  /// A fraction with its interval.
  package init(_ value: Double, _ low: Double, _ high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// `0.300 (0.220-0.390)`.
  package func text(decimals: Int) -> String {
    let numbers = [value, low, high].map { NumberText.fixed($0, decimals) }
    return "\(numbers[0]) (\(numbers[1])-\(numbers[2]))"
  }
}

extension AlleleBalance {
  /// The fraction with its interval.
  package var fraction: Fraction { Fraction(value, low, high) }
}

extension Double {
  /// Rounded to four decimals, as fractions stand in documents: what is handed on is what is written.
  package var rounded4: Double { NumberText.rounded(self, decimals: 4) }
}

extension ValidatedDocument {
  /// Throws unless a fraction and its interval lie in 0-1 and in order.
  func check(
    _ value: (key: String, number: Double?), _ low: (key: String, number: Double?),
    _ high: (key: String, number: Double?)
  ) throws(InvalidValue) {
    for (key, number) in [value, low, high] { try check(key, number, in: DocumentRange.fraction) }
    try require((low.number ?? 0) <= (high.number ?? 1), high.key, "the interval ends before it begins")
    if let number = value.number {
      try require((low.number ?? 0) <= number, low.key, "above \(value.key)")
      try require((high.number ?? 1) >= number, high.key, "below \(value.key)")
    }
  }
}
