// Calls of one haplotype of which one changes splicing: what its transcript leaves out counts once, the rest is told.

import BioSequence
import HGVS
import Reporting
import TypeICollagen

extension CallHaplotypes {
  /// The transcripts of a call that changes splicing or loses whole exons; `nil` for all others.
  private static func splicing(_ variant: Variant, _ gene: CollagenGene) -> SplicingOutcomes? {
    gene.model.transcripts[0].splicingOutcomes(of: gene.model.names(of: variant).edit)
  }

  /// Whether the only transcript that is expected of a call does not have another one, or makes no chain at all.
  private static func leavesOut(_ variant: Variant, _ splicing: SplicingOutcomes, _ gene: CollagenGene) -> Bool {
    guard let only = splicing.certain else { return false }
    let model = gene.model.transcripts[0]
    if gene.effects(of: only, on: model).contains(.nullAllele) { return true }
    guard let missing = only.missingExons else { return false }
    let range = model.exons[missing.lowerBound].lowerBound..<model.exons[missing.upperBound].upperBound
    return variant.range.isEmpty
      ? variant.range.lowerBound > range.lowerBound && variant.range.lowerBound < range.upperBound
      : range.lowerBound <= variant.range.lowerBound && variant.range.upperBound <= range.upperBound
  }

  /// Counts each call that the transcript of another one leaves out with that one.
  mutating func leaveOut(_ placed: [(Int, Variant)], _ calls: [Call], _ gene: CollagenGene) {
    for (index, variant) in placed where CallHaplotypes.splicing(variant, gene) == nil {
      let cause = placed.first { other in
        CallHaplotypes.splicing(other.1, gene).map { CallHaplotypes.leavesOut(variant, $0, gene) } ?? false
      }
      guard let cause else { continue }
      let lead = calls[cause.0].shortCodingName
      let protein = gene.model.transcripts[0].transcript.proteinAccession + ":p.?"
      let part = HaplotypePart(
        original: calls[index], role: .leftOut, lead: lead, members: [lead, calls[index].shortCodingName],
        hgvsP: protein)
      parts[index] = (calls[index].withoutProteinChange, part)
    }
  }

  /// A sentence for every change of the protein on one haplotype with a change of splicing whose transcript may have it.
  static func besideSplicing(_ calls: [Call], genes: GeneCatalog) -> [String] {
    var sentences: [String] = []
    for (key, indices) in members(of: calls).sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let gene = genes.gene(symbol: key.gene) else { continue }
      let placed = indices.compactMap { index in calls[index].recordVariant(on: gene).map { (index, $0) } }
      for (first, cause) in placed {
        guard let splicing = splicing(cause, gene) else { continue }
        for (second, variant) in placed where second != first && CallHaplotypes.splicing(variant, gene) == nil {
          guard calls[second].hgvsP != nil, !calls[second].hasNoProteinChange, !leavesOut(variant, splicing, gene)
          else {
            continue
          }
          sentences.append(
            "\(gene.symbol) \(calls[first].shortCodingName) and \(calls[second].shortCodingName) lie on one chromosome and share "
              + "transcripts. \(calls[first].shortCodingName) changes splicing, so what both do together is not known; here each "
              + "is judged by itself.")
        }
      }
    }
    return sentences
  }
}

extension Call {
  /// Whether its protein name says that nothing is changed, or that it is not known.
  fileprivate var hasNoProteinChange: Bool {
    collagenEffect.allSatisfy { $0 == .synonymous || $0 == .noncoding }
  }
}
