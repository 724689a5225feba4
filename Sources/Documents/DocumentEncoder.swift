// From any Encodable to a JSON value: the way in which every document of the program is written.

/// Makes JSON values of `Encodable` ones.
///
/// - Keys keep the order in which they are encoded, which is that of the properties for synthesised code; property names
///   become snake_case (``DocumentKeys``), the keys of dictionaries stay as they are and are sorted.
/// - What is absent is written as `null`, so that every document of a kind has the same keys; ``Absent/omitted`` leaves
///   it out where the form is set by others.
/// - Infinities and NaN, which JSON cannot hold, are written as `null`: absent.
package struct DocumentEncoder: Sendable {
  /// What becomes of an absent value.
  package enum Absent: Sendable {
    /// The key is written with `null`.
    case null
    /// The key is left out.
    case omitted
  }

  /// How property names become keys.
  package let keys: DocumentKeys
  /// What becomes of absent values.
  package let absent: Absent

  /// An encoder.
  package init(keys: DocumentKeys = .snakeCase, absent: Absent = .null) {
    self.keys = keys
    self.absent = absent
  }

  /// The value as JSON.
  ///
  /// - Throws: what the value's own `encode(to:)` throws; synthesised code throws nothing.
  package func value(of value: some Encodable) throws -> JSONValue {
    try box(value, path: [])
  }

  func box(_ value: some Encodable, path: [any CodingKey]) throws -> JSONValue {
    if let value = value as? JSONValue { return value }
    if let dictionary = value as? any KeyedByText { return try dictionary.boxed(by: self, path: path) }
    let slot = EncodedSlot()
    try value.encode(to: ValueEncoder(options: self, slot: slot, codingPath: path))
    return slot.value
  }
}

extension JSONValue: Encodable {
  /// Stands for itself in a ``DocumentEncoder``, which does not come here.
  package func encode(to encoder: any Encoder) throws {
    throw EncodingError.invalidValue(
      self, .init(codingPath: encoder.codingPath, debugDescription: "a JSON value is written by DocumentEncoder only"))
  }
}

/// Dictionaries whose keys are texts.
private protocol KeyedByText {
  func boxed(by encoder: DocumentEncoder, path: [any CodingKey]) throws -> JSONValue
}

extension Dictionary: KeyedByText where Key: CodingKeyRepresentable, Value: Encodable {
  fileprivate func boxed(by encoder: DocumentEncoder, path: [any CodingKey]) throws -> JSONValue {
    var members: [String: JSONValue] = [:]
    for (key, value) in self {
      let name = key.codingKey.stringValue
      members[name] = try encoder.box(value, path: path + [PlainKey(stringValue: name)])
    }
    return .object(JSONObject(sorting: members))
  }
}
