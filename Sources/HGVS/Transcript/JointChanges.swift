// Changes of one transcript read together: a frame that a second change restores, two changes in one codon, a stop before the rest.

/// A change of the spliced transcript, with the index of its variant.
package struct SplicedEdit: Sendable, Hashable {
  /// The transcript offsets that are replaced; empty for insertions and copies.
  package let range: Range<Int>
  /// The bases in their place, as nucleotide codes.
  package let bases: [UInt8]
  /// The variant, as the caller counts them.
  package let index: Int
}

/// What variants of one transcript do to the protein together.
package struct JointChanges: Sendable, Hashable {
  /// Variants that make one change of the protein.
  package struct Group: Sendable, Hashable {
    /// Indices of the variants, in the order of the transcript.
    package let members: [Int]
    /// What they make.
    package let coding: CodingEffect
    /// Whether one of several shifts the frame or changes the length: residues between them differ for that reason.
    package let isShifted: Bool
    /// The change of the protein.
    package var change: ProteinChange { coding.change }
  }

  /// The changes of the protein, in order.
  package let groups: [Group]
  /// The variants of which nothing is translated: an earlier change ends the frame or the chain.
  package let untranslated: [Int]

  /// Whether every variant does what it does alone.
  package var areApart: Bool { untranslated.isEmpty && groups.allSatisfy { $0.members.count == 1 } }
}

extension TranscriptModel {
  /// The terms of what variants make together. Residues between two shifts of the frame are no missense.
  package func consequences(of group: JointChanges.Group) -> ConsequenceSet {
    let terms = consequences(of: group.change)
    return group.isShifted && terms == ConsequenceSet(.missense) ? ConsequenceSet(.proteinAltering) : terms
  }

  /// A change of the record as one of the coding sequence; `nil` where it changes no codon or crosses the border of an exon.
  ///
  /// - Parameter edit: canonical on the record.
  package func splicedEdit(_ edit: SequenceEdit, index: Int) -> SplicedEdit? {
    guard edit.kind != .identity else { return nil }
    // A copy at the end of an exon belongs to the exon.
    let isCopy = edit.kind == .duplication
    guard let place = transcriptRange(ofRecordRange: isCopy ? edit.range : edit.replacedRange) else { return nil }
    let range = isCopy ? place.upperBound..<place.upperBound : place
    guard range.upperBound > coding.lowerBound, range.lowerBound < coding.upperBound else { return nil }
    return SplicedEdit(range: range, bases: edit.replacement(on: record), index: index)
  }

  /// Reads changes together: those between which the frame is shifted, and those that share a codon, are one. What lies
  /// behind a stop, behind a frameshift that nothing restores, or behind a lost start codon is not translated.
  ///
  /// - Parameter edits: in any order, none overlapping another.
  package func jointChanges(_ edits: [SplicedEdit]) -> JointChanges {
    let edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    func codon(_ offset: Int) -> Int { (offset - coding.lowerBound) / 3 }
    var groups: [JointChanges.Group] = []
    var index = 0
    while index < edits.count {
      var range = edits[index].range
      var bases = edits[index].bases
      var next = index + 1
      var isShifted = bases.count != range.count
      while next < edits.count {
        let shift = bases.count - range.count
        let edit = edits[next]
        let sharesCodon = codon(edit.range.lowerBound) <= codon(max(range.lowerBound, range.upperBound - 1))
        guard shift % 3 != 0 || sharesCodon, edit.range.lowerBound >= range.upperBound else { break }
        bases += spliced[range.upperBound..<edit.range.lowerBound] + edit.bases
        range = range.lowerBound..<edit.range.upperBound
        isShifted = isShifted || edit.bases.count != edit.range.count
        next += 1
      }
      let effect = codingEffect(replacing: range, with: bases)
      groups.append(
        JointChanges.Group(
          members: edits[index..<next].map(\.index), coding: effect, isShifted: isShifted && next > index + 1))
      index = next
      if effect.prematureStop != nil || effect.isFrameshift || effect.change == .startLost { break }
    }
    return JointChanges(groups: groups, untranslated: edits[index...].map(\.index))
  }
}
