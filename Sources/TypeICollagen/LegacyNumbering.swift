// The older literature's names: chains by Greek letter, residues counted from the first glycine of the helix.

package import BioSequence

/// Names of chains and residues as papers wrote them before HGVS: `alpha1(I) G988C`.
package enum LegacyNumbering {
  /// The HGNC symbol of the gene that a chain name means: `COL1A1`, `alpha1(I)`, `pro-alpha 2(I)`, in any case.
  ///
  /// - Returns: `nil` for anything else.
  package static func gene(named chain: String) -> String? {
    var name: [UInt8] = []
    for byte in chain.utf8 {
      switch byte {
      case 32, 40, 41, 45, 95, 9: continue
      case 65...90: name.append(byte | 0x20)
      default: name.append(byte)
      }
    }
    switch String(decoding: name, as: UTF8.self) {
    case "col1a1", "alpha1i", "a1i", "proalpha1i", "alpha1", "proa1i", "alpha1chain": return "COL1A1"
    case "col1a2", "alpha2i", "a2i", "proalpha2i", "alpha2", "proa2i", "alpha2chain": return "COL1A2"
    default: return nil
    }
  }

  /// `alpha1(I)` or `alpha2(I)`.
  package static func chainName(of gene: CollagenGene) -> String {
    gene.symbol == "COL1A2" ? "alpha2(I)" : "alpha1(I)"
  }

  /// A substitution of a helix residue in the older form, such as `alpha1(I) G988C`.
  ///
  /// - Parameter residue: 1-based residue number of the precursor.
  /// - Returns: `nil` outside the triple helix.
  package static func name(of gene: CollagenGene, residue: Int, from old: AminoAcid, to new: AminoAcid) -> String? {
    guard let helix = gene.helixResidue(ofResidue: residue) else { return nil }
    return "\(chainName(of: gene)) \(old.rawValue)\(helix)\(new == .ter ? "X" : String(new.rawValue))"
  }
}
