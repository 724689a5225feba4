// Do both alleles leave messages? The share of each at heterozygous sites.

package import VariantCalling

/// What a heterozygous site says of the two alleles' messages.
package enum AlleleVerdict: String, Sendable, Hashable, CaseIterable {
  /// The share of one half lies in the interval, or near it.
  case balanced
  /// One allele leaves clearly fewer messages, but leaves some.
  case imbalanced
  /// One allele leaves next to no message: the signature of a null allele.
  case alleleLost = "allele_lost"
  /// Too few molecules to tell.
  case undetermined
}

/// The share of messages with a change at a site where the sample has both alleles.
package struct AlleleBalance: Sendable, Hashable {
  /// Molecules with the change.
  package let alternate: Int
  /// Molecules without it.
  package let reference: Int
  /// Their share, with its 95 % interval.
  package let share: AlleleFraction
  /// What it means.
  package let verdict: AlleleVerdict

  /// Fewer molecules than this tell nothing.
  package static let fewestMolecules = 20
  /// Shares between these are within what two healthy alleles show.
  package static let ordinary = 0.35...0.65
  /// An allele whose share is surely below this is called lost.
  package static let lostBelow = 0.2

  /// The balance of two counts.
  ///
  /// Reads are told apart by their likelihood on both alleles, so a read is not held back for carrying the change; what
  /// remains of reference bias is smaller than ``ordinary`` allows for.
  package init(alternate: Int, reference: Int) {
    self.alternate = alternate
    self.reference = reference
    share = AlleleFraction(alternate: alternate, total: alternate + reference)
    let lesserHigh = min(share.high, 1 - share.low)
    verdict =
      if alternate + reference < AlleleBalance.fewestMolecules {
        .undetermined
      } else if lesserHigh < AlleleBalance.lostBelow {
        .alleleLost
      } else if (share.low...share.high).contains(0.5) || AlleleBalance.ordinary.contains(share.value) {
        .balanced
      } else {
        .imbalanced
      }
  }
}
