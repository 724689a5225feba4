// From a located document to any Decodable value: every error says where it is and what to do.

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
