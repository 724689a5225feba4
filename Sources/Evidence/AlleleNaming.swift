// Findings from the annotations of the naming module: every allele that has a sequence is named the same way.

package import BioSequence
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

  /// The variant on the gene's record in its normal form; `nil` for symbolic alleles and bases that do not fit.
  package var recordVariant: Variant? {
    let locator = GenomicLocator()
    guard
      case .located(let index, let variant) = locator.locate(
        contig: chrom, position: pos, reference: ref, alternate: alt, assembly: assembly),
      locator.genes[index].gene.symbol == gene
    else { return nil }
    return variant
  }
}
