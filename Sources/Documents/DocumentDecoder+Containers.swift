// The containers of DocumentDecoder: what a value asks of its part of the document.

/// One value of a document being decoded.
struct ValueDecoder: Decoder {
  /// The keys that a value has been read with so far; `nil` once it took them all.
  final class ReadKeys {
    var keys: [String]? = []
    var isTable = false
    var nested: [ValueDecoder] = []
  }

  let node: DocumentNode
  let run: DecodingRun
  let codingPath: [any CodingKey]
  let readKeys = ReadKeys()
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func fault(_ code: InputFault.Code, _ reason: String, remedy: String = "") -> InputFault {
    run.fault(code, at: node.mark, path: codingPath, reason, remedy: remedy)
  }

  /// The fault of a value of another type.
  func wrongType(_ wanted: String) -> InputFault {
    var remedy = ""
    if wanted.hasSuffix("number"), let text = node.text {
      if NumberText.parse(text) != nil { remedy = "leave the quotes out" }
      if NumberText.parse(text, mark: .comma) != nil, text.contains(",") { remedy = "write decimals with a point" }
    }
    if wanted == "a text", node.number != nil { remedy = "put it in quotes" }
    return fault(.wrongType, "\(wanted) is expected, not \(node.kind)", remedy: remedy)
  }

  func child(_ node: DocumentNode, _ key: any CodingKey) -> ValueDecoder {
    ValueDecoder(node: node, run: run, codingPath: codingPath + [key])
  }

  /// A part that this value reads itself: its keys are checked with this value's.
  func part(_ part: ValueDecoder) -> ValueDecoder {
    readKeys.nested.append(part)
    return part
  }

  /// Decodes the value as a type and checks it.
  func unbox<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == JSONValue.self, let value = JSONValue(node) as? Value { return value }
    if let dictionary = type as? any DecodedByText.Type, let value = try dictionary.unboxed(from: self) as? Value {
      return value
    }
    let value: Value
    do {
      value = try Value(from: self)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.count == codingPath.count {
      // A raw value that the enumeration does not have.
      let allowed = allowedWords(type)
      if !allowed.isEmpty { throw fault(.invalidValue, "one of: \(allowed.joined(separator: ", "))") }
      throw fault(
        .invalidValue,
        context.debugDescription.hasPrefix("Cannot init") ? "the value is not allowed here" : context.debugDescription)
    }
    noteUnknownKeys()
    if let document = value as? any ValidatedDocument { try validate(document) }
    return value
  }

  private func noteUnknownKeys() {
    if readKeys.isTable, let keys = readKeys.keys { run.note(node.entries, knownKeys: keys, path: codingPath) }
    for part in readKeys.nested { part.noteUnknownKeys() }
  }

  private func validate(_ document: any ValidatedDocument) throws {
    do throws(InvalidValue) {
      try document.validate()
    } catch {
      let path = PlainKey.path(error.key)
      throw run.fault(
        .invalidValue, at: node.mark(of: path, .verbatim), path: codingPath + path, error.reason, remedy: error.remedy)
    }
  }

