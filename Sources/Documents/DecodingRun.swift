// One run of a DocumentDecoder: where a fault lies, and which keys nothing asked for.

/// What the decoders of one document have in common.
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
      // `age` is short for `age_years`, though `sex` is as few letters away.
      let whole = knownKeys.first { $0.split(separator: "_").contains { $0 == entry.key.lowercased() } }
      let near = whole ?? knownKeys.min { editDistance($0, entry.key) < editDistance($1, entry.key) }
      let isNear = whole != nil || near.map { editDistance($0, entry.key) <= 2 } ?? false
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
