// Holds a document against its JSON Schema: type, range and words of every value, also of those that nothing decodes.

package import Documents
import Synchronization

/// One of the program's own JSON Schemas (the words of JSON Schema 2020-12 that they use).
///
/// Keys that a schema does not know are passed over, and absent and `null` are the same, as for ``DocumentDecoder``: which
/// keys must be there is for the type that reads the document to say.
package struct DocumentSchema: Sendable {
  private let root: JSONValue

  /// Schemas that were asked for; reading all of them takes longer than a small screen.
  private static let known = Mutex<[String: DocumentSchema?]>([:])

  /// The embedded schema of documents that begin with a name such as `collagen.screen/2`; nil if there is none.
  package static func of(_ identifier: String) -> DocumentSchema? {
    known.withLock { known in
      if let schema = known[identifier] { return schema }
      let name = identifier.split(separator: ".").last.flatMap { $0.split(separator: "/").first }.map(String.init) ?? ""
      var schema = DocumentSchema(name)
      if schema?.root["properties"]?["schema"]?["const"] != .text(identifier) { schema = nil }
      known.updateValue(schema, forKey: identifier)
      return schema
    }
  }

  /// The schema of what no schema describes: only numbers are limited.
  private static let anything = JSONValue.object([:])

  /// Numbers that have no range of their own.
  private static let widest = -1e15...1e15

  /// The schema of a name of ``DocumentSchemas``.
  package init?(_ name: String) {
    guard let text = DocumentSchemas.text(name), let node = try? DocumentNode.json(text, file: name) else { return nil }
    root = JSONValue(node)
  }

  /// Checks a document.
  ///
  /// - Throws: ``InputFaults`` with the first value that the schema does not allow, and its path.
  package func check(_ node: DocumentNode, file: String) throws(InputFaults) {
    guard let fault = fault(node, root, "") else { return }
    let mark = fault.mark
    throw InputFaults(
      InputFault(
        fault.code, file: file, at: .init(line: mark.line, column: mark.column, byte: mark.byte), place: fault.place,
        reason: fault.reason))
  }

  private struct Fault {
    let code: InputFault.Code
    let mark: DocumentNode.Mark
    let place: String
    let reason: String
  }

  private func fault(_ node: DocumentNode, _ given: JSONValue, _ place: String) -> Fault? {
    let schema = resolved(given)
    func fault(_ reason: String, _ code: InputFault.Code = .invalidValue) -> Fault {
      Fault(code: code, mark: node.mark, place: place, reason: reason)
    }
    if let wanted = schema["const"], wanted != JSONValue(node) { return fault("another value is expected") }
    if case .list(let words)? = schema["enum"], !words.contains(JSONValue(node)) {
      return fault("one of: " + words.compactMap(DocumentSchema.word).joined(separator: ", "))
    }
    if case .list(let choices)? = schema["anyOf"] {
      let faults = choices.map { self.fault(node, $0, place) }
      // The fault that lies deepest is that of the choice that was meant.
      if !faults.contains(where: { $0 == nil }) {
        return faults.compactMap(\.self).max { $0.place.utf8.count < $1.place.utf8.count }
      }
    }
    let types = DocumentSchema.types(schema)
    guard types.isEmpty || types.contains(where: { DocumentSchema.isOf($0, node) }) else {
      return fault("\(types.joined(separator: " or ")) is expected, not \(node.kind)", .wrongType)
    }
    switch node.content {
    case .number: return range(node, schema).map { fault($0) }
    case .text(let text):
      return DocumentSchema.matches(text, schema["pattern"]) ? nil : fault("not of the form it must have")
    case .list(let elements): return self.fault(in: elements, of: node, schema, place)
    case .table(let entries): return self.fault(in: entries, schema, place)
    case .null, .boolean: return nil
    }
  }

  private func fault(in elements: [DocumentNode], of node: DocumentNode, _ schema: JSONValue, _ place: String) -> Fault?
  {
    let count = Double(elements.count)
    if count < DocumentSchema.number(schema["minItems"]) ?? 0
      || count > DocumentSchema.number(schema["maxItems"]) ?? .infinity
    {
      return Fault(code: .invalidValue, mark: node.mark, place: place, reason: "another number of elements is expected")
    }
    let items = schema["items"] ?? DocumentSchema.anything
    for (index, element) in elements.enumerated() {
      if let fault = fault(element, items, "\(place)[\(index + 1)]") { return fault }
    }
    return nil
  }

  private func fault(in entries: [DocumentNode.Entry], _ schema: JSONValue, _ place: String) -> Fault? {
    for entry in entries where entry.value.content != .null {
      var known = schema["properties"]?[entry.key] ?? schema["additionalProperties"] ?? DocumentSchema.anything
      if case .boolean = known { known = DocumentSchema.anything }
      let path = place.isEmpty ? entry.key : "\(place).\(entry.key)"
      if let fault = fault(entry.value, known, path) { return fault }
    }
    return nil
  }

  private func range(_ node: DocumentNode, _ schema: JSONValue) -> String? {
    let value = node.number ?? .nan
    let low = DocumentSchema.number(schema["minimum"]) ?? DocumentSchema.widest.lowerBound
    let high = DocumentSchema.number(schema["maximum"]) ?? DocumentSchema.widest.upperBound
    return value >= low && value <= high
      ? nil : "outside \(NumberText.significant(low, 6)) to \(NumberText.significant(high, 6))"
  }

  /// The schema that a reference `#/$defs/name` stands for.
  private func resolved(_ schema: JSONValue) -> JSONValue {
    guard case .text(let reference)? = schema["$ref"], let name = reference.split(separator: "/").last else {
      return schema
    }
    return root["$defs"]?[String(name)] ?? schema
  }

  private static func types(_ schema: JSONValue) -> [String] {
    let values: [JSONValue] =
      if case .list(let all)? = schema["type"] { all } else { schema["type"].map { [$0] } ?? [] }
    return values.compactMap { if case .text(let name) = $0 { name } else { nil } }
  }

  private static func isOf(_ type: String, _ node: DocumentNode) -> Bool {
    switch (type, node.content) {
    case ("null", .null), ("boolean", .boolean), ("string", .text), ("array", .list), ("object", .table),
      ("number", .number):
      true
    case ("integer", .number(let text)): Int(text) != nil
    default: false
    }
  }

  private static func number(_ value: JSONValue?) -> Double? {
    switch value {
    case .integer(let number)?: Double(number)
    case .number(let number)?: number
    default: nil
    }
  }

  private static func word(_ value: JSONValue) -> String? { if case .text(let word) = value { word } else { nil } }

  /// The two forms that the schemas ask of texts: digests, and codes.
  private static func matches(_ text: String, _ pattern: JSONValue?) -> Bool {
    switch pattern {
    case .text("^[0-9a-f]{64}$")?: text.isHexDigest
    case .text(let other)? where other.hasPrefix("^[A-Z"):
      text.utf8.first.map { (65...90).contains($0) } == true
        && text.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 60 }
    default: true
    }
  }
}
