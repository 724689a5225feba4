// BGZF: gzip members of at most 64 KiB whose sizes are known before, so that many are inflated at once.

/// One block as it was found in the file.
struct BGZFBlock {
  /// Where its deflate data begins in the job's input.
  let start: Int
  /// Bytes of deflate data.
  let count: Int
  /// Bytes it inflates to.
  let size: Int
  /// CRC-32 of these.
  let crc: UInt32
  /// Where it begins in the file.
  let fileOffset: Int
}

/// Inflaters that no job is at: making one takes as long as inflating a block.
// The monitor guards the list.
final class InflaterShelf<Backend: Inflater>: @unchecked Sendable {
  private let monitor = Monitor()
  private var free: [Backend] = []

  func take() -> Backend { monitor.exclusively { free.popLast() } ?? Backend() }
  func putBack(_ inflater: Backend) { monitor.exclusively { free.append(inflater) } }
}

/// Some blocks that one thread inflates.
final class BGZFJob<Backend: Inflater>: PoolJob, @unchecked Sendable {
  let input: ByteBuffer
  let output: ByteBuffer
  var blocks: [BGZFBlock] = []
  /// Bytes that the blocks will inflate to.
  private(set) var outputCount = 0
  /// The first block that is not what its trailer says.
  private(set) var failure: (offset: Int, code: ParseError.Code, reason: String)?

  private let shelf: InflaterShelf<Backend>

  init(input: ByteBuffer, output: ByteBuffer, shelf: InflaterShelf<Backend>) {
    self.input = input
    self.output = output
    self.shelf = shelf
  }

  /// Whether another block of any size fits.
  var hasRoom: Bool { input.room >= 65_536 && output.room - outputCount >= 65_536 }

  func add(_ block: BGZFBlock) {
    blocks.append(block)
    outputCount += block.size
  }

  func run() {
    let inflater = shelf.take()
    defer { shelf.putBack(inflater) }
    for block in blocks {
      let source = unsafe UnsafeBufferPointer(start: UnsafePointer(input.base + block.start), count: block.count)
      let target = unsafe UnsafeMutableBufferPointer(start: output.base + output.end, count: block.size)
      guard unsafe inflater.whole(source, target) else {
        failure = (block.fileOffset, .badCompressedData, "the block at byte \(block.fileOffset) cannot be decoded")
        return
      }
      guard unsafe Backend.crc32(0, UnsafeBufferPointer(target)) == block.crc else {
        failure = (block.fileOffset, .checksumMismatch, "CRC-32 of the block at byte \(block.fileOffset) differs")
        return
      }
      output.end += block.size
    }
  }
}

/// Decodes BGZF; from the first member that is no BGZF block on, the rest is decoded as plain gzip.
final class BGZFDecoder<Backend: Inflater>: ChunkSource {
  private let cursor: CompressedCursor
  private let inputs: BufferPool
  private let outputs: BufferPool
  private let workers: OrderedPool<BGZFJob<Backend>>
  private let shelf = InflaterShelf<Backend>()
  private var jobs: [BGZFJob<Backend>] = []
  private var isReadToEnd = false
  private var endsWithEmptyBlock = false
  /// What went wrong while blocks were read; thrown after the blocks before it.
  private var readError: ParseError?
  private var pending: ParseError?
  private var rest: GzipDecoder<Backend>?

  init(_ cursor: CompressedCursor, outputs: BufferPool, threads: Int) {
    self.cursor = cursor
    let payload = max(outputs.payload, 65_536)
    self.outputs =
      outputs.payload == payload ? outputs : BufferPool(headroom: outputs.headroom, payload: payload)
    inputs = BufferPool(headroom: 0, payload: payload)
    workers = OrderedPool(threads: threads)
  }

  deinit {
    workers.close()
  }

  var completeness: Completeness {
    if let rest { return rest.completeness }
    return isReadToEnd && endsWithEmptyBlock ? .verified : .unproven
  }

  func next() throws(ParseError) -> ByteBuffer? {
    if let pending { throw pending }
    while true {
      let wanted = workers.threadCount == 1 ? 1 : workers.threadCount * 2
      while jobs.count < wanted && !isReadToEnd { readJob() }
      guard !jobs.isEmpty else {
        if let readError { throw readError }
        return try rest?.next()
      }
      let job = jobs.removeFirst()
      workers.finish(job)
      if let failure = job.failure {
        let error = ParseError(
          code: failure.code, file: cursor.name, offset: failure.offset, message: "BGZF: \(failure.reason)",
          remedy: "the file is damaged; get it again")
        guard job.output.count > 0 else { throw error }
        pending = error
      }
      if job.output.count > 0 { return job.output }
    }
  }

  /// Reads blocks until a job is full or the file ends.
  private func readJob() {
    let job = BGZFJob(input: inputs.take(), output: outputs.take(), shelf: shelf)
    do throws(ParseError) {
      while job.hasRoom && !isReadToEnd { try readBlock(into: job) }
    } catch {
      readError = error
      isReadToEnd = true
    }
    guard !job.blocks.isEmpty else { return }
    jobs.append(job)
    workers.submit(job)
  }

  private func readBlock(into job: BGZFJob<Backend>) throws(ParseError) {
    guard try cursor.refill() else {
      isReadToEnd = true
      return
    }
    let start = cursor.offset
    if start > 0 && cursor.firstByte != 0x1F {
      try cursor.expectPadding(after: .bgzf)
      isReadToEnd = true
      return
    }
    let header = try GzipHeader(cursor)
    guard let blockSize = header.blockSize else {
      rest = GzipDecoder(cursor, pool: outputs, openedMemberAt: start)
      isReadToEnd = true
      return
    }
    let count = blockSize - header.count - 8
    guard count > 0 else { throw damaged(.badContainerHeader, "the size of the block at byte \(start) is too small") }
    let dataStart = job.input.end
    guard unsafe try cursor.read(count + 8, into: job.input.base + dataStart) else {
      throw damaged(.truncatedContainer, "the file ends inside the block at byte \(start)")
    }
    let trailer = dataStart + count
    let size = Int(word(job.input, at: trailer + 4))
    guard size <= 65_536 else { throw damaged(.sizeMismatch, "the block at byte \(start) is larger than 64 KiB") }
    job.input.end = trailer
    job.add(
      BGZFBlock(start: dataStart, count: count, size: size, crc: word(job.input, at: trailer), fileOffset: start))
    endsWithEmptyBlock = size == 0 && blockSize == 28
  }

  private func word(_ buffer: ByteBuffer, at index: Int) -> UInt32 {
    var word: UInt32 = 0
    for byte in 0..<4 { word |= unsafe UInt32(buffer.base[index + byte]) << (8 * UInt32(byte)) }
    return word
  }

  private func damaged(_ code: ParseError.Code, _ reason: String) -> ParseError {
    ParseError(
      code: code, file: cursor.name, offset: cursor.offset, message: "BGZF: \(reason)",
      remedy: "the file is damaged; get it again")
  }
}
