// What happens to the transcripts of the genes: splicing, loss of an allele's transcript, expression, tails.

/// A way in which a transcript is spliced that the reference transcript does not show.
///
/// Exons and introns are counted from 0 here; intron `n` follows exon `n`.
package enum SimulatedSplicing: Sendable, Hashable {
  /// These exons are left out together.
  case exonSkip(Range<Int>)
  /// The intron stays in the transcript.
  case intronRetention(Int)
  /// The donor site of an exon moves: the exon ends `bases` later (intron is kept) or earlier when negative.
  case donorShift(exon: Int, bases: Int)
  /// The acceptor site of an exon moves: the exon starts `bases` later (shorter exon) or earlier when negative.
  case acceptorShift(exon: Int, bases: Int)

  /// The exons of the transcript; `nil` where there is no such exon or intron, or nothing of an exon would stay.
  ///
  /// - Parameter exons: record ranges of the reference transcript, 0-based half-open, 5' to 3'.
  package func spliced(_ exons: [Range<Int>]) -> [Range<Int>]? {
    var changed = exons
    switch self {
    case .exonSkip(let skipped):
      guard !skipped.isEmpty, skipped.lowerBound >= 0, skipped.upperBound <= exons.count else { return nil }
      changed.removeSubrange(skipped)
      return changed.isEmpty ? nil : changed
    case .intronRetention(let intron):
      guard intron >= 0, intron + 1 < exons.count else { return nil }
      changed.replaceSubrange(
        intron...intron + 1, with: [exons[intron].lowerBound..<exons[intron + 1].upperBound])
    case .donorShift(let exon, let bases):
      guard exon >= 0, exon + 1 < exons.count else { return nil }
      let end = exons[exon].upperBound + bases
      guard end > exons[exon].lowerBound, end < exons[exon + 1].lowerBound else { return nil }
      changed[exon] = exons[exon].lowerBound..<end
    case .acceptorShift(let exon, let bases):
      guard exon > 0, exon < exons.count else { return nil }
      let start = exons[exon].lowerBound + bases
      guard start > exons[exon - 1].upperBound, start < exons[exon].upperBound else { return nil }
      changed[exon] = start..<exons[exon].upperBound
    }
    return changed
  }
}

/// A splicing event in a fraction of the transcripts of one haplotype.
package struct PlantedSplicing: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// What the transcripts look like.
  package let event: SimulatedSplicing
  /// The haplotype whose transcripts show it, 0 or 1.
  package let haplotype: Int
  /// Fraction (0-1) of that haplotype's transcripts. Shares of one haplotype add up to at most 1: a transcript has one event.
  package let fraction: Double

  /// An event.
  package init(gene: Int, event: SimulatedSplicing, haplotype: Int = 0, fraction: Double = 1) {
    self.gene = gene
    self.event = event
    self.haplotype = haplotype
    self.fraction = fraction
  }
}

/// The transcripts of a sample.
package struct RNAPlan: Sendable, Hashable {
  /// Events beside the splicing of the reference transcript.
  package var splicing: [PlantedSplicing] = []
  /// For each gene the amounts of transcript of haplotype 0 and 1, where 1 is normal: `[0.1, 1]` is an allele whose
  /// transcript is mostly lost. Genes without an entry have `[1, 1]`.
  package var alleleAmounts: [[Double]] = []
  /// For each gene the level of expression: a factor on ``SimulationPlan/depth``. Genes without an entry have 1.
  package var expression: [Double] = []
  /// Number of A's at the end of every transcript.
  package var polyATail = 0

  /// Ordinary transcripts of both haplotypes.
  package init() {}

  func amounts(ofGene gene: Int) -> [Double] { gene < alleleAmounts.count ? alleleAmounts[gene] : [1, 1] }

  func level(ofGene gene: Int) -> Double { gene < expression.count ? expression[gene] : 1 }
}
