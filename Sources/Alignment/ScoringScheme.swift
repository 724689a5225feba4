// What matches, mismatches, gaps and read ends are worth.

/// Scores of an alignment, in the manner of Smith and Waterman (1981) with Gotoh's affine gaps (1982).
///
/// A gap of `n` bases costs `gapOpen + n * gapExtend`. An alignment that reaches an end of the read gains `endBonus`
/// there, so that a variant three bases from the end is aligned and not clipped.
package struct ScoringScheme: Sendable, Hashable {
  /// Added for equal bases.
  package let match: Int
  /// Taken for different bases.
  package let mismatch: Int
  /// Taken for a base of the read that is N, whatever the reference.
  package let unknown: Int
  /// Taken once a gap.
  package let gapOpen: Int
  /// Taken for each base of a gap.
  package let gapExtend: Int
  /// Taken at most for a gap that has an exact anchor on both sides.
  package let anchoredGapLimit: Int
  /// Added for each end of the read that is aligned.
  package let endBonus: Int

  /// Scores; penalties are positive numbers.
  package init(
    match: Int = 1, mismatch: Int = 4, unknown: Int = 1, gapOpen: Int = 6, gapExtend: Int = 1,
    anchoredGapLimit: Int = 18, endBonus: Int = 5
  ) {
    self.match = match
    self.mismatch = mismatch
    self.unknown = unknown
    self.gapOpen = gapOpen
    self.gapExtend = gapExtend
    self.anchoredGapLimit = anchoredGapLimit
    self.endBonus = endBonus
  }

  /// The longest gap with which an alignment of so many bases can still reach a score, end bonuses included.
  func longestGap(bases: Int, score: Int) -> Int {
    (bases * match + 2 * endBonus - gapOpen - score) / max(1, gapExtend)
  }

  /// The cost of a gap between two anchors.
  func anchoredGapCost(_ length: Int) -> Int {
    length == 0 ? 0 : min(gapOpen + length * gapExtend, anchoredGapLimit)
  }
}
