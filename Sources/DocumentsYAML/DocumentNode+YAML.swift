// YAML into located values through Yams. Only what a case file needs: no anchors, no tags of one's own, text keys.

package import Documents
import Yams

extension DocumentNode {
  /// Reads a document: JSON if its first character is `{` or `[`, YAML otherwise.
  ///
  /// - Parameters:
  ///   - text: the whole document. A byte-order mark is skipped.
  ///   - file: base name for error messages.
  ///   - limit: the most bytes that are read.
  /// - Throws: ``InputFaults`` with the place; duplicate keys, anchors and more than 64 levels are faults.
  package static func parse(_ text: String, file: String, limit: Int = 64 << 20) throws(InputFaults) -> DocumentNode {
    let content = try checked(text, file: file, limit: limit)
    let first = content.utf8.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return try json(String(content), file: file, limit: limit)
    }
    return try yaml(String(content), file: file)
  }

  /// Reads one YAML document.
  private static func yaml(_ text: String, file: String) throws(InputFaults) -> DocumentNode {
    try checkNesting(text, file: file)
    let node: Node?
    let parser: Parser
    do {
      parser = try Parser(yaml: text, resolver: .default, encoding: .utf8)
      node = try parser.singleRoot()
    } catch {
      throw InputFaults(fault(of: error, file: file))
    }
    // Nodes know their anchors only as long as the parser lives.
    defer { withExtendedLifetime(parser) {} }
    guard let node else {
      return DocumentNode(.null, at: Mark(line: 1, column: 1))
    }
    return try converted(node, file: file, depth: 0)
  }

  /// Flow brackets are counted before the parser recurses into them.
  private static func checkNesting(_ text: String, file: String) throws(InputFaults) {
    var depth = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
      if depth > 4 * deepest {
        throw InputFaults(InputFault(.tooLarge, file: file, reason: "brackets are nested too deeply"))
      }
    }
  }

  private static func converted(_ node: Node, file: String, depth: Int) throws(InputFaults) -> DocumentNode {
    let mark = Mark(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    func fault(_ code: InputFault.Code, _ reason: String) -> InputFaults {
      InputFaults(InputFault(code, file: file, line: mark.line, column: mark.column, reason: reason))
    }
    guard depth <= deepest else { throw fault(.tooLarge, "more than \(deepest) levels") }
    switch node {
    case .scalar(let scalar):
      guard scalar.anchor == nil else { throw fault(.syntax, "anchors are not supported; write the value out") }
      return DocumentNode(content(of: scalar, tag: node.tag.description), at: mark)
    case .sequence(let sequence):
      guard sequence.anchor == nil else { throw fault(.syntax, "anchors are not supported; write the value out") }
      var values: [DocumentNode] = []
      for element in sequence { values.append(try converted(element, file: file, depth: depth + 1)) }
      return DocumentNode(.list(values), at: mark)
    case .mapping(let mapping):
      guard mapping.anchor == nil else { throw fault(.syntax, "anchors are not supported; write the value out") }
      var entries: [Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let scalar) = key else { throw fault(.syntax, "a key must be a text") }
        let place = Mark(line: scalar.mark?.line ?? mark.line, column: scalar.mark?.column ?? mark.column)
        entries.append(
          Entry(key: scalar.string, mark: place, value: try converted(value, file: file, depth: depth + 1)))
      }
      return DocumentNode(.table(entries), at: mark)
    case .alias:
      throw fault(.syntax, "aliases are not supported; write the value out")
    }
  }

  /// Quoted scalars are text; plain ones are what YAML's core schema makes of them, dates staying text.
  private static func content(of scalar: Node.Scalar, tag: String) -> Content {
    let text = scalar.string
    switch scalar.style {
    case .doubleQuoted, .singleQuoted, .literal, .folded: return .text(text)
    default: break
    }
    switch tag {
    case "tag:yaml.org,2002:null": return .null
    case "tag:yaml.org,2002:bool": return .boolean(["true", "yes", "on", "y"].contains(text.lowercased()))
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float":
      guard let value = Double(text), value.isFinite else { return .text(text) }
      return .number(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    default: return .text(text)
    }
  }

  private static func fault(of error: any Error, file: String) -> InputFault {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      return InputFault(.syntax, file: file, line: mark.line, column: mark.column, reason: problem)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      return InputFault(
        .duplicate, file: file, line: context.mark.line, column: context.mark.column,
        place: keys.sorted().joined(separator: ", "), reason: "the key stands twice")
    case YamlError.reader(let problem, _, _, _):
      return InputFault(.syntax, file: file, reason: problem)
    default:
      return InputFault(.syntax, file: file, reason: "not a YAML document")
    }
  }
}
