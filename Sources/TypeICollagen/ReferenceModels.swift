// The two genes, read once from the embedded tables.

/// The genes of type I collagen, as compiled into the program.
package enum ReferenceModels {
  /// COL1A1: the alpha-1 chain, two in every molecule.
  package static let col1a1 = CollagenGene(symbol: "COL1A1")
  /// COL1A2: the alpha-2 chain, one in every molecule.
  package static let col1a2 = CollagenGene(symbol: "COL1A2")
  /// Both genes, in the order that all indices of references count by.
  package static let all = [col1a1, col1a2]

  /// The gene with this HGNC symbol.
  package static func gene(symbol: String) -> CollagenGene? {
    all.first { $0.symbol == symbol }
  }
}
