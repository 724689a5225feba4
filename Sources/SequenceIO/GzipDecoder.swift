// gzip members one after the other, inflated straight into the buffers that records are parsed in.

/// Something that yields the decompressed text in buffers with headroom.
protocol ChunkSource: AnyObject {
  /// The next part of the text, never empty; nil at the end.
  func next() throws(ParseError) -> ByteBuffer?
  /// How far the end is proven; meaningful once `next` has returned nil.
  var completeness: Completeness { get }
}

/// Decodes a gzip file of any number of members; BGZF blocks are members too.
///
/// Never call a file whole before its last CRC-32 and ISIZE are checked: an error that is found after some bytes of a
/// buffer were decoded is thrown by the call that follows, so that its place in the text is known.
final class GzipDecoder<Backend: Inflater>: ChunkSource {
  private let cursor: CompressedCursor
  private let pool: BufferPool
  private let inflater = Backend()
  private var isInsideMember = false
  private var isAtEnd = false
  private var hasMembers: Bool
  private var pending: ParseError?

  private var memberStart = 0
  private var memberBlockSize: Int?
  private var memberCRC: UInt32 = 0
  private var memberCount: UInt64 = 0
  /// Whether BGZF blocks were seen, and whether the last member was their end-of-file block.
  private var hasBlocks: Bool
  private var endsWithEmptyBlock = false

  private(set) var completeness = Completeness.unproven

  /// Begins at the header of the first member.
  init(_ cursor: CompressedCursor, pool: BufferPool) {
    self.cursor = cursor
    self.pool = pool
    hasBlocks = false
    hasMembers = false
  }

  /// Goes on after BGZF blocks, behind the header of a member that is none.
  init(_ cursor: CompressedCursor, pool: BufferPool, openedMemberAt start: Int) {
    self.cursor = cursor
    self.pool = pool
    hasBlocks = true
    hasMembers = true
    memberStart = start
    isInsideMember = true
  }

  func next() throws(ParseError) -> ByteBuffer? {
    if let pending { throw pending }
    let buffer = pool.take()
    do throws(ParseError) {
      while buffer.room > 0 && !isAtEnd {
        if isInsideMember {
          try inflate(into: buffer)
        } else {
          try beginMember()
        }
      }
    } catch {
      guard buffer.count > 0 else { throw error }
      pending = error
    }
    return buffer.count > 0 ? buffer : nil
  }

  /// Reads the header of the next member, or finds the end of the file.
  private func beginMember() throws(ParseError) {
    guard try cursor.refill() else { return finish() }
    if hasMembers {
      if cursor.firstByte != 0x1F {
        try cursor.expectPadding(after: .gzip)
        return finish()
      }
    }
    memberStart = cursor.offset
    let header = try GzipHeader(cursor)
    memberBlockSize = header.blockSize
    if header.blockSize != nil { hasBlocks = true }
    inflater.reset()
    memberCRC = 0
    memberCount = 0
    hasMembers = true
    isInsideMember = true
  }

  private func finish() {
    isAtEnd = true
    completeness = hasBlocks && !endsWithEmptyBlock ? .unproven : .verified
  }

  /// Decodes as much as fits.
  private func inflate(into buffer: ByteBuffer) throws(ParseError) {
    guard try cursor.refill() else { throw truncated() }
    let target = unsafe UnsafeMutableBufferPointer(start: buffer.base + buffer.end, count: buffer.room)
    let step = unsafe cursor.withAvailable { unsafe inflater.step($0, target) }
    let made = unsafe UnsafeBufferPointer(rebasing: target.prefix(step.produced))
    unsafe memberCRC = Backend.crc32(memberCRC, made)
    memberCount += UInt64(step.produced)
    buffer.end += step.produced
    cursor.advance(step.consumed)
    switch step.state {
    case .invalid:
      throw ParseError(
        code: .badCompressedData, file: cursor.name, offset: cursor.offset,
        message: "the compressed data cannot be decoded", remedy: "the file is damaged; get it again")
    case .needsMore:
      if step.consumed == 0 && step.produced == 0 && buffer.room > 0 {
        throw ParseError(
          code: .badCompressedData, file: cursor.name, offset: cursor.offset,
          message: "the compressed data leads nowhere", remedy: "the file is damaged; get it again")
      }
    case .finished:
      cursor.giveBack(inflater.readAhead())
      try endMember()
    }
  }

  /// Checks the trailer of a member.
  private func endMember() throws(ParseError) {
    let crcOffset = cursor.offset
    let crc = try trailerWord()
    let size = try trailerWord()
    guard crc == memberCRC else {
      throw ParseError(
        code: .checksumMismatch, file: cursor.name, offset: crcOffset,
        message: "CRC-32 of the gzip member at byte \(memberStart) differs", remedy: "the file is damaged; get it again"
      )
    }
    guard size == UInt32(truncatingIfNeeded: memberCount) else {
      throw ParseError(
        code: .sizeMismatch, file: cursor.name, offset: crcOffset + 4,
        message: "ISIZE of the gzip member at byte \(memberStart) differs", remedy: "the file is damaged; get it again")
    }
    if let blockSize = memberBlockSize {
      guard cursor.offset - memberStart == blockSize, memberCount <= 65_536 else {
        throw ParseError(
          code: .sizeMismatch, file: cursor.name, offset: memberStart,
          message: "BSIZE of the BGZF block at byte \(memberStart) differs",
          remedy: "the file is damaged; get it again")
      }
    }
    endsWithEmptyBlock = memberBlockSize == 28 && memberCount == 0
    if memberBlockSize == nil { hasBlocks = false }
    isInsideMember = false
  }

  private func trailerWord() throws(ParseError) -> UInt32 {
    var word: UInt32 = 0
    for shift: UInt32 in [0, 8, 16, 24] {
      guard let byte = try cursor.nextByte() else { throw truncated() }
      word |= UInt32(byte) << shift
    }
    return word
  }

  private func truncated() -> ParseError {
    ParseError(
      code: .truncatedContainer, file: cursor.name, offset: cursor.offset,
      message: "the file ends inside the gzip member at byte \(memberStart)", remedy: "it was cut off; get it again")
  }
}

/// Text that is not packed: the blocks as they were read.
final class PlainDecoder: ChunkSource {
  private let cursor: CompressedCursor
  let completeness = Completeness.verified

  init(_ cursor: CompressedCursor) {
    self.cursor = cursor
  }

  func next() throws(ParseError) -> ByteBuffer? {
    try cursor.takeBlock()
  }
}
