// A text input as a whole: panels, tables and lists that are no reads; of very large ones only the lines that matter.

/// Reading an input to its end in one go.
package enum WholeText {
  /// A text that was read.
  package struct Document: Sendable, Hashable {
    /// The text, unpacked. Where lines were left out, their line ends stand, so that line numbers stay.
    package let bytes: [UInt8]
    /// SHA-256 of the bytes as they lie on disk, packed or not, as 64 lower-case hexadecimal digits.
    package let sha256: String
    /// Number of bytes on disk.
    package let byteCount: Int
  }

  /// The decompressed bytes of an input, with every check that reads get.
  ///
  /// - Parameters:
  ///   - source: a file, FIFO or standard input; plain, gzip, BGZF or bzip2, told by its content.
  ///   - maximumCount: most bytes of text that are taken.
  /// - Throws: ``ParseError`` for what cannot be opened, is damaged, or is larger than `maximumCount`.
  package static func read(_ source: InputSource, maximumCount: Int = 1 << 30) throws(ParseError) -> [UInt8] {
    try document(source, maximumCount: maximumCount).bytes
  }

  /// The text of an input, or of its lines that are kept, with its digest.
  ///
  /// - Parameters:
  ///   - maximumCount: most bytes that are kept; the input itself may be larger if lines are left out.
  ///   - isKept: asked for every line, without its line feed; `nil` keeps all.
  /// - Complexity: memory is that of what is kept.
  /// - Throws: ``ParseError`` for what cannot be opened, is damaged, or holds more than `maximumCount` bytes to keep.
  package static func document(
    _ source: InputSource, maximumCount: Int = 1 << 30, keeping isKept: ((ArraySlice<UInt8>) -> Bool)? = nil
  ) throws(ParseError) -> Document {
    let input = try OpenInput(source)
    let options = StreamOptions()
    let blocks = BufferPool(headroom: StreamWorker.headroom, payload: options.blockSize)
    let reader = try BlockReader(input, pool: blocks)
    let cursor = CompressedCursor(reader)
    let prefix = try cursor.peek(18)
    var text: [UInt8] = []
    if !prefix.isEmpty {
      let container = try CompressionFormat.detect(prefix, file: reader.name)
      let pool = BufferPool(headroom: StreamWorker.headroom, payload: options.chunkSize)
      let chunks = StreamWorker.decoder(container, cursor, pool: pool, options: options)
      // Lines that are not ended yet; without a filter everything is kept at once.
      var open: [UInt8] = []
      while let chunk = try chunks.next() {
        let bytes = unsafe UnsafeBufferPointer(start: chunk.base + chunk.start, count: chunk.count)
        if let isKept {
          unsafe open.append(contentsOf: bytes)
          open.removeFirst(keep(open, in: &text, where: isKept))
        } else {
          unsafe text.append(contentsOf: bytes)
        }
        guard text.count + open.count <= maximumCount else {
          throw ParseError(
            code: .recordTooLong, file: reader.name, offset: text.count,
            message: "has more than \(maximumCount) bytes of text", remedy: "is it the right file?")
        }
      }
      if let isKept, !open.isEmpty, isKept(open[...]) { text += open }
    }
    guard let digest = reader.digest else {
      throw ParseError(code: .readFailed, file: reader.name, message: "the input was not read to its end")
    }
    return Document(bytes: text, sha256: digest.sha256, byteCount: digest.byteCount)
  }

  /// Moves the ended lines of `open` that are kept to the text, and the line ends of the others; gives the bytes done.
  private static func keep(
    _ open: [UInt8], in text: inout [UInt8], where isKept: (ArraySlice<UInt8>) -> Bool
  ) -> Int {
    var start = 0
    while start < open.count {
      let length = unsafe open.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe NewlineSearch.first(in: base + start, count: bytes.count - start)
      }
      guard start + length < open.count else { return start }
      let line = open[start..<start + length]
      if isKept(line) { text += line }
      text.append(0x0A)
      start += length + 1
    }
    return start
  }
}
