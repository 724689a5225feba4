// The Gly-X-Y register: which place of its triplet a residue of the triple helix takes.

/// A residue's place in its Gly-X-Y triplet.
package enum TripletPosition: String, Sendable, Hashable, CaseIterable, Codable {
  /// The glycine that every third residue must be.
  case glycine = "G"
  /// The second residue, often proline.
  case x = "X"
  /// The third residue, often hydroxyproline.
  case y = "Y"
}

extension CollagenGene {
  /// The place of a residue in its triplet.
  ///
  /// - Parameter residue: 1-based residue number of the precursor.
  /// - Returns: `nil` outside the triple helix.
  package func tripletPosition(ofResidue residue: Int) -> TripletPosition? {
    guard let helix = helixResidue(ofResidue: residue) else { return nil }
    switch (helix - 1) % 3 {
    case 0: return .glycine
    case 1: return .x
    default: return .y
    }
  }

  /// The part of the chain that a residue lies in.
  ///
  /// - Parameter residue: 1-based residue number of the precursor; `nil` outside the chain.
  package func domain(ofResidue residue: Int) -> ChainDomain.Kind? {
    domains.first { $0.residues.contains(residue) }?.kind
  }

  /// Residues from this one to the C-terminal end of the triple helix, where the chains join and folding starts: 0 for
  /// the last helix residue, `nil` outside the helix.
  package func distanceToHelixEnd(ofResidue residue: Int) -> Int? {
    tripleHelix.contains(residue) ? tripleHelix.upperBound - residue : nil
  }
}
