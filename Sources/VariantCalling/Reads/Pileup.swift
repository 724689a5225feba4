// Counts by record offset: depths, mismatching bases, indels and clipped ends of all used reads.

import Alignment
import BioSequence

/// One insertion or deletion of one read, at its leftmost equal position.
struct IndelEvent: Sendable {
  /// Record offset of the first deleted base, or the base before which bases are inserted.
  let position: Int32
  /// Inserted bases, negative for deleted ones.
  let lengthChange: Int32
  /// Index in the store of the first inserted base.
  var base: Int32 = 0
  /// How many positions the insertion was moved to the left; its bases turn with it.
  var turns: Int32 = 0

  /// The inserted bases at the leftmost position.
  func inserted(from store: AlignedReadStore) -> DNASequence {
    let range = Int(base)..<Int(base) + max(0, Int(lengthChange))
    return DNASequence(codes: Array(store.bases[range])).rotated(by: -Int(turns))
  }
}

/// An end of a read that does not fit the record.
struct ClipEvent: Sendable {
  /// Record offset of the first base that is not aligned: the clip's bases run to the left of it or, from it, to the
  /// right.
  let position: Int32
  let isLeft: Bool
  let read: Int32
}

/// What all used reads show, by offset of one record.
struct Pileup: Sendable {
  /// Fragments over each base, whatever their mapping quality.
  var rawDepth: [Int32]
  /// Fragments with mapping quality 20 or more.
  var mappedDepth: [Int32]
  /// Of these, bases with quality below ``usableQuality``.
  var lowQuality: [Int32]
  /// Mismatching bases of quality ``usableQuality`` or more and mapping quality above 0: four counts an offset.
  var mismatches: [Int32]
  /// Of ``mappedDepth``, fragments whose read lies on the other strand than the record's.
  var reverseDepth: [Int32]
  /// Of ``mismatches``, those of such reads.
  var reverseMismatches: [Int32]
  /// Fragments that cover the base with a primer only: not counted elsewhere. Empty if there are none.
  var primerDepth: [Int32] = []
  /// Of ``rawDepth``, fragments that may cover the base with a primer.
  var unsureDepth: [Int32] = []
  var indels: [IndelEvent] = []
  var clips: [ClipEvent] = []
  /// Reads that skip an intron.
  var splicedReads = 0

  /// Bases of a lower score are counted neither as shown nor as differing: what could not show a variant does not show the
  /// reference.
  var leastUsable = Pileup.usableQuality

  static let usableQuality: UInt8 = 15
  static let usableMapping: UInt8 = 20
  static let shortestClip = 6

  init(length: Int) {
    rawDepth = [Int32](repeating: 0, count: length + 1)
    mappedDepth = rawDepth
    lowQuality = rawDepth
    mismatches = [Int32](repeating: 0, count: 4 * length)
    reverseDepth = rawDepth
    reverseMismatches = mismatches
  }

  /// Fragments over the base that may say nothing of the sample, as they have or may have a primer there.
  func primers(_ offset: Int) -> (left: Int, unsure: Int) {
    primerDepth.isEmpty ? (0, 0) : (Int(primerDepth[offset]), Int(unsureDepth[offset]))
  }

  /// Fragments that show the base usably.
  func usableDepth(_ offset: Int) -> Int32 { mappedDepth[offset] - lowQuality[offset] }

  /// The same of the first `length` bases, none below 0.
  func usableDepths(of length: Int) -> [Int32] { (0..<length).map { max(0, usableDepth($0)) } }
}
