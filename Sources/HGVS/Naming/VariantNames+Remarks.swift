// Sentences that go with the names of a variant: start and stop loss, versions, older names, assembly differences.

import BioSequence

extension VariantNames {
  /// Adds what a reader should know beside the names, most important first.
  ///
  /// - Parameter gene: the gene that the variant was named on.
  func write(remarks gene: GeneModel, to message: inout MessageWriter) {
    switch effect.coding.change {
    case .startLost: message.addOnce("the start codon is lost: where translation starts then, if at all, is not known")
    case .extension: message.addOnce("the stop codon is lost: the chain reads on")
    default: break
    }
    if version != 0, isInside, !isVersionNamed {
      let accessions = gene.transcripts.map(\.transcript.accession)
      message.addOnce("outside \(accessions[0]): named on \(accessions[version])")
    }
    if case .substitution(let residue, let new) = effect.coding.change, new != .xaa,
      let numbering = gene.residueNumbering, let number = numbering.number(ofResidue: residue)
    {
      message.addOnce {
        $0.append(literal: "older name ")
        $0.append(text: numbering.protein)
        $0.append(UInt8(ascii: " "))
        $0.append(gene.transcripts[version].protein[residue - 1].letter)
        $0.append(number: number)
        $0.append(new == .ter ? UInt8(ascii: "X") : new.letter)
      }
    }
    for placement in gene.placements {
      if let difference = placement.mapping.differences.first(where: { affectedRange.contains($0.offset) }) {
        message.addOnce(assemblyRemark(placement, difference, gene))
      } else if let difference = sharingDifference(on: placement) {
        let assembly = placement.mapping.assembly.rawValue
        message.addOnce(
          assemblyRemark(placement, difference, gene) + ": its genomic name on \(assembly) is that of other alleles too"
        )
      }
    }
  }

  /// The difference that an insertion or deletion can be moved across on the assembly but not on the record, so that
  /// alleles on both sides of it have one name there.
  private func sharingDifference(on placement: AssemblyPlacement) -> AssemblyDifference? {
    guard affectedRange.count != alleleBases.count else { return nil }
    let near = affectedRange.lowerBound - VariantNames.reach...affectedRange.upperBound + VariantNames.reach
    guard placement.mapping.differences.contains(where: { near.contains($0.offset) }) else { return nil }
    let local = Variant(
      range: placement.turned(affectedRange), replacement: DNASequence(codes: placement.turned(alleleBases)))
    let span = placement.turned(local.shiftRange(on: placement.forwardSequence))
    return placement.mapping.differences.first { span.contains($0.offset) }
  }

  /// Bases beyond which no change of one of the genes can be moved.
  private static let reach = 1000

  private func assemblyRemark(
    _ placement: AssemblyPlacement, _ difference: AssemblyDifference, _ gene: GeneModel
  ) -> String {
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
