// The parts of a protein name that evidence needs: first residue, what it was and becomes, where the new stop codon is.

package import BioSequence
import HGVS

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
      self.init(.insertion, first, last, stop: ProteinName.stop(in: residues, from: first.number + 1))
    case .delins(let first, let last, let residues):
      self.init(.delins, first, last, stop: ProteinName.stop(in: residues, from: first.number))
    case .frameshift(let residue, let new, let distance):
      self.init(
        .frameshift, residue, alternate: new,
        stop: distance.map { residue.number + $0 - 1 } ?? (new == .ter ? residue.number : nil))
    case .stopExtension(let residue, let new, _): self.init(.lengthening, residue, alternate: new)
    }
  }

  private init(
    _ kind: Kind, _ first: WrittenResidue, _ last: WrittenResidue? = nil, alternate: AminoAcid? = nil, stop: Int? = nil
  ) {
    self.kind = kind
    residue = first.number
    lastResidue = last?.number ?? first.number
    reference = first.residue
    self.alternate = alternate
    self.stop = stop
  }

  private static func stop(in residues: [AminoAcid], from first: Int) -> Int? {
    residues.firstIndex(of: .ter).map { first + $0 }
  }
}
