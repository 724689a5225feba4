// Keys of documents: property names become snake_case, keys that are written out stay as they are.

/// How the names of properties become keys.
package enum DocumentKeys: Sendable {
  /// `altDepth` becomes `alt_depth`, `hgvsC` becomes `hgvs_c`; names without a capital letter stay, and so do keys of
  /// types that adopt ``VerbatimKeys``.
  case snakeCase
  /// Names stay as they are, as in documents whose form others have set (Phenopacket, FHIR, VA-Spec, MultiQC).
  case verbatim

  /// The key of a property in a document.
  func name(_ key: any CodingKey) -> String {
    switch self {
    case .snakeCase: key is any VerbatimKeys || key is PlainKey ? key.stringValue : key.stringValue.snakeCased
    case .verbatim: key.stringValue
    }
  }
}

/// Coding keys that stay as they are written although they have capital letters.
package protocol VerbatimKeys: CodingKey {}

extension String {
  /// `altDepth` as `alt_depth`; a run of capitals is one word: `hgvsLRG` is `hgvs_lrg`, `sha256Digest` is
  /// `sha256_digest`, `URLText` is `url_text`.
  package var snakeCased: String {
    var words = ""
    let bytes = Array(utf8)
    func isUpper(_ index: Int) -> Bool { index < bytes.count && (65...90).contains(bytes[index]) }
    guard bytes.indices.contains(where: isUpper) else { return self }
    for (index, byte) in bytes.enumerated() {
      let isCapital = isUpper(index)
      let begins =
        isCapital && index > 0 && bytes[index - 1] != UInt8(ascii: "_")
        && (!isUpper(index - 1) || (index + 1 < bytes.count && !isUpper(index + 1) && bytes[index + 1] >= 97))
      if begins { words += "_" }
      words.unicodeScalars.append(Unicode.Scalar(isCapital ? byte | 0x20 : byte))
    }
    return words
  }
}

/// A key of a dictionary, an index of a list, or a key by its text.
struct PlainKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  /// An element of a list, 0-based.
  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }

  /// The name that Swift gives the parent's part of a class.
  static var parent: PlainKey { PlainKey(stringValue: "super") }
}

extension [any CodingKey] {
  /// `calls[3].vaf`, elements counted from 1.
  func path(_ keys: DocumentKeys) -> String {
    var text = ""
    for key in self {
      if let index = key.intValue {
        text += "[\(index + 1)]"
      } else {
        text += (text.isEmpty ? "" : ".") + keys.name(key)
      }
    }
    return text
  }
}
