// Calls of one haplotype judged together: one transcript carries them all, so what they do to the protein counts once.

import BioSequence
import HGVS
package import Reporting
import TypeICollagen
import VariantNaming

/// What a call has in common with others of its haplotype.
package struct HaplotypePart: Sendable, Hashable {
  /// How the call counts.
  package enum Role: Sendable, Hashable {
    /// The changes of the haplotype are judged here, as the one change of the protein that they make.
    case lead
    /// The change of the protein is counted with another call.
    case counted
    /// Nothing of it is translated: an earlier change ends the frame or the chain.
    case untranslated
    /// Another change of the haplotype leaves out its exon, or leaves no transcript that is translated.
    case leftOut
  }

  /// The call as it was called.
  package let original: Call
  /// How it counts.
  package let role: Role
  /// Coding name of the call that the change of the protein is counted with.
  package let lead: String
  /// Coding names of the calls that are read together, in the order of the transcript.
  package let members: [String]
  /// The change of the protein that they make together.
  package let hgvsP: String

  /// The same in a sentence.
  package var words: String {
    let others = members.filter { $0 != original.shortCodingName }.joined(separator: " and ")
    switch role {
    case .lead: return "read together with \(others) on the same haplotype: \(hgvsP)"
    case .counted: return "read together with \(others) on the same haplotype: \(hgvsP), counted once, with \(lead)"
    case .untranslated:
      return "on the same haplotype as \(lead), behind whose \(hgvsP) it is not translated: counted once, with \(lead)"
    case .leftOut:
      return
        "on the same haplotype as \(lead), whose transcript does not have it or makes no chain: counted once, with \(lead)"
    }
  }
}

/// The haplotypes of a sample's calls.
///
/// Calls of one phase set on one side have one transcript, and so do homozygous ones. Calls in trans, of unknown phase and
/// mosaic ones are never joined. Beside a change of a splice site or of whole exons of which one transcript alone is expected,
/// what that transcript leaves out is counted with it; of other changes beside one of splicing nothing is known
/// (``besideSplicing(_:genes:)``). A homozygous call beside a heterozygous one is judged by itself: it acts alone on the other haplotype.
struct CallHaplotypes {
  /// For each call what is judged in its place, and its haplotype; `nil` for a call that is judged by itself.
  var parts: [(judged: Call, haplotypePart: HaplotypePart)?]

  struct Key: Hashable {
    let gene: String
    /// `nil` for what stands on both haplotypes.
    let set: Int?
    let isFirst: Bool

    /// - Parameter calls: all calls, the losses among them.
    init?(_ call: Call, among calls: [Call]) {
      guard call.zygosity != .mosaic, call.symbolic == nil else { return nil }
      gene = call.gene
      if call.zygosity == .homozygous {
        (set, isFirst) = (nil, true)
        return
      }
      // What is left beside one loss lies on one chromosome; beside two it may lie on both.
      if call.zygosity == .hemizygous {
        guard let loss = calls.firstIndex(where: call.liesOpposite) else { return nil }
        (set, isFirst) = (-1 - loss, true)
        return
      }
      guard let phaseSet = call.phaseSet, call.genotype == "0|1" || call.genotype == "1|0" else { return nil }
      (set, isFirst) = (phaseSet, call.genotype == "1|0")
    }
  }

  init(_ calls: [Call], genes: GeneCatalog) {
    parts = Array(repeating: nil, count: calls.count)
    for (key, own) in CallHaplotypes.members(of: calls) {
      if let gene = genes.gene(symbol: key.gene) { join(own, calls, gene) }
    }
  }

  /// The calls of each haplotype, by their index, in order.
  static func members(of calls: [Call]) -> [Key: [Int]] {
    var members: [Key: [Int]] = [:]
    for (index, call) in calls.enumerated() {
      if let key = Key(call, among: calls) { members[key, default: []].append(index) }
    }
    return members
  }

  private mutating func join(_ indices: [Int], _ calls: [Call], _ gene: CollagenGene) {
    let placed = indices.compactMap { index in calls[index].recordVariant(on: gene).map { (index, $0) } }
    guard placed.count > 1, let haplotype = Haplotype(placed.map(\.1), gene: gene) else { return }
    guard !haplotype.groups.isEmpty else { return leaveOut(placed, calls, gene) }
    let model = gene.model.transcripts[0]
    func names(_ members: [Int]) -> [String] { members.map { calls[placed[$0].0].shortCodingName } }
    var last: (name: String, protein: String)?
    for group in haplotype.groups {
      let protein = model.transcript.proteinAccession + ":" + group.change.name(on: model)
      let lead = names(group.members)[0]
      last = (lead, protein)
      guard group.members.count > 1 else { continue }
      for (rank, member) in group.members.enumerated() {
        let call = calls[placed[member].0]
        let haplotypePart = HaplotypePart(
          original: call, role: rank == 0 ? .lead : .counted, lead: lead, members: names(group.members), hgvsP: protein)
        let judged =
          rank == 0
          ? call.judged(as: group.change, model.consequences(of: group), protein, gene) : call.withoutProteinChange
        parts[placed[member].0] = (judged, haplotypePart)
      }
    }
    guard let last else { return }
    for member in haplotype.untranslated {
      let call = calls[placed[member].0]
      let haplotypePart = HaplotypePart(
        original: call, role: .untranslated, lead: last.name, members: [last.name, call.shortCodingName],
        hgvsP: last.protein)
      parts[placed[member].0] = (call.withoutProteinChange, haplotypePart)
    }
  }
}

extension Call {
  /// The call with the change of the protein that its haplotype makes.
  fileprivate func judged(
    as change: ProteinChange, _ consequences: ConsequenceSet, _ protein: String, _ gene: CollagenGene
  ) -> Call {
    let model = gene.model.transcripts[0]
    var call = self
    call.hgvsP = protein
    call.consequence = consequences.terms
    call.collagenEffect = gene.collagenEffects(of: change, on: model)
    call.helixResidue = change.firstResidue.flatMap(gene.helixResidue(ofResidue:))
    call.tripletPosition = change.firstResidue.flatMap(gene.tripletPosition(ofResidue:))
    return call
  }

  /// The call as if it changed nothing of the protein, which is counted elsewhere.
  var withoutProteinChange: Call {
    var call = self
    call.hgvsP = nil
    call.consequence = [.codingSequence]
    call.collagenEffect = [.noncoding]
    (call.helixResidue, call.tripletPosition) = (nil, nil)
    return call
  }
}

extension ProteinChange {
  /// `p.(Gly197Cys)`.
  func name(on model: TranscriptModel) -> String {
    var text: [UInt8] = []
    write(to: &text, protein: model.protein)
    return String(decoding: text, as: UTF8.self)
  }
}
