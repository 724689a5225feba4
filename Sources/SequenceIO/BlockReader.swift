// The reading thread of one input: bytes in blocks, counted, hashed, and handed to the decoder in order.

internal import Digests
internal import Synchronization

/// What the reading thread knows at the end of its input.
struct InputDigest: Hashable, Sendable {
  let byteCount: Int
  let digest: FileDigest

  /// The SHA-256, where that is the digest.
  var sha256: String { digest.text(of: .sha256) ?? "" }
}

/// Reads an input in blocks on a thread of its own.
///
/// The queue holds a few blocks, so memory stays the same whatever the size of the input.
final class BlockReader: @unchecked Sendable {
  /// Bytes read so far, for whoever shows progress.
  private final class Count: Sendable {
    let bytes = Atomic<Int>(0)
  }

  private enum Event: Sendable {
    case block(ByteBuffer)
    case end(InputDigest)
    case failure(ParseError)
  }

  let name: String
  private let queue: BoundedQueue<Event>
  private let thread = WorkerThread()
  private let count = Count()
  private var outcome: Event?

  /// Bytes read so far; may be asked from any thread.
  var bytesRead: Int { count.bytes.load(ordering: .relaxed) }

  /// The digest of the whole input, once `next` has returned nil.
  var digest: InputDigest? {
    if case .end(let digest) = outcome { digest } else { nil }
  }

  /// Starts reading.
  ///
  /// - Parameter digester: takes the digest of the blocks, alone or together with the mates' file.
  init(
    _ input: OpenInput, pool: BufferPool, depth: Int = 4, digester: any BlockDigester = SingleDigester(.sha256)
  ) throws(ParseError) {
    name = input.name
    let queue = BoundedQueue<Event>(capacity: depth)
    self.queue = queue
    let isStarted = thread.start { [count] in
      BlockReader.run(input, pool: pool, queue: queue, count: count, digester: digester)
    }
    guard isStarted else {
      throw ParseError(code: .readFailed, file: name, message: "the system has no thread left")
    }
  }

  deinit {
    cancel()
  }

  /// Stops reading and waits for the thread.
  func cancel() {
    queue.cancel()
    thread.join()
  }

  private static func run(
    _ input: OpenInput, pool: BufferPool, queue: BoundedQueue<Event>, count: Count, digester: any BlockDigester
  ) {
    var byteCount = 0
    do throws(ParseError) {
      var hasMore = true
      while hasMore {
        let buffer = pool.take()
        hasMore = try input.fill(buffer, offset: byteCount) { queue.isCancelled }
        if buffer.count == 0 { break }
        byteCount += buffer.count
        count.bytes.store(byteCount, ordering: .relaxed)
        for block in digester.add(buffer) where !queue.push(.block(block)) { return }
      }
      for block in digester.rest() where !queue.push(.block(block)) { return }
      try input.verifyUnchanged(bytesRead: byteCount)
      _ = queue.push(.end(InputDigest(byteCount: byteCount, digest: digester.digest())))
    } catch {
      _ = queue.push(.failure(error))
    }
  }

  /// The next block, or nil at the end of the input.
  func next() throws(ParseError) -> ByteBuffer? {
    if outcome == nil {
      guard let event = queue.pop() else { return nil }
      if case .block(let buffer) = event { return buffer }
      outcome = event
    }
    if case .failure(let error) = outcome { throw error }
    return nil
  }
}
