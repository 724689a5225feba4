// A position at which the ends of several reads are soft-clipped.

/// The agreed bases of read ends that are clipped at one position.
struct ClipSite: Sendable {
  /// Record offset of the first base that is not aligned (see ``ClipEvent``).
  let position: Int
  /// Whether the clipped bases lie to the left of `position`.
  let isLeft: Bool
  /// The clipped bases in record direction, as far as reads agree.
  let bases: [UInt8]
  /// The same as far as two reads agree on each of them.
  let sure: [UInt8]
  /// The same to the end of the longest read, whatever wins.
  let whole: [UInt8]
  /// The aligned bases beside them, as the reads have them: an aligner may take the first of the new bases for the record's.
  let inner: [UInt8]
  /// Number of reads.
  let reads: Int
}
