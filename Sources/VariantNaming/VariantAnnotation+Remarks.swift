// Sentences that go with an annotation: the decay rule with its numbers, start loss, assembly differences.

import BioSequence
import HGVS
import TypeICollagen

extension VariantAnnotation {
  /// What a reader should know beside the names, most important first.
  ///
  /// - Parameter naming: the gene that the annotation was made with.
  package func remarks(_ naming: GeneNaming) -> [String] {
    var remarks: [String] = []
    let coding = effect.coding
    let prediction = molecularPrediction(naming.gene)
    if prediction.molecularClass != .none {
      remarks.append("molecular class \(prediction.molecularClass.rawValue)")
      remarks += prediction.reasons
    }
    if let residue = coding.change.firstResidue, let domain = naming.gene.domain(ofResidue: residue) {
      remarks.append("domain \(domain.rawValue)")
    }
    switch coding.change {
    case .startLost: remarks.append("the start codon is lost: where translation starts then, if at all, is not known")
    case .extension: remarks.append("the stop codon is lost: the chain reads on")
    default: break
    }
    if version != 0, hgvsC != nil, !isVersionAsked {
      let accessions = naming.models.map(\.transcript.accession)
      remarks.append("outside \(accessions[0]): named on \(accessions[version])")
    }
    if case .substitution(let residue, let new) = coding.change, new != .xaa,
      let legacy = naming.gene.record.residueNumbering?.name(
        residue: residue, from: naming.models[version].protein[residue - 1], to: new)
    {
      remarks.append("older name \(legacy)")
    }
    if naming.grch37.differs(inRecordRange: affectedRange) {
      remarks.append(assemblyRemark(naming))
    }
    return remarks
  }

  private func assemblyRemark(_ naming: GeneNaming) -> String {
    let placement = naming.grch37
    guard let difference = placement.mapping.differences.first(where: { affectedRange.contains($0.offset) }) else {
      return ""
    }
    let local = placement.turned(difference.offset..<difference.offset + 1).lowerBound
    let other = naming.grch38.turned(difference.offset..<difference.offset + 1).lowerBound
    return text(120) {
      $0.append(text: "GRCh37 has ")
      $0.append(codes: placement.forward[local...local])
      $0.append(text: " at \(placement.mapping.chromosome):\(placement.mapping.range.lowerBound + local + 1), ")
      $0.append(text: "where GRCh38 and the transcripts have ")
      $0.append(codes: naming.grch38.forward[other...other])
      $0.append(text: " on that strand")
    }
  }
}
