// The genes of type I collagen by name, for tests and for what has no catalog yet.

/// The genes of type I collagen, as compiled into the program.
package enum ReferenceModels {
  /// The embedded genes, in the order that all indices of references count by.
  package static let all = GeneCatalog.embedded.genes

  /// The gene with this HGNC symbol.
  package static func gene(symbol: String) -> CollagenGene? { GeneCatalog.embedded.gene(symbol: symbol) }
}
