// Which two haplotypes a sample has in a window, and how sure that is.

import BioSequence
import Numerics

/// Posterior probabilities of all pairs of haplotypes of one window.
///
/// For haplotypes i and j, N fragments with likelihoods L (``TemplateEvidence``), S of them spanning the window:
///
///     ln P(i,j) = ln p(i,j) + sum ln((L(i) + L(j))/2) - N ln((l(i) + l(j))/2) - S ln((s(i) + s(j))/2) + constant
///     p(i,j) = p(i) p(j), half of p(i) for i = j         (``VariantPrior``; p = 1 for the reference)
///
/// A fragment comes from either haplotype with probability one half (Li 2011, Bioinformatics 27:2987, for haplotypes instead
/// of bases). l is a haplotype's length plus a read's: one with a deletion has fewer start positions. s is the fraction of
/// fragments that reach over the window. docs/decisions/0082.
struct GenotypePosterior: Sendable {
  /// One pair of haplotypes, by index, the lower one first.
  struct Pair: Sendable {
    let first: Int
    let second: Int
    /// Natural logarithm of its posterior probability.
    let logPosterior: Double
  }

  /// All pairs, in a fixed order.
  let pairs: [Pair]
  /// The likeliest one.
  let best: Pair

  /// Weighs all pairs.
  ///
  /// - Parameter homozygousGains: for each haplotype what its being there twice gains besides, in natural logarithms
  ///   (see ``DuplicationZygosity``).
  /// - Parameter spanning: for each haplotype the number of fragments that reach over the window, up to a common
  ///   factor: those whose mates' distance is weighed in are shared out by it.
  /// - Parameter junctionPlaces: for each haplotype how many more positions than the record's it has for a read to start
  ///   (see ``DuplicationZygosity``).
  init(
    haplotypes: [CandidateHaplotype], evidence: [TemplateEvidence], readLength: Int, homozygousGains: [Double],
    spanning: [Double], junctionPositions: [Int]
  ) {
    let fragments = Double(evidence.count { $0.read != nil })
    let spanningFragments = Double(evidence.count { $0.spans })
    let plain = haplotypes[0].codes.count
    let lengths = zip(haplotypes, junctionPositions).map { Double(min($0.codes.count, plain) + readLength + $1) }
    let priors = haplotypes.map(VariantPrior.logarithm)
    var joint: [(first: Int, second: Int, log: Double)] = []
    for first in haplotypes.indices {
      for second in first..<haplotypes.count {
        var log =
          first == second ? priors[first] - (first == 0 ? 0 : Elementary.log(2)) : priors[first] + priors[second]
        log += GenotypePosterior.logLikelihood(first, second, evidence)
        if first == second { log += homozygousGains[first] }
        log -= fragments * Elementary.log((lengths[first] + lengths[second]) / 2)
        log -= spanningFragments * Elementary.log((spanning[first] + spanning[second]) / 2)
        joint.append((first, second, log))
      }
    }
    let total = Elementary.logSumExp(joint.map(\.log))
    pairs = joint.map { Pair(first: $0.first, second: $0.second, logPosterior: $0.log - total) }
    best = pairs.reduce(pairs[0]) { $1.logPosterior > $0.logPosterior ? $1 : $0 }
  }

  /// Sum over fragments of ln((a+b)/2); products are taken before logarithms as far as they stay in range.
  private static func logLikelihood(_ first: Int, _ second: Int, _ evidence: [TemplateEvidence]) -> Double {
    var sum = 0.0
    var product = 1.0
    for fragment in evidence {
      product *= 0.5 * (fragment.withInsert[first] + fragment.withInsert[second])
      if product < 1e-200 {
        sum += Elementary.log(product)
        product = 1
      }
    }
    return sum + Elementary.log(product)
  }

  /// Phred-scaled posterior probability that `isTrue` holds for the pair, 0-3000.
  func phred(where isTrue: (Pair) -> Bool) -> Double {
    let log = Elementary.logSumExp(pairs.filter(isTrue).map(\.logPosterior))
    return min(max(-Phred.perNat * log, 0), 3000)
  }
}
