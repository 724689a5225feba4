// Findings from the annotations of the naming module: every allele that has a sequence is named the same way.

package import BioSequence
import HGVS
package import TypeICollagen
package import VariantNaming

extension SequenceFinding {
  /// A finding from an annotation of a gene's change, on an assembly.
  package init(annotation: VariantAnnotation, assembly: Assembly) {
    self.init(
      gene: annotation.gene, hgvsC: annotation.hgvsC ?? annotation.hgvsRecord, hgvsP: annotation.hgvsP ?? "",
      consequence: annotation.consequence)
    self.assembly = assembly
    if let name = annotation.names.genomic(on: assembly) {
      chrom = "chr" + name.vcf.chromosome
      pos = name.vcf.position
      ref = DNASequence(codes: name.vcf.reference).description
      alt = DNASequence(codes: name.vcf.alternate).description
      hgvsG = name.hgvs
    }
    effects = annotation.collagenEffects
    exon = annotation.exon ?? ""
    legacyExon = annotation.legacyExon ?? ""
    variantClass = annotation.variantClass.rawValue
    givenHelixResidue = annotation.helixResidue
  }

  /// The variant on the gene's record in its normal form; `nil` for symbolic alleles and bases that do not fit.
  package func recordVariant(on own: CollagenGene) -> Variant? {
    let locator = GenomicLocator(genes: GeneCatalog(genes: [own]))
    guard
      case .located(_, let variant) = locator.locate(
        contig: chrom, position: pos, reference: ref, alternate: alt, assembly: assembly),
      own.symbol == gene
    else { return nil }
    return variant
  }
}
