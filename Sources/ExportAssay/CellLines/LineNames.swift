// Names of cell lines that one line may have, and of batches: the controls would be counted too many, a batch taken apart.

internal import Documents

/// Compares the names of cell lines and batches.
enum LineNames {
  /// Names that differ in case, blanks, hyphens or leading zeros alone.
  ///
  /// - Parameter things: what the names are of: `lines`, `batches`.
  static func warnings(_ names: [String], of things: String = "lines") -> [AssayWarning] {
    Dictionary(grouping: Set(names), by: folded).values.map { $0.sorted() }.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }.map { same in
        AssayWarning(
          file: "",
          "\(things) \(same.map { $0.quoted() }.joined(separator: " and ")): they count as \(same.count) \(things); if they are one, write its name alike in all tables"
        )
      }
  }

  /// Letters in lower case and numbers without leading zeros; what parts two numbers is kept as a hyphen: `C-02` is `c2`,
  /// `C1-1` is not `C11`.
  static func folded(_ name: String) -> String {
    var text = ""
    var isParted = false
    for character in name.lowercased() {
      guard character.isLetter || character.isNumber || "+'′*".contains(character) else {
        isParted = true
        continue
      }
      if isParted, character.isNumber, text.last?.isNumber == true { text.append("-") }
      isParted = false
      text.append(character)
    }
    var result = ""
    for (character, next) in zip(text, text.dropFirst().map { $0.isNumber } + [false]) {
      let leads = character == "0" && result.last?.isNumber != true && next
      if !leads { result.append(character) }
    }
    return result.isEmpty ? name : result
  }
}
