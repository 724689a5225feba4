// JSON written by hand: fixed order of keys, numbers with ten significant digits, the same bytes every time.

/// A JSON value with ordered keys.
enum JSONText {
  case null
  case bool(Bool)
  case number(Double)
  case integer(Int)
  case text(String)
  case list([JSONText])
  case object([(String, JSONText)])

  /// The value as text, indented by two spaces.
  func render(_ indent: Int = 0) -> String {
    let pad = String(repeating: "  ", count: indent + 1)
    let end = String(repeating: "  ", count: indent)
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let value): return value.isFinite ? Format.number(value, 10) : "null"
    case .integer(let value): return String(value)
    case .text(let value): return Self.quote(value)
    case .list(let values):
      if values.isEmpty { return "[]" }
      let isFlat = values.allSatisfy { if case .object = $0 { false } else if case .list = $0 { false } else { true } }
      if isFlat { return "[" + values.map { $0.render(indent) }.joined(separator: ", ") + "]" }
      return "[\n" + values.map { pad + $0.render(indent + 1) }.joined(separator: ",\n") + "\n" + end + "]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { pad + Self.quote($0.0) + ": " + $0.1.render(indent + 1) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + end + "}"
    }
  }

  private static func quote(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 32 || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 127 {
          let hex = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  /// A finite number, or null.
  static func maybe(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
