// Limits and thresholds of the mapper.

/// What the mapper keeps and what it leaves out.
public struct MappingOptions: Sendable, Hashable {
  /// Reads below this many bases are filtered.
  public let minimumReadLength: Int
  /// The widest template, in bases, that counts as a proper pair.
  public let maximumInsert: Int
  /// The longest gap written as a deletion; a longer jump is an intron, or the smaller part of the read is clipped.
  public let maximumDeletion: Int
  /// Aligned bases outside repeats that hold a read to its place by themselves.
  public let anchorBases: Int

  /// Options.
  public init(
    minimumReadLength: Int = 31, maximumInsert: Int = 1_000, maximumDeletion: Int = 300, anchorBases: Int = 35
  ) {
    self.minimumReadLength = minimumReadLength
    self.maximumInsert = maximumInsert
    self.maximumDeletion = maximumDeletion
    self.anchorBases = anchorBases
  }
}
