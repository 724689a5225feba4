// Variants in a fraction of the fragments that two haplotypes do not explain.

import BioSequence
import Numerics

/// Tests whether some fragments carry a further haplotype beside the two of the sample.
///
/// With a, b and h the likelihoods of a fragment under the two haplotypes and the further one, and f its fraction:
///
///     Q = 10 log10 max over f of  product of [(1-f)(a+b)/2 + f h] / [(a+b)/2]  -  50
///
/// f by expectation maximisation (Dempster, Laird and Rubin 1977, J R Stat Soc B 39:1); 50 is the prior of 10^-5 in Phred
/// units. Base qualities are not trusted beyond the sample's own rate of mismatches. docs/decisions/0082.
struct MosaicModel: Sendable {
  /// Probability that a base shows one given wrong base, from the whole sample.
  let errorRate: Double

  /// Prior probability that a given variant is a mosaic one, in Phred units.
  static let prior = 50.0

  /// Phred-scaled probability that the further haplotype is not there: 10 log10 of the likelihood ratio at the best fraction,
  /// less the prior; 0 if below.
  func quality(of haplotype: Int, beside pair: [Int], evidence: [TemplateEvidence]) -> Double {
    let fragments = evidence.compactMap { fragment -> (plain: Double, further: Double)? in
      guard fragment.read != nil else { return nil }
      let plain = 0.5 * (fragment.likelihoods[pair[0]] + fragment.likelihoods[pair[1]])
      let further = fragment.likelihoods[haplotype]
      let top = max(plain, further)
      return (max(plain, top * errorRate), max(further, top * errorRate))
    }
    guard !fragments.isEmpty else { return 0 }
    var fraction = max(
      0.5 / Double(fragments.count), Double(fragments.count { $0.further > $0.plain }) / Double(fragments.count))
    // Expectation maximisation: the fraction is the mean probability of a fragment to be of the further haplotype.
    for _ in 0..<20 {
      let sum = fragments.reduce(0.0) {
        $0 + fraction * $1.further / (fraction * $1.further + (1 - fraction) * $1.plain)
      }
      fraction = min(max(sum / Double(fragments.count), 1e-6), 1 - 1e-6)
    }
    var gain = 0.0
    for fragment in fragments {
      gain += Elementary.log((1 - fraction) + fraction * fragment.further / fragment.plain)
    }
    return min(max(0, Phred.perNat * gain - MosaicModel.prior), 3000)
  }

  /// Whether a fraction of fragments is too small for one of two haplotypes: fewer than 35 % carry the variant and one
  /// half would give so few once in a million samples.
  static func isBelowOneHaplotype(_ alternate: Int, of total: Int) -> Bool {
    isBelow(fraction: 0.5, alternate, of: total)
  }

  /// The same for one of another number of copies, of which each has this fraction of the reads.
  static func isBelow(fraction expected: Double, _ alternate: Int, of total: Int) -> Bool {
    guard total > 0, Double(alternate) < 0.7 * expected * Double(total) else { return false }
    return Binomial(trials: total, probability: expected).cumulative(alternate) < 1e-6
  }
}
