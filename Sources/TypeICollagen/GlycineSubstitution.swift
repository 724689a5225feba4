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

/// A region of the triple helix to which a published observation is tied.
package struct HelixRegion: Sendable, Hashable {
  /// What it is.
  package let name: String
  /// Helix residue numbers, 1-based inclusive.
  package let residues: ClosedRange<Int>
  /// Where that was published.
  package let source: String
}

/// A substitution of a helix glycine.
package struct GlycineSubstitution: Sendable, Hashable {
  /// Residue number of the precursor.
  package let residue: Int
  /// Residue number in the triple helix, 1-1014.
  package let helixResidue: Int
  /// What stands there instead.
  package let replacement: AminoAcid
  /// Residues to the C-terminal end of the helix.
  package let distanceToHelixEnd: Int
  /// Published regions that hold the residue. None is no reassurance.
  package let regions: [HelixRegion]

  /// The kind of the new side chain.
  package var sideChain: SideChainClass { SideChainClass(of: replacement) }
}

extension CollagenGene {
  /// Regions of the helix with a published observation: the two of alpha1 in which all reported substitutions were
  /// lethal, and the residue whose hydroxylysine takes a crosslink.
  package var helixRegions: [HelixRegion] {
    let crosslink = HelixRegion(
      name: "crosslink lysine 87", residues: 87...87, source: "hydroxylysine 87 takes the C-telopeptide crosslink")
    guard symbol == "COL1A1" else { return [crosslink] }
    let source = "Marini et al., Hum Mutat 2007;28:209 (PMID 17078022)"
    return [
      crosslink,
      HelixRegion(name: "exclusively lethal region 691-823", residues: 691...823, source: source),
      HelixRegion(name: "exclusively lethal region 910-964", residues: 910...964, source: source),
    ]
  }

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
      regions: helixRegions.filter { $0.residues.contains(helix) })
  }
}
