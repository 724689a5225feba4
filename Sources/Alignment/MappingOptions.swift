// Limits and thresholds of the mapper.

/// What the mapper keeps and what it leaves out.
package struct MappingOptions: Sendable, Hashable {
  /// Reads below this many bases are filtered.
  package let minimumReadLength: Int
  /// The widest template, in bases, that counts as a proper pair.
  package let maximumInsert: Int
  /// The longest gap written as a deletion; a longer one is an intron, or the smaller part of the read is clipped.
  package let maximumDeletion: Int
  /// Aligned bases outside repeats that hold a read to its position by themselves.
  package let anchorBases: Int

  /// Options.
  package init(
    minimumReadLength: Int = 31, maximumInsert: Int = 1_000, maximumDeletion: Int = 300, anchorBases: Int = 35
  ) {
    self.minimumReadLength = minimumReadLength
    self.maximumInsert = maximumInsert
    self.maximumDeletion = maximumDeletion
    self.anchorBases = anchorBases
  }
}
