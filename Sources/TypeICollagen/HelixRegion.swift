// A region of the triple helix with a published observation.

/// A region of the triple helix to which a published observation is tied.
package struct HelixRegion: Sendable, Hashable {
  /// What was observed; raw values are those of `reference/regions.tsv`.
  package enum Kind: String, Sendable, CaseIterable {
    /// Every reported glycine substitution was lethal. Lying outside does not reassure.
    case lethal
    /// No reported glycine substitution was lethal, and the assay may be near normal.
    case mild
    /// A lysine that takes part in a crosslink.
    case crosslink
  }

  /// What was observed.
  package let kind: Kind
  /// What it is.
  package let name: String
  /// Helix residue numbers, 1-based inclusive.
  package let residues: ClosedRange<Int>
  /// Where that was published.
  package let source: String
}
