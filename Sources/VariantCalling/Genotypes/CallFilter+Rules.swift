// Which filters a call fails: every threshold of ``CallFilter`` is here.

import BioSequence
import Numerics

extension CallFilter {
  /// The filters that a call fails, in their order.
  ///
  /// Mosaic variants have few fragments, and errors of the chemistry sit on one strand: their strands are held to a stricter
  /// test. Of amplicons each strand's reads begin at its primer and may all end before a base, or in it: there an allele in
  /// the germline range is no error of a strand or of read ends.
  ///
  /// - Parameters:
  ///   - repeats: stretches of the reference that also occur elsewhere.
  ///   - quality: Phred-scaled probability that there is no variant.
  static func failed(
    by variant: Variant, support: AlleleSupport, repeats: [Range<Int>], isMosaic: Bool, quality: Double,
    fraction: AlleleFraction, minVAF: Double, isAmplicon: Bool
  ) -> [CallFilter] {
    var failed: [CallFilter] = []
    if support.depth < 4 { failed.append(.lowDepth) }
    if quality < VariantCall.leastQuality { failed.append(.lowQuality) }
    if fraction.value < minVAF { failed.append(.lowFraction) }
    if !isAmplicon || fraction.value < germlineFraction {
      if hasStrandBias(variant, support, isMosaic: isMosaic) { failed.append(.strandBias) }
      if hasPositionBias(variant, support) { failed.append(.positionBias) }
    }
    if support.count > 0, support.mappingSum < 20 * support.count { failed.append(.lowMappingQuality) }
    let isInRepeat = repeats.contains { $0.overlaps(variant.range) || $0.contains(variant.range.lowerBound) }
    if isInRepeat, support.anchoredCount < 2 || support.anchoredCount * 4 < support.count { failed.append(.repetitive) }
    return failed
  }

  /// From this fraction on an allele of an amplicon is one of two haplotypes.
  private static let germlineFraction = 0.3

  /// Whether the variant sits on one strand although the other one was read.
  private static func hasStrandBias(_ variant: Variant, _ support: AlleleSupport, isMosaic: Bool) -> Bool {
    let (forward, reverse) = (support.forward, support.reverse)
    let againstReverse = support.against - support.againstForward
    let missed = forward < reverse ? support.againstForward : againstReverse
    if isMosaic, support.count >= 4, min(forward, reverse) == 0, missed >= 20, isSubstitution(variant) {
      // Errors that follow a motif sit on one strand; a true variant of four fragments does so once in eight.
      return true
    }
    guard support.count >= (isMosaic ? 4 : 8), min(forward, reverse) * 10 <= support.count else { return false }
    return SampleComparison.fisherExact(forward, reverse, support.againstForward, againstReverse)
      < (isMosaic ? 1e-2 : 1e-6)
  }

  /// Whether a substitution sits at the ends of its reads although other reads cover it in their middle.
  private static func hasPositionBias(_ variant: Variant, _ support: AlleleSupport) -> Bool {
    guard isSubstitution(variant), support.count >= 4 else { return false }
    return support.distances.sorted()[support.distances.count / 2] < 8
      && SampleComparison.rankSum(support.distances, support.againstDistances) < -4.5
  }

  private static func isSubstitution(_ variant: Variant) -> Bool { variant.range.count == variant.replacement.count }
}
