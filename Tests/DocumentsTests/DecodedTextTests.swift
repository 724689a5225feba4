// Bytes into lines: encodings, line ends, and files that are no text.

import Testing

@testable import Documents

extension DecodedText {
  /// A text as its bytes would be decoded.
  init(file: String, text: String) throws { try self.init(file: file, bytes: Array(text.utf8)) }
}

@Suite struct DecodedTextTests {
  private func decode(_ bytes: [UInt8]) throws -> DecodedText { try DecodedText(file: "f", bytes: bytes) }

  private static func utf16(_ text: String, little: Bool) -> [UInt8] {
    text.utf16.flatMap { little ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)] }
  }

  /// The same words in every encoding that spreadsheets and readers write.
  @Test func encodings() throws {
    let text = "Temperature(°C)\tµg/mL"
    let windows = Array("Temperature(".utf8) + [0xB0] + Array("C)\t".utf8) + [0xB5] + Array("g/mL".utf8)
    let forms: [(bytes: [UInt8], encoding: String)] = [
      (Array(text.utf8), "UTF-8"), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), "UTF-8"),
      ([0xFF, 0xFE] + Self.utf16(text, little: true), "UTF-16LE"),
      ([0xFE, 0xFF] + Self.utf16(text, little: false), "UTF-16BE"),
      (Self.utf16(text, little: true), "UTF-16LE"), (Self.utf16(text, little: false), "UTF-16BE"),
      (windows, "Windows-1252"),
    ]
    for form in forms {
      let decoded = try decode(form.bytes)
      #expect(decoded.lines == [text] && decoded.encoding == form.encoding, "\(form.encoding)")
    }
    #expect(try decode([0x80, 0x99, 0x81]).lines == ["€™\u{FFFD}"])
  }

  @Test func lineEnds() throws {
    for text in ["a\nb\nc", "a\r\nb\r\nc\r\n", "a\rb\rc\r", "a\nb\r\nc\n"] {
      #expect(try decode(Array(text.utf8)).lines == ["a", "b", "c"], "\(text.debugDescription)")
    }
    #expect(try decode(Array("a\n\n b".utf8)).lines == ["a", "", " b"])
    #expect(try decode([]).lines.isEmpty)
  }

  @Test func damage() {
    let rows: [(bytes: [UInt8], code: InputFault.Code, line: Int?, words: String)] = [
      (Array("a\nb\u{0}c".utf8), .encoding, 2, "control character \\x0"),
      (Array("a\u{7F}".utf8), .encoding, 1, "\\x7f"),
      ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x62], .encoding, 2, "cut off"),
      ([0xFF, 0xFE, 0x00, 0xD8], .encoding, nil, "not valid UTF-16"),
      ([0x50, 0x4B, 3, 4, 9], .unknownFormat, 1, "xlsx"), ([0xD0, 0xCF, 0x11, 0xE0], .unknownFormat, 1, "xls"),
      (Array("%PDF-1.7".utf8), .unknownFormat, 1, "PDF"), (Array(" <HTML>".utf8), .unknownFormat, 1, "HTML"),
      (Array("<?xml version=\"1.0\"?>".utf8), .unknownFormat, 1, "XML"),
      (Array("{\"a\":1}".utf8), .unknownFormat, 1, "JSON"),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self) { try decode(row.bytes) }
      #expect(error?.code == row.code && error?.line == row.line, "\(row.words)")
      #expect(error?.reason.contains(row.words) == true, "\(error?.reason ?? "")")
    }
  }

  /// Exports saved with semicolons or commas come back to tabs, and empty rows to empty lines.
  @Test func tabbed() throws {
    let text = try DecodedText(file: "f", text: "Software Version;3.1\n;;;\n\"a;b\";c\n")
    #expect(try text.tabbed(after: "Software Version") == ["Software Version\t3.1", "", "a;b\tc"])
    let tabs = try DecodedText(file: "f", text: "Software Version\t3.1\na;b\n")
    #expect(try tabs.tabbed(after: "Software Version") == tabs.lines)
  }

  @Test func words() {
    #expect(" \t\u{A0}a b\u{A0} ".trimmingBlanks == "a b" && "".trimmingBlanks.isEmpty)
  }
}
