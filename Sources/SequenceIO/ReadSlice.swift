// Templates joined from batches: pairs in step, or single reads.

/// Some templates that follow each other: read `index` of each lies at `firstIndex(index)` of its batch.
///
/// Mates lie in two batches of two files, or in turn in one batch of an interleaved file; the slice hides which.
public struct ReadSlice: Sendable {
  /// The batch of the first (or only) reads.
  public let first: RecordBatch
  /// The batch of the second reads; nil for single reads.
  public let second: RecordBatch?
  /// Templates in the slice.
  public let count: Int
  /// Index of the lane in the list of lanes.
  public let lane: Int
  /// Templates of all lanes before this slice.
  public let firstTemplate: Int
  @usableFromInline let firstStart: Int
  @usableFromInline let secondStart: Int
  @usableFromInline let stride: Int

  init(
    first: RecordBatch, second: RecordBatch?, firstStart: Int, secondStart: Int, stride: Int, count: Int,
    lane: Int = 0, firstTemplate: Int = 0
  ) {
    self.first = first
    self.second = second
    self.firstStart = firstStart
    self.secondStart = secondStart
    self.stride = stride
    self.count = count
    self.lane = lane
    self.firstTemplate = firstTemplate
  }

  /// Index in `first` of the first read of a template.
  @inlinable
  public func firstIndex(_ index: Int) -> Int { firstStart + index * stride }

  /// Index in `second` of the second read of a template.
  @inlinable
  public func secondIndex(_ index: Int) -> Int { secondStart + index * stride }

  /// The screen flags of both reads of a template, joined by OR.
  @inlinable
  package func flags(_ index: Int) -> UInt32 {
    let own = first[firstIndex(index)].flags
    guard let second else { return own }
    return own | second[secondIndex(index)].flags
  }

  func placed(lane: Int, firstTemplate: Int) -> ReadSlice {
    ReadSlice(
      first: first, second: second, firstStart: firstStart, secondStart: secondStart, stride: stride, count: count,
      lane: lane, firstTemplate: firstTemplate)
  }
}
