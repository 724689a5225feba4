// Bytes of a table or export into lines of text, whatever the encoding.

/// The text of a file as lines, without their ends.
package struct DecodedText: Sendable {
  /// The file's name for messages.
  package let file: String
  /// The lines without their ends.
  package let lines: [String]
  /// What the bytes were.
  package let encoding: String

  /// Decodes UTF-16 with a byte order mark, UTF-8 with or without, or else Windows-1252.
  ///
  /// Line ends may be LF, CRLF or CR. NUL and other control characters but tab are refused: they mean a wrong encoding, a
  /// binary file or damage.
  ///
  /// - Parameter firstLine: the 1-based number of the first line, for messages.
  package init(file: String, bytes: [UInt8], firstLine: Int = 1) throws(InputFaults) {
    self.file = file
    if firstLine == 1, let kind = Self.otherKind(bytes) {
      throw InputFaults(.unknownFormat, file: file, line: 1, reason: kind)
    }
    var body = bytes[...]
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      body = try Self.utf16(bytes.dropFirst(2), littleEndian: isLittle, file: file)
      encoding = isLittle ? "UTF-16LE" : "UTF-16BE"
    } else if bytes.count >= 4, bytes[1] == 0, bytes[3] == 0, bytes[0] != 0 {
      body = try Self.utf16(bytes[...], littleEndian: true, file: file)
      encoding = "UTF-16LE"
    } else if bytes.count >= 4, bytes[0] == 0, bytes[2] == 0, bytes[1] != 0 {
      body = try Self.utf16(bytes[...], littleEndian: false, file: file)
      encoding = "UTF-16BE"
    } else {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { body = bytes.dropFirst(3) }
      if String(validating: body, as: UTF8.self) != nil {
        encoding = "UTF-8"
      } else {
        body = Self.windows1252(body)
        encoding = "Windows-1252"
      }
    }
    lines = try Self.split(body, file: file, firstLine: firstLine)
  }

  /// Most lines of a text table, and most bytes of a line: what is longer is no table that a person or reader made, and
  /// would take memory without bound.
  static let mostLines = 1_000_000
  static let longestLine = 1 << 20

  /// Text that was decoded elsewhere, such as a sheet of a workbook.
  init(file: String, lines: [String], encoding: String) {
    self.file = file
    self.lines = lines
    self.encoding = encoding
  }

  /// The lines with tabs between their cells, where a semicolon or comma stands after the first word of a line that begins
  /// with `word`: exports saved with another separator, or by a spreadsheet, which also fills up short lines.
  ///
  /// - Throws: `quoting` at an open quote.
  package func tabbed(after word: String) throws(InputFaults) -> [String] {
    guard let line = lines.first(where: { $0.hasPrefix(word) }),
      let mark = line.dropFirst(word.count).unicodeScalars.first, mark == ";" || mark == ","
    else { return lines }
    var result: [String] = []
    for (k, line) in lines.enumerated() {
      let cells = try DelimitedText.cells(line, separator: mark, file: file, number: k + 1)
      result.append(cells.allSatisfy(\.trimmingBlanks.isEmpty) ? "" : cells.joined(separator: "\t"))
    }
    return result
  }

  /// What a file is that is no text table, with what to do about it; `nil` for text.
  private static func otherKind(_ bytes: [UInt8]) -> String? {
    func begins(_ text: String) -> Bool { bytes.starts(with: Array(text.utf8)) }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      return "an Excel workbook (.xlsx) or other zip file: save the sheet as CSV or tab-separated text"
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return "an old Excel workbook (.xls) or another Office file: save the sheet as CSV or tab-separated text"
    }
    if begins("%PDF") { return "a PDF: export the data as text" }
    let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased().trimmingBlanks
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") { return "a web page (HTML), not a table" }
    if head.hasPrefix("<?xml") { return "an XML file: export the data as text" }
    if head.hasPrefix("{") || head.hasPrefix("[{") { return "a JSON file, not a table" }
    return nil
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, littleEndian: Bool, file: String
  ) throws(InputFaults) -> ArraySlice<UInt8> {
    guard bytes.count % 2 == 0 else {
      let end = stride(from: bytes.startIndex + (littleEndian ? 0 : 1), to: bytes.endIndex, by: 2).count {
        bytes[$0] == 10
      }
      throw InputFaults(
        .encoding, file: file, line: end + 1,
        reason: "UTF-16 text ends in the middle of a character: the file is cut off")
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(littleEndian ? first | second << 8 : first << 8 | second)
      index += 2
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw InputFaults(.encoding, file: file, reason: "not valid UTF-16 text")
    }
    return Array(text.utf8)[...]
  }

  /// The text of Windows-1252 bytes in UTF-8; the five unassigned bytes become U+FFFD.
  private static func windows1252(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let table: [UInt32] = [
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
      0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      let scalar =
        (0x80..<0xA0).contains(byte) ? Unicode.Scalar(table[Int(byte) - 0x80]) ?? "\u{FFFD}" : Unicode.Scalar(byte)
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return text[...]
  }

  /// Lines of UTF-8 bytes, ended by LF, CRLF or CR.
  private static func split(
    _ bytes: ArraySlice<UInt8>, file: String, firstLine: Int
  ) throws(InputFaults) -> [String] {
    var lines: [String] = []
    var start = bytes.startIndex
    var index = start
    func end(_ next: Int) throws(InputFaults) {
      guard index - start <= longestLine else {
        throw InputFaults(
          .tooLarge, file: file, line: lines.count + firstLine, reason: "a line of more than \(longestLine) bytes",
          remedy: "is it a table?")
      }
      guard lines.count < mostLines else {
        throw InputFaults(
          .tooLarge, file: file, line: lines.count + 1, reason: "more than \(mostLines) lines", remedy: "is it a table?"
        )
      }
      lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
      start = next
    }
    while index < bytes.endIndex {
      switch bytes[index] {
      case 13:
        let isPair = index + 1 < bytes.endIndex && bytes[index + 1] == 10
        try end(index + (isPair ? 2 : 1))
        index = start
      case 10:
        try end(index + 1)
        index = start
      case 0..<9, 11..<32, 127:
        throw InputFaults(
          .encoding, file: file, line: lines.count + firstLine,
          reason: "control character \\x\(String(bytes[index], radix: 16)): not a text table, or damaged")
      default:
        index += 1
      }
    }
    if start < bytes.endIndex { try end(bytes.endIndex) }
    return lines
  }
}

extension String {
  /// The text without blanks (space, tab, no-break space) at both ends.
  package var trimmingBlanks: String {
    func isBlank(_ s: Unicode.Scalar) -> Bool { s == " " || s == "\t" || s == "\u{A0}" }
    var view = unicodeScalars[...]
    while let first = view.first, isBlank(first) { view = view.dropFirst() }
    while let last = view.last, isBlank(last) { view = view.dropLast() }
    return String(view)
  }
}
