// BGZF from any of its blocks on: what an index leads to.

/// Decodes the blocks of a regular file from an offset on, one after the other.
final class BGZFBlocks: ChunkSource {
  /// The empty block that ends a whole file.
  static let end = BGZFEncoder.endOfFile
  /// Room before the data of a block, where the rest of a record is put.
  private static let headroom = 32 << 10

  private let input: OpenInput
  private let inflater = DefaultInflater()
  /// Where the next block begins in the file.
  private(set) var offset: Int

  init(_ input: OpenInput, offset: Int) {
    self.input = input
    self.offset = offset
  }

  /// Known only from the end of the file; see ``hasEnd(_:)``.
  var completeness: Completeness { .unproven }

  /// Whether a file ends with the mark of its end.
  static func hasEnd(_ input: OpenInput) throws(ParseError) -> Bool {
    try input.bytes(at: max(0, input.identity.size - end.count), end.count) == end
  }

  func next() throws(ParseError) -> ByteBuffer? {
    while offset < input.identity.size {
      let block = try input.bytes(at: offset, 65_536)
      guard block.count >= 28, block[0] == 0x1F, block[1] == 0x8B, block[2] == 8, block[3] & 4 != 0,
        let size = BGZFBlocks.size(block)
      else { throw damaged(.badContainerHeader, "no block begins at byte \(offset)") }
      guard size.total <= block.count else { throw damaged(.truncatedContainer, "the file ends inside a block") }
      guard size.header + 8 < size.total else {
        throw damaged(.badContainerHeader, "the block at byte \(offset) is too small")
      }
      let buffer = try decode(block, size)
      offset += size.total
      if buffer.count > 0 { return buffer }
    }
    return nil
  }

  private func decode(_ block: [UInt8], _ size: (header: Int, total: Int)) throws(ParseError) -> ByteBuffer {
    func word(_ index: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(block[index + $1]) << (8 * UInt32($1)) } }
    let count = Int(word(size.total - 4))
    guard count <= 65_536 else { throw damaged(.sizeMismatch, "the block at byte \(offset) is larger than 64 KiB") }
    let buffer = ByteBuffer(capacity: BGZFBlocks.headroom + max(count, 1), start: BGZFBlocks.headroom)
    let target = unsafe UnsafeMutableBufferPointer(start: buffer.base + buffer.start, count: count)
    let isWhole = unsafe block.withUnsafeBufferPointer { bytes in
      unsafe inflater.whole(UnsafeBufferPointer(rebasing: bytes[size.header..<size.total - 8]), target)
    }
    guard isWhole else { throw damaged(.badCompressedData, "the block at byte \(offset) cannot be decoded") }
    guard unsafe DefaultInflater.crc32(0, UnsafeBufferPointer(target)) == word(size.total - 8) else {
      throw damaged(.checksumMismatch, "CRC-32 of the block at byte \(offset) differs")
    }
    buffer.end += count
    return buffer
  }

  /// Bytes of header and whole block, by its BC subfield.
  private static func size(_ block: [UInt8]) -> (header: Int, total: Int)? {
    let end = 12 + Int(block[10]) + Int(block[11]) << 8
    var index = 12
    while index + 6 <= min(end, block.count) {
      let count = Int(block[index + 2]) + Int(block[index + 3]) << 8
      if block[index] == 0x42, block[index + 1] == 0x43, count == 2 {
        return (end, Int(block[index + 4]) + Int(block[index + 5]) << 8 + 1)
      }
      index += 4 + count
    }
    return nil
  }

  private func damaged(_ code: ParseError.Code, _ reason: String) -> ParseError {
    ParseError(
      code: code, file: input.name, offset: offset, message: "BGZF: \(reason)",
      remedy: "the file is damaged; get it again")
  }
}
