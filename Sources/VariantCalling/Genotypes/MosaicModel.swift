// Variants in a fraction of the fragments that two haplotypes do not explain.

import BioSequence
import Numerics

/// Tests whether some fragments carry a further haplotype beside the two of the sample.
///
/// The likelihood of the fraction f is the product over fragments of (1-f)(a+b)/2 + f h, where a, b and h are the
/// fragment's likelihoods for the two haplotypes and the further one. Qualities are not trusted beyond the sample's
/// own rate of mismatches: no fragment speaks more strongly than that.
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
    guard total > 0, Double(alternate) < 0.35 * Double(total) else { return false }
    return Binomial(trials: total, probability: 0.5).cumulative(alternate) < 1e-6
  }
}

extension Pileup {
  /// The fraction of bases, among those of evidence quality, that show one given other base: mismatches at places
  /// without a candidate over three times the depth. At least one in 100,000.
  func errorRate(in targets: [Range<Int>]) -> Double {
    var mismatching = 0
    var depth = 0
    for target in targets {
      for offset in target {
        let here = Int(usableDepth(offset))
        let counts = (0..<4).map { Int(mismatches[4 * offset + $0]) }
        guard here >= 4, let most = counts.max(), most * 50 < here || most < 3 else { continue }
        mismatching += counts.reduce(0, +)
        depth += here
      }
    }
    return depth < 10_000 ? 1e-3 : max(1e-5, Double(mismatching) / Double(depth) / 3)
  }
}
