// What all documents of the program share: the schema they name first, how they are written, and how they are read.

package import Documents

/// A JSON document of the program: `"schema": "collagen.screen/2"` is its first key.
package protocol VersionedDocument: Codable, Sendable, ValidatedDocument {
  /// The schema that this program writes and reads; the number is raised when a key changes its meaning or goes away.
  static var schema: String { get }
  /// What the document is, in words: `a screen`.
  static var title: String { get }
  /// How to get one of this schema, for people who have an older one.
  static var remedy: String { get }
}

extension VersionedDocument {
  /// The document's text: keys in the order of the properties, two spaces a level, no dates, hosts or paths.
  package func text() -> String {
    JSONValue(encoding: self).document()
  }

  /// Reads a document.
  ///
  /// Keys that are not known are passed over: they are those of a later version.
  ///
  /// - Parameter file: base name for error messages.
  /// - Throws: ``InputFaults`` if the text is no such document, if it is of another schema, or if a value is not allowed.
  package init(json text: String, file: String) throws(InputFaults) {
    self = try Self.read(try DocumentNode.json(text, file: file), file: file)
  }

  /// Reads a document that was parsed before.
  package static func read(_ node: DocumentNode, file: String) throws(InputFaults) -> Self {
    let found = node["schema"] ?? node["schemaVersion"] ?? node["kind"]
    guard node["schema"]?.text == schema else {
      let family = schema.prefix { $0 != "/" }
      let isOurs = found?.text.map { $0.hasPrefix(family) } ?? false
      let mark = (found ?? node).mark
      throw InputFaults(
        InputFault(
          .invalidValue, file: file, at: .init(line: mark.line, column: mark.column, byte: mark.byte), place: "schema",
          reason: isOurs ? "made by another version of this program" : "not the JSON of \(title) (\(schema))",
          remedy: remedy))
    }
    let document: Self = try DocumentDecoder(unknownKeys: .collect).decode(from: node, file: file)
    // What the type does not decode has its types and ranges too.
    try DocumentSchema.of(schema)?.check(node, file: file)
    return document
  }
}

extension JSONValue {
  /// A value whose encoding cannot fail: numbers, texts, lists and structures of them.
  package init(encoding value: some Encodable, absent: DocumentEncoder.Absent = .null) {
    guard let value = try? DocumentEncoder(absent: absent).value(of: value) else {
      preconditionFailure("plain values always encode")
    }
    self = value
  }
}

extension ValidatedDocument {
  /// Throws unless a value is `nil` or lies in a range.
  package func check<Value: Comparable>(
    _ key: String, _ value: Value?, in range: ClosedRange<Value>
  ) throws(InvalidValue) {
    if let value, !range.contains(value) {
      throw InvalidValue(key, "outside \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// Throws unless a condition holds.
  package func require(_ holds: Bool, _ key: String, _ reason: String, remedy: String = "") throws(InvalidValue) {
    if !holds { throw InvalidValue(key, reason, remedy: remedy) }
  }
}

/// Ranges of values that documents hold; what lies outside is a fault of the file, and sums inside cannot overflow.
package enum DocumentRange {
  /// 1-based positions on a chromosome; the longest human one has 249 million bases.
  package static let position = 1...300_000_000
  /// 0-based starts and ends on a chromosome.
  package static let offset = 0...300_000_000
  /// Fragments or reads over a place.
  package static let depth = 0...1_000_000_000
  /// Reads or bytes of an input.
  package static let count = 0...1_000_000_000_000_000
  /// Measured numbers of any unit.
  package static let measured = -1e15...1e15
  /// Fractions and probabilities.
  package static let fraction = 0.0...1.0
}
