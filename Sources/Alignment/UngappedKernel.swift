// Compares a read with the records on one diagonal, eight bases at a time.

/// Ungapped comparison: most reads need nothing else.
enum UngappedKernel {
  /// Mismatches noted; a read with more is not ungapped.
  static let mismatchCapacity = 64

  /// Notes where a read and a stretch of the text differ.
  ///
  /// - Parameters:
  ///   - read: codes, readable for `count` bases.
  ///   - text: codes of the references at the read's diagonal.
  ///   - limit: stops when more mismatches than this were found, at most ``mismatchCapacity``.
  ///   - offsets: receives the read offsets of the mismatches, in order.
  /// - Returns: the number of mismatches, or `limit + 1`.
  static func mismatches(
    _ read: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>, count: Int, limit: Int, offsets: FlatBuffer<Int32>
  ) -> Int {
    var found = 0
    var i = 0
    while i &+ 8 <= count {
      var different = unsafe ScreenKernel.load8(read + i) ^ ScreenKernel.load8(text + i)
      while different != 0 {
        let byte = different.trailingZeroBitCount >> 3
        if found == limit { return limit + 1 }
        offsets[found] = Int32(truncatingIfNeeded: i &+ byte)
        found &+= 1
        different &= ~(0xFF << UInt64(byte &* 8))
      }
      i &+= 8
    }
    while i < count {
      if unsafe read[i] != text[i] {
        if found == limit { return limit + 1 }
        offsets[found] = Int32(truncatingIfNeeded: i)
        found &+= 1
      }
      i &+= 1
    }
    return found
  }

  /// Calls `body` with every offset at which two stretches differ, eight bases at a time.
  @inline(__always) static func forEachMismatch(
    _ read: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>, count: Int, _ body: (Int) -> Void
  ) {
    var i = 0
    while i &+ 8 <= count {
      var different = unsafe ScreenKernel.load8(read + i) ^ ScreenKernel.load8(text + i)
      while different != 0 {
        let byte = different.trailingZeroBitCount >> 3
        body(i &+ byte)
        different &= ~(0xFF << UInt64(byte &* 8))
      }
      i &+= 8
    }
    while i < count {
      if unsafe read[i] != text[i] { body(i) }
      i &+= 1
    }
  }

  /// Bases at each end of a read in which two mismatches may hide a gap.
  static let endStretch = 40
  /// More mismatches than this in an end stretch are left to gapped alignment.
  private static let mostInStretch = 3

  /// Whether no gap can plausibly explain the mismatches better: none, one, or a few that lie apart.
  ///
  /// A gap near an end of the read shows as several mismatches from there to the end, one in the middle as a dense run.
  static func isSettled(_ offsets: FlatBuffer<Int32>, found: Int, count: Int) -> Bool {
    if found <= 1 { return true }
    if found > count / 16 { return false }
    if offsets[1] < endStretch || Int(offsets[found - 2]) >= count - endStretch { return false }
    return areApart(offsets, 0..<found)
  }

  /// Whether no three mismatches lie within 24 bases.
  private static func areApart(_ offsets: FlatBuffer<Int32>, _ numbers: Range<Int>) -> Bool {
    for k in numbers.dropFirst(2) where offsets[k] - offsets[k - 2] < 24 { return false }
    return true
  }

  /// Whether the mismatches that ``isSettled(_:found:count:)`` had doubts about are no gap and no clip after all.
  ///
  /// Two or three mismatches near an end are worth so little that only a gap of a few bases could pay. All those are
  /// tried: the end of the read is compared on the diagonals beside its own. What is left undecided, a tie too, is left
  /// to gapped alignment.
  ///
  /// - Parameters:
  ///   - read: codes, readable for `count` bases.
  ///   - text: codes of the references at the read's diagonal, readable for 8 bases before and after the read.
  static func isSettledByShifts(
    _ read: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>, count: Int, offsets: FlatBuffer<Int32>, found: Int,
    scoring: ScoringScheme
  ) -> Bool {
    guard found <= count / 16, count >= 2 * endStretch else { return false }
    var leading = 0
    while leading < found, Int(offsets[leading]) < endStretch { leading += 1 }
    var trailing = 0
    while trailing < found, Int(offsets[found - 1 - trailing]) >= count - endStretch { trailing += 1 }
    guard leading <= mostInStretch, trailing <= mostInStretch else { return false }
    let middle = max(0, leading - 1)..<max(leading, found - max(0, trailing - 1))
    guard areApart(offsets, middle) else { return false }
    for number in 1..<max(1, leading) {
      let end = Int(offsets[number]) + 1
      guard unsafe isBestOnItsDiagonal(read, text, stretch: 0..<end, mismatches: number + 1, scoring) else {
        return false
      }
    }
    for number in 1..<max(1, trailing) {
      let start = Int(offsets[found - 1 - number])
      guard
        unsafe isBestOnItsDiagonal(read, text, stretch: start..<count, mismatches: number + 1, scoring)
      else { return false }
    }
    return true
  }

  /// Whether an end of a read that begins (or ends) with its innermost mismatch scores less on every diagonal nearby,
  /// and less if it is clipped.
  private static func isBestOnItsDiagonal(
    _ read: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>, stretch: Range<Int>, mismatches: Int,
    _ scoring: ScoringScheme
  ) -> Bool {
    let worth = scoring.match + scoring.mismatch
    let matched = stretch.count - mismatches
    guard mismatches * scoring.mismatch < matched * scoring.match + scoring.endBonus else { return false }
    let isLeading = stretch.lowerBound == 0
    var length = 1
    while mismatches * worth >= scoring.anchoredGapCost(length) {
      guard length <= 8 else { return false }
      // What may still differ for the gap to be as good: the read loses the bases that an insertion takes.
      let spared = mismatches * worth - scoring.anchoredGapCost(length)
      let deleted = isLeading ? -length : length
      if unsafe differs(read, text + deleted, stretch) * worth <= spared { return false }
      let kept =
        isLeading
        ? 0..<max(0, stretch.upperBound - length)
        : min(stretch.lowerBound + length, stretch.upperBound)..<stretch.upperBound
      if unsafe differs(read, text - deleted, kept) * worth <= spared - length * scoring.match { return false }
      length += 1
    }
    return true
  }

  /// The number of bases of a stretch that differ.
  private static func differs(
    _ read: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>, _ stretch: Range<Int>
  ) -> Int {
    var count = 0
    for i in stretch where unsafe read[i] != text[i] { count += 1 }
    return count
  }
}
