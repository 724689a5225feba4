// What happens to the transcripts of the genes: splicing, loss of an allele's transcript, expression, tails.

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
  /// What the sample and its library add to the transcripts.
  package var library = RNALibrary()

  /// Ordinary transcripts of both haplotypes.
  package init() {}

  func amounts(ofGene gene: Int) -> [Double] { gene < alleleAmounts.count ? alleleAmounts[gene] : [1, 1] }

  func level(ofGene gene: Int) -> Double { gene < expression.count ? expression[gene] : 1 }
}
