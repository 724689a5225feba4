// Finds the blocks of bzip2 streams, which begin at any bit, without decoding them.

internal import CKernels

/// A run of bits that begins anywhere in its first byte.
struct BitRun {
  var bytes: [UInt8] = []
  /// Bits of the first byte that come before the run.
  var skippedBits = 0
  /// Bits of the run.
  var count = 0
}

/// What the scanner finds, in file order.
enum Bzip2Item {
  /// One block, its magic included, of a stream of the given level (1-9), and where it lies in the file.
  case block(BitRun, level: UInt8, offset: Int)
  /// The end of a stream with the CRC of all its blocks.
  case streamEnd(crc: UInt32, offset: Int)
}

/// Splits bzip2 files of any number of streams into blocks.
struct Bzip2Scanner {
  static let blockMagic = UInt64(COLLAGEN_BZIP2_BLOCK)
  static let endMagic = UInt64(COLLAGEN_BZIP2_END)
  private static let magicMask: UInt64 = 0xFFFF_FFFF_FFFF
  /// No block of 900,000 bytes packs to more: 20 bits a symbol.
  private static let longestBlock = 3 << 20

  private let cursor: CompressedCursor
  private var hasStream = false
  private var isInsideStream = false
  private var level: UInt8 = 0
  private var blockOffset = 0
  /// The last eight bytes.
  private var window: UInt64 = 0
  private var block = BitRun()

  init(_ cursor: CompressedCursor) {
    self.cursor = cursor
  }

  /// The next block or stream end; nil at the end of the file.
  mutating func next() throws(ParseError) -> Bzip2Item? {
    if !isInsideStream {
      guard try beginStream() else { return nil }
      let magic = try readMagic()
      if magic == Bzip2Scanner.endMagic { return try endStream(bitsLeft: 0) }
      guard magic == Bzip2Scanner.blockMagic else { throw bad("no block where the first one should be") }
      isInsideStream = true
      blockOffset = cursor.offset - 6
      block = BitRun(bytes: Bzip2Scanner.bytes(of: window, count: 6), skippedBits: 0, count: 0)
    }
    if block.bytes.isEmpty { return try endStream(bitsLeft: pendingBits) }
    return try scanBlock()
  }

  /// Bits of the last byte that follow the magic of a stream end.
  private var pendingBits = 0

  /// Reads on to the next magic and gives the block before it.
  private mutating func scanBlock() throws(ParseError) -> Bzip2Item {
    while try cursor.refill() {
      guard block.bytes.count <= Bzip2Scanner.longestBlock else { throw bad("a block without an end") }
      let found = unsafe cursor.withAvailable { unsafe search($0) }
      cursor.advance(found.count)
      guard let bitsLeft = found.bitsLeft else { continue }
      return finishBlock(bitsLeft: bitsLeft)
    }
    throw truncated("inside the block at byte \(blockOffset)")
  }

  /// Looks for a magic that ends in one of the bytes, and keeps the bytes up to there.
  private mutating func search(_ available: UnsafeBufferPointer<UInt8>) -> (count: Int, bitsLeft: Int?) {
    var bitsLeft: Int32 = -1
    let count = unsafe collagen_bzip2_find(&window, available.baseAddress, available.count, &bitsLeft)
    unsafe block.bytes.append(contentsOf: available[..<count])
    return (count, bitsLeft < 0 ? nil : Int(bitsLeft))
  }

  /// The block that ends where the magic begins, which itself ended `bitsLeft` bits before the last byte did.
  private mutating func finishBlock(bitsLeft: Int) -> Bzip2Item {
    var done = block
    done.count = done.bytes.count * 8 - done.skippedBits - bitsLeft - 48
    let item = Bzip2Item.block(done, level: level, offset: blockOffset)
    let magic = (window >> UInt64(bitsLeft)) & Bzip2Scanner.magicMask
    if magic == Bzip2Scanner.endMagic {
      block = BitRun()
      pendingBits = bitsLeft
    } else {
      let kept = (48 + bitsLeft + 7) / 8
      blockOffset = cursor.offset - kept
      block = BitRun(
        bytes: Bzip2Scanner.bytes(of: window, count: kept), skippedBits: kept * 8 - 48 - bitsLeft, count: 0)
    }
    return item
  }

  private mutating func endStream(bitsLeft: Int) throws(ParseError) -> Bzip2Item {
    isInsideStream = false
    var crc = bitsLeft == 0 ? 0 : window & ((1 << UInt64(bitsLeft)) - 1)
    var bits = bitsLeft
    while bits < 32 {
      guard let byte = try cursor.nextByte() else { throw truncated("inside the end of a stream") }
      crc = crc << 8 | UInt64(byte)
      bits += 8
    }
    crc >>= UInt64(bits - 32)
    return .streamEnd(crc: UInt32(truncatingIfNeeded: crc), offset: cursor.offset)
  }

  /// Reads `BZh` and the level; false at the end of the file.
  private mutating func beginStream() throws(ParseError) -> Bool {
    guard try cursor.refill() else { return false }
    if hasStream && cursor.firstByte != 0x42 {
      try cursor.expectPadding(after: .bzip2)
      return false
    }
    for expected: UInt8 in [0x42, 0x5A, 0x68] {
      guard let byte = try cursor.nextByte() else { throw truncated("inside a stream header") }
      guard byte == expected else { throw bad("no stream header") }
    }
    guard let digit = try cursor.nextByte() else { throw truncated("inside a stream header") }
    guard (0x31...0x39).contains(digit) else { throw bad("a level other than 1-9") }
    level = digit - 0x30
    hasStream = true
    return true
  }

  private mutating func readMagic() throws(ParseError) -> UInt64 {
    window = 0
    for _ in 0..<6 {
      guard let byte = try cursor.nextByte() else { throw truncated("after a stream header") }
      window = window << 8 | UInt64(byte)
    }
    return window
  }

  private static func bytes(of window: UInt64, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: window >> UInt64(8 * (count - 1 - $0))) }
  }

  private func bad(_ reason: String) -> ParseError {
    ParseError(
      code: .badContainerHeader, file: cursor.name, offset: cursor.offset, message: "bzip2: \(reason)",
      remedy: "the file is damaged; get it again")
  }

  private func truncated(_ place: String) -> ParseError {
    ParseError(
      code: .truncatedContainer, file: cursor.name, offset: cursor.offset, message: "the bzip2 file ends \(place)",
      remedy: "it was cut off; get it again")
  }
}
