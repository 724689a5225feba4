// JSON as text: an indented form for people and diffs, and the canonical form of RFC 8785 for digests.

extension JSONValue {
  /// The document's text: members in their order, two spaces a level, lists of numbers on one line, a line feed at the
  /// end.
  ///
  /// Besides what JSON asks for, everything is escaped that a terminal or browser would act on (DEL and C1 controls,
  /// line separators, bidirectional controls, characters of no width).
  ///
  /// - Precondition: numbers are finite.
  package func document() -> String {
    var text = ""
    write(to: &text, level: 0)
    text.append("\n")
    return text
  }

  /// The value in one line with its members in their order and a space after `:` and `,`; escaped as ``document()``.
  package func line() -> String {
    var text = ""
    writeLine(to: &text)
    return text
  }

  /// The canonical text of RFC 8785: sorted keys, no space, numbers as ECMAScript writes them.
  ///
  /// - Precondition: numbers are finite.
  package func canonical() -> String {
    var text = ""
    writeCanonical(to: &text)
    return text
  }

  private var isNumberOrNull: Bool {
    switch self {
    case .null, .boolean, .integer, .number: true
    case .text, .list, .object: false
    }
  }

  private func write(to text: inout String, level: Int) {
    switch self {
    case .list(let values) where !values.allSatisfy(\.isNumberOrNull):
      JSONValue.block("[", values, "]", to: &text, level: level) { $0.write(to: &$1, level: level + 1) }
    case .object(let object) where !object.members.isEmpty:
      JSONValue.block("{", object.members, "}", to: &text, level: level) { member, text in
        JSONValue.quote(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, level: level + 1)
      }
    default: writeLine(to: &text)
    }
  }

  private static func block<Element>(
    _ opening: String, _ elements: [Element], _ closing: String, to text: inout String, level: Int,
    _ write: (Element, inout String) -> Void
  ) {
    text += opening
    for (index, element) in elements.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: level + 1)
      write(element, &text)
    }
    text += "\n" + String(repeating: "  ", count: level) + closing
  }

  private func writeLine(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += NumberText.shortest(value)
    case .text(let value): JSONValue.quote(value, to: &text)
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.writeLine(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        if index > 0 { text += ", " }
        JSONValue.quote(member.key, to: &text)
        text += ": "
        member.value.writeLine(to: &text)
      }
      text += "}"
    }
  }

  private func writeCanonical(to text: inout String) {
    switch self {
    case .text(let value): JSONValue.quote(value, to: &text, isCanonical: true)
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.writeCanonical(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.sorted(by: { $0.key.precedes($1.key) }).enumerated() {
        if index > 0 { text += "," }
        JSONValue.quote(member.key, to: &text, isCanonical: true)
        text += ":"
        member.value.writeCanonical(to: &text)
      }
      text += "}"
    default: writeLine(to: &text)
    }
  }

  private static func quote(_ value: String, to text: inout String, isCanonical: Bool = false) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || (!isCanonical && scalar.isInvisibleControl) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
