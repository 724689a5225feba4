// The smallest allele fraction that a given number of fragments can show.

import Numerics

/// The smallest fraction of fragments that a depth can show.
package enum DetectionLimit {
  /// Fragments that must show a variant.
  private static let needed = 3

  /// The fraction at which three or more of `fragments` carry a variant with a probability of 95 %, to four digits; 1 if none.
  package static func fraction(fragments: Int) -> Double {
    guard fragments >= needed else { return 1 }
    let bound = Binomial.upperBound(successes: needed - 1, trials: fragments, tail: 0.05, tolerance: 5e-5)
    return (bound * 10_000).rounded() / 10_000
  }
}
