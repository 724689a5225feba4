// bzip2 on all cores: several blocks a thread side by side, as each alone waits for memory (docs/decisions/0270). What the
// kernel leaves is wrapped as a stream of one block and given to libbz2, which has the last word on what is damaged.

internal import CBzip2
internal import CKernels

/// One block of a job.
struct Bzip2Block {
  fileprivate var bits: BitRun
  fileprivate let level: UInt8
  /// Where it lies in the file.
  let offset: Int
  /// The CRC that the block carries after its magic.
  fileprivate(set) var crc: UInt32 = 0
  /// The text of the block.
  fileprivate(set) var outputs: [ByteBuffer] = []
  /// Text whose runs are still packed: unpacked when it is asked for, as a block may hold 46 MB.
  fileprivate var packed: [UInt8] = []
  /// Whether the block was decoded and its CRC was right.
  fileprivate(set) var isGood = false
}

/// Memory in which blocks are decoded side by side: 18 MB, of which small files touch little.
@safe
final class Bzip2Space: @unchecked Sendable {
  static let longest = 900_000
  let tables: UnsafeMutablePointer<UInt32>
  let texts: UnsafeMutablePointer<UInt8>
  let scratch: UnsafeMutableRawPointer

  init() {
    let count = Int(COLLAGEN_BZIP2_SIDE)
    unsafe tables = UnsafeMutablePointer<UInt32>.allocate(capacity: count * Bzip2Space.longest)
    unsafe texts = UnsafeMutablePointer<UInt8>.allocate(capacity: count * Bzip2Space.longest)
    unsafe scratch = UnsafeMutableRawPointer.allocate(byteCount: collagen_bzip2_scratch(), alignment: 16)
  }

  deinit {
    unsafe tables.deallocate()
    unsafe texts.deallocate()
    unsafe scratch.deallocate()
  }
}

/// Gives out spaces and takes them back: one for each thread that decodes.
final class Bzip2Spaces: @unchecked Sendable {
  private let monitor = Monitor()
  private var free: [Bzip2Space] = []

  func take() -> Bzip2Space { monitor.exclusively { free.popLast() } ?? Bzip2Space() }

  func recycle(_ space: Bzip2Space) { monitor.exclusively { free.append(space) } }
}

/// Blocks that one thread decodes. Filled by the reader, run by one thread, and read when it is done.
final class Bzip2Job: PoolJob, @unchecked Sendable {
  /// Text of the blocks of a job that is unpacked before it is asked for.
  private static let unpacked = 8 << 20

  private var blocks: [Bzip2Block] = []
  private let pool: BufferPool
  private let spaces: Bzip2Spaces

  init(pool: BufferPool, spaces: Bzip2Spaces) {
    self.pool = pool
    self.spaces = spaces
  }

  var count: Int { blocks.count }
  var isFull: Bool { blocks.count == Int(COLLAGEN_BZIP2_SIDE) }

  func add(_ bits: BitRun, level: UInt8, offset: Int) {
    blocks.append(Bzip2Block(bits: bits, level: level, offset: offset))
  }

  func run() {
    let space = spaces.take()
    decodeSideBySide(space)
    spaces.recycle(space)
    for index in blocks.indices where !blocks[index].isGood && blocks[index].packed.isEmpty { decodeAlone(index) }
  }

  /// A block whose turn it is, its text unpacked; the job has no more of it then.
  func taken(_ index: Int) -> Bzip2Block {
    if !blocks[index].packed.isEmpty {
      let packed = blocks[index].packed
      blocks[index].packed = []
      unsafe packed.withUnsafeBufferPointer { unsafe unpack($0, into: index) }
      if !blocks[index].isGood { decodeAlone(index) }
    }
    let block = blocks[index]
    blocks[index] = Bzip2Block(bits: BitRun(), level: block.level, offset: block.offset)
    return block
  }

