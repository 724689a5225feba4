// The part of a read that lies in a window, as read: what haplotypes are made from and compared with.

import Alignment
import BioSequence

/// Bases and qualities of one read in and around a window.
struct ReadSegment: Sendable {
  /// Index of the read in its store.
  let read: Int
  /// Base range in the store.
  let bases: Range<Int>
  /// Whether the first base lies exactly on the first base of the window.
  let isLeftAnchored: Bool
  /// Whether the last base lies exactly on the last base of the window.
  let isRightAnchored: Bool
  /// Record offset at which the first base lies if the segment has no gap up to its first aligned base.
  let start: Int
  /// Record offset after the last base, likewise.
  let end: Int
}

extension PreparedReads {
  /// The part of a read between two record offsets.
  ///
  /// An end is anchored if the read has an aligned base right there. A read that begins or ends inside the window
  /// gives its bases up to that end, clipped ones included, adapters left out.
  ///
  /// - Parameter overhang: aligned bases that an anchored read must have beyond the window besides: the last bases of
  ///   an alignment may lie wrongly beside a repeat.
  /// - Returns: `nil` if nothing of the read lies there.
  func segment(of index: Int, in window: Range<Int>, overhang: Int = 0) -> ReadSegment? {
    let read = store.reads[index]
    let kept = fragmentBases(of: index)
    var lower: Int?
    var upper: Int?
    var leftAnchored = false
    var rightAnchored = false
    var offset = read.start
    var base = read.bases.lowerBound
    // Distance from a base's index in the store to its offset on the record, on the left and on the right.
    var leftShift = 0
    var rightShift = 0
    for operation in store.cigars[read.cigar] {
      let length = operation.length
      if operation.kind == .match {
        if upper == nil { rightShift = offset - base }
        if lower == nil, offset + length > window.lowerBound {
          leftAnchored = offset <= window.lowerBound
          leftShift = offset - base
          lower = leftAnchored ? base + window.lowerBound - offset : (offset == read.start ? kept.lowerBound : base)
        }
        if upper == nil, offset + length >= window.upperBound {
          rightAnchored = offset < window.upperBound
          upper = rightAnchored ? base + window.upperBound - offset : base
        }
      }
      if operation.consumesReference { offset += length }
      if operation.consumesRead { base += length }
    }
    let first = lower ?? (read.end <= window.lowerBound ? lastAligned(of: read, kept: kept) : nil)
    guard let first else { return nil }
    let last = upper ?? kept.upperBound
    guard first < last else { return nil }
    if lower == nil { leftShift = rightShift }
    return ReadSegment(
      read: index, bases: first..<last,
      isLeftAnchored: leftAnchored && read.start + overhang <= window.lowerBound,
      isRightAnchored: rightAnchored && read.end - overhang >= window.upperBound,
      start: first + leftShift, end: last + rightShift)
  }

  /// Where the right clip of a read begins that ends before the window.
  private func lastAligned(of read: AlignedRead, kept: Range<Int>) -> Int? {
    guard let last = store.cigars[read.cigar].last, last.kind == .softClip else { return nil }
    return read.bases.upperBound - last.length
  }
}
