// The smallest fraction of fragments that a call needs at a depth: the limit of detection.

import BioSequence
import Numerics

/// What a sample's settings and error rate allow to be found at each depth.
///
/// A substitution is called if enough fragments carry it: more than the candidate threshold asks for, and so many that
/// its quality reaches 20. The limit of detection is the fraction at which so many carry it with a probability of 95 %.
///
///     let model = DetectionModel(minVAF: 0.02, errorRate: 3e-4)
///     model.limit(fragments: 400)
package struct DetectionModel: Sendable, Hashable {
  /// The smallest allele fraction that is searched for.
  package let minVAF: Double
  /// Probability that a base shows one given wrong base.
  package let errorRate: Double

  /// The probability with which a variant at the limit is found.
  package static let power = 0.95

  /// A model for a sample.
  package init(minVAF: Double = CallOptions.defaultMinVAF, errorRate: Double = 1e-3) {
    self.minVAF = minVAF
    self.errorRate = max(1e-5, errorRate)
  }

  /// The limit at a depth, 0-1, to four digits; 1 if no fraction would be found.
  ///
  /// - Complexity: O(n log n) in `fragments`.
  package func limit(fragments: Int) -> Double {
    guard let needed = needed(of: fragments) else { return 1 }
    let bound = Binomial.upperBound(
      successes: needed - 1, trials: fragments, tail: 1 - DetectionModel.power, tolerance: 2e-5)
    return (bound * 10_000).rounded() / 10_000
  }

  /// Phred-scaled probability that a heterozygous substitution is not called at a depth, 0-99:
  /// -10 log10 P(X < k) for X ~ Binomial(n, 1/2), k the fewest of n fragments that make a call.
  package func heterozygousQuality(fragments: Int) -> Int {
    guard let needed = needed(of: fragments) else { return 0 }
    let missed = Binomial(trials: fragments, probability: 0.5).cumulative(needed - 1)
    guard missed > 1e-10 else { return 99 }
    return min(99, Int(-Phred.perNat * Elementary.log(missed)))
  }

  /// The fewest fragments with a substitution that make a call.
  func needed(of fragments: Int) -> Int? {
    guard fragments >= 4 else { return nil }
    let threshold = CandidateThreshold(minVAF: minVAF, errorRate: errorRate)
    func isCalled(_ count: Int) -> Bool {
      threshold.accepts(count, of: fragments) && quality(of: count, fragments) >= 20
        && Double(count) >= minVAF * Double(fragments)
    }
    guard isCalled(fragments) else { return nil }
    var low = 0
    var high = fragments
    while high - low > 1 {
      let middle = (low + high) / 2
      if isCalled(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Phred-scaled quality of a call on that many fragments of clear bases, as a heterozygote or as a mosaic, whichever is
  /// higher.
  private func quality(of count: Int, _ fragments: Int) -> Double {
    let others = Double(fragments - count)
    let own = Double(count)
    let fraction = min(own / Double(fragments), 1 - 1e-6)
    let mosaic =
      own * Elementary.log(1 - fraction + fraction / errorRate)
      + others * Elementary.log(1 - fraction + fraction * errorRate)
    let error = max(errorRate, 1e-4)
    let heterozygous =
      own * Elementary.log(0.5 / error) + others * Elementary.log(0.5)
      + Elementary.log(VariantPrior.substitution)
    return max(Phred.perNat * mosaic - MosaicModel.prior, Phred.perNat * heterozygous)
  }
}
