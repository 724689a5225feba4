// Finds sequencing adapter at the 3' ends of reads whose template is shorter than they are.

/// Adapter read-through.
///
///     template         5' [==========] 3'
///     first read       5' [==========>aaaa        a: adapter
///     second read         aaaa<==========] 5'
///
/// A pair shows it: the first one and the other strand of the second one agree over the template's length. A
/// single read shows it only by the adapter's first bases.
enum AdapterTrimming {
  /// The shortest template looked for.
  static let minimumTemplate = 24
  /// First bases of the adapters of Illumina TruSeq and of Nextera (codes), as printed in Illumina's adapter document.
  static let prefixes: [[UInt8]] = ["AGATCGGAAGAGC", "CTGTCTCTTATACACATCT"].map { letters in
    letters.utf8.map { $0 == 65 ? 0 : $0 == 67 ? 1 : $0 == 71 ? 2 : 3 }
  }

  /// The length of a template that is shorter than a read of the pair, or `nil`.
  ///
  /// One mismatch in eight bases is allowed for; the longest fitting template is taken.
  static func templateLength(_ first: MateBuffers, _ second: MateBuffers) -> Int? {
    let longest = max(first.totalCount, second.totalCount) - 1
    let forward = unsafe first.allCodes(false)
    let reverse = unsafe second.allCodes(true)
    guard longest >= minimumTemplate, let read = forward.baseAddress, let mate = reverse.baseAddress else { return nil }
    for length in stride(from: longest, through: minimumTemplate, by: -1) {
      // Offsets on the template that both reads cover.
      let start = max(0, length - second.totalCount)
      let end = min(length, first.totalCount)
      guard end - start >= minimumTemplate else { continue }
      let shift = second.totalCount - length
      if unsafe agree(read + start, mate + (start + shift), count: end - start) { return length }
    }
    return nil
  }

  /// Whether two stretches differ in at most an eighth of their bases, and little at first sight.
  private static func agree(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
    // Most stretches differ at once: eight bases show it.
    if count >= 8 {
      let word = unsafe ScreenKernel.load8(left) ^ ScreenKernel.load8(right)
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      if (((word & low) &+ low | word) & ~low).nonzeroBitCount > 3 { return false }
    }
    let limit = count / 8
    var different = 0
    for i in 0..<count where unsafe left[i] != right[i] {
      different += 1
      if different > limit { return false }
      if i < 16 && different > 3 { return false }
    }
    return true
  }

  /// Where an adapter starts in a read, or `nil`: one mismatch in the first twelve bases, none when the read ends within.
  static func adapterStart(_ mate: MateBuffers) -> Int? {
    let codes = unsafe mate.allCodes(false)
    for prefix in prefixes {
      for start in 0..<max(0, mate.totalCount - 7) {
        let length = min(prefix.count, mate.totalCount - start)
        var different = 0
        for i in 0..<length where unsafe codes[start + i] != prefix[i] {
          different += 1
          if different > 1 { break }
        }
        if different == 0 || (different == 1 && length >= 12) { return start }
      }
    }
    return nil
  }
}
