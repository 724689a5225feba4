// Probabilities as natural logarithms and as Phred scores.

/// Phred-scaled probabilities: -10 log10 p.
package enum Phred {
  /// Phred units in one natural-logarithm unit: 10 / ln 10.
  package static let perNat = 4.342944819032518

  /// The probability of a score: 10 to the power of -phred/10.
  package static func probability(_ phred: Double) -> Double { Elementary.exp(-phred / perNat) }
}

extension Elementary {
  /// ln(sum of e^x), without overflow; -infinity for no values.
  package static func logSumExp(_ values: [Double]) -> Double {
    guard let top = values.max(), top > -.infinity else { return -.infinity }
    return top + log(values.reduce(0) { $0 + exp($1 - top) })
  }
}
