// A JSON document as a value; written with sorted keys, so that the same content always gives the same bytes.

package import Evidence

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A JSON value.
package enum JSONValue: Sendable, Hashable, Encodable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Writes the value as JSON does.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let entries): try container.encode(entries)
    }
  }

  /// The document's text: sorted keys, two spaces a level, a line feed at the end.
  package func document() -> String { rendered([.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n" }

  /// The compact text with sorted keys, as digests need it (RFC 8785 for the values used here).
  package func canonical() -> String { rendered([.sortedKeys, .withoutEscapingSlashes]) }

  private func rendered(_ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    guard let data = try? encoder.encode(self) else { preconditionFailure("plain values always encode") }
    return String(decoding: data, as: UTF8.self)
  }

  /// A text, or null if it is empty.
  package static func optional(_ text: String?) -> JSONValue {
    guard let text, !text.isEmpty else { return .null }
    return .text(text)
  }

  /// A number, or null.
  package static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }

  /// A whole number, or null.
  package static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

  /// A number rounded to so many decimals, so that no digit depends on the machine.
  package static func rounded(_ number: Double?, _ decimals: Int = 4) -> JSONValue {
    guard let number, number.isFinite else { return .null }
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let value = (number * factor).rounded(.toNearestOrAwayFromZero) / factor
    return .number(value == 0 ? 0 : value)
  }

  /// Texts as a list.
  package static func texts(_ texts: some Sequence<String>) -> JSONValue { .list(texts.map { .text($0) }) }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// A text written in the source.
  package init(stringLiteral value: String) { self = .text(value) }
}

extension JSONValue {
  /// The same content as a document that was read; numbers become numbers.
  package init(_ node: DocumentNode) {
    switch node.content {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number(let text): self = Int(text).map { .integer($0) } ?? .number(Double(text) ?? 0)
    case .text(let text): self = .text(text)
    case .list(let values): self = .list(values.map(JSONValue.init))
    case .table(let entries):
      self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }
}
