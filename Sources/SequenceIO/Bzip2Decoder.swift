// bzip2 on all cores: the kernel of CKernels decodes a block in each thread (docs/decisions/0286). What it leaves is wrapped as a
// stream of one block and given to libbz2, which has the last word on what is damaged.

internal import CBzip2
internal import CKernels

/// Memory in which a block is decoded: 13 MB, of which small blocks touch little, and whole ones 6 MB.
@safe
final class Bzip2Room: @unchecked Sendable {
  let base = UnsafeMutableRawPointer.allocate(byteCount: collagen_bzip2_room(), alignment: 64)

  deinit {
    unsafe base.deallocate()
  }
}

/// Gives out rooms and takes them back: one for each thread that decodes.
final class Bzip2Rooms: @unchecked Sendable {
  private let monitor = Monitor()
  private var free: [Bzip2Room] = []

  func take() -> Bzip2Room { monitor.exclusively { free.popLast() } ?? Bzip2Room() }

  func recycle(_ room: Bzip2Room) { monitor.exclusively { free.append(room) } }
}

/// A block that one thread decodes. Filled by the reader, run by one thread, and read when it is done.
final class Bzip2Job: PoolJob, @unchecked Sendable {
  /// Text that is unpacked before it is asked for. A block may hold 46 MB.
  private static let unpacked = 8 << 20

  private let bits: BitRun
  private let level: UInt8
  /// Where the block lies in the file.
  let offset: Int
  /// The CRC that the block carries after its magic.
  private(set) var crc: UInt32 = 0
  /// Whether the block was decoded and its CRC was right.
  private(set) var isGood = false
  private var outputs: [ByteBuffer] = []
  /// Text whose runs are unpacked when it is asked for.
  private var packed: [UInt8] = []
  private let pool: BufferPool
  private let rooms: Bzip2Rooms

  init(_ bits: BitRun, level: UInt8, offset: Int, pool: BufferPool, rooms: Bzip2Rooms) {
    self.bits = bits
    self.level = level
    self.offset = offset
    self.pool = pool
    self.rooms = rooms
  }

  func run() {
    let room = rooms.take()
    decode(room)
    rooms.recycle(room)
    if !isGood && packed.isEmpty { decodeAlone() }
  }

  /// The text of the block, whose turn it is; the job has no more of it then. Empty if the block is not good.
  func takeText() -> [ByteBuffer] {
    if !packed.isEmpty {
      let text = packed
      packed = []
      unsafe text.withUnsafeBufferPointer { _ = unsafe unpack($0, most: .max) }
      if !isGood { decodeAlone() }
    }
    let text = outputs
    outputs = []
    return text
  }

  private func decode(_ room: Bzip2Room) {
    guard bits.count >= 80 else { return }
    unsafe bits.bytes.withUnsafeBufferPointer { source in
      var block = unsafe collagen_bzip2_block()
      unsafe block.bytes = source.baseAddress
      unsafe block.byte_count = source.count
      unsafe block.first_bit = bits.skippedBits
      unsafe block.bit_count = bits.count
      unsafe block.largest = UInt32(level) * 100_000
      unsafe collagen_bzip2_decode(&block, room.base)
      guard unsafe block.is_good != 0 else { return }
      unsafe crc = block.crc
      let text = unsafe UnsafeBufferPointer(start: block.text, count: Int(block.length))
      if unsafe !unpack(text, most: Bzip2Job.unpacked) { packed = unsafe Array(text) }
    }
  }

  /// Unpacks the runs of the block's text, which is good if the CRC is right and the count of the last run is not missing.
  ///
  /// - Returns: Whether it was all unpacked; false if it is more than `most` bytes, and then none of it is kept.
  private func unpack(_ text: UnsafeBufferPointer<UInt8>, most: Int) -> Bool {
    var state = collagen_bzip2_text()
    var buffers: [ByteBuffer] = []
    var count = 0
    while true {
      let buffer = pool.take()
      let room = buffer.room
      let made = unsafe collagen_bzip2_expand(
        &state, text.baseAddress, text.count, buffer.base + buffer.end, room)
      buffer.end += made
      count += made
      if count > most { return false }
      if made > 0 { buffers.append(buffer) }
      if made < room { break }
    }
    guard state.crc == crc && state.run < 4 else { return true }
    outputs = buffers
    isGood = true
    return true
  }

  /// Decodes the block by libbz2.
  private func decodeAlone() {
    guard bits.count >= 80 else { return }
    var stream = Bzip2Job.aligned(bits)
    crc = 0
    for place in 6..<10 { crc = crc << 8 | UInt32(stream.bytes[place]) }
    Bzip2Job.append(Bzip2Scanner.endMagic, bits: 48, to: &stream)
    // The CRC of a stream of one block is that of the block.
    Bzip2Job.append(UInt64(crc), bits: 32, to: &stream)
    guard let text = decode([0x42, 0x5A, 0x68, 0x30 + level] + stream.bytes) else { return }
    outputs = text
    isGood = true
  }

