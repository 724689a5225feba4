// A position in the compressed bytes: what the gzip, BGZF and bzip2 decoders read from.

/// Walks over the blocks of a reader, byte by byte or block by block, and knows the offset in the file.
@safe
final class CompressedCursor {
  let name: String
  private let reader: BlockReader
  private var block: ByteBuffer?
  /// Bytes of the file before the next one.
  private(set) var offset = 0
  /// Bytes given back by a decoder that had read ahead; they come before the block.
  private var givenBack: [UInt8] = []

  init(_ reader: BlockReader) {
    self.reader = reader
    name = reader.name
  }

  /// Makes sure that there are bytes; false at the end of the file.
  func refill() throws(ParseError) -> Bool {
    while givenBack.isEmpty && (block?.count ?? 0) == 0 {
      block = nil
      guard let next = try reader.next() else { return false }
      block = next
    }
    return true
  }

  /// The next byte, or nil at the end of the file.
  func nextByte() throws(ParseError) -> UInt8? {
    guard try refill() else { return nil }
    offset += 1
    if !givenBack.isEmpty { return givenBack.removeFirst() }
    guard let block else { return nil }
    block.start += 1
    return unsafe block.base[block.start - 1]
  }

  /// The bytes that lie in memory at the position, at least one after `refill` was true.
  func withAvailable<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if !givenBack.isEmpty {
      return unsafe givenBack.withUnsafeBufferPointer { unsafe body($0) }
    }
    guard let block else { return unsafe body(UnsafeBufferPointer(start: nil, count: 0)) }
    return unsafe body(UnsafeBufferPointer(start: block.base + block.start, count: block.count))
  }

  /// The byte at the position, after `refill` was true.
  var firstByte: UInt8? {
    unsafe withAvailable { unsafe $0.first }
  }

  /// Moves past bytes that `withAvailable` had shown.
  func advance(_ count: Int) {
    offset += count
    if !givenBack.isEmpty {
      givenBack.removeFirst(count)
    } else {
      block?.start += count
    }
  }

  /// Puts bytes back in front of the position.
  func giveBack(_ bytes: [UInt8]) {
    offset -= bytes.count
    givenBack = bytes + givenBack
  }

  /// Copies exactly `count` bytes; false when the file ends before.
  func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) throws(ParseError) -> Bool {
    var done = 0
    while done < count {
      guard try refill() else { return false }
      let step = unsafe withAvailable { available -> Int in
        let step = min(available.count, count - done)
        if let base = available.baseAddress { unsafe (target + done).update(from: base, count: step) }
        return step
      }
      advance(step)
      done += step
    }
    return true
  }

  /// Shows up to `count` bytes without moving.
  func peek(_ count: Int) throws(ParseError) -> [UInt8] {
    guard try refill() else { return [] }
    let available = unsafe withAvailable { unsafe Array($0.prefix(count)) }
    guard available.count < count else { return available }
    var bytes: [UInt8] = []
    while bytes.count < count, let byte = try nextByte() { bytes.append(byte) }
    giveBack(bytes)
    return bytes
  }

  /// Takes all bytes at the position that lie together, for input that needs no decoding.
  func takeBlock() throws(ParseError) -> ByteBuffer? {
    guard try refill() else { return nil }
    if !givenBack.isEmpty {
      let taken = ByteBuffer(capacity: givenBack.count, start: 0)
      unsafe givenBack.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { unsafe taken.append(base, count: buffer.count) }
      }
      advance(taken.count)
      return taken
    }
    let taken = block
    block = nil
    offset += taken?.count ?? 0
    return taken
  }

  /// Reads to the end of the file, where only zero bytes may be left.
  ///
  /// - Throws: TRAILING_GARBAGE at the first other byte.
  func expectPadding(after container: CompressionFormat) throws(ParseError) {
    while try refill() {
      let first = unsafe withAvailable { available in unsafe available.firstIndex { $0 != 0 } }
      if let first {
        throw ParseError(
          code: .trailingGarbage, file: name, offset: offset + first,
          message: "bytes follow the end of the \(container.rawValue) data",
          remedy: "the file was joined or damaged; get it again")
      }
      advance(unsafe withAvailable { $0.count })
    }
  }
}
