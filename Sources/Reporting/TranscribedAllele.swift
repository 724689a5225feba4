// A heterozygous variant of the DNA as documents tell of its transcripts.

package import Documents
package import Numerics

/// The fragments of an RNA sample with and without a heterozygous variant of the person's DNA.
package struct TranscribedAllele: Sendable, Hashable, Codable, ValidatedDocument {
  /// What the transcripts say of the two alleles.
  package enum State: String, Sendable, Hashable, CaseIterable, Codable {
    /// Both leave about as many transcripts.
    case balanced
    /// Both leave transcripts; whether as many is not decided.
    case bothAlleles = "both_alleles"
    /// One leaves fewer.
    case reduced = "allele_reduced"
    /// One leaves next to none.
    case lost = "allele_lost"
    /// The fragments do not decide, or cannot show the variant.
    case notTestable = "not_testable"

    /// The state that a verdict on two counts stands for.
    package init(_ verdict: AlleleVerdict) {
      self =
        switch verdict {
        case .balanced: .balanced
        case .bothAlleles: .bothAlleles
        case .imbalanced: .reduced
        case .alleleLost: .lost
        case .undetermined: .notTestable
        }
    }

    /// In words.
    package var words: String {
      switch self {
      case .balanced: "both alleles, balanced"
      case .bothAlleles: "both alleles present"
      case .reduced: "one allele reduced"
      case .lost: "allele lost"
      case .notTestable: "not testable"
      }
    }
  }

  /// Gene symbol.
  package let gene: String
  /// Coding name of the variant.
  package let hgvsC: String
  /// Fragments with the variant.
  package let altDepth: Int
  /// Fragments without it.
  package let refDepth: Int
  /// Fraction of transcripts with the variant, 0-1.
  package let ratio: Double
  /// Lower end of the 95 % interval.
  package let ratioLow: Double
  /// Upper end of the 95 % interval.
  package let ratioHigh: Double
  /// What the fragments say.
  package let state: State
  /// The smallest fraction at which an allele would have been seen, with a probability of 95 %.
  package let smallestFraction: Double
  /// Why it is not testable; `nil` where it is.
  package let reason: String?

  /// A row from its counts; fractions are rounded as documents hold them.
  package init(gene: String, hgvsC: String, balance: AlleleBalance, state: State, reason: String?) {
    self.gene = gene
    self.hgvsC = hgvsC
    altDepth = balance.alternate
    refDepth = balance.reference
    ratio = balance.value.rounded4
    ratioLow = balance.low.rounded4
    ratioHigh = balance.high.rounded4
    self.state = state
    smallestFraction = balance.smallestSeen.rounded4
    self.reason = reason
  }

  /// Fragments that tell.
  package var total: Int { altDepth + refDepth }

  /// The state in words, with the allele that is meant: `allele lost: the one with the variant`.
  package var stateWords: String {
    state == .lost || state == .reduced
      ? "\(state.words): the one \(ratio < 0.5 ? "with" : "without") the variant" : state.words
  }

  /// The fraction of transcripts with its interval.
  package var fraction: Fraction { Fraction(ratio, ratioLow, ratioHigh) }

  package func validate() throws(InvalidValue) {
    try check("alt_depth", altDepth, in: DocumentRange.depth)
    try check("ref_depth", refDepth, in: DocumentRange.depth)
    try check(("ratio", ratio), ("ratio_low", ratioLow), ("ratio_high", ratioHigh))
    try check("smallest_fraction", smallestFraction, in: DocumentRange.fraction)
    try require(
      (reason != nil) == (state == .notTestable), "reason", "what is not testable has a reason, and only that")
  }
}
