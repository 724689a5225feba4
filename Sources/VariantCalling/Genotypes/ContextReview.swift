// Heterozygous substitutions that few fragments show are held against the errors of their surroundings.

import BioSequence
import Numerics

/// A second look at substitutions with a low fraction.
///
/// Qualities know nothing of motifs after which a sequencer errs. Half the fragments show a heterozygous substitution,
/// a motif's error far fewer; where the fraction is low, the sample's own errors in the same surroundings are counted.
enum ContextReview {
  /// Substitutions with a smaller fraction are looked at again.
  private static let lowFraction = 0.35
  /// Prior probability of a substitution, in Phred units.
  private static let prior = -Phred.perNat * Elementary.log(VariantPrior.substitution)

  /// The calls in their order; the quality is at most the probability that errors of the surroundings explain the reads.
  static func reviewed(_ calls: [VariantCall], caller: RegionCaller, pileups: [Pileup]) -> [VariantCall] {
    guard calls.contains(where: isDoubtful) else { return calls }
    let references = caller.references
    let errors = caller.contextErrors
    return calls.map { call in
      guard isDoubtful(call) else { return call }
      let pileup = pileups[call.reference]
      let offset = call.variant.range.lowerBound
      let reverse = Double(pileup.reverseDepth[offset]) / Double(max(1, pileup.mappedDepth[offset]))
      let total = call.referenceDepth + call.alternateDepth
      let onReverse = min(
        max(Int((reverse * Double(total)).rounded()), call.alternateReverseDepth), total - call.alternateForwardDepth)
      let counts = [
        ContextErrors.StrandCounts(
          with: call.alternateForwardDepth, against: total - onReverse - call.alternateForwardDepth),
        ContextErrors.StrandCounts(
          with: call.alternateReverseDepth, against: onReverse - call.alternateReverseDepth),
      ]
      let quality = errors.quality(
        of: call.variant, counts: counts, prior: prior, pileup: pileup,
        codes: references[call.reference].sequence.codes)
      return quality < call.quality ? call.lowered(to: quality) : call
    }
  }

  private static func isDoubtful(_ call: VariantCall) -> Bool {
    call.isPass && call.zygosity == .heterozygous && call.variant.range.count == 1
      && call.variant.replacement.count == 1 && call.alleleFraction.value < lowFraction
  }
}