  private func decodeSideBySide(_ space: Bzip2Space) {
    let held = blocks.indices.filter { blocks[$0].bits.count >= 80 }
    var bytes: [UInt8] = []
    for index in held { bytes += blocks[index].bits.bytes }
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      var sides: [collagen_bzip2_block] = unsafe []
      var start = 0
      for (place, index) in held.enumerated() {
        let bits = blocks[index].bits
        var side = unsafe collagen_bzip2_block()
        unsafe side.bytes = unsafe base + start
        unsafe side.byte_count = bits.bytes.count
        unsafe side.first_bit = bits.skippedBits
        unsafe side.bit_count = bits.count
        unsafe side.largest = UInt32(blocks[index].level) * 100_000
        unsafe side.table = unsafe space.tables + place * Bzip2Space.longest
        unsafe side.text = unsafe space.texts + place * Bzip2Space.longest
        unsafe sides.append(side)
        start += bits.bytes.count
      }
      unsafe collagen_bzip2_decode(&sides, Int32(held.count), space.scratch)
      var made = 0
      for (place, index) in held.enumerated() where unsafe sides[place].is_good != 0 {
        unsafe blocks[index].crc = sides[place].crc
        let text = unsafe UnsafeBufferPointer(start: sides[place].text, count: Int(sides[place].length))
        if made < Bzip2Job.unpacked {
          unsafe unpack(text, into: index)
          made += blocks[index].outputs.reduce(0) { $0 + $1.count }
        } else {
          blocks[index].packed = unsafe Array(text)
        }
      }
    }
  }

  /// Unpacks the runs of a block's text; the block is good if the CRC is right.
  private func unpack(_ text: UnsafeBufferPointer<UInt8>, into index: Int) {
    var state = collagen_bzip2_text()
    var outputs: [ByteBuffer] = []
    while true {
      let buffer = pool.take()
      let room = buffer.room
      let made = unsafe collagen_bzip2_expand(
        &state, text.baseAddress, text.count, buffer.base + buffer.end, room)
      buffer.end += made
      if made > 0 { outputs.append(buffer) }
      if made < room { break }
    }
    guard state.crc == blocks[index].crc else { return }
    blocks[index].outputs = outputs
    blocks[index].isGood = true
  }

  /// Decodes a block by libbz2.
  private func decodeAlone(_ index: Int) {
    guard blocks[index].bits.count >= 80 else { return }
    var stream = Bzip2Job.aligned(blocks[index].bits)
    var crc: UInt32 = 0
    for place in 6..<10 { crc = crc << 8 | UInt32(stream.bytes[place]) }
    Bzip2Job.append(Bzip2Scanner.endMagic, bits: 48, to: &stream)
    // The CRC of a stream of one block is that of the block.
    Bzip2Job.append(UInt64(crc), bits: 32, to: &stream)
    blocks[index].crc = crc
    let outputs = decode([0x42, 0x5A, 0x68, 0x30 + blocks[index].level] + stream.bytes)
    blocks[index].outputs = outputs ?? []
    blocks[index].isGood = outputs != nil
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
    case block(Bzip2Job, index: Int)
    case streamEnd(crc: UInt32, offset: Int)
  }

  private let name: String
  private let pool: BufferPool
  private let workers: OrderedPool<Bzip2Job>
  private var scanner: Bzip2Scanner
  private let spaces = Bzip2Spaces()
  private var items: [Item] = []
  /// Blocks that are not yet enough for a job.
  private var open: Bzip2Job?
  /// Jobs that are given away and hold blocks yet to be taken.
  private var jobsWaiting = 0
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
      case .block(let job, let index): try take(job, index)
      case .streamEnd(let crc, let offset): try checkStream(crc, offset: offset)
      }
    }
    return ready.removeFirst()
  }

  private func readAhead() {
    let wanted = workers.threadCount == 1 ? 1 : workers.threadCount + 1
    while jobsWaiting < wanted && !isReadToEnd {
      do throws(ParseError) {
        switch try scanner.next() {
        case .block(let bits, let level, let offset):
          let job = open ?? Bzip2Job(pool: pool, spaces: spaces)
          open = job
          items.append(.block(job, index: job.count))
          job.add(bits, level: level, offset: offset)
          if job.isFull { submit() }
        case .streamEnd(let crc, let offset): items.append(.streamEnd(crc: crc, offset: offset))
        case nil: isReadToEnd = true
        }
      } catch {
        readError = error
        isReadToEnd = true
      }
    }
    if isReadToEnd { submit() }
  }

  private func submit() {
    guard let job = open else { return }
    open = nil
    jobsWaiting += 1
    workers.submit(job)
  }

  private func take(_ job: Bzip2Job, _ index: Int) throws(ParseError) {
    if index == 0 { workers.finish(job) }
    if index == job.count - 1 { jobsWaiting -= 1 }
    let block = job.taken(index)
    guard block.isGood else {
      throw ParseError(
        code: .badCompressedData, file: name, offset: block.offset,
        message: "the bzip2 block at byte \(block.offset) cannot be decoded, or its CRC differs",
        remedy: "the file is damaged; get it again")
    }
    combinedCRC = (combinedCRC << 1 | combinedCRC >> 31) ^ block.crc
    ready = block.outputs
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
