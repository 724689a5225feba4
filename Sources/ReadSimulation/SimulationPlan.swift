// What is to be simulated: genes, planted variants, depth, reads and seed.

package import BioSequence

/// Which of a sample's molecules carry a planted variant.
package enum PlantedAllele: Sendable, Hashable {
  /// One haplotype, 0 or 1. Changes on the same haplotype are in cis.
  case heterozygous(haplotype: Int)
  /// Both haplotypes.
  case homozygous
  /// A fraction (0-1) of all molecules, drawn for each molecule: first those of haplotype 0, past one half all of them
  /// and some of haplotype 1.
  case mosaic(fraction: Double)

  /// The expected fraction of molecules with the variant.
  package var fraction: Double {
    switch self {
    case .heterozygous: 0.5
    case .homozygous: 1
    case .mosaic(let fraction): fraction
    }
  }
}

/// A variant to plant.
package struct PlantedVariant: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// The variant on the gene's record, in any representation.
  package let variant: Variant
  /// Which molecules carry it.
  package let allele: PlantedAllele

  /// A variant to plant.
  package init(gene: Int, variant: Variant, allele: PlantedAllele) {
    self.gene = gene
    self.variant = variant
    self.allele = allele
  }
}

/// A gene to draw reads from.
package struct SimulatedGene: Sendable {
  /// The record's bases.
  package let sequence: DNASequence
  /// Exons on the record, 5' to 3'; needed for RNA and for ``RandomVariants``.
  package let exons: [Range<Int>]
  /// The coding sequence as a 0-based half-open range of the spliced exons; ``RandomVariants`` finds codons by it.
  package let codingRange: Range<Int>?

  /// A gene.
  package init(sequence: DNASequence, exons: [Range<Int>] = [], codingRange: Range<Int>? = nil) {
    self.sequence = sequence
    self.exons = exons
    self.codingRange = codingRange
  }
}

/// From where on a gene fragments are drawn.
package enum FragmentDesign: Sendable, Hashable {
  /// Uniformly over every whole record.
  case wholeRecord
  /// Only fragments that touch one of these record ranges (one list a gene), all alike on every molecule. Not for
  /// samples in which whole ranges are deleted or doubled: ``panel(_:)`` is.
  case capture([[Range<Int>]])
  /// Fragments that are exactly one of these record ranges (one list a gene), as primers would make them.
  case amplicons([[Range<Int>]])
  /// Fragments that touch a target, as baits catch them: by each molecule's copies of it, and by its efficiency.
  case panel(TargetDesign)
  /// Fragments that are a target with its ends as primers: by each molecule's places for both, and by its efficiency.
  case primers(TargetDesign)

  var isAmplified: Bool {
    switch self {
    case .amplicons, .primers: true
    case .wholeRecord, .capture, .panel: false
    }
  }
}

/// What molecules are sequenced.
package enum SimulatedMolecule: Sendable, Hashable {
  /// Genomic DNA.
  case dna
  /// Spliced transcripts.
  case rna(RNAPlan)
}

/// Everything that decides which reads come out.
package struct SimulationPlan: Sendable {
  /// The genes, indexed by ``PlantedVariant/gene``.
  package var genes: [SimulatedGene]
  /// The variants that the sample has.
  package var variants: [PlantedVariant]
  /// DNA or RNA.
  package var molecule = SimulatedMolecule.dna
  /// From where fragments are drawn.
  package var design = FragmentDesign.wholeRecord
  /// How the sequencer errs.
  package var errorModel = ErrorModel.standard
  /// How much better or worse than the mean each captured range is captured (one list a gene); empty: all alike.
  package var captureEfficiency: [[Double]] = []
  /// Mean number of read bases over a base of the records (or of the captured ranges, amplicons or transcripts).
  package var depth = 60.0
  /// Bases a read.
  package var readLength = 150
  /// Mean fragment length in bases.
  package var insertMean = 370.0
  /// Standard deviation of the fragment length in bases.
  package var insertDeviation = 60.0
  /// Other sequences (of the rest of the genome) to draw pairs from; stretches of N are skipped.
  package var background = BackgroundSequence()
  /// Total number of pairs: what the genes do not need is drawn from `background`. `nil`: no background.
  package var pairs: Int?
  /// The seed of all random choices.
  package var seed: UInt64

  /// A plan with the usual settings: 60x of DNA, 2x150, fragments of 370 +- 60 bases.
  package init(genes: [SimulatedGene], variants: [PlantedVariant] = [], seed: UInt64) {
    self.genes = genes
    self.variants = variants
    self.seed = seed
  }
}
