// The header of one gzip member (RFC 1952, section 2.3), read byte by byte and fully checked.

internal import CZlib

/// What the decoder needs to know of a member's header.
struct GzipHeader {
  /// BSIZE + 1 of the BC subfield: the size of the whole BGZF block; nil for other members.
  var blockSize: Int?
  /// Bytes of the header itself.
  var count = 0

  /// Reads a header whose first byte is the next one.
  ///
  /// - Throws: TRUNCATED_CONTAINER, BAD_CONTAINER_HEADER or CHECKSUM_MISMATCH.
  init(_ cursor: CompressedCursor) throws(ParseError) {
    var reader = HeaderReader(cursor: cursor)
    guard try reader.byte() == 0x1F, try reader.byte() == 0x8B else { throw reader.bad("no gzip magic") }
    guard try reader.byte() == 8 else { throw reader.bad("compression method other than deflate") }
    let flags = try reader.byte()
    guard flags & 0xE0 == 0 else { throw reader.bad("reserved flags are set") }
    for _ in 0..<6 { _ = try reader.byte() }
    if flags & 4 != 0 { blockSize = try GzipHeader.extraField(&reader) }
    if flags & 8 != 0 { try reader.skipText() }
    if flags & 16 != 0 { try reader.skipText() }
    if flags & 2 != 0 {
      let expected = UInt16(truncatingIfNeeded: reader.crc)
      let stored = try reader.word()
      guard stored == expected else {
        throw ParseError(
          code: .checksumMismatch, file: cursor.name, offset: cursor.offset - 2,
          message: "the check sum of a gzip header differs", remedy: "the file is damaged; get it again")
      }
    }
    count = reader.count
  }

  /// Reads FEXTRA and finds the size in its BC subfield. A field of other programs need not be made of subfields: what
  /// does not fit is passed over, as the field itself says how long it is.
  private static func extraField(_ reader: inout HeaderReader) throws(ParseError) -> Int? {
    var remaining = Int(try reader.word())
    var blockSize: Int?
    while remaining >= 4 {
      let first = try reader.byte()
      let second = try reader.byte()
      let length = Int(try reader.word())
      remaining -= 4
      guard length <= remaining else {
        blockSize = nil
        break
      }
      if first == 0x42 && second == 0x43 && length == 2 {
        blockSize = Int(try reader.word()) + 1
      } else {
        for _ in 0..<length { _ = try reader.byte() }
      }
      remaining -= length
    }
    for _ in 0..<remaining { _ = try reader.byte() }
    return blockSize
  }
}

/// Reads header bytes and sums them.
private struct HeaderReader {
  let cursor: CompressedCursor
  var count = 0
  var crc: UInt = 0

  init(cursor: CompressedCursor) {
    self.cursor = cursor
  }

  mutating func byte() throws(ParseError) -> UInt8 {
    guard var byte = try cursor.nextByte() else {
      throw ParseError(
        code: .truncatedContainer, file: cursor.name, offset: cursor.offset,
        message: "the file ends inside a gzip header", remedy: "it was cut off; get it again")
    }
    count += 1
    unsafe crc = crc32(crc, &byte, 1)
    return byte
  }

  mutating func word() throws(ParseError) -> UInt16 {
    let low = UInt16(try byte())
    return low | UInt16(try byte()) << 8
  }

  mutating func skipText() throws(ParseError) {
    while try byte() != 0 {}
  }

  func bad(_ reason: String) -> ParseError {
    ParseError(
      code: .badContainerHeader, file: cursor.name, offset: cursor.offset - 1,
      message: "bad gzip header: \(reason)", remedy: "the file is damaged; get it again")
  }
}
