// Changes of one haplotype read together: a frame that a second change restores, two changes in one codon, a stop before the rest.

package import BioSequence
package import HGVS
package import TypeICollagen

/// What the changes of one haplotype do to the protein together.
package struct Haplotype: Sendable, Hashable {
  /// `NP_000079.2:p.(Gly197_Pro199delinsAlaAla)`, or `p.[(a;b)]` for changes that do not touch each other.
  package let hgvsP: String
  /// Sequence Ontology terms of all of it.
  package let consequences: ConsequenceSet
  /// The changes of the protein, in order.
  package let changes: [ProteinChange]
  /// The variants behind each change, in the order of the transcript; empty where a splice site is touched.
  package let groups: [Group]
  /// The variants, by their index, of which nothing is translated: an earlier change ends the frame or the chain.
  package let untranslated: [Int]

  /// Variants that make one change of the protein.
  package struct Group: Sendable, Hashable {
    /// Indices of the variants as they were given, in the order of the transcript.
    package let members: [Int]
    /// What they make.
    package let change: ProteinChange
  }

  /// A change of the spliced transcript, with the index of its variant.
  private struct Edit {
    let range: Range<Int>
    let bases: [UInt8]
    let index: Int
  }

  /// Reads variants of one haplotype on the preferred transcript; `nil` unless at least two of them lie in its coding
  /// sequence.
  ///
  /// A variant that touches or copies a splice site makes the joint protein `p.?`.
  ///
  /// - Parameter variants: on the gene's record, in any order, none overlapping another.
  package init?(_ variants: [Variant], gene: CollagenGene) {
    let model = gene.model.transcripts[0]
    var edits: [Edit] = []
    var isKnown = true
    for (index, variant) in variants.enumerated() {
      let edit = gene.model.names(of: variant).edit
      if model.splicingOutcomes(of: edit) != nil {
        isKnown = false
        continue
      }
      // A copy at the end of an exon belongs to the exon.
      let isCopy = edit.kind == .duplication
      guard let place = model.transcriptRange(ofRecordRange: isCopy ? edit.range : edit.replacedRange) else { continue }
      let range = isCopy ? place.upperBound..<place.upperBound : place
      guard range.upperBound > model.coding.lowerBound, range.lowerBound < model.coding.upperBound else { continue }
      edits.append(Edit(range: range, bases: edit.replacement(on: model.record), index: index))
    }
    guard edits.count > 1 || !isKnown && !edits.isEmpty else { return nil }
    guard isKnown else {
      hgvsP = model.transcript.proteinAccession + ":p.?"
      consequences = ConsequenceSet(.codingSequence)
      changes = [.unknown]
      (groups, untranslated) = ([], [])
      return
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    groups = Haplotype.groups(of: edits, on: model)
    changes = groups.map(\.change)
    let translated = Set(groups.flatMap(\.members))
    untranslated = edits.map(\.index).filter { !translated.contains($0) }
    var terms = ConsequenceSet()
    for change in changes { terms.formUnion(model.consequences(of: change)) }
    consequences = terms
    var bodies: [String] = []
    for change in changes {
      var text: [UInt8] = []
      change.writeBody(to: &text, protein: model.protein)
      bodies.append(String(decoding: text, as: UTF8.self))
    }
    let accession = model.transcript.proteinAccession
    hgvsP =
      bodies.count > 1
      ? accession + ":p.[(" + bodies.joined(separator: ";") + ")]"
      : accession + ":p." + (changes[0] == .unknown || changes[0] == .noProtein ? bodies[0] : "(\(bodies[0]))")
  }

  /// The groups of changes: those between which the frame is shifted, and those that share a codon, are one.
  /// What lies behind a stop, or behind a frameshift that nothing restores, is not translated.
  private static func groups(of edits: [Edit], on model: TranscriptModel) -> [Group] {
    func codon(_ offset: Int) -> Int { (offset - model.coding.lowerBound) / 3 }
    var found: [Group] = []
    var index = 0
    while index < edits.count {
      var range = edits[index].range
      var bases = edits[index].bases
      var next = index + 1
      while next < edits.count {
        let shift = bases.count - range.count
        let edit = edits[next]
        let sharesCodon = codon(edit.range.lowerBound) <= codon(max(range.lowerBound, range.upperBound - 1))
        guard shift % 3 != 0 || sharesCodon, edit.range.lowerBound >= range.upperBound else { break }
        bases += model.spliced[range.upperBound..<edit.range.lowerBound] + edit.bases
        range = range.lowerBound..<edit.range.upperBound
        next += 1
      }
      let effect = model.codingEffect(replacing: range, with: bases)
      found.append(Group(members: edits[index..<next].map(\.index), change: effect.change))
      if effect.prematureStop != nil || effect.isFrameshift || effect.change == .startLost { break }
      index = next
    }
    return found
  }
}
