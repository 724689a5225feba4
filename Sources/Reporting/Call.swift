// One variant of one sample, named: what every table, document and page of it is written from, and evidence judges.

package import BioSequence
package import HGVS
package import Knowledge
package import TypeICollagen

/// A variant of a sample with its names, place, evidence and filters.
///
/// The properties are named like the columns of `variants.tsv` and the keys of the documents. `nil` and an empty list
/// mean "does not apply" or "not told"; texts are made by the writers only.
package struct Call: Sendable, Hashable, Codable {
  /// Gene symbol.
  package var gene: String
  /// The kind of change; `nil` for another caller's symbolic allele.
  package var `class`: VariantClass?
  /// Assembly of ``chrom`` and ``pos``.
  package var assembly: Assembly
  /// Chromosome with `chr`.
  package var chrom: String
  /// 1-based position of the first base of ``ref``.
  package var pos: Int
  /// Reference bases, left-aligned and padded as VCF asks, or the padding base of a symbolic allele.
  package var ref: String
  /// Alternative bases, or a symbolic allele such as `<DEL>`.
  package var alt: String
  /// Extent of a symbolic allele.
  package var symbolic: SymbolicAllele?
  /// Genomic name on ``assembly``.
  package var hgvsG: String?
  /// Name on the LRG record.
  package var hgvsLRG: String?
  /// Coding name on the preferred transcript; `nil` where the change reaches beyond it.
  package var hgvsC: String?
  /// Protein name.
  package var hgvsP: String?
  /// Sequence Ontology terms, the most severe one first.
  package var consequence: [Consequence] = []
  /// Effects on collagen.
  package var collagenEffect: [CollagenEffect] = []
  /// Current exon number (`8`, `8-10`), or an intron's (`8i`).
  package var exon: String?
  /// The same in the exon names of the older literature.
  package var legacyExon: String?
  /// Residue of the triple helix, from 1.
  package var helixResidue: Int?
  /// Place of that residue in its Gly-X-Y triplet.
  package var tripletPosition: TripletPosition?
  /// Genotype as in the VCF.
  package var genotype: String?
  /// How many of the sample's copies carry the variant.
  package var zygosity: Zygosity?
  /// Fragments that tell the alleles apart.
  package var depth: Int?
  /// Those with the reference allele.
  package var refDepth: Int?
  /// Those with this allele.
  package var altDepth: Int?
  /// Fraction of ``altDepth`` in ``depth``, 0-1.
  package var vaf: Double?
  /// Lower end of its 95 % interval.
  package var vafLow: Double?
  /// Upper end of its 95 % interval.
  package var vafHigh: Double?
  /// Phred-scaled probability that the genotype is wrong (GQ).
  package var quality: Int?
  /// Phred-scaled probability that there is no variant (QUAL).
  package var qual: Int?
  /// `PASS` alone, or the filters that failed; empty if none were applied.
  package var filter: [String] = []
  /// Phase set.
  package var phaseSet: Int?
  /// What files of known variants say of the allele.
  package var known: [KnownAnnotation] = []
  /// What all changes of the call's haplotype do to the protein together; `nil` where only one lies in the coding sequence.
  package var haplotypeHgvsP: String?
  /// Sequence Ontology terms of the same; `nil` also in documents that were written before there was such a key.
  package var haplotypeConsequence: [Consequence]?
  /// Transcripts that a model of splicing predicts, `none`, or `nil` for what was not scored. Scores are no amounts.
  package var splicePrediction: String?

  /// A variant at its place; what else is known of it is set afterwards.
  package init(gene: String, assembly: Assembly, chrom: String, pos: Int, ref: String, alt: String) {
    self.gene = gene
    self.assembly = assembly
    self.chrom = chrom
    self.pos = pos
    self.ref = ref
    self.alt = alt
  }
}

extension Call {
  /// How many of a sample's copies of a gene carry a variant.
  package enum Zygosity: String, Sendable, Hashable, CaseIterable, Codable {
    case heterozygous, homozygous, hemizygous
    /// A fraction of the fragments that fits neither one nor two copies.
    case mosaic
  }

  /// Extent of an event whose sequence is not known.
  package struct SymbolicAllele: Sendable, Hashable, Codable {
    /// `DEL`, `DUP` or `INS`; another caller may have others.
    package var type: String
    /// 1-based last position; `nil` if the file does not tell it.
    package var end: Int?
    /// Interval around `pos`, relative.
    package var positionInterval: ClosedRange<Int>?
    /// Interval around `end`, relative.
    package var endInterval: ClosedRange<Int>?
    /// Copies that the sample has, where they were counted.
    package var copyNumber: Int?
    /// Probability that there is such an event, 0-1.
    package var probability: Double?
    /// The first bases of an insertion of unknown length, on the chromosome's strand.
    package var leftInserted: String?
    /// Its last bases.
    package var rightInserted: String?

    /// An extent from its parts.
    package init(
      type: String, end: Int?, positionInterval: ClosedRange<Int>? = nil, endInterval: ClosedRange<Int>? = nil,
      copyNumber: Int? = nil, probability: Double? = nil
    ) {
      self.type = type
      self.end = end
      self.positionInterval = positionInterval
      self.endInterval = endInterval
      self.copyNumber = copyNumber
      self.probability = probability
    }
  }
}
