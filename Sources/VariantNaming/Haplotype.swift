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

  /// Variants that make one change of the protein, by their index as they were given.
  package typealias Group = JointChanges.Group

  /// Reads variants of one haplotype on the preferred transcript; `nil` unless at least two of them lie in its coding
  /// sequence.
  ///
  /// A variant that touches or copies a splice site makes the joint protein `p.?`.
  ///
  /// - Parameter variants: on the gene's record, in any order, none overlapping another.
  package init?(_ variants: [Variant], gene: CollagenGene) {
    let model = gene.model.transcripts[0]
    var edits: [SplicedEdit] = []
    var isKnown = true
    for (index, variant) in variants.enumerated() {
      let edit = gene.model.names(of: variant).edit
      if model.splicingOutcomes(of: edit) != nil {
        isKnown = false
      } else if let spliced = model.splicedEdit(edit, index: index) {
        edits.append(spliced)
      }
    }
    guard edits.count > 1 || !isKnown && !edits.isEmpty else { return nil }
    guard isKnown else {
      hgvsP = model.transcript.proteinAccession + ":p.?"
      consequences = ConsequenceSet(.codingSequence)
      changes = [.unknown]
      (groups, untranslated) = ([], [])
      return
    }
    let joint = model.jointChanges(edits)
    (groups, untranslated) = (joint.groups, joint.untranslated)
    changes = groups.map(\.change)
    var terms = ConsequenceSet()
    for group in groups { terms.formUnion(model.consequences(of: group)) }
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
}
