// A call on the gene's record, as evidence compares it, and what becomes of a transcript with an early stop.

package import BioSequence
package import Reporting
package import TypeICollagen
import VariantNaming

/// Whether a transcript with an early stop is expected to undergo nonsense-mediated decay.
package enum DecayVerdict: String, Sendable, CaseIterable {
  case expected
  case escapes
  case noStop = "no_early_stop"
}

extension Call {
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