  /// The bits of a run from the first bit of a byte on.
  private static func aligned(_ run: BitRun) -> BitRun {
    let count = (run.count + 7) / 8
    var bytes = [UInt8](repeating: 0, count: count)
    let shift = run.skippedBits
    for index in 0..<count {
      let next = index + 1 < run.bytes.count ? run.bytes[index + 1] : 0
      let pair = UInt16(run.bytes[index]) << 8 | UInt16(next)
      bytes[index] = UInt8(truncatingIfNeeded: pair >> UInt16(8 - shift))
    }
    let surplus = count * 8 - run.count
    if surplus > 0 { bytes[count - 1] &= 0xFF << UInt8(surplus) }
    return BitRun(bytes: bytes, skippedBits: 0, count: run.count)
  }

  private static func append(_ value: UInt64, bits: Int, to run: inout BitRun) {
    for bit in stride(from: bits - 1, through: 0, by: -1) {
      if run.count % 8 == 0 { run.bytes.append(0) }
      if value >> UInt64(bit) & 1 != 0 { run.bytes[run.count / 8] |= 0x80 >> UInt8(run.count % 8) }
      run.count += 1
    }
  }

  /// Decodes a whole stream into buffers; `nil` when libbz2 finds a fault.
  private func decode(_ source: [UInt8]) -> [ByteBuffer]? {
    var stream = unsafe bz_stream()
    guard unsafe BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK else { return nil }
    var outputs: [ByteBuffer] = []
    defer { unsafe BZ2_bzDecompressEnd(&stream) }
    return unsafe source.withUnsafeBufferPointer { input in
      unsafe stream.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?.assumingMemoryBound(to: CChar.self)
      unsafe stream.avail_in = UInt32(input.count)
      while true {
        let buffer = pool.take()
        let room = buffer.room
        unsafe stream.next_out = UnsafeMutableRawPointer(buffer.base + buffer.end).assumingMemoryBound(to: CChar.self)
        unsafe stream.avail_out = UInt32(room)
        let status = unsafe BZ2_bzDecompress(&stream)
        let made = unsafe room - Int(stream.avail_out)
        buffer.end += made
        if made > 0 { outputs.append(buffer) }
        if status == BZ_STREAM_END { return unsafe stream.avail_in == 0 ? outputs : nil }
        guard status == BZ_OK && made > 0 else { return nil }
      }
    }
  }
}

/// Decodes bzip2 files of any number of streams, checking the CRC of every block and of every stream.
final class Bzip2Decoder: ChunkSource {
  private enum Item {
    case block(Bzip2Job)
    case streamEnd(crc: UInt32, offset: Int)
  }

  /// Blocks and ends of streams that are read ahead: a file may be nothing but empty streams.
  private static let mostItems = 64

  private let name: String
  private let pool: BufferPool
  private let workers: OrderedPool<Bzip2Job>
  private var scanner: Bzip2Scanner
  private let rooms = Bzip2Rooms()
  private var items: [Item] = []
  /// Blocks that are given away and not yet taken.
  private var blocksWaiting = 0
  private var isReadToEnd = false
  private var readError: ParseError?
  private var ready: [ByteBuffer] = []
  private var combinedCRC: UInt32 = 0
  private(set) var completeness = Completeness.unproven

  init(_ cursor: CompressedCursor, pool: BufferPool, threads: Int) {
    name = cursor.name
    self.pool = pool
    scanner = Bzip2Scanner(cursor)
    workers = OrderedPool(threads: threads)
  }

  deinit {
    workers.close()
  }

  func next() throws(ParseError) -> ByteBuffer? {
    while ready.isEmpty {
      readAhead()
      guard !items.isEmpty else {
        if let readError { throw readError }
        completeness = .verified
        return nil
      }
      switch items.removeFirst() {
      case .block(let job): try take(job)
      case .streamEnd(let crc, let offset): try checkStream(crc, offset: offset)
      }
    }
    return ready.removeFirst()
  }

  private func readAhead() {
    let wanted = workers.threadCount == 1 ? 1 : workers.threadCount + 1
    while blocksWaiting < wanted && items.count < Bzip2Decoder.mostItems && !isReadToEnd {
      do throws(ParseError) {
        switch try scanner.next() {
        case .block(let bits, let level, let offset):
          let job = Bzip2Job(bits, level: level, offset: offset, pool: pool, rooms: rooms)
          items.append(.block(job))
          blocksWaiting += 1
          workers.submit(job)
        case .streamEnd(let crc, let offset): items.append(.streamEnd(crc: crc, offset: offset))
        case nil: isReadToEnd = true
        }
      } catch {
        readError = error
        isReadToEnd = true
      }
    }
  }

  private func take(_ block: Bzip2Job) throws(ParseError) {
    workers.finish(block)
    blocksWaiting -= 1
    let text = block.takeText()
    guard block.isGood else {
      throw ParseError(
        code: .badCompressedData, file: name, offset: block.offset,
        message: "the bzip2 block at byte \(block.offset) cannot be decoded, or its CRC differs",
        remedy: "the file is damaged; get it again")
    }
    combinedCRC = (combinedCRC << 1 | combinedCRC >> 31) ^ block.crc
    ready = text
  }

  private func checkStream(_ crc: UInt32, offset: Int) throws(ParseError) {
    guard crc == combinedCRC else {
      throw ParseError(
        code: .checksumMismatch, file: name, offset: offset,
        message: "the CRC of the bzip2 stream that ends at byte \(offset) differs",
        remedy: "the file is damaged; get it again")
    }
    combinedCRC = 0
  }
}
