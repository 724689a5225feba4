// A glycine of the triple helix replaced: by what, where, and how far from the end where folding starts.

package import BioSequence

/// The kind of side chain that takes the place of a glycine.
package enum SideChainClass: String, Sendable, Hashable {
  /// Alanine or serine: the smallest after glycine.
  case small
  /// Cysteine: can form disulfide bonds between chains.
  case cysteine
  /// Valine, leucine, isoleucine.
  case branched
  /// Aspartate or glutamate.
  case acidic
  /// Arginine, lysine, histidine.
  case basic
  /// Everything else, among it tryptophan.
  case other

  /// The class of a residue.
  package init(of residue: AminoAcid) {
    switch residue {
    case .ala, .ser: self = .small
    case .cys: self = .cysteine
    case .val, .leu, .ile: self = .branched
    case .asp, .glu: self = .acidic
    case .arg, .lys, .his: self = .basic
    default: self = .other
    }
  }
}

/// A substitution of a helix glycine.
package struct GlycineSubstitution: Sendable, Hashable {
  /// Residue number of the precursor.
  package let residue: Int
  /// Residue number in the triple helix, counted from 1.
  package let helixResidue: Int
  /// What stands there instead.
  package let replacement: AminoAcid
  /// Residues to the C-terminal end of the helix.
  package let distanceToHelixEnd: Int
  /// Published lethal regions and crosslinks at the residue. None is no reassurance.
  package let regions: [HelixRegion]

  /// The kind of the new side chain.
  package var sideChain: SideChainClass { SideChainClass(of: replacement) }
}

extension CollagenGene {
  /// The substitution of a helix glycine, `nil` if the residue is none or stays glycine.
  ///
  /// - Parameter residue: 1-based residue number of the precursor.
  package func glycineSubstitution(residue: Int, to replacement: AminoAcid) -> GlycineSubstitution? {
    guard tripletPosition(ofResidue: residue) == .glycine, replacement != .gly, replacement != .ter,
      let helix = helixResidue(ofResidue: residue)
    else { return nil }
    return GlycineSubstitution(
      residue: residue, helixResidue: helix, replacement: replacement,
      distanceToHelixEnd: tripleHelix.upperBound - residue,
      regions: regions.filter { $0.kind != .mild && $0.residues.contains(helix) })
  }
}
