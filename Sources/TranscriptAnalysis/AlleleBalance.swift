// Do both alleles leave transcripts? The fraction of each at heterozygous sites.

package import VariantCalling

/// What a heterozygous site says of the two alleles' transcripts.
package enum AlleleVerdict: String, Sendable, Hashable, CaseIterable {
  /// The fraction of one half lies in the interval, or near it.
  case balanced
  /// One allele leaves clearly fewer transcripts, but leaves some.
  case imbalanced
  /// One allele leaves next to no transcript: the signature of a null allele.
  case alleleLost = "allele_lost"
  /// Too few fragments to decide.
  case undetermined
}

/// The fraction of transcripts with a variant at a site where the sample has both alleles.
package struct AlleleBalance: Sendable, Hashable {
  /// Fragments with the variant.
  package let alternate: Int
  /// Fragments without it.
  package let reference: Int
  /// Their share, with its 95 % interval.
  package let fraction: AlleleFraction
  /// What it means.
  package let verdict: AlleleVerdict

  /// Fewer fragments than this are not informative.
  package static let fewestFragments = 20
  /// Shares between these are within what two healthy alleles show.
  package static let ordinary = 0.35...0.65
  /// An allele whose fraction is surely below this is called lost.
  package static let lostBelow = 0.2

  /// The balance of two counts.
  ///
  /// Reads are assigned by their likelihood on both alleles, so a read is not held back for carrying the variant; what
  /// remains of reference bias is smaller than ``ordinary`` allows for.
  package init(alternate: Int, reference: Int) {
    self.alternate = alternate
    self.reference = reference
    fraction = AlleleFraction(alternate: alternate, total: alternate + reference)
    let lesserHigh = min(fraction.high, 1 - fraction.low)
    verdict =
      if alternate + reference < AlleleBalance.fewestFragments {
        .undetermined
      } else if lesserHigh < AlleleBalance.lostBelow {
        .alleleLost
      } else if (fraction.low...fraction.high).contains(0.5) || AlleleBalance.ordinary.contains(fraction.value) {
        .balanced
      } else {
        .imbalanced
      }
  }
}
