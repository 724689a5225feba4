// A JSON or YAML document as a tree whose every value knows its place, so that a fault can be pointed at.

/// A value of a document with the place where it starts.
package struct DocumentNode: Sendable, Hashable {
  /// What the value is. Numbers keep their text: a record's `0.780` stays as it was written.
  package indirect enum Content: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(String)
    case text(String)
    case list([DocumentNode])
    case table([Entry])
  }

  /// A key with its value; keys of one table differ.
  package struct Entry: Sendable, Hashable {
    /// The key.
    package let key: String
    /// Where the key starts.
    package let mark: Mark
    /// The value.
    package let value: DocumentNode
  }

  /// A place in the file: 1-based line and column.
  package struct Mark: Sendable, Hashable {
    /// 1-based line.
    package let line: Int
    /// 1-based column in characters.
    package let column: Int
  }

  /// What the value is.
  package let content: Content
  /// Where it starts.
  package let mark: Mark

  init(_ content: Content, at mark: Mark) {
    self.content = content
    self.mark = mark
  }

  /// Reads a document: JSON if its first character is `{` or `[`, YAML otherwise.
  ///
  /// - Parameters:
  ///   - text: the whole document, UTF-8. A byte-order mark is skipped.
  ///   - file: base name for error messages.
  ///   - limit: the most bytes that are read.
  /// - Throws: ``EvidenceError`` with the place; duplicate keys, anchors and more than 64 levels are faults.
  package static func parse(_ text: String, file: String, limit: Int = 64 << 20) throws(EvidenceError) -> DocumentNode {
    guard text.utf8.count <= limit else {
      throw EvidenceError(InputFault(.tooLarge, file: file, reason: "more than \(limit) bytes"))
    }
    let bytes = Array(text.utf8)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      var scanner = JSONScanner(bytes: bytes, start: start, file: file)
      return try scanner.document()
    }
    return try yaml(String(decoding: bytes[start...], as: UTF8.self), file: file)
  }

  /// The value of a key; `nil` if this is no table or has no such key.
  package subscript(key: String) -> DocumentNode? {
    guard case .table(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text of a text value.
  package var text: String? {
    if case .text(let value) = content { return value }
    return nil
  }

  /// The number of a number value.
  package var number: Double? {
    if case .number(let value) = content { return Double(value) }
    return nil
  }

  /// The whole number of a number value written without fraction.
  package var integer: Int? {
    if case .number(let value) = content { return Int(value) }
    return nil
  }

  /// The truth value.
  package var boolean: Bool? {
    if case .boolean(let value) = content { return value }
    return nil
  }

  /// The elements of a list; empty for anything else.
  package var elements: [DocumentNode] {
    if case .list(let values) = content { return values }
    return []
  }

  /// The entries of a table; empty for anything else.
  package var entries: [Entry] {
    if case .table(let values) = content { return values }
    return []
  }

  /// What the value is, in a word for messages.
  package var kind: String {
    switch content {
    case .null: "nothing"
    case .boolean: "true/false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .table: "a table of keys"
    }
  }

  static let deepest = 64
}
