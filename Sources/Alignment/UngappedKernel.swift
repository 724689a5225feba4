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

  /// Whether no gap can plausibly explain the mismatches better: none, one, or a few that lie apart.
  ///
  /// A gap near an end of the read shows as several mismatches from there to the end, one in the middle as a dense run.
  static func isSettled(_ offsets: FlatBuffer<Int32>, found: Int, count: Int) -> Bool {
    if found <= 1 { return true }
    if found > count / 16 { return false }
    if offsets[1] < 40 || Int(offsets[found - 2]) >= count - 40 { return false }
    if found >= 3 {
      for k in 2..<found where offsets[k] - offsets[k - 2] < 24 { return false }
    }
    return true
  }
}
