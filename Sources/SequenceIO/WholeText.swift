// A small text input as a whole: panels, tables and lists that are no reads.

/// Reading an input to its end in one go.
public enum WholeText {
  /// The decompressed bytes of an input, with every check that reads get.
  ///
  /// - Parameters:
  ///   - source: a file, FIFO or standard input; plain, gzip, BGZF or bzip2, told by its content.
  ///   - maximumCount: most bytes of text that are taken.
  /// - Throws: ``ParseError`` for what cannot be opened, is damaged, or is larger than `maximumCount`.
  public static func read(_ source: InputSource, maximumCount: Int = 1 << 30) throws(ParseError) -> [UInt8] {
    let input = try OpenInput(source)
    let options = StreamOptions()
    let blocks = BufferPool(headroom: StreamWorker.headroom, payload: options.blockSize)
    let reader = try BlockReader(input, pool: blocks)
    let cursor = CompressedCursor(reader)
    let prefix = try cursor.peek(18)
    guard !prefix.isEmpty else { return [] }
    let container = try CompressionFormat.detect(prefix, file: reader.name)
    let pool = BufferPool(headroom: StreamWorker.headroom, payload: options.chunkSize)
    let chunks = StreamWorker.decoder(container, cursor, pool: pool, options: options)
    var text: [UInt8] = []
    while let chunk = try chunks.next() {
      guard text.count + chunk.count <= maximumCount else {
        throw ParseError(
          code: .recordTooLong, file: reader.name, offset: text.count,
          message: "has more than \(maximumCount) bytes of text", remedy: "is it the right file?")
      }
      unsafe text.append(contentsOf: UnsafeBufferPointer(start: chunk.base + chunk.start, count: chunk.count))
    }
    return text
  }
}
