// A read whose two parts lie apart: the trace of a large deletion, a tandem duplication or an unknown splice junction.

/// Where the clipped part of an aligned read lies on the same record and strand.
///
///     record   [=== left part ===]..........[=== right part ===]     deletion or splice: rightStart > leftEnd
///     record   [=== right part ...===]                               tandem duplication: rightStart < leftEnd
///                         [... left part ===]
///
/// Coordinates are 0-based record offsets at the leftmost of all equal breakpoints; all may be moved right together by
/// ``homology`` bases. The read itself is in the store with only its larger part aligned and the other soft clipped.
package struct SplitAlignment: Sendable, Hashable {
  /// Index of the read in ``AlignedReadStore/reads``.
  package let read: Int
  /// Index of the record.
  package let reference: Int
  /// Offset after the last base of the part that comes first in record direction of the read.
  package let leftEnd: Int
  /// Offset of the first base of the other part.
  package let rightStart: Int
  /// By how many bases the breakpoint may move right: bases that both sides of the event share.
  package let homology: Int
  /// Bases of the read between the parts that belong to neither.
  package let inserted: Int
  /// Bases of the read in the left part.
  package let leftLength: Int
  /// Bases of the read in the right part.
  package let rightLength: Int

  /// A split read.
  package init(
    read: Int, reference: Int, leftEnd: Int, rightStart: Int, homology: Int, inserted: Int, leftLength: Int,
    rightLength: Int
  ) {
    self.read = read
    self.reference = reference
    self.leftEnd = leftEnd
    self.rightStart = rightStart
    self.homology = homology
    self.inserted = inserted
    self.leftLength = leftLength
    self.rightLength = rightLength
  }

  /// Bases of the record between the parts: above 0 for a deletion or intron, below for a tandem duplication.
  package var span: Int { rightStart - leftEnd }

  /// The same split of the read at another index of the store.
  func moved(toRead index: Int) -> SplitAlignment {
    SplitAlignment(
      read: index, reference: reference, leftEnd: leftEnd, rightStart: rightStart, homology: homology,
      inserted: inserted, leftLength: leftLength, rightLength: rightLength)
  }
}
