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

/// Byte checks on words of eight bytes, four words at a time. The last group overlaps the one before, so no byte
/// outside is read.
enum ByteClassKernel {
  private typealias Words = SIMD4<UInt64>

  @inline(__always)
  private static func splat(_ byte: UInt64) -> Words {
    Words(repeating: byte &* 0x0101_0101_0101_0101)
  }

  /// High bit of each byte set where it is not one of A, C, G, T, a, c, g, t.
  @inline(__always)
  private static func notACGT(_ words: Words) -> Words {
    // Adding 0x7F to a byte below 0x80 sets its high bit unless the byte is 0. A and C differ in bit 1 only.
    let fill = splat(0x7F)
    let lower = words | splat(0x20)
    let isNotAC = ((lower | splat(2)) ^ splat(0x63)) &+ fill
    let isNotG = (lower ^ splat(0x67)) &+ fill
    let isNotT = (lower ^ splat(0x74)) &+ fill
    return (isNotAC & isNotG & isNotT) | words
  }

  /// High bit of each byte set where it is below `lowest` or above 126; bytes next to one above 127 may be flagged too.
  @inline(__always)
  private static func isOutside(_ words: Words, lowest: UInt64) -> Words {
    ~(words &+ splat(0x80 - lowest)) | (words &+ splat(1)) | words
  }

  /// Whether `flag` sets a high bit for any byte; `A` stands in where there are too few bytes for a group.
  @inline(__always)
  private static func anyFlag(_ start: UnsafePointer<UInt8>, _ count: Int, _ flag: (Words) -> Words) -> Bool {
    let raw = unsafe UnsafeRawPointer(start)
    var flags = Words(repeating: 0)
    if count >= 32 {
      let last = count - 32
      var index = 0
      while index < last {
        unsafe flags |= flag(raw.loadUnaligned(fromByteOffset: index, as: Words.self))
        index += 32
      }
      unsafe flags |= flag(raw.loadUnaligned(fromByteOffset: last, as: Words.self))
    } else {
      var words = splat(0x41)
      var index = 0
      while index + 8 <= count {
        unsafe words[index >> 3] = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index += 8
      }
      var rest: UInt64 = 0x4141_4141_4141_4141
      while index < count {
        unsafe rest = rest << 8 | UInt64(start[index])
        index += 1
      }
      words[3] = rest
      flags = flag(words)
    }
    return (flags[0] | flags[1] | flags[2] | flags[3]) & 0x8080_8080_8080_8080 != 0
  }

  /// Whether all bytes are A, C, G or T in either case.
  @inline(__always)
  static func isPlainBases(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count, notACGT)
  }

  /// Whether all bytes are 33...126.
  @inline(__always)
  static func isQualities(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count) { isOutside($0, lowest: 33) }
  }

  /// Whether all bytes are printable ASCII or space. False does not mean that the title is bad.
  @inline(__always)
  static func isPlainTitle(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe !anyFlag(start, count) { isOutside($0, lowest: 32) }
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
