// A JSON document as a value whose objects keep the order of their members.

/// A JSON value. ``document()`` and ``canonical()`` are the one way in which the program writes JSON.
package enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A finite number; JSON has no other. ``optional(_:)-(Double?)`` and ``rounded(_:_:)`` make null of the others.
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// A text, or null if there is none or it is empty.
  package static func optional(_ text: String?) -> JSONValue {
    guard let text, !text.isEmpty else { return .null }
    return .text(text)
  }

  /// A number; null for none, for infinities and for what is no number.
  package static func optional(_ number: Double?) -> JSONValue {
    guard let number, number.isFinite else { return .null }
    return .number(number)
  }

  /// A whole number, or null.
  package static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

  /// A number rounded to so many decimals, so that no digit depends on the machine; null as ``optional(_:)``.
  package static func rounded(_ number: Double?, _ decimals: Int = 4) -> JSONValue {
    .optional(number.map { NumberText.rounded($0, decimals: decimals) })
  }

  /// A number rounded to so many significant digits; null as ``optional(_:)``.
  package static func significant(_ number: Double?, _ digits: Int = 6) -> JSONValue {
    .optional(number.map { NumberText.rounded($0, significant: digits) })
  }

  /// Texts as a list.
  package static func texts(_ texts: some Sequence<String>) -> JSONValue { .list(texts.map { .text($0) }) }

  /// The value of a key; `nil` if this is no object or has no such key.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }
}

/// The members of a JSON object in the order they are written; no key occurs twice.
///
/// Finding a key is linear: meant for documents, not for look-up tables.
package struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// A key with its value.
  package struct Member: Sendable, Hashable {
    /// The key.
    package let key: String
    /// The value.
    package var value: JSONValue

    /// A key with its value.
    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Keys and values in order.
  package private(set) var members: [Member]

  /// The members in the order in which they are given.
  ///
  /// - Precondition: no key is given twice.
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }

  /// The members in the order in which they are given.
  ///
  /// - Precondition: no key is given twice.
  package init(_ elements: some Sequence<(String, JSONValue)>) {
    members = elements.map { Member(key: $0.0, value: $0.1) }
    precondition(Set(members.map(\.key)).count == members.count, "a key of a JSON object is given twice")
  }

  /// The entries of a dictionary, which has no order of its own, sorted by key.
  package init(sorting dictionary: [String: JSONValue]) {
    members = dictionary.map { Member(key: $0.key, value: $0.value) }.sorted { $0.key.precedes($1.key) }
  }

  /// The value of a key. A new key is put last; `nil` takes a member away.
  package subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The members whose values are not null.
  package var withoutNulls: JSONObject { JSONObject(members.filter { $0.value != .null }.map { ($0.key, $0.value) }) }

  /// These members and then the others.
  ///
  /// - Precondition: no key is in both.
  package func appending(_ other: JSONObject) -> JSONObject {
    JSONObject((members + other.members).map { ($0.key, $0.value) })
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// A text written in the source.
  package init(stringLiteral value: String) { self = .text(value) }
}

extension JSONValue {
  /// The same content as a document that was read.
  ///
  /// Whole numbers stay whole where an `Int` holds them; a number beyond every `Double` becomes null.
  package init(_ node: DocumentNode) {
    switch node.content {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number(let text): self = Int(text).map { .integer($0) } ?? .optional(Double(text))
    case .text(let text): self = .text(text)
    case .list(let values): self = .list(values.map(JSONValue.init))
    case .table(let entries): self = .object(JSONObject(entries.map { ($0.key, JSONValue($0.value)) }))
    }
  }
}

extension String {
  /// The order of RFC 8785: by UTF-16 code units.
  func precedes(_ other: String) -> Bool { utf16.lexicographicallyPrecedes(other.utf16) }
}
