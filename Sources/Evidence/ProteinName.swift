// The parts of a protein name that evidence needs: first residue, what it was and becomes, where the new stop codon is.

package import BioSequence
import HGVS
import TypeICollagen

/// A protein name in parts, read by the HGVS grammar: three- or one-letter codes, with or without accession, `p.` and
/// parentheses, `Ter`, `*` or `X` for a stop.
package struct ProteinName: Sendable, Hashable {
  /// What kind of change the name tells.
  package enum Kind: String, Sendable {
    case substitution, nonsense, frameshift, deletion, insertion, duplication, delins, synonymous, lengthening, other
  }

  /// What kind of change it is.
  package let kind: Kind
  /// The first residue named, 1-based.
  package let residue: Int
  /// The last residue named; the first again for a single one.
  package let lastResidue: Int
  /// The residue there in the reference.
  package let reference: AminoAcid
  /// What stands there instead, where one residue is replaced.
  package let alternate: AminoAcid?
  /// The residue number of the new stop codon, where the name tells it.
  package let stop: Int?
  /// The residues put in by an insertion or a deletion-insertion.
  package let inserted: [AminoAcid]

  /// Reads a name; `nil` for `p.?`, `p.0`, `p.(=)` and what is no protein name.
  package init?(_ name: String) {
    let body = String(name.split(separator: ":" as Character).last ?? "")
    // The grammar wants a reference; which one does not matter to it.
    let description = "protein:" + (body.hasPrefix("p.") || body.hasPrefix("P.") ? body : "p." + body)
    guard case .hgvs(let parsed)? = try? HGVSParser.parse(description), let edit = parsed.protein else { return nil }
    self.init(edit)
  }

  private init?(_ edit: WrittenProteinEdit) {
    switch edit {
    case .wholeIdentity, .unknown, .noProtein: return nil
    case .identity(let first, let last): self.init(.synonymous, first, last)
    case .uncertain(let residue), .startExtension(let residue, _): self.init(.other, residue)
    case .substitution(let residue, .ter): self.init(.nonsense, residue, alternate: .ter, stop: residue.number)
    case .substitution(let residue, let new): self.init(.substitution, residue, alternate: new)
    case .deletion(let first, let last): self.init(.deletion, first, last)
    case .duplication(let first, let last): self.init(.duplication, first, last)
    case .insertion(let first, let last, let residues):
      // Residues are inserted after the first one named; a stop codon among them ends the chain.
      self.init(
        .insertion, first, last, stop: ProteinName.stop(in: residues, from: first.number + 1), inserted: residues)
    case .delins(let first, let last, let residues):
      self.init(.delins, first, last, stop: ProteinName.stop(in: residues, from: first.number), inserted: residues)
    case .frameshift(let residue, let new, let distance):
      self.init(
        .frameshift, residue, alternate: new,
        stop: distance.map { residue.number + $0 - 1 } ?? (new == .ter ? residue.number : nil))
    case .stopExtension(let residue, let new, _): self.init(.lengthening, residue, alternate: new)
    }
  }

  private init(
    _ kind: Kind, _ first: WrittenResidue, _ last: WrittenResidue? = nil, alternate: AminoAcid? = nil,
    stop: Int? = nil, inserted: [AminoAcid] = []
  ) {
    self.kind = kind
    residue = first.number
    lastResidue = last?.number ?? first.number
    reference = first.residue
    self.alternate = alternate
    self.stop = stop
    self.inserted = inserted
  }

  private static func stop(in residues: [AminoAcid], from first: Int) -> Int? {
    residues.firstIndex(of: .ter).map { first + $0 }
  }
}

extension ProteinName {
  /// Whether an in-frame deletion, insertion, duplication or deletion-insertion of the triple helix interrupts its Gly-X-Y
  /// pattern; `false` where whole triplets are lost or gained, `nil` for other changes and outside the helix.
  func breaksTriplets(of gene: CollagenGene) -> Bool? {
    let helix = gene.tripleHelix
    guard stop == nil, helix.contains(residue), helix.contains(lastResidue) else { return nil }
    let named = lastResidue - residue + 1
    switch kind {
    case .deletion, .duplication: return named % 3 != 0
    case .insertion, .delins:
      guard !inserted.isEmpty else { return nil }
      let gained = kind == .insertion ? inserted.count : inserted.count - named
      if gained % 3 != 0 { return true }
      let first = kind == .insertion ? residue + 1 : residue
      return inserted.enumerated().contains { offset, new in
        (first + offset - helix.lowerBound) % 3 == 0 && new != .gly
      }
    default: return nil
    }
  }
}
