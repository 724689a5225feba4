// Calls of different windows that cannot all be true.

import BioSequence

/// Settles which of several overlapping calls stand.
///
/// A long event and the short changes at its ends are called in windows of their own. What the one explains, the other
/// may take for a change too: a base beside a homozygous deletion, a second deletion a little longer. There are two
/// haplotypes, so of calls that overlap or touch no more than two copies are kept, those of the highest quality first;
/// and no two that are phased onto one haplotype: the same molecules tell of both, and one change explains them.
enum AlleleConflicts {
  /// The calls in their order; those that others contradict have a quality of at most ``contradicted`` and the filter
  /// for it.
  static func resolved(_ calls: [VariantCall]) -> [VariantCall] {
    var calls = calls
    let ranked = calls.indices.filter { calls[$0].isPass && calls[$0].zygosity != .mosaic }
      .sorted {
        let (left, right) = (calls[$0], calls[$1])
        return left.quality != right.quality ? left.quality > right.quality : $0 < $1
      }
    var kept: [Int] = []
    for index in ranked {
      let call = calls[index]
      let near = kept.map { calls[$0] }.filter { touch($0, call) }
      if near.contains(where: { areInCis($0, call) }) || hasThreeCopies(near, and: call) {
        calls[index] = call.contradicted(quality: contradicted)
      } else {
        kept.append(index)
      }
    }
    return calls
  }

  /// The highest quality of a call that better ones contradict.
  private static let contradicted = 10.0

  private static func touch(_ left: VariantCall, _ right: VariantCall) -> Bool {
    left.reference == right.reference && left.variant.range.lowerBound <= right.variant.range.upperBound
      && right.variant.range.lowerBound <= left.variant.range.upperBound
  }

  private static func areInCis(_ left: VariantCall, _ right: VariantCall) -> Bool {
    guard let set = left.phaseSet, set == right.phaseSet, left.genotype.isPhased, right.genotype.isPhased else {
      return false
    }
    return left.genotype.first == 1 && right.genotype.first == 1
      || left.genotype.second == 1 && right.genotype.second == 1
  }

  /// Whether at one base of the call, or beside it, more than two copies of changes lie. A long call may reach over
  /// several others that do not meet each other.
  private static func hasThreeCopies(_ near: [VariantCall], and call: VariantCall) -> Bool {
    let extent = call.variant.range
    let places = (near + [call]).flatMap { [$0.variant.range.lowerBound, $0.variant.range.upperBound] }
    return places.contains { place in
      guard extent.lowerBound <= place, place <= extent.upperBound else { return false }
      let over = near.filter { $0.variant.range.lowerBound <= place && place <= $0.variant.range.upperBound }
      return over.reduce(call.genotype.copies) { $0 + $1.genotype.copies } > 2
    }
  }
}

extension VariantCall {
  /// This call with the quality of one that is not there.
  fileprivate func contradicted(quality most: Double) -> VariantCall {
    VariantCall(
      reference: reference, variant: variant, genotype: genotype, zygosity: zygosity, phaseSet: phaseSet,
      quality: min(quality, most), genotypeQuality: genotypeQuality, depth: depth, referenceDepth: referenceDepth,
      alternateForwardDepth: alternateForwardDepth, alternateReverseDepth: alternateReverseDepth,
      alleleFraction: alleleFraction, filters: (filters + [.lowQuality]).sorted())
  }
}
