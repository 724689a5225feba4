// The names of a variant with its meaning for the collagen chain.

package import BioSequence
import Documents
package import HGVS
package import TypeICollagen

/// All names and consequences of one variant, and what it does to the chain.
@dynamicMemberLookup
package struct VariantAnnotation: Sendable, Hashable {
  /// The names; their members are read as members of the annotation.
  package let names: VariantNames
  /// The gene that the annotation was made for.
  package let collagenGene: CollagenGene
  /// Number in the triple helix of the first residue that the variant names.
  package let helixResidue: Int?
  /// Place of that residue in its Gly-X-Y triplet.
  package let tripletPosition: TripletPosition?
  /// The effects on the chain.
  package let collagenEffects: [CollagenEffect]
  /// What a model predicts for the splice sites around the variant; `nil` if it was not scored.
  package let splicePrediction: SplicePrediction?
  /// The exon skip that is expected when a splice site or a whole exon is lost.
  package let expectedSkip: ExonSkip?

  /// The meaning of a named variant of the gene.
  package init(_ names: VariantNames, _ gene: CollagenGene) {
    let model = gene.model.transcripts[names.version]
    let effect = names.effect
    self.names = names
    collagenGene = gene
    helixResidue = effect.coding.change.firstResidue.flatMap(gene.helixResidue(ofResidue:))
    tripletPosition =
      helixResidue == nil ? nil : effect.coding.change.firstResidue.flatMap(gene.tripletPosition(ofResidue:))
    splicePrediction = gene.splicePrediction(of: names.edit)
    collagenEffects = gene.collagenEffects(of: effect, edit: names.edit, on: model, prediction: splicePrediction)
    expectedSkip = gene.expectedSkip(of: effect, on: model)
  }

  /// The outcomes that the model predicts beside normal splicing, joined by `;`, `none` if none reaches
  /// ``SplicePrediction/damaging``; `nil` if the variant was not scored.
  package var splicePredictionText: String? {
    guard let splicePrediction else { return nil }
    guard splicePrediction.score >= SplicePrediction.damaging else { return "none" }
    let predicted = outcomes(collagenGene).filter { $0.score != nil }
    return predicted.isEmpty ? "none" : predicted.map(\.text).joined(separator: ";")
  }

  /// A member of the names.
  package subscript<Value>(dynamicMember member: KeyPath<VariantNames, Value>) -> Value { names[keyPath: member] }

  /// Effects joined by `&`.
  package var collagenEffect: String {
    collagenEffects.count == 1 ? collagenEffects[0].rawValue : collagenEffects.map(\.rawValue).joined(separator: "&")
  }

  /// The expected kind of molecular defect with its reasons.
  ///
  /// - Parameter gene: the gene that the annotation was made for.
  package func molecularPrediction(_ gene: CollagenGene) -> MolecularPrediction {
    gene.molecularPrediction(
      effects: collagenEffects, effect: names.effect, skip: expectedSkip, on: gene.model.transcripts[names.version])
  }

  /// The transcripts that the allele is expected or predicted to make, the most expected first.
  ///
  /// - Parameter gene: the gene that the annotation was made for.
  package func outcomes(_ gene: CollagenGene) -> [OutcomeText] {
    let model = gene.model.transcripts[names.version]
    return transcriptOutcomes(gene, model).map {
      OutcomeText($0, gene, on: model, isIntronic: names.effect.exons == nil)
    }
  }

  /// Appends ``outcomes(_:)`` joined by `;`, where nothing else of them is asked for.
  func write(outcomes gene: CollagenGene, to line: inout [UInt8]) {
    let model = gene.model.transcripts[names.version]
    var isFirst = true
    for outcome in transcriptOutcomes(gene, model) {
      if !isFirst { line.append(UInt8(ascii: ";")) }
      isFirst = false
      OutcomeText.write(outcome, gene, on: model, isIntronic: names.effect.exons == nil, to: &line)
    }
  }

  private func transcriptOutcomes(_ gene: CollagenGene, _ model: TranscriptModel) -> [TranscriptOutcome] {
    guard names.hasCodingName || names.effect.splicing != nil else { return [] }
    return gene.outcomes(of: names.effect, edit: names.edit, on: model, prediction: splicePrediction)
  }

  /// The predicted name on the level of RNA; `nil` outside the transcript.
  package func rna(_ gene: CollagenGene) -> String? {
    names.rna(on: gene.model, isSplicingDoubtful: collagenEffects.contains(.spliceUncertain))
  }

  /// Appends ``rna(_:)``; nothing outside the transcript.
  func write(rna gene: CollagenGene, to text: inout [UInt8]) {
    names.write(rna: gene.model, isSplicingDoubtful: collagenEffects.contains(.spliceUncertain), to: &text)
  }

  /// Adds what a reader should know of the meaning for the chain, most important first.
  func write(remarks gene: CollagenGene, to message: inout MessageWriter) {
    let prediction = molecularPrediction(gene)
    if prediction.molecularClass != .none {
      message.addOnce {
        $0.append(literal: "molecular class ")
        $0.append(text: prediction.molecularClass.rawValue)
      }
      for reason in prediction.reasons { message.addOnce(reason) }
    }
    if let prediction = splicePrediction, let site = prediction.sites.first, site.score >= SplicePrediction.damaging {
      let scores = prediction.sites.filter { $0.score >= SplicePrediction.damaging }.map {
        "\($0.kind.words) \(NumberText.fixed($0.score, 2)) at \($0.distance > 0 ? "+" : "")\($0.distance)"
      }
      message.addOnce(
        "\(SplicePrediction.model) predicts \(scores.joined(separator: ", ")) (scores are not amounts of transcript)")
    }
    if let residue = names.effect.coding.change.firstResidue, let domain = gene.domain(ofResidue: residue) {
      message.addOnce {
        $0.append(literal: "domain ")
        $0.append(text: domain.rawValue)
      }
    }
  }
}

/// Names a variant of a gene's record: every name, consequence and collagen effect, on the preferred transcript.
///
/// - Precondition: the variant lies on the gene's record.
package func annotate(variant: Variant, gene: CollagenGene) -> VariantAnnotation {
  VariantAnnotation(gene.model.names(of: variant), gene)
}
