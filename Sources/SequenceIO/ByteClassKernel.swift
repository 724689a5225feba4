// Checks of every base, quality and title byte, eight at a time, with a table as the exact fallback and oracle.

/// What a byte may be in a sequence.
enum BaseClass {
  /// An IUPAC letter of DNA, either case.
  static let base: UInt8 = 0
  /// U, u or `.`: read as another letter.
  static let rewritten: UInt8 = 1
  /// No nucleotide.
  static let invalid: UInt8 = 2

  /// The class of each byte.
  static let table: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    for letter in "ACGTRYSWKMBDHVNacgtryswkmbdhvn".utf8 { table[Int(letter)] = base }
    for letter in "Uu.".utf8 { table[Int(letter)] = rewritten }
    return table
  }()

  /// What a byte is read as.
  @inline(__always)
  static func normalized(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "U"): UInt8(ascii: "T")
    case UInt8(ascii: "u"): UInt8(ascii: "t")
    case UInt8(ascii: "."): UInt8(ascii: "N")
    default: byte
    }
  }
}

/// Word-at-a-time byte checks. Each looks at `count` bytes from `start`; when there are eight or more, the last word
/// overlaps the one before, so no byte outside is read.
enum ByteClassKernel {
  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  private static func word(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self)
  }

  /// High bit of each byte set where it is not one of A, C, G, T, a, c, g, t.
  @inline(__always)
  private static func notACGT(_ word: UInt64) -> UInt64 {
    let lower = word | (ones &* 0x20)
    // A and C differ in bit 1 only. Adding 0x7F to a byte below 0x80 sets its high bit unless the byte is 0.
    let fill = ones &* 0x7F
    let isNotAC = ((lower | (ones &* 2)) ^ (ones &* 0x63)) &+ fill
    let isNotG = (lower ^ (ones &* 0x67)) &+ fill
    let isNotT = (lower ^ (ones &* 0x74)) &+ fill
    return (isNotAC & isNotG & isNotT) | word
  }

  /// High bit of each byte set where it is not in 33...126.
  @inline(__always)
  private static func notQuality(_ word: UInt64) -> UInt64 {
    ~(word &+ (ones &* (0x80 - 33))) | (word &+ ones) | word
  }

  /// High bit of each byte set where it is below 32 or is 127; bytes of 128 and above may be flagged too.
  @inline(__always)
  private static func notTitle(_ word: UInt64) -> UInt64 {
    ~(word &+ (ones &* (0x80 - 32))) | (word &+ ones) | word
  }

  @inline(__always)
  private static func anyFlag(
    _ start: UnsafePointer<UInt8>, _ count: Int, filler: UInt8, _ flag: (UInt64) -> UInt64
  ) -> Bool {
    guard count >= 8 else {
      var padded = ones &* UInt64(filler)
      for index in 0..<count {
        padded = padded << 8 | UInt64(unsafe start[index])
      }
      return flag(padded) & high != 0
    }
    var flags: UInt64 = 0
    let last = count - 8
    var index = 0
    while index < last {
      unsafe flags |= flag(word(start + index))
      index += 8
    }
    unsafe flags |= flag(word(start + last))
    return flags & high != 0
  }

  /// Whether all bytes are A, C, G or T in either case.
  @inline(__always)
  static func isPlainBases(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count, filler: 65, notACGT)
  }

  /// Whether all bytes are 33...126.
  @inline(__always)
  static func isQualities(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count, filler: 65, notQuality)
  }

  /// Whether all bytes are printable ASCII or space. False does not mean that the title is bad.
  @inline(__always)
  static func isPlainTitle(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count, filler: 65, notTitle)
  }

  /// The highest class of the bytes, by the table.
  static func highestBaseClass(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
    let table = BaseClass.table.span
    precondition(table.count == 256)
    var highest: UInt8 = 0
    for index in 0..<count {
      unsafe highest |= table[Int(start[index])]
    }
    return highest
  }

  /// The first byte that is no nucleotide.
  static func firstBadBase(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let table = BaseClass.table.span
    return (0..<count).first { unsafe table[Int(start[$0])] == BaseClass.invalid }
  }

  /// The first byte outside 33...126.
  static func firstBadQuality(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    (0..<count).first { unsafe start[$0] < 33 || start[$0] > 126 }
  }

  /// The first control byte of a title other than a tab.
  static func firstBadTitleByte(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    (0..<count).first { unsafe (start[$0] < 32 && start[$0] != 9) || start[$0] == 127 }
  }

  /// Rewrites U, u and `.` in place.
  static func normalize(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) {
    for index in 0..<count {
      unsafe start[index] = BaseClass.normalized(start[index])
    }
  }
}
