// The balance of the two alleles in the transcripts of a sample, at one site.

package import Documents
package import Numerics

/// The fraction of transcripts with a variant at a site where the sample has both alleles.
package struct ReportedAlleleRatio: Sendable, Hashable, Codable, ValidatedDocument {
  /// Where the site is from.
  package enum Source: String, Sendable, Hashable, CaseIterable, Codable {
    /// Called in the transcripts.
    case called
    /// Named by `--confirm`.
    case queried
    /// Heterozygous in the person's DNA, which a report joins with the RNA.
    case dna
  }

  /// What the fraction means; the words of `AlleleVerdict`.
  package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// Both alleles leave about as many transcripts.
    case balanced
    /// Both leave transcripts; whether as many is not decided.
    case bothAlleles = "both_alleles"
    /// One leaves fewer.
    case imbalanced
    /// One leaves next to none.
    case alleleLost = "allele_lost"
    /// Too few fragments.
    case undetermined
  }

  /// Gene symbol.
  package var gene: String
  /// Coding name of the variant.
  package var hgvsC: String
  /// Where the site is from.
  package var source: Source
  /// Fragments with the variant.
  package var altDepth: Int
  /// Fragments without it.
  package var refDepth: Int
  /// Fraction of transcripts with the variant, 0-1.
  package var ratio: Double
  /// Lower end of the 95 % interval.
  package var ratioLow: Double
  /// Upper end of the 95 % interval.
  package var ratioHigh: Double
  /// What the fraction means.
  package var verdict: Verdict

  /// A row; fractions are rounded as documents hold them.
  package init(
    gene: String, hgvsC: String, source: Source, altDepth: Int, refDepth: Int, ratio: Fraction, verdict: Verdict
  ) {
    self.gene = gene
    self.hgvsC = hgvsC
    self.source = source
    self.altDepth = altDepth
    self.refDepth = refDepth
    self.ratio = ratio.value.rounded4
    ratioLow = ratio.low.rounded4
    ratioHigh = ratio.high.rounded4
    self.verdict = verdict
  }

  /// A row from its counts.
  package init(gene: String, hgvsC: String, source: Source, balance: AlleleBalance) {
    self.init(
      gene: gene, hgvsC: hgvsC, source: source, altDepth: balance.alternate, refDepth: balance.reference,
      ratio: balance.fraction, verdict: Verdict(rawValue: balance.verdict.rawValue) ?? .undetermined)
  }

  /// The fraction of transcripts with its interval.
  package var fraction: Fraction { Fraction(ratio, ratioLow, ratioHigh) }

  package func validate() throws(InvalidValue) {
    try check("alt_depth", altDepth, in: DocumentRange.depth)
    try check("ref_depth", refDepth, in: DocumentRange.depth)
    try check(("ratio", ratio), ("ratio_low", ratioLow), ("ratio_high", ratioHigh))
  }
}
