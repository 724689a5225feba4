// What the assay must know of the two chains, as plain numbers computed from the embedded records.

import BioSequence
package import ExportAssay
import TypeICollagen

/// Compositions of the alpha chains for labelled and stained bands.
package enum ChainCompositions {
  /// The triple helices of both chains, which are what pepsin leaves, under the names that band tables use.
  ///
  /// The chain of type III collagen is not embedded: ratios to it take its composition from the user's options.
  package static let helices: [String: ChainComposition] = {
    var chains: [String: ChainComposition] = [:]
    for (gene, name) in [(ReferenceModels.col1a1, "alpha1_I"), (ReferenceModels.col1a2, "alpha2_I")] {
      let residues = GeneticCode.translate(
        gene.record.preferredTranscript.codingSequence(from: gene.record.sequence), stopping: true)
      let letters = String(residues.map(\.rawValue))
      let helix = gene.tripleHelix.lowerBound - 1..<gene.tripleHelix.upperBound
      chains[name] = ChainComposition(sequence: letters, fragment: helix)
    }
    return chains
  }()
}
