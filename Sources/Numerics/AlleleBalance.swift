// Do both alleles leave transcripts? The fraction of each at heterozygous sites.

/// What a heterozygous site says of the two alleles' transcripts.
package enum AlleleVerdict: String, Sendable, Hashable, CaseIterable {
  /// Both alleles leave about as many transcripts: the whole interval lies in what two healthy alleles show.
  case balanced
  /// Both alleles leave transcripts; whether as many is not decided by so few fragments.
  case bothAlleles = "both_alleles"
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
  /// Their share; 0 without any fragment.
  package let value: Double
  /// Lower end of its 95 % interval.
  package let low: Double
  /// Upper end of its 95 % interval.
  package let high: Double
  /// Fraction of the gene's transcripts that do not show the site, such as those without its exon; at most so many.
  package let hidden: Double
  /// The least fraction of all transcripts that the variant's allele can leave: that of those which do not show the site is
  /// none of them.
  package let leastOfAll: Double
  /// The greatest: all those that do not show the site are of the variant's allele.
  package let mostOfAll: Double
  /// What it means.
  package let verdict: AlleleVerdict

  /// Fewer fragments than this are not informative.
  package static let fewestFragments = 20
  /// Shares between these are within what two healthy alleles show.
  package static let ordinary = 0.35...0.65
  /// An allele is called lost if its fraction is surely below the first and lies itself below the second: one that leaves a
  /// fifth of the other's transcripts is reduced at any depth.
  package static let lostBelow = (bound: 0.2, value: 0.125)
  /// An allele whose fraction is surely above this leaves transcripts; errors of reading stay below it.
  package static let seenAbove = 0.02

  /// The balance of two counts, with Wilson's score interval (``WilsonInterval``).
  ///
  /// What remains of reference bias after reads are assigned by their likelihood on both alleles is smaller than
  /// ``ordinary`` allows for. What is hidden may be of either allele: the verdict must hold for both.
  ///
  /// - Parameter hidden: the fraction of the transcripts that do not show the site.
  package init(alternate: Int, reference: Int, hidden: Double = 0) {
    let total = alternate + reference
    self.alternate = alternate
    self.reference = reference
    value = total > 0 ? Double(alternate) / Double(total) : 0
    let interval = WilsonInterval(fraction: value, trials: Double(total))
    (low, high) = (interval.low, interval.high)
    self.hidden = min(1, max(0, hidden))
    let shown = 1 - self.hidden
    let (least, most) = (shown * interval.low, 1 - shown * (1 - interval.high))
    (leastOfAll, mostOfAll) = (least, most)
    let ordinary = AlleleBalance.ordinary
    let ends = (min(least, 1 - most), min(most, 1 - least))
    let lesser = min(ends.0, ends.1)...max(ends.0, ends.1)
    verdict =
      if total < AlleleBalance.fewestFragments {
        .undetermined
      } else if lesser.upperBound < AlleleBalance.lostBelow.bound, min(value, 1 - value) < AlleleBalance.lostBelow.value
      {
        .alleleLost
      } else if ordinary.contains(least), ordinary.contains(most) {
        .balanced
      } else if most < ordinary.lowerBound || least > ordinary.upperBound {
        .imbalanced
      } else if lesser.lowerBound > AlleleBalance.seenAbove {
        .bothAlleles
      } else {
        .undetermined
      }
  }

  /// The smallest fraction of the transcripts at which three fragments or more would have shown an allele with a
  /// probability of 95 %; 1 if even an allele in all of them would not.
  package var smallestSeen: Double {
    AlleleBalance.smallestSeen(fragments: alternate + reference)
  }

  /// The same for a number of fragments.
  package static func smallestSeen(fragments: Int) -> Double {
    guard fragments >= 3 else { return 1 }
    return Binomial.upperBound(successes: 2, trials: fragments, tail: 0.05, tolerance: 5e-5)
  }
}
