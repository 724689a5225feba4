// Names of genes and chains as people write them: what does not count is dropped before names are compared.

/// Comparing and listing names of genes.
package enum GeneName {
  /// A name in lower case without spaces, tabs, brackets, hyphens and underscores: `pro-alpha 1(I)` is `proalpha1i`.
  package static func normalised(_ name: String) -> String {
    var letters: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 32, 40, 41, 45, 95, 9: continue
      case 65...90: letters.append(byte | 0x20)
      default: letters.append(byte)
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Names as a sentence lists them: `COL1A1, COL1A2 or COL3A1`.
  package static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
