// A call from what the naming module says of a variant: names, place and consequence, without a sample's evidence.

package import BioSequence
import HGVS
package import VariantNaming

extension Call {
  /// The names, the place on an assembly and the consequence of a variant; `nil` if the gene has no place on the assembly.
  ///
  /// - Complexity: O(bases of the allele).
  package init?(_ annotation: VariantAnnotation, assembly: Assembly) {
    guard let genomic = annotation.names.genomic(on: assembly) else { return nil }
    let allele = genomic.vcf
    self.init(
      gene: annotation.gene, assembly: assembly, chrom: "chr" + allele.chromosome, pos: allele.position,
      ref: DNASequence(codes: allele.reference).description, alt: DNASequence(codes: allele.alternate).description)
    `class` = annotation.variantClass
    hgvsG = genomic.hgvs
    hgvsLRG = annotation.hgvsRecord
    hgvsC = annotation.hgvsC
    hgvsP = annotation.hgvsP
    consequence = annotation.effect.consequences.terms
    collagenEffect = annotation.collagenEffects
    exon = annotation.exon
    legacyExon = annotation.legacyExon
    helixResidue = annotation.helixResidue
    tripletPosition = annotation.tripletPosition
    splicePrediction = annotation.splicePredictionText
  }
}
