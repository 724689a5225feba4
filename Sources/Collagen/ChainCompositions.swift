// What the assay must know of the two chains, as plain numbers computed from the embedded records.

import BioSequence
package import ExportAssay
import TypeICollagen

/// Compositions of the alpha chains for labelled and stained bands.
package enum ChainCompositions {
  /// The triple helices of the embedded chains, which are what pepsin leaves, under the names that band tables use.
  ///
  /// The chain of type III collagen is not embedded: ratios to it take its composition from the user's options.
  package static let helices: [String: ChainComposition] = {
    var chains: [String: ChainComposition] = [:]
    for gene in GeneCatalog.embedded.genes {
      let residues = GeneticCode.translate(
        gene.record.preferredTranscript.codingSequence(from: gene.record.sequence), stopping: true)
      let letters = String(residues.map(\.rawValue))
      let helix = gene.tripleHelix.lowerBound - 1..<gene.tripleHelix.upperBound
      // Band tables write alpha1(I) as alpha1_I.
      let name = gene.chain.replacing("(", with: "_").replacing(")", with: "")
      chains[name] = ChainComposition(sequence: letters, fragment: helix)
    }
    return chains
  }()
}
