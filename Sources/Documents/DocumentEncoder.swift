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

/// Where an encoded value comes to lie; containers that were handed out fill it later.
final class EncodedSlot {
  private enum Kind { case empty, scalar, list, object }

  private var kind = Kind.empty
  private var scalar: JSONValue = .null
  private var elements: [EncodedSlot] = []
  private var members: [(key: String, slot: EncodedSlot)] = []

  /// What was encoded; a type that encodes nothing is an empty object.
  var value: JSONValue {
    switch kind {
    case .scalar: scalar
    case .list: .list(elements.map(\.value))
    case .empty, .object: .object(JSONObject(members.map { ($0.key, $0.slot.value) }))
    }
  }

  var count: Int { elements.count }

  func set(_ value: JSONValue) {
    kind = .scalar
    scalar = value
  }

  func makeList() { kind = .list }

  func makeObject() { kind = .object }

  func append() -> EncodedSlot {
    elements.append(EncodedSlot())
    return elements[elements.count - 1]
  }

  func member(_ key: String) -> EncodedSlot {
    if let known = members.first(where: { $0.key == key }) { return known.slot }
    members.append((key, EncodedSlot()))
    return members[members.count - 1].slot
  }
}

/// Hands out the containers that fill one slot.
struct ValueEncoder: Encoder {
  let options: DocumentEncoder
  let slot: EncodedSlot
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.makeObject()
    return KeyedEncodingContainer(ObjectEncoder(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.makeList()
    return ListEncoder(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ScalarEncoder(encoder: self) }

  fileprivate func member(_ key: some CodingKey) -> ValueEncoder {
    ValueEncoder(options: options, slot: slot.member(options.keys.name(key)), codingPath: codingPath + [key])
  }

  fileprivate func element() -> ValueEncoder {
    ValueEncoder(options: options, slot: slot.append(), codingPath: codingPath + [PlainKey(intValue: slot.count - 1)])
  }

  fileprivate func set(_ value: some Encodable) throws {
    slot.set(try options.box(value, path: codingPath))
  }
}

private struct ObjectEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  func encodeNil(forKey key: Key) throws {
    if encoder.options.absent == .null { encoder.member(key).slot.set(.null) }
  }

  func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.member(key).set(value) }

  private func optional(_ value: (some Encodable)?, _ key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }

  // The library's own versions leave absent values out.
  func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try optional(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try optional(value, key) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested>
  {
    encoder.member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.member(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder.member(PlainKey.parent) }

  func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

private struct ListEncoder: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.slot.count }

  func encodeNil() throws { encoder.element().slot.set(.null) }

  func encode(_ value: some Encodable) throws { try encoder.element().set(value) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    encoder.element().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.element().unkeyedContainer() }

  func superEncoder() -> any Encoder { encoder.element() }
}

private struct ScalarEncoder: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  func encodeNil() throws { encoder.slot.set(.null) }
  func encode(_ value: Bool) throws { encoder.slot.set(.boolean(value)) }
  func encode(_ value: String) throws { encoder.slot.set(.text(value)) }
  func encode(_ value: Double) throws { encoder.slot.set(.optional(value)) }
  func encode(_ value: Float) throws { encoder.slot.set(.optional(Double(value.description))) }
  func encode(_ value: Int) throws { try whole(value) }
  func encode(_ value: Int8) throws { try whole(value) }
  func encode(_ value: Int16) throws { try whole(value) }
  func encode(_ value: Int32) throws { try whole(value) }
  func encode(_ value: Int64) throws { try whole(value) }
  func encode(_ value: UInt) throws { try whole(value) }
  func encode(_ value: UInt8) throws { try whole(value) }
  func encode(_ value: UInt16) throws { try whole(value) }
  func encode(_ value: UInt32) throws { try whole(value) }
  func encode(_ value: UInt64) throws { try whole(value) }
  func encode(_ value: some Encodable) throws { try encoder.set(value) }

  private func whole(_ value: some FixedWidthInteger) throws {
    guard let value = Int(exactly: value) else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: codingPath, debugDescription: "a whole number beyond 64 bits with sign"))
    }
    encoder.slot.set(.integer(value))
  }
}
