// The lines of an input one after the other, in the memory of one line and one chunk: files of a whole genome.

/// Reading an input line by line.
package enum LineStream {
  /// An input that was read to its end.
  package struct Summary: Sendable, Hashable {
    /// SHA-256 of the bytes as they lie on disk, as 64 lower-case hexadecimal digits.
    package let sha256: String
    /// Number of bytes on disk.
    package let byteCount: Int
    /// Whether the last line has its line feed: one without may have been cut.
    package let endsWithLine: Bool
  }

  /// Gives every line of an input, unpacked, without its line feed.
  ///
  /// - Parameters:
  ///   - source: a file, FIFO or standard input; plain, gzip, BGZF or bzip2, told by its content.
  ///   - maximumLine: most bytes of one line.
  ///   - body: takes a line, which is valid during the call only; `false` ends the reading.
  /// - Returns: `nil` if `body` ended the reading.
  /// - Throws: ``ParseError`` for what cannot be opened, is damaged, or has a line that is too long.
  package static func read(
    _ source: InputSource, maximumLine: Int = 1 << 24, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(ParseError) -> Summary? {
    let input = try OpenInput(source)
    let options = StreamOptions()
    let blocks = BufferPool(headroom: StreamWorker.headroom, payload: options.blockSize)
    let reader = try BlockReader(input, pool: blocks)
    let cursor = CompressedCursor(reader)
    let prefix = try cursor.peek(18)
    // The beginning of a line whose end lies in the next chunk.
    var open: [UInt8] = []
    if !prefix.isEmpty {
      let container = try CompressionFormat.detect(prefix, file: reader.name)
      let pool = BufferPool(headroom: StreamWorker.headroom, payload: options.chunkSize)
      let chunks = StreamWorker.decoder(container, cursor, pool: pool, options: options)
      while let chunk = try chunks.next() {
        let bytes = unsafe UnsafeBufferPointer(start: chunk.base + chunk.start, count: chunk.count)
        guard unsafe lines(of: bytes, &open, body) else { return nil }
        guard open.count <= maximumLine else {
          throw ParseError(
            code: .recordTooLong, file: reader.name, offset: 0,
            message: "has a line of more than \(maximumLine) bytes", remedy: "is it the right file?")
        }
      }
      try chunks.requireEnd(of: reader.name)
      if !open.isEmpty, !(unsafe open.withUnsafeBufferPointer { unsafe body($0) }) { return nil }
    }
    guard let digest = reader.digest else {
      throw ParseError(code: .readFailed, file: reader.name, message: "the input was not read to its end")
    }
    return Summary(sha256: digest.sha256, byteCount: digest.byteCount, endsWithLine: open.isEmpty)
  }

  /// The ended lines of a chunk; what is not ended stays in `open`.
  private static func lines(
    of bytes: UnsafeBufferPointer<UInt8>, _ open: inout [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var start = 0
    while start < bytes.count {
      let length = unsafe NewlineSearch.first(in: base + start, count: bytes.count - start)
      let line = unsafe UnsafeBufferPointer(start: base + start, count: length)
      guard start + length < bytes.count else {
        unsafe open.append(contentsOf: line)
        return true
      }
      if open.isEmpty {
        guard unsafe body(line) else { return false }
      } else {
        unsafe open.append(contentsOf: line)
        guard unsafe open.withUnsafeBufferPointer({ unsafe body($0) }) else { return false }
        open.removeAll(keepingCapacity: true)
      }
      start += length + 1
    }
    return true
  }
}
