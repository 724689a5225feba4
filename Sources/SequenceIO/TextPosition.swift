// Where a parser stands in the text, and the errors it makes of that.

/// Counts of what was parsed so far, and the text's name.
struct TextPosition {
  let file: String
  /// Whole records before the one being read.
  var recordsRead = 0
  /// 1-based line where the record being read begins.
  var line = 1
  /// Offset in the text of byte 0 of the buffer in use.
  var bufferOffset = 0

  /// An error in the record being read.
  ///
  /// - Parameters:
  ///   - index: the byte of the buffer.
  ///   - lines: lines of the record before the one meant.
  func error(
    _ code: ParseError.Code, at index: Int, lines: Int, _ message: String, _ remedy: String = "the file is damaged"
  ) -> ParseError {
    ParseError(
      code: code, file: file, line: line + lines, record: recordsRead + 1, offset: bufferOffset + index,
      message: message, remedy: remedy)
  }
}

/// One line of a buffer.
struct TextLine {
  /// First byte.
  let start: Int
  /// The byte after the last one, without CR and LF.
  let end: Int
  /// First byte of the next line.
  let next: Int

  var count: Int { end - start }
}

/// Limits that keep memory fixed.
struct RecordLimits {
  /// Bytes of a title.
  var title = 1 << 20
  /// Bytes of a record.
  var record = 16 << 20
}

/// What a parser may do with bytes of a buffer.
@safe
struct TextWindow {
  let base: UnsafeMutablePointer<UInt8>
  let end: Int
  /// Whether the text ends where the buffer does.
  let isFinal: Bool

  subscript(_ index: Int) -> UInt8 {
    unsafe base[index]
  }

  /// The line that begins at `start`; nil when it goes on after the buffer, or at the end of the text.
  @inline(__always)
  func line(at start: Int) -> TextLine? {
    guard start < end else { return nil }
    let newline = unsafe NewlineSearch.first(in: base + start, count: end - start)
    guard newline < end - start || isFinal else { return nil }
    var contentEnd = start + newline
    let next = min(contentEnd + 1, end)
    if unsafe contentEnd > start && base[contentEnd - 1] == 13 { contentEnd -= 1 }
    return TextLine(start: start, end: contentEnd, next: next)
  }

  /// Whether a line is ended by a line feed, so that an empty one follows at the end of the text.
  func isTerminated(_ line: TextLine) -> Bool {
    unsafe line.next > line.start && base[line.next - 1] == 10
  }
}
