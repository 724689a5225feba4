// Names for alleles of VCFs that carry none, and findings from the annotations of the naming module.

import BioSequence
public import Evidence
import HGVS
import TypeICollagen
public import VariantNaming

extension SequenceFinding {
  /// A finding from an annotation of a gene's change, on an assembly.
  public init(annotation: VariantAnnotation, assembly: String = "GRCh38") {
    self.init(
      gene: annotation.gene, hgvsC: annotation.hgvsC ?? annotation.hgvsLRG, hgvsP: annotation.hgvsP ?? "",
      consequence: annotation.consequence)
    let isOld = assembly == Assembly.grch37.rawValue
    let allele = isOld ? annotation.vcf37 : annotation.vcf38
    self.assembly = isOld ? .grch37 : .grch38
    chrom = "chr" + allele.chromosome
    pos = allele.position
    ref = allele.reference
    alt = allele.alternative
    hgvsG = isOld ? annotation.hgvsG37 : annotation.hgvsG38
    effects = annotation.collagenEffects
    exon = annotation.exon ?? ""
    legacyExon = annotation.legacyExon ?? ""
    variantClass = annotation.variantClass.rawValue
    givenHelixResidue = annotation.helixResidue
  }
}