  private func allowedWords(_ type: any Any.Type) -> [String] {
    guard let type = type as? any CaseIterable.Type else { return [] }
    func words<Choice: CaseIterable>(_ type: Choice.Type) -> [String] {
      type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
    return words(type)
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .table = node.content else { throw wrongType("a table of keys") }
    readKeys.isTable = true
    return KeyedDecodingContainer(TableDecoder(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let elements) = node.content else { throw wrongType("a list") }
    return ElementDecoder(decoder: self, elements: elements)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { ScalarDecoder(decoder: self) }
}

extension DocumentNode {
  /// Where the value of a key stands, written as in `groups[2].name` with elements counted from 1, or what would hold it.
  package func mark(ofKey key: String) -> Mark { mark(of: PlainKey.path(key), .verbatim) }
}

extension PlainKey {
  /// The keys of a path such as `counts.reads` or `groups[2]`, elements counted from 1.
  static func path(_ text: String) -> [any CodingKey] {
    text.split(separator: ".").flatMap { part -> [any CodingKey] in
      let pieces = part.split(separator: "[")
      return pieces.enumerated().map { index, piece in
        guard piece.hasSuffix("]"), let number = Int(piece.dropLast()), number > 0 else {
          return PlainKey(stringValue: String(piece))
        }
        return PlainKey(intValue: number - 1)
      }
    }
  }
}

extension JSONValue: Decodable {
  /// A part of a document as it is; ``DocumentDecoder`` does not come here.
  package init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(codingPath: decoder.codingPath, debugDescription: "a JSON value is read by DocumentDecoder only"))
  }
}

/// Dictionaries whose keys are texts.
private protocol DecodedByText {
  static func unboxed(from decoder: ValueDecoder) throws -> Self
}

extension Dictionary: DecodedByText where Key: CodingKeyRepresentable, Value: Decodable {
  fileprivate static func unboxed(from decoder: ValueDecoder) throws -> [Key: Value] {
    guard case .table(let entries) = decoder.node.content else { throw decoder.wrongType("a table of keys") }
    var values: [Key: Value] = [:]
    for entry in entries {
      let name = PlainKey(stringValue: entry.key)
      guard let key = Key(codingKey: name) else {
        throw decoder.run.fault(
          .invalidValue, at: entry.mark, path: decoder.codingPath + [name], "the key is not allowed here")
      }
      values[key] = try decoder.child(entry.value, name).unbox(Value.self)
    }
    return values
  }
}

private struct TableDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ValueDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  var allKeys: [Key] {
    decoder.readKeys.keys = nil
    return decoder.node.entries.compactMap { Key(stringValue: $0.key) }
  }

  private func node(_ key: some CodingKey) -> DocumentNode? {
    let name = decoder.run.keys.name(key)
    if decoder.readKeys.keys?.contains(name) == false { decoder.readKeys.keys?.append(name) }
    return decoder.node[name]
  }

  private func child(_ key: some CodingKey) throws -> ValueDecoder {
    guard let node = node(key) else {
      throw decoder.run.fault(
        .missing, at: decoder.node.mark, path: codingPath, "the key \(decoder.run.keys.name(key)) is missing")
    }
    return decoder.child(node, key)
  }

  func contains(_ key: Key) -> Bool { node(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { node(key).map { $0.content == .null } ?? true }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try child(key).unbox(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.part(child(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder.part(child(key)).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try decoder.part(child(PlainKey.parent)) }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder.part(child(key)) }
}

private struct ElementDecoder: UnkeyedDecodingContainer {
  let decoder: ValueDecoder
  let elements: [DocumentNode]
  var currentIndex = 0
  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(decoder: ValueDecoder, elements: [DocumentNode]) {
    self.decoder = decoder
    self.elements = elements
  }

  private mutating func next() throws -> ValueDecoder {
    guard !isAtEnd else {
      throw decoder.fault(.missing, "the list has \(elements.count) elements; more are expected")
    }
    currentIndex += 1
    return decoder.child(elements[currentIndex - 1], PlainKey(intValue: currentIndex - 1))
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].content == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().unbox(type) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try decoder.part(next()).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try decoder.part(next()).unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try decoder.part(next()) }
}

private struct ScalarDecoder: SingleValueDecodingContainer {
  let decoder: ValueDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.node.content == .null }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard let value = decoder.node.boolean else { throw decoder.wrongType("true or false") }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard let value = decoder.node.text else { throw decoder.wrongType("a text") }
    return value
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard let value = decoder.node.number else { throw decoder.wrongType("a number") }
    guard value.isFinite else { throw decoder.fault(.outOfRange, "the number is too large") }
    return value
  }

  func decode(_ type: Float.Type) throws -> Float {
    let value = Float(try decode(Double.self))
    guard value.isFinite else { throw decoder.fault(.outOfRange, "the number is too large") }
    return value
  }

  func decode(_ type: Int.Type) throws -> Int { try whole() }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole() }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole() }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole() }
  func decode(_ type: Int64.Type) throws -> Int64 { try whole() }
  func decode(_ type: UInt.Type) throws -> UInt { try whole() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try whole() }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.unbox(type) }

  private func whole<Number: FixedWidthInteger>() throws -> Number {
    guard case .number(let text) = decoder.node.content else { throw decoder.wrongType("a whole number") }
    if let value = Number(text) { return value }
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }) else {
      throw decoder.fault(.wrongType, "a whole number is expected, without point or exponent")
    }
    throw decoder.fault(.outOfRange, "outside \(Number.min) to \(Number.max)")
  }
}
