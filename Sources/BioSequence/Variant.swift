// A change of sequence as one deletion-insertion: every other description is made from it or read into it.

/// A change on a gene record: the bases of `range` are replaced by `replacement`.
///
/// Substitutions, deletions (empty replacement), insertions (empty range), duplications and inversions are all
/// deletion-insertions. Many spellings can describe one change; ``trimmed(on:)``, ``leftAligned(on:)`` and
/// ``rightAligned(on:)`` give the canonical ones. Not for changes whose sequence is unknown.
package struct Variant: Sendable, Hashable {
  /// 0-based half-open range on the record; empty for an insertion before `range.lowerBound`.
  package let range: Range<Int>
  /// The bases that stand there instead, on the record's strand.
  package let replacement: DNASequence

  /// A change.
  package init(range: Range<Int>, replacement: DNASequence) {
    self.range = range
    self.replacement = replacement
  }

  /// Length of the replacement minus length of what it replaces.
  package var lengthChange: Int { replacement.count - range.count }

  /// The record's bases that are replaced.
  package func deleted(on record: DNASequence) -> DNASequence { record[range] }

  /// The record with this change made.
  package func applied(to record: DNASequence) -> DNASequence {
    record.replacing(range, with: replacement)
  }
}

extension Variant: Comparable {
  /// Order by start, then end, then replacement.
  package static func < (left: Variant, right: Variant) -> Bool {
    if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
    if left.range.upperBound != right.range.upperBound { return left.range.upperBound < right.range.upperBound }
    return left.replacement < right.replacement
  }
}
