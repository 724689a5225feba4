// What a pair of primers amplifies.

/// What a pair of primers amplifies.
package struct Amplicon: Sendable, Hashable {
  /// Index of the record.
  package let reference: Int
  /// From the first base of the one primer to the last base of the other, 0-based half-open.
  package let range: Range<Int>
  /// The bases between the primers.
  package let insert: Range<Int>

  /// - Precondition: the insert lies inside the range.
  package init(reference: Int, range: Range<Int>, insert: Range<Int>) {
    precondition(range.lowerBound <= insert.lowerBound && insert.upperBound <= range.upperBound, "primers lie outside")
    self.reference = reference
    self.range = range
    self.insert = insert
  }
}
