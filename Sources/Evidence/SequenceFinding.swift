// One called variant as evidence sees it: its names and numbers, and what they mean for the chain.

public import BioSequence
public import TypeICollagen

/// Whether a messenger with an early stop is expected to be destroyed (nonsense-mediated decay).
public enum DecayVerdict: String, Sendable, CaseIterable {
  case expected
  case escapes
  case noStop = "no_early_stop"
}

/// A variant of one sample, as plain values. Coordinates are 1-based and those of `assembly`.
public struct SequenceFinding: Sendable, Hashable {
  /// Gene symbol.
  public var gene: String
  /// `snv`, `mnv`, `deletion`, `insertion`, `duplication`, `delins`, `inversion`, `exon_deletion`, `exon_duplication`.
  public var variantClass = ""
  /// Assembly of `chrom` and `pos`.
  public var assembly = Assembly.grch38
  /// Chromosome with `chr`.
  public var chrom = ""
  /// Position as in the VCF.
  public var pos = 0
  /// Reference bases as in the VCF.
  public var ref = ""
  /// Alternative bases or a symbolic allele.
  public var alt = ""
  /// Last position of a symbolic allele, 1-based; 0 for every other.
  public var end = 0
  /// Genomic name.
  public var hgvsG = ""
  /// Coding name.
  public var hgvsC = ""
  /// Protein name.
  public var hgvsP = ""
  /// Most severe Sequence Ontology term, or several joined by `&`.
  public var consequence = ""
  /// Effects on collagen.
  public var effects: [CollagenEffect] = []
  /// Current exon or intron number.
  public var exon = ""
  /// Exon name of the older literature.
  public var legacyExon = ""
  /// Genotype as in the VCF.
  public var genotype = ""
  /// `heterozygous`, `homozygous` or `mosaic`.
  public var zygosity = ""
  /// Reads that tell the alleles apart.
  public var depth = 0
  /// Those with the variant.
  public var altDepth = 0
  /// Share of reads with the variant, with its 95 % interval.
  public var vaf = 0.0
  /// Lower end of the 95 % interval.
  public var vafLow = 0.0
  /// Upper end of the 95 % interval.
  public var vafHigh = 0.0
  /// Phred-scaled genotype quality.
  public var quality = 0
  /// `PASS` or the filters that failed.
  public var filter = "PASS"
  /// Identifier and significance from a `--known` file, or empty.
  public var known = ""
  /// Residue of the triple helix as the caller gave it, 1-1014; the protein name decides where both are there.
  public var givenHelixResidue: Int?

  /// A finding in a gene.
  public init(gene: String, hgvsC: String, hgvsP: String = "", consequence: String = "") {
    self.gene = gene
    self.hgvsC = hgvsC
    self.hgvsP = hgvsP
    self.consequence = consequence
  }

  /// Whether it counts as a call.
  public var isPass: Bool { filter == "PASS" }

  /// The Sequence Ontology terms.
  public var terms: [String] { consequence.split(separator: "&").map(String.init) }

  /// The coding name without its accession, such as `c.589G>T`.
  public var shortCodingName: String { name.split(separator: ":").last.map(String.init) ?? name }

  /// The coding name; where the change has none (it reaches beyond the transcript) the genomic one, else the place.
  public var name: String {
    if !hgvsC.isEmpty { return hgvsC }
    return hgvsG.isEmpty ? "\(chrom)-\(pos)-\(ref)-\(alt)" : hgvsG
  }

  /// The protein name without its accession, such as `p.(Gly197Cys)`.
  public var shortProteinName: String { hgvsP.split(separator: ":").last.map(String.init) ?? hgvsP }

  /// Gene and names in a few words.
  public var label: String {
    hgvsP.isEmpty ? "\(gene) \(shortCodingName)" : "\(gene) \(shortCodingName), \(shortProteinName)"
  }

  /// The variant on the gene's record, canonical (left-aligned); `nil` for symbolic alleles and bases that do not fit.
  public var recordVariant: Variant? {
    CollagenLocus.variant(chrom: chrom, pos: pos, ref: ref, alt: alt, assembly: assembly)
      .flatMap { $0.gene.symbol == gene ? $0.variant : nil }
  }
}
