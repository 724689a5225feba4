// Sentences that go with the names of a variant: start and stop loss, versions, older names, assembly differences.

import BioSequence

extension VariantNames {
  /// What a reader should know beside the names, most important first.
  ///
  /// - Parameter gene: the gene that the variant was named on.
  func remarks(_ gene: GeneModel) -> [String] {
    var remarks: [String] = []
    switch effect.coding.change {
    case .startLost: remarks.append("the start codon is lost: where translation starts then, if at all, is not known")
    case .extension: remarks.append("the stop codon is lost: the chain reads on")
    default: break
    }
    if version != 0, isInside, !isVersionNamed {
      let accessions = gene.transcripts.map(\.transcript.accession)
      remarks.append("outside \(accessions[0]): named on \(accessions[version])")
    }
    if case .substitution(let residue, let new) = effect.coding.change, new != .xaa,
      let legacy = gene.record.residueNumbering?.name(
        residue: residue, from: gene.transcripts[version].protein[residue - 1], to: new)
    {
      remarks.append("older name \(legacy)")
    }
    for placement in gene.placements where placement.differs(inRecordRange: affectedRange) {
      remarks.append(assemblyRemark(placement, gene))
    }
    return remarks
  }

  private func assemblyRemark(_ placement: AssemblyPlacement, _ gene: GeneModel) -> String {
    guard let difference = placement.mapping.differences.first(where: { affectedRange.contains($0.offset) }) else {
      return ""
    }
    let local = placement.turned(difference.offset..<difference.offset + 1).lowerBound
    let others = gene.placements.filter { !$0.differs(inRecordRange: difference.offset..<difference.offset + 1) }
    let names = others.map(\.mapping.assembly.rawValue) + ["the transcripts"]
    return text(120) {
      $0.append(text: "\(placement.mapping.assembly.rawValue) has ")
      $0.append(codes: placement.forward[local...local])
      $0.append(text: " at \(placement.mapping.chromosome):\(placement.mapping.range.lowerBound + local + 1), where ")
      $0.append(text: names.joined(separator: " and ") + " have ")
      $0.append(codes: placement.turned([difference.recordBase.rawValue]))
      $0.append(text: " on that strand")
    }
  }
}
