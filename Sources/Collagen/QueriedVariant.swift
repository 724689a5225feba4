// A variant that a screen is asked to genotype, called or not.

package import BioSequence
package import HGVS
import Reporting
package import TypeICollagen
import VariantCalling
import VariantNaming

/// A variant that a screen is asked about.
package struct QueriedVariant: Sendable, Hashable {
  /// The description as given.
  package let description: String
  /// Index of the gene among those of the screen.
  package let gene: Int
  /// The variant on the gene's record.
  package let variant: Variant

  /// A variant to look for.
  ///
  /// - Returns: `nil` if the variant changes nothing.
  package init?(description: String, gene: Int, variant: Variant, genes: GeneCatalog = .embedded) {
    let core = variant.trimmed(on: genes.genes[gene].record.sequence)
    guard !core.range.isEmpty || !core.replacement.isEmpty else { return nil }
    self.description = description
    self.gene = gene
    self.variant = variant
  }

  /// A variant as it is written, in any form that `collagen name` reads.
  ///
  /// - Throws: ``HGVS/HGVSError`` for what is no description of a change on one of the genes.
  package init(described description: String, genes: GeneCatalog, assembly: Assembly) throws(HGVSError) {
    let found = try CollagenNamer(genes: genes, assembly: assembly).variant(for: description)
    guard let queried = QueriedVariant(description: description, gene: found.gene, variant: found.variant, genes: genes)
    else { throw HGVSError(.unsupported, "it does not change the sequence") }
    self = queried
  }

  /// The fragments for and against a variant that was asked about; no evidence is no fragment.
  func confirmation(_ evidence: AlleleEvidence?, _ genes: GeneCatalog) -> Confirmation {
    let gene = genes.genes[gene]
    let names = annotate(variant: variant, gene: gene)
    return Confirmation(
      description: description, gene: gene.symbol, name: names.hgvsC ?? names.hgvsRecord,
      altDepth: evidence?.alternateDepth ?? 0, refDepth: evidence?.referenceDepth ?? 0,
      vaf: evidence?.alleleFraction.value ?? 0, vafLow: evidence?.alleleFraction.low ?? 0,
      vafHigh: evidence?.alleleFraction.high ?? 1, detectionLimit: evidence?.detectionLimit ?? 1)
  }
}
