// From a located document to any Decodable value: every error says where it is and what to do.

/// A value that checks itself after it was decoded from a document.
package protocol ValidatedDocument: Decodable {
  /// Throws ``InvalidValue`` for the first value that is not allowed.
  func validate() throws(InvalidValue)
}

/// What ``ValidatedDocument/validate()`` throws; becomes an `INVALID_VALUE` fault at the key's place.
package struct InvalidValue: Error, Sendable, Hashable {
  /// The key below the value that was checked (`vaf`, `counts.reads`, `groups[2]` counted from 1), as it stands in the
  /// document; empty for the value itself.
  package let key: String
  /// What is wrong; names no value of a record.
  package let reason: String
  /// What to do.
  package let remedy: String

  /// A value that is not allowed.
  package init(_ key: String = "", _ reason: String, remedy: String = "") {
    self.key = key
    self.reason = reason
    self.remedy = remedy
  }
}

/// Makes `Decodable` values of documents.
///
/// Keys are those that ``DocumentEncoder`` writes. Absent and `null` are the same for optional properties. Whole numbers
/// are taken only where they are written whole and fit. Paths count elements from 1: `calls[3].vaf`.
package struct DocumentDecoder: Sendable {
  /// What becomes of keys that the type does not ask for.
  package enum UnknownKeys: Sendable {
    /// They are faults.
    case refuse
    /// They are passed over, and ``DocumentDecoder/Decoded/unknown`` tells them.
    case collect
  }

  /// A decoded value with the keys that nothing asked for.
  package struct Decoded<Value> {
    /// The value.
    package let value: Value
    /// A fault `UNKNOWN_KEY` for each key that was passed over, by place.
    package let unknown: [InputFault]
  }

  /// How property names become keys.
  package let keys: DocumentKeys
  /// What becomes of unknown keys.
  package let unknownKeys: UnknownKeys

  /// A decoder.
  package init(unknownKeys: UnknownKeys = .refuse, keys: DocumentKeys = .snakeCase) {
    self.keys = keys
    self.unknownKeys = unknownKeys
  }

  /// Decodes a document.
  ///
  /// - Parameter file: base name for error messages.
  /// - Throws: ``InputFaults`` with the first value that cannot be decoded, and with every unknown key if they are
  ///   refused.
  package func decode<Value: Decodable>(
    _ type: Value.Type = Value.self, from node: DocumentNode, file: String
  ) throws(InputFaults) -> Value {
    try decoded(type, from: node, file: file).value
  }

  /// Decodes a document and tells the keys that nothing asked for.
  ///
  /// - Throws: as ``decode(_:from:file:)``.
  package func decoded<Value: Decodable>(
    _ type: Value.Type = Value.self, from node: DocumentNode, file: String
  ) throws(InputFaults) -> Decoded<Value> {
    let run = DecodingRun(file: file, keys: keys)
    let value: Value
    do {
      value = try ValueDecoder(node: node, run: run, codingPath: []).unbox(type)
    } catch {
      let fault = run.fault(of: error, node: node)
      throw InputFaults([fault] + (unknownKeys == .refuse ? run.unknown : [])).inPlace
    }
    if unknownKeys == .refuse, !run.unknown.isEmpty { throw InputFaults(run.unknown).inPlace }
    return Decoded(value: value, unknown: run.unknown.isEmpty ? [] : InputFaults(run.unknown).inPlace.faults)
  }
}

/// What the decoders of one document share.
final class DecodingRun {
  let file: String
  let keys: DocumentKeys
  private(set) var unknown: [InputFault] = []

  init(file: String, keys: DocumentKeys) {
    self.file = file
    self.keys = keys
  }

  func fault(
    _ code: InputFault.Code, at mark: DocumentNode.Mark, path: [any CodingKey], _ reason: String, remedy: String = ""
  ) -> InputFault {
    InputFault(
      code, file: file, at: .init(line: mark.line, column: mark.column, byte: mark.byte), place: path.path(keys),
      reason: reason, remedy: remedy)
  }

  /// Notes the keys of a table that nothing asked for.
  func note(_ entries: [DocumentNode.Entry], knownKeys: [String], path: [any CodingKey]) {
    for entry in entries where !knownKeys.contains(entry.key) {
      let near = knownKeys.min { editDistance($0, entry.key) < editDistance($1, entry.key) }
      let isNear = near.map { editDistance($0, entry.key) <= 2 } ?? false
      unknown.append(
        fault(
          .unknownKey, at: entry.mark, path: path + [PlainKey(stringValue: entry.key)], "an unknown key",
          remedy: isNear ? "did you mean \(near ?? "")?" : "known here: \(knownKeys.sorted().joined(separator: ", "))"))
    }
  }

  /// The fault of whatever a `init(from:)` threw.
  func fault(of error: any Error, node: DocumentNode) -> InputFault {
    if let fault = error as? InputFault { return fault }
    switch error as? DecodingError {
    case .dataCorrupted(let context):
      return fault(
        .invalidValue, at: node.mark(of: context.codingPath, keys), path: context.codingPath, context.debugDescription)
    case .keyNotFound(let key, let context):
      return fault(
        .missing, at: node.mark(of: context.codingPath, keys), path: context.codingPath + [key], "the key is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return fault(
        .wrongType, at: node.mark(of: context.codingPath, keys), path: context.codingPath,
        "a value of another type is expected")
    default:
      return fault(.invalidValue, at: node.mark, path: [], "the value is not allowed")
    }
  }
}

extension DocumentNode {
  /// The place of the value at a path, or of the nearest one above it.
  func mark(of path: [any CodingKey], _ keys: DocumentKeys) -> Mark {
    var node = self
    for key in path {
      let child: DocumentNode?
      if let index = key.intValue {
        child = node.elements.indices.contains(index) ? node.elements[index] : nil
      } else {
        child = node[keys.name(key)]
      }
      guard let child else { break }
      node = child
    }
    return node.mark
  }
}

/// The number of letters to insert, delete or replace (Levenshtein 1966); long words count as far.
package func editDistance(_ left: String, _ right: String) -> Int {
  let first = Array(left.unicodeScalars.prefix(64))
  let second = Array(right.unicodeScalars.prefix(64))
  var row = Array(0...second.count)
  for (index, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in second.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[second.count] + abs(left.unicodeScalars.count - first.count)
    + abs(right.unicodeScalars.count - second.count)
}
