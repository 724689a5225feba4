// How far reads run on into an intron without being spliced.

/// A level and how much introns differ in it.
struct UnsplicedLevel: Sendable, Hashable {
  /// Share of the molecules at an intron that hold it, 0-1.
  var fraction = 0.0
  /// Standard deviation between introns beyond the counts' own, from the median absolute deviation.
  var deviation = 0.0
}
