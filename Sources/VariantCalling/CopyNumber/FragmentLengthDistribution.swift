// How long the fragments of a laboratory method are.

import Numerics

/// Lengths of fragments: a mean in bases, and a standard deviation over it.
struct FragmentLengthDistribution: Sendable, Hashable {
  var mean: Double
  var deviation: Double

  /// Points of the normal distribution in standard deviations, with their weights.
  static let points: [(z: Double, weight: Double)] = {
    let raw = stride(from: -2.5, through: 2.5, by: 0.5).map { ($0, Elementary.exp(-0.5 * $0 * $0)) }
    let sum = raw.reduce(0) { $0 + $1.1 }
    return raw.map { (z: $0.0, weight: $0.1 / sum) }
  }()
}
