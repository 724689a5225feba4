// bzip2 on all cores: each block is wrapped as a stream of one block and given to libbz2.

internal import CBzip2

/// One block that one thread decodes.
final class Bzip2Job: PoolJob, @unchecked Sendable {
  let offset: Int
  private var bits: BitRun
  private let level: UInt8
  private let pool: BufferPool
  /// The text of the block.
  private(set) var outputs: [ByteBuffer] = []
  /// Whether the block was decoded and its CRC was right.
  private(set) var isGood = false

  init(_ bits: BitRun, level: UInt8, offset: Int, pool: BufferPool) {
    self.bits = bits
    self.level = level
    self.offset = offset
    self.pool = pool
  }

  /// The CRC that the block carries after its magic.
  private(set) var crc: UInt32 = 0

  func run() {
    guard bits.count >= 80 else { return }
    var stream = Bzip2Job.aligned(bits)
    bits = BitRun()
    for index in 6..<10 { crc = crc << 8 | UInt32(stream.bytes[index]) }
    Bzip2Job.append(Bzip2Scanner.endMagic, bits: 48, to: &stream)
    // The CRC of a stream of one block is that of the block.
    Bzip2Job.append(UInt64(crc), bits: 32, to: &stream)
    isGood = decode([0x42, 0x5A, 0x68, 0x30 + level] + stream.bytes)
    if !isGood { outputs = [] }
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

  /// Decodes a whole stream into buffers; false when libbz2 finds a fault.
  private func decode(_ source: [UInt8]) -> Bool {
    var stream = unsafe bz_stream()
    guard unsafe BZ2_bzDecompressInit(&stream, 0, 0) == BZ_OK else { return false }
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
        if status == BZ_STREAM_END { return unsafe stream.avail_in == 0 }
        guard status == BZ_OK && made > 0 else { return false }
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

  private let name: String
  private let pool: BufferPool
  private let workers: OrderedPool<Bzip2Job>
  private var scanner: Bzip2Scanner
  private var items: [Item] = []
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
    let wanted = workers.threadCount == 1 ? 1 : workers.threadCount * 2
    while blocksWaiting < wanted && !isReadToEnd {
      do throws(ParseError) {
        switch try scanner.next() {
        case .block(let bits, let level, let offset):
          let job = Bzip2Job(bits, level: level, offset: offset, pool: pool)
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

  private func take(_ job: Bzip2Job) throws(ParseError) {
    blocksWaiting -= 1
    workers.finish(job)
    guard job.isGood else {
      throw ParseError(
        code: .badCompressedData, file: name, offset: job.offset,
        message: "the bzip2 block at byte \(job.offset) cannot be decoded, or its CRC differs",
        remedy: "the file is damaged; get it again")
    }
    combinedCRC = (combinedCRC << 1 | combinedCRC >> 31) ^ job.crc
    ready = job.outputs
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
