// Tails of transcripts, which the references do not have: reads that run into one are cut there.

import Alignment
import BioSequence

/// The poly(A) tail at the end of a read on a transcript, wherever the transcript ends.
enum PolyATail {
  /// A's that make a tail.
  private static let shortest = 8
  /// Of the A's so many must be no part of the reference.
  private static let fewestForeign = 4

  /// Index of the first base of a read's tail; `nil` if it has none.
  ///
  /// - Parameters:
  ///   - bases: the read's, in transcript direction, clipped ends included.
  ///   - operations: of its alignment.
  ///   - start: transcript offset of its first aligned base.
  ///   - reference: the transcript's bases.
  static func start(
    in bases: ArraySlice<UInt8>, operations: ArraySlice<CIGAROperation>, at start: Int, of reference: [UInt8]
  ) -> Int? {
    guard let last = operations.last else { return nil }
    let clip = last.kind == .softClip ? last.length : 0
    let block = clip > 0 ? operations.dropLast().last : last
    guard let block, block.kind == .match else { return nil }
    let end = bases.endIndex - clip
    // A's from the last aligned base backwards, and through the clip as long as at most one in ten is something else.
    var first = end
    while first > end - block.length, bases[first - 1] == 0 { first -= 1 }
    var behind = end
    var others = 0
    while behind < bases.endIndex {
      if bases[behind] != 0 { others += 1 }
      if others * 10 > behind - end + 9 { break }
      behind += 1
    }
    var offset = operations.reduce(start) { $0 + ($1.consumesReference ? $1.length : 0) } - (end - first)
    // What of them the reference has too may be the transcript's own.
    while first < end, reference[offset] == 0 {
      first += 1
      offset += 1
    }
    var foreign = behind - end
    for index in first..<end where reference[offset + index - first] != 0 { foreign += 1 }
    guard behind - first >= shortest, foreign >= fewestForeign else {
      return clip == 0 ? nil : isWhole(bases[first..<bases.endIndex], foreign) ? first : nil
    }
    return first
  }

  /// A short rest of a read that is all A's: the beginning of a tail, or a few bases that do not matter.
  private static func isWhole(_ rest: ArraySlice<UInt8>, _ foreign: Int) -> Bool {
    foreign >= 3 && rest.allSatisfy { $0 == 0 }
  }
}
