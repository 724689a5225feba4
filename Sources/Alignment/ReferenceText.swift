// All references as one text of codes with padding between them, and which of its bases lie in repeats.

import BioSequence

/// The references one after the other, each with padding before and after, so that positions are one number.
///
///     text   ppppp[reference 0]ppppp[reference 1]ppppp      p: padding, a code that equals no base
///
/// Text offsets are 0-based; padding is wider than any read, so that a read laid on a diagonal stays inside.
struct ReferenceText: Sendable {
  /// Code of padding and of unknown reference bases: equal to no read base, not even to N.
  static let padding: UInt8 = 5
  /// Padding before, between and after the references.
  static let paddingLength = 1280

  /// Codes 0-3, or ``padding``.
  let codes: [UInt8]
  /// Where each reference lies in the text.
  let ranges: [Range<Int>]
  /// Number of repeat bases before each text offset.
  private let repeatCounts: [Int32]

  /// - Parameters:
  ///   - references: the records.
  ///   - repeats: for each record, 0-based half-open stretches that also occur elsewhere in the genome.
  init(references: [DNASequence], repeats: [[Range<Int>]]) {
    let gap = [UInt8](repeating: Self.padding, count: Self.paddingLength)
    var codes = gap
    var ranges: [Range<Int>] = []
    for reference in references {
      ranges.append(codes.count..<codes.count + reference.count)
      codes += reference.codes.map { $0 < 4 ? $0 : Self.padding }
      codes += gap
    }
    var masked = [Bool](repeating: false, count: codes.count)
    for (range, stretches) in zip(ranges, repeats) {
      for stretch in stretches {
        for offset in stretch.clamped(to: 0..<range.count) { masked[range.lowerBound + offset] = true }
      }
    }
    var counts: [Int32] = [0]
    counts.reserveCapacity(codes.count + 1)
    for isMasked in masked { counts.append(counts[counts.count - 1] + (isMasked ? 1 : 0)) }
    self.codes = codes
    self.ranges = ranges
    self.repeatCounts = counts
  }

  /// How many bases of a text range lie in repeats.
  @inline(__always) func repeatBases(from start: Int, to end: Int) -> Int {
    Int(repeatCounts[end] - repeatCounts[start])
  }

  /// Whether the base at a text offset lies in a repeat.
  @inline(__always) func isRepeat(_ offset: Int) -> Bool {
    repeatCounts[offset + 1] != repeatCounts[offset]
  }

  /// The reference that a text offset lies on; padding counts to the reference after it. O(references).
  func reference(at offset: Int) -> Int {
    var index = 0
    while index < ranges.count - 1 && offset >= ranges[index].upperBound { index += 1 }
    return index
  }
}
