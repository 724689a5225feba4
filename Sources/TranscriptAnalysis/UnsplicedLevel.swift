// How far reads run on into an intron without being spliced.

/// A level and how much introns differ in it.
struct UnsplicedLevel: Sendable, Hashable {
  /// Fraction of the molecules at an intron that hold it, 0-1.
  var fraction = 0.0
  /// Standard deviation between introns beyond the counts' own, from the median absolute deviation.
  var deviation = 0.0
  /// What nine in ten of the neighbours stay below, and at least three of the smallest deviations above ``fraction``.
  var limit = 0.0
  /// Number of neighbours that it rests on.
  var introns = 0
}
