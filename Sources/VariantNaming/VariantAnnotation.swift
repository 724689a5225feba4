// The names of a variant with its meaning for the collagen chain.

package import BioSequence
package import HGVS
package import TypeICollagen

/// All names and consequences of one variant, and what it does to the chain.
@dynamicMemberLookup
package struct VariantAnnotation: Sendable, Hashable {
  /// The names; their members are read as members of the annotation.
  package let names: VariantNames
  /// Number in the triple helix of the first residue that the variant names.
  package let helixResidue: Int?
  /// Place of that residue in its Gly-X-Y triplet.
  package let tripletPosition: TripletPosition?
  /// The effects on the chain.
  package let collagenEffects: [CollagenEffect]
  /// The exon skip that is expected when a splice site or a whole exon is lost.
  package let expectedSkip: ExonSkip?

  /// The meaning of a named variant of the gene.
  package init(_ names: VariantNames, _ gene: CollagenGene) {
    let model = gene.model.transcripts[names.version]
    let effect = names.effect
    self.names = names
    helixResidue = effect.coding.change.firstResidue.flatMap(gene.helixResidue(ofResidue:))
    tripletPosition =
      helixResidue == nil ? nil : effect.coding.change.firstResidue.flatMap(gene.tripletPosition(ofResidue:))
    collagenEffects = gene.collagenEffects(of: effect, edit: names.edit, on: model)
    expectedSkip = effect.introns == nil ? nil : gene.expectedSkip(of: effect, edit: names.edit, on: model)
  }

  /// A member of the names.
  package subscript<Value>(dynamicMember member: KeyPath<VariantNames, Value>) -> Value { names[keyPath: member] }

  /// Effects joined by `&`.
  package var collagenEffect: String { collagenEffects.map(\.rawValue).joined(separator: "&") }

  /// The expected kind of molecular defect with its reasons.
  ///
  /// - Parameter gene: the gene that the annotation was made for.
  package func molecularPrediction(_ gene: CollagenGene) -> MolecularPrediction {
    gene.molecularPrediction(effects: collagenEffects, effect: names.effect, skip: expectedSkip)
  }

  /// What a reader should know of the meaning for the chain, most important first.
  func remarks(_ gene: CollagenGene) -> [String] {
    var remarks: [String] = []
    let prediction = molecularPrediction(gene)
    if prediction.molecularClass != .none {
      remarks.append("molecular class \(prediction.molecularClass.rawValue)")
      remarks += prediction.reasons
    }
    if let residue = names.effect.coding.change.firstResidue, let domain = gene.domain(ofResidue: residue) {
      remarks.append("domain \(domain.rawValue)")
    }
    return remarks
  }
}

/// Names a variant of a gene's record: every name, consequence and collagen effect, on the preferred transcript.
///
/// - Precondition: the variant lies on the gene's record.
package func annotate(variant: Variant, gene: CollagenGene) -> VariantAnnotation {
  VariantAnnotation(gene.model.names(of: variant), gene)
}
