// What gives the lines of an alignment file one after the other, and the window on its bytes that BAM and SAM are read through.

/// The lines of an alignment file in order.
protocol AlignmentLineSource: AnyObject {
  /// Adds the next line.
  ///
  /// - Returns: false at the end.
  func next(into writer: inout AlignmentBatchWriter) throws(ParseError) -> Bool
  /// Lines read so far, of all kinds.
  var lineCount: Int { get }
  /// Bytes read so far, unpacked.
  var byteCount: Int { get }
  /// How far the end is proven; meaningful after it.
  var completeness: Completeness { get }
  /// Names of samples in the header's read groups, once it was read.
  var samples: Set<[UInt8]> { get }
}

/// A walk over lines from some place on.
protocol LineCursor: AnyObject {
  /// Lends the next line; nil at the end.
  func withNext<Result>(_ body: (AlignmentLine) -> Result) throws(ParseError) -> Result?
}

/// A chunk source whose first bytes may be looked at before they are read.
final class PeekedSource: ChunkSource {
  private let source: any ChunkSource
  private var chunks: [ByteBuffer] = []
  private var failure: ParseError?

  init(_ source: any ChunkSource) { self.source = source }

  var completeness: Completeness { source.completeness }

  /// Up to `count` first bytes; an error that comes before them is thrown by `next`.
  func prefix(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for chunk in chunks { unsafe bytes.append(contentsOf: chunk.bytes.prefix(count - bytes.count)) }
    do throws(ParseError) {
      while bytes.count < count, failure == nil, let chunk = try source.next() {
        unsafe bytes.append(contentsOf: chunk.bytes.prefix(count - bytes.count))
        chunks.append(chunk)
      }
    } catch { failure = error }
    return bytes
  }

  func next() throws(ParseError) -> ByteBuffer? {
    if !chunks.isEmpty { return chunks.removeFirst() }
    if let failure { throw failure }
    return try source.next()
  }
}

extension ByteBuffer {
  /// The bytes in use.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base + start, count: count) }
}

/// Decoded bytes of which as many lie together as are asked for.
final class ByteWindow {
  private let source: any ChunkSource
  private var buffer = ByteBuffer(capacity: 1, start: 0)
  /// Bytes before the next one.
  private(set) var offset = 0

  init(_ source: any ChunkSource) { self.source = source }

  var completeness: Completeness { source.completeness }

  /// The bytes that lie together; good until the next call.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe buffer.bytes }

  /// Makes `count` bytes lie together; false if the input ends before.
  func hold(_ count: Int) throws(ParseError) -> Bool {
    while buffer.count < count {
      guard let chunk = try source.next() else { return false }
      let rest = buffer.count
      if rest <= chunk.start {
        if rest > 0 {
          unsafe (chunk.base + chunk.start - rest).update(from: buffer.base + buffer.start, count: rest)
          chunk.start -= rest
        }
        buffer = chunk
      } else {
        let larger = ByteBuffer(capacity: 2 * (rest + chunk.count), start: 0)
        unsafe larger.append(buffer.base + buffer.start, count: rest)
        unsafe larger.append(chunk.base + chunk.start, count: chunk.count)
        buffer = larger
      }
    }
    return true
  }

  /// Goes past bytes that lie together.
  func skip(_ count: Int) {
    buffer.start += count
    offset += count
  }
}
