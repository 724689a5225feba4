// Names for alleles of VCFs that carry none, and findings from the annotations of the naming module.

package import BioSequence
package import Evidence
import HGVS
import TypeICollagen
package import VariantNaming

extension SequenceFinding {
  /// A finding from an annotation of a gene's change, on an assembly.
  package init(annotation: VariantAnnotation, assembly: Assembly) {
    self.init(
      gene: annotation.gene, hgvsC: annotation.hgvsC ?? annotation.hgvsLRG, hgvsP: annotation.hgvsP ?? "",
      consequence: annotation.consequence)
    let isOld = assembly == .grch37
    let allele = isOld ? annotation.vcf37 : annotation.vcf38
    self.assembly = assembly
    chrom = "chr" + allele.chromosome
    pos = allele.position
    ref = DNASequence(codes: allele.reference).description
    alt = DNASequence(codes: allele.alternate).description
    hgvsG = isOld ? annotation.hgvsG37 : annotation.hgvsG38
    effects = annotation.collagenEffects
    exon = annotation.exon ?? ""
    legacyExon = annotation.legacyExon ?? ""
    variantClass = annotation.variantClass.rawValue
    givenHelixResidue = annotation.helixResidue
  }

  /// Names an allele of a VCF; `nil` outside the two genes and where its bases do not fit the assembly.
  package static func naming(
    chrom: String, pos: Int, ref: String, alt: String, assembly: Assembly
  ) -> SequenceFinding? {
    guard
      let place = CollagenLocus.variant(chrom: chrom, pos: pos, ref: ref, alt: alt, assembly: assembly)
    else { return nil }
    let annotation = GeneNaming.naming(of: place.gene).annotate(
      replacing: place.variant.range, with: place.variant.replacement.codes)
    return SequenceFinding(annotation: annotation, assembly: assembly)
  }
}
