// The ClinVar entries of the two genes that are compiled into the program: dated, with their source.

package import VariantNaming

extension KnownVariants {
  /// Name of the embedded entries in outputs.
  package static let embeddedName = "embedded ClinVar entries"

  /// The text that is embedded, as it lies in knowledge/clinvar.vcf.
  package static var embeddedText: String { EmbeddedClinVar.text.description }

  private static let embedded: KnownVariants = {
    guard let known = try? KnownVariants(vcf: Array(embeddedText.utf8), file: embeddedName) else {
      preconditionFailure("the embedded entries are sound, which a test holds")
    }
    return known
  }()

  /// The embedded ClinVar entries, to which files can be added.
  ///
  /// - Parameter locator: of genes whose first ones are the embedded ones, as every catalog's are.
  package static func embedded(_ locator: GenomicLocator = GenomicLocator()) -> KnownVariants {
    KnownVariants(embedded, locator: locator)
  }
}
