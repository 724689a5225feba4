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

    /// A key with its value.
    package init(key: String, mark: Mark, value: DocumentNode) {
      self.key = key
      self.mark = mark
      self.value = value
    }
  }

  /// A place in the file.
  package struct Mark: Sendable, Hashable {
    /// 1-based line.
    package let line: Int
    /// 1-based column in characters.
    package let column: Int
    /// 0-based byte of the UTF-8 text; `nil` where the reader does not count bytes (YAML).
    package let byte: Int?

    /// A place.
    package init(line: Int, column: Int, byte: Int? = nil) {
      self.line = line
      self.column = column
      self.byte = byte
    }
  }

  /// What the value is.
  package let content: Content
  /// Where it starts.
  package let mark: Mark

  /// A value at a place.
  package init(_ content: Content, at mark: Mark) {
    self.content = content
    self.mark = mark
  }

  /// The most levels that a document may have.
  package static let deepest = 64
  /// The most values that a JSON document may have: their places are kept, which takes far more memory than the text.
  package static let mostValues = 1_000_000

  /// The text without a byte-order mark if it is not larger than the limit.
  package static func checked(_ text: String, file: String, limit: Int) throws(InputFaults) -> Substring {
    guard text.utf8.count <= limit else {
      throw InputFaults(InputFault(.tooLarge, file: file, reason: "more than \(limit) bytes"))
    }
    return text.unicodeScalars.first == "\u{FEFF}" ? Substring(text.unicodeScalars.dropFirst()) : Substring(text)
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
}
