// The comparison that settles nearly all pairs: two titles, eight bytes at a time, up to where they tell the mates apart.

/// Compares titles in the styles that sequencers and archives write; `MateName.match` is the exact rule and the oracle.
enum MateNameKernel {
  /// Whether two titles are those of mates: `name/1` and `name/2`, Casava's `name 1:` and `name 2:`, SRA's `SRR1.7.1` and
  /// `SRR1.7.2`, or equal names without a number.
  ///
  /// True means that `MateName.match` says `.mates`; false says nothing. Titles below eight bytes are left to it.
  @inline(__always)
  static func areMates(
    _ first: UnsafePointer<UInt8>, _ firstCount: Int, _ second: UnsafePointer<UInt8>, _ secondCount: Int
  ) -> Bool {
    let last = min(firstCount, secondCount) - 8
    guard last >= 0 else { return false }
    var index = 0
    while true {
      let word = unsafe load(first + index)
      let difference = unsafe word ^ load(second + index)
      let blanks = zeroBytes(word ^ 0x2020_2020_2020_2020) | zeroBytes(word ^ 0x0909_0909_0909_0909)
      if difference | blanks != 0 {
        let place = index + min(difference.trailingZeroBitCount, blanks.trailingZeroBitCount) >> 3
        // A blank that is the first difference too is where the second title has none.
        return unsafe difference.trailingZeroBitCount >> 3 <= blanks.trailingZeroBitCount >> 3
          ? areNumbered(first, firstCount, second, secondCount, difference: place)
          : areEqual(first, firstCount, second, secondCount, end: place)
      }
      guard index < last else { break }
      index = min(index + 8, last)
    }
    return unsafe firstCount == secondCount && first[firstCount - 2] != UInt8(ascii: "/")
  }

  /// The names are equal and end at a blank: the numbers may follow it.
  @inline(__always)
  private static func areEqual(
    _ first: UnsafePointer<UInt8>, _ firstCount: Int, _ second: UnsafePointer<UInt8>, _ secondCount: Int, end: Int
  ) -> Bool {
    if unsafe end >= 3 && first[end - 2] == UInt8(ascii: "/") { return false }
    let hasColon = unsafe end + 2 < firstCount && first[end + 2] == UInt8(ascii: ":")
    let secondHasColon = unsafe end + 2 < secondCount && second[end + 2] == UInt8(ascii: ":")
    guard hasColon || secondHasColon else { return true }
    return unsafe hasColon && secondHasColon && first[end + 1] == UInt8(ascii: "1")
      && second[end + 1] == UInt8(ascii: "2")
  }

  /// The titles differ for the first time at `difference`, with no blank before: that must be a number at the end of the
  /// name.
  @inline(__always)
  private static func areNumbered(
    _ first: UnsafePointer<UInt8>, _ firstCount: Int, _ second: UnsafePointer<UInt8>, _ secondCount: Int,
    difference: Int
  ) -> Bool {
    let end = difference + 1
    guard unsafe end >= 3 && first[difference] == UInt8(ascii: "1") && second[difference] == UInt8(ascii: "2"),
      unsafe (end == firstCount || isBlank(first[end])) && (end == secondCount || isBlank(second[end]))
    else { return false }
    if unsafe first[difference - 1] == UInt8(ascii: "/") { return true }
    return unsafe first[difference - 1] == UInt8(ascii: ".")
      && isArchiveName(first, firstCount, end: end) && isArchiveName(second, secondCount, end: end)
  }

  /// Whether a title of `end` bytes up to its first blank is a run, a spot and a read number of the Sequence Read Archive,
  /// and no number of another style follows.
  @inline(__always)
  private static func isArchiveName(_ title: UnsafePointer<UInt8>, _ count: Int, end: Int) -> Bool {
    guard unsafe end >= 7 && title[1] == UInt8(ascii: "R") && title[2] == UInt8(ascii: "R") else { return false }
    if unsafe end + 2 < count && title[end + 2] == UInt8(ascii: ":") { return false }
    var points = 0
    for index in 0..<end where unsafe title[index] == UInt8(ascii: ".") { points += 1 }
    return points == 2
  }

  @inline(__always)
  private static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// The lowest set bit lies in the lowest byte that is 0; no bit is set if none is (bits above the lowest may be wrong).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9
  }
}
