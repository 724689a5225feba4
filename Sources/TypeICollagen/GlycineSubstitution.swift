// A glycine of the triple helix replaced: by what, where, and how far from the end where folding starts.

public import BioSequence

/// The kind of side chain that takes the place of a glycine.
public enum SideChainClass: String, Sendable, Hashable {
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
  public init(of residue: AminoAcid) {
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
public struct HelixRegion: Sendable, Hashable {
  /// What it is.
  public let name: String
  /// Helix residue numbers, 1-based inclusive.
  public let residues: ClosedRange<Int>
  /// Where that was published.
  public let source: String
}

/// A substitution of a helix glycine.
public struct GlycineSubstitution: Sendable, Hashable {
  /// Residue number of the precursor.
  public let residue: Int
  /// Residue number in the triple helix, 1-1014.
  public let helixResidue: Int
  /// What stands there instead.
  public let replacement: AminoAcid
  /// Residues to the C-terminal end of the helix.
  public let distanceToHelixEnd: Int
  /// Published regions that hold the residue. None is no reassurance.
  public let regions: [HelixRegion]

  /// The kind of the new side chain.
  public var sideChain: SideChainClass { SideChainClass(of: replacement) }
}

extension CollagenGene {
  /// Regions of the helix with a published observation: the two of alpha1 in which all reported substitutions were
  /// lethal, and the residue whose hydroxylysine takes a crosslink.
  public var helixRegions: [HelixRegion] {
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
  public func glycineSubstitution(residue: Int, to replacement: AminoAcid) -> GlycineSubstitution? {
    guard tripletPosition(ofResidue: residue) == .glycine, replacement != .gly, replacement != .ter,
      let helix = helixResidue(ofResidue: residue)
    else { return nil }
    return GlycineSubstitution(
      residue: residue, helixResidue: helix, replacement: replacement,
      distanceToHelixEnd: tripleHelix.upperBound - residue,
      regions: helixRegions.filter { $0.residues.contains(helix) })
  }
}
