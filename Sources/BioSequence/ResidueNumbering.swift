// A second numbering of a protein's residues, as the literature before HGVS used it.

/// A numbering that counts the residues of one part of a protein from 1, beside the precursor's own numbers.
///
/// Older papers number the residues of a collagen chain from the first glycine of its triple helix: `alpha1(I) G988C`
/// is p.Gly1166Cys of the precursor.
public struct ResidueNumbering: Sendable, Hashable {
  /// The part whose residues are counted, as in "helix residue 988".
  public let part: String
  /// The name of the protein that goes with these numbers, such as `alpha1(I)`.
  public let protein: String
  /// 1-based inclusive residues of the precursor (p. numbers) that are counted.
  public let residues: ClosedRange<Int>

  /// A numbering of a part.
  public init(part: String, protein: String, residues: ClosedRange<Int>) {
    self.part = part
    self.protein = protein
    self.residues = residues
  }

  /// What is added to a number of the part to give the precursor's.
  package var shift: Int { residues.lowerBound - 1 }

  /// The number in the part of a residue of the precursor; `nil` outside the part.
  package func number(ofResidue residue: Int) -> Int? { residues.contains(residue) ? residue - shift : nil }

  /// A substitution in the older form, such as `alpha1(I) G988C`, a stop as X.
  ///
  /// - Parameter residue: 1-based residue number of the precursor.
  /// - Returns: `nil` outside the part.
  package func name(residue: Int, from old: AminoAcid, to new: AminoAcid) -> String? {
    guard let number = number(ofResidue: residue) else { return nil }
    return "\(protein) \(old.rawValue)\(number)\(new == .ter ? "X" : String(new.rawValue))"
  }
}
