// One called variant as evidence sees it: its names and numbers, and what they mean for the chain.

package import BioSequence
package import TypeICollagen

/// Whether a messenger with an early stop is expected to be destroyed (nonsense-mediated decay).
package enum DecayVerdict: String, Sendable, CaseIterable {
  case expected
  case escapes
  case noStop = "no_early_stop"
}

/// A variant of one sample, as plain values. Coordinates are 1-based and those of `assembly`.
package struct SequenceFinding: Sendable, Hashable {
  /// Gene symbol.
  package var gene: String
  /// `snv`, `mnv`, `deletion`, `insertion`, `duplication`, `delins`, `inversion`, `exon_deletion`, `exon_duplication`.
  package var variantClass = ""
  /// Assembly of `chrom` and `pos`.
  package var assembly = Assembly.grch38
  /// Chromosome with `chr`.
  package var chrom = ""
  /// Position as in the VCF.
  package var pos = 0
  /// Reference bases as in the VCF.
  package var ref = ""
  /// Alternative bases or a symbolic allele.
  package var alt = ""
  /// Last position of a symbolic allele, 1-based; 0 for every other.
  package var end = 0
  /// Genomic name.
  package var hgvsG = ""
  /// Coding name.
  package var hgvsC = ""
  /// Protein name.
  package var hgvsP = ""
  /// Most severe Sequence Ontology term, or several joined by `&`.
  package var consequence = ""
  /// Effects on collagen.
  package var effects: [CollagenEffect] = []
  /// Current exon or intron number.
  package var exon = ""
  /// Exon name of the older literature.
  package var legacyExon = ""
  /// Genotype as in the VCF.
  package var genotype = ""
  /// `heterozygous`, `homozygous` or `mosaic`.
  package var zygosity = ""
  /// Reads that tell the alleles apart.
  package var depth = 0
  /// Those with the variant.
  package var altDepth = 0
  /// Share of reads with the variant, with its 95 % interval.
  package var vaf = 0.0
  /// Lower end of the 95 % interval.
  package var vafLow = 0.0
  /// Upper end of the 95 % interval.
  package var vafHigh = 0.0
  /// Phred-scaled genotype quality.
  package var quality = 0
  /// `PASS` or the filters that failed.
  package var filter = "PASS"
  /// Identifier and significance from a `--known` file, or empty.
  package var known = ""
  /// Residue of the triple helix as the caller gave it, from 1; the protein name decides where both are there.
  package var givenHelixResidue: Int?

  /// A finding in a gene.
  package init(gene: String, hgvsC: String, hgvsP: String = "", consequence: String = "") {
    self.gene = gene
    self.hgvsC = hgvsC
    self.hgvsP = hgvsP
    self.consequence = consequence
  }

  /// Whether it counts as a call.
  package var isPass: Bool { filter == "PASS" }

  /// The Sequence Ontology terms.
  package var terms: [String] { consequence.split(separator: "&").map(String.init) }

  /// The coding name without its accession, such as `c.589G>T`.
  package var shortCodingName: String { name.split(separator: ":").last.map(String.init) ?? name }

  /// The coding name; where the change has none (it reaches beyond the transcript) the genomic one, else the place.
  package var name: String {
    if !hgvsC.isEmpty { return hgvsC }
    return hgvsG.isEmpty ? "\(chrom)-\(pos)-\(ref)-\(alt)" : hgvsG
  }

  /// The protein name without its accession, such as `p.(Gly197Cys)`.
  package var shortProteinName: String { hgvsP.split(separator: ":").last.map(String.init) ?? hgvsP }

  /// Gene and names in a few words.
  package var label: String {
    hgvsP.isEmpty ? "\(gene) \(shortCodingName)" : "\(gene) \(shortCodingName), \(shortProteinName)"
  }
}
