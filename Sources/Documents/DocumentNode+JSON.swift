// JSON (RFC 8259) into located values: strict, with duplicate keys refused.

/// A scanner over the bytes of one JSON document.
struct JSONScanner {
  private let bytes: [UInt8]
  private let file: String
  private var offset = 0
  private var line = 1
  /// The place up to which the characters of the line are counted, and their number: documents may be one long line.
  private var counted = 0
  private var characters = 0
  private var values = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func document() throws(InputFaults) -> DocumentNode {
    let value = try self.value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw fault("text after the end of the document") }
    return value
  }

  /// The place of the next character; the scanner only moves forward.
  private mutating func mark() -> DocumentNode.Mark {
    while counted < min(offset, bytes.count) {
      if bytes[counted] & 0xC0 != 0x80 { characters += 1 }
      counted += 1
    }
    return DocumentNode.Mark(line: line, column: characters + 1, byte: offset)
  }

  private mutating func fault(_ reason: String, _ code: InputFault.Code = .syntax) -> InputFaults {
    let mark = mark()
    let position = InputFault.Position(line: mark.line, column: mark.column, byte: mark.byte)
    return InputFaults(InputFault(code, file: file, at: position, reason: reason))
  }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x0A:
        offset += 1
        line += 1
        counted = offset
        characters = 0
      case 0x20, 0x09, 0x0D: offset += 1
      default: return
      }
    }
  }

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(InputFaults) -> DocumentNode {
    guard depth <= DocumentNode.deepest else { throw fault("more than \(DocumentNode.deepest) levels", .tooLarge) }
    values += 1
    guard values <= DocumentNode.mostValues else {
      throw fault("more than \(DocumentNode.mostValues) values", .tooLarge)
    }
    skipSpace()
    let start = mark()
    switch peek() {
    case UInt8(ascii: "{"): return DocumentNode(.table(try entries(depth: depth)), at: start)
    case UInt8(ascii: "["): return DocumentNode(.list(try elements(depth: depth)), at: start)
    case UInt8(ascii: "\""): return DocumentNode(.text(try string()), at: start)
    case UInt8(ascii: "t"): return DocumentNode(try word("true", .boolean(true)), at: start)
    case UInt8(ascii: "f"): return DocumentNode(try word("false", .boolean(false)), at: start)
    case UInt8(ascii: "n"): return DocumentNode(try word("null", .null), at: start)
    case nil: throw fault("the document ends early")
    default: return DocumentNode(.number(try number()), at: start)
    }
  }

  private mutating func word(
    _ word: String, _ content: DocumentNode.Content
  ) throws(InputFaults) -> DocumentNode.Content {
    guard bytes[offset...].starts(with: word.utf8) else { throw fault("an unknown word") }
    offset += word.utf8.count
    return content
  }

  private mutating func entries(depth: Int) throws(InputFaults) -> [DocumentNode.Entry] {
    offset += 1
    var entries: [DocumentNode.Entry] = []
    var seen: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return entries }
    repeat {
      skipSpace()
      let start = mark()
      guard peek() == UInt8(ascii: "\"") else { throw fault("a key in quotes is expected") }
      let key = try string()
      guard seen.insert(key).inserted else { throw fault("the key stands twice", .duplicate) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("a colon is expected after the key") }
      entries.append(DocumentNode.Entry(key: key, mark: start, value: try value(depth: depth + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("a comma or a closing brace is expected") }
    return entries
  }

  private mutating func elements(depth: Int) throws(InputFaults) -> [DocumentNode] {
    offset += 1
    var elements: [DocumentNode] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("a comma or a closing bracket is expected") }
    return elements
  }

  private mutating func number() throws(InputFaults) -> String {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[offset - whole] != UInt8(ascii: "0") else { throw fault("no JSON value") }
    if take(UInt8(ascii: ".")), digits() == 0 { throw fault("digits are expected after the point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw fault("digits are expected in the exponent") }
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = peek(), byte >= 0x30, byte <= 0x39 { offset += 1 }
    return offset - start
  }

  private mutating func string() throws(InputFaults) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = peek() {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw fault("a control character inside a text; write it as an escape")
      default: text.append(byte)
      }
    }
    throw fault("a text without its closing quote")
  }

  private mutating func escape() throws(InputFaults) -> Unicode.Scalar {
    guard let byte = peek() else { throw fault("the document ends early") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("an unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(InputFaults) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(UInt32(high)) { return scalar }
    guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw fault("half of a surrogate pair")
    }
    let low = try hexadecimal()
    guard low >= 0xDC00, low <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + (UInt32(high - 0xD800) << 10) + UInt32(low - 0xDC00))
    else { throw fault("half of a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws(InputFaults) -> UInt16 {
    guard offset + 4 <= bytes.count,
      let value = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16),
      bytes[offset] != UInt8(ascii: "+")
    else { throw fault("four hexadecimal digits are expected") }
    offset += 4
    return value
  }
}

extension DocumentNode {
  /// Reads a JSON document (RFC 8259).
  ///
  /// - Parameters:
  ///   - text: the whole document. A byte-order mark is skipped.
  ///   - file: base name for error messages.
  ///   - limit: the most bytes that are read.
  /// - Throws: ``InputFaults`` with the place; duplicate keys and more than 64 levels are faults.
  package static func json(
    _ text: String, file: String, limit: Int = 64 << 20
  ) throws(InputFaults) -> DocumentNode {
    var scanner = JSONScanner(bytes: Array(try checked(text, file: file, limit: limit).utf8), file: file)
    return try scanner.document()
  }
}
