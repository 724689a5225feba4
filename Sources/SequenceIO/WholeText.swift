// A text input as a whole: panels, tables and lists that are no reads; of very large ones only the lines that matter.

/// Reading an input to its end in one go.
package enum WholeText {
  /// Most bytes of text of a document or table that is kept as a whole (32 MiB): decoded, it must fit into the memory
  /// that any input may take.
  package static let documentLimit = 32 << 20
  /// Most bytes of one line where a text is read line by line (16 MiB): a VCF row of very many samples fits.
  package static let lineLimit = 16 << 20

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
  package static func read(
    _ source: InputSource, maximumCount: Int = documentLimit
  ) throws(ParseError) -> [UInt8] {
    try document(source, maximumCount: maximumCount).bytes
  }

  /// The text of an input, or of its lines that are kept, with its digest.
  ///
  /// - Parameters:
  ///   - maximumCount: most bytes that are kept; the input itself may be larger if lines are left out.
  ///   - longestLine: most bytes of one line where lines are asked for.
  ///   - keepsArchives: whether a ZIP archive, such as an .xlsx workbook, is given as it is instead of refused.
  ///   - isKept: asked for every line, without its line feed; `nil` keeps all.
  /// - Complexity: memory is that of what is kept and of one line.
  /// - Throws: ``ParseError`` for what cannot be opened, is damaged, or holds more than `maximumCount` bytes to keep.
  package static func document(
    _ source: InputSource, maximumCount: Int = documentLimit, longestLine: Int = lineLimit, keepsArchives: Bool = false,
    keeping isKept: ((ArraySlice<UInt8>) -> Bool)? = nil
  ) throws(ParseError) -> Document {
    let input = try OpenInput(source)
    let options = StreamOptions()
    let blocks = BufferPool(headroom: StreamWorker.headroom, payload: options.blockSize)
    let reader = try BlockReader(input, pool: blocks)
    let cursor = CompressedCursor(reader)
    let prefix = try cursor.peek(18)
    var text: [UInt8] = []
    if !prefix.isEmpty {
      let isArchive = keepsArchives && prefix.starts(with: [0x50, 0x4B, 3, 4])
      let container = isArchive ? .plain : try CompressionFormat.detect(prefix, file: reader.name)
      let pool = BufferPool(headroom: StreamWorker.headroom, payload: options.chunkSize)
      let chunks = StreamWorker.decoder(container, cursor, pool: pool, options: options)
      // Lines that are not ended yet; without a filter everything is kept at once.
      var open: [UInt8] = []
      while let chunk = try chunks.next() {
        let bytes = unsafe UnsafeBufferPointer(start: chunk.base + chunk.start, count: chunk.count)
        if let isKept {
          let searched = open.count
          unsafe open.append(contentsOf: bytes)
          open.removeFirst(keep(open, searched: searched, in: &text, where: isKept))
          guard open.count <= longestLine else {
            throw ParseError(
              code: .recordTooLong, file: reader.name, line: text.count { $0 == 0x0A } + 1, offset: text.count,
              message: "a line of more than \(longestLine) bytes", remedy: "is it the right file?")
          }
        } else {
          unsafe text.append(contentsOf: bytes)
        }
        guard text.count <= maximumCount else {
          throw ParseError(
            code: .recordTooLong, file: reader.name, offset: text.count,
            message: "has more than \(maximumCount) bytes of text to read", remedy: "is it the right file?")
        }
      }
      try chunks.requireEnd(of: reader.name)
      if let isKept, !open.isEmpty, isKept(open[...]) { text += open }
    }
    guard let digest = reader.digest else {
      throw ParseError(code: .readFailed, file: reader.name, message: "the input was not read to its end")
    }
    return Document(bytes: text, sha256: digest.sha256, byteCount: digest.byteCount)
  }

  /// Moves the ended lines of `open` that are kept to the text, and the line ends of the others; gives the bytes done.
  ///
  /// - Parameter searched: bytes of `open` that are known to hold no line end.
  private static func keep(
    _ open: [UInt8], searched: Int, in text: inout [UInt8], where isKept: (ArraySlice<UInt8>) -> Bool
  ) -> Int {
    var start = 0
    var from = searched
    while start < open.count {
      let length = unsafe open.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe NewlineSearch.first(in: base + from, count: bytes.count - from)
      }
      guard from + length < open.count else { return start }
      let line = open[start..<from + length]
      if isKept(line) { text += line }
      text.append(0x0A)
      start = from + length + 1
      from = start
    }
    return start
  }
}

extension ChunkSource {
  /// Refuses a text whose end is not proven: of a table or VCF that lacks its last blocks what is absent would count as absent.
  ///
  /// - Throws: ``ParseError`` for BGZF without its end-of-file block.
  func requireEnd(of file: String) throws(ParseError) {
    guard completeness == .verified else {
      throw ParseError(
        code: .truncatedContainer, file: file, offset: 0,
        message: "BGZF without its end-of-file block: whole blocks may be missing", remedy: "get it again")
    }
  }
}
