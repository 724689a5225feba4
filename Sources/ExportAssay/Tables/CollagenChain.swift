// The chains of collagens under the names that laboratories give them.

internal import Documents

/// A chain of a collagen, or a collagen as a whole: `alpha1_I`, `pN_alpha2_I`, `alpha1_III`, `collagen_I`.
struct CollagenChain: Sendable, Equatable {
  /// As the tables write it.
  let name: String
  /// The type of the collagen in Roman numerals.
  let type: String

  /// Whether it is part of type I collagen.
  var isTypeOne: Bool { type == "I" }

  /// What a table may call the chains of type I, and one that is kept apart.
  static let words = [
    "alpha1_I", "alpha2_I", "alpha1_I_slow", "pN_alpha1_I", "pN_alpha2_I", "pC_alpha1_I", "pC_alpha2_I",
    "pro_alpha1_I", "pro_alpha2_I", "collagen_I", "procollagen_I", "alpha1_III",
  ]

  private static let numerals = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii",
  ]

  /// Reads `alpha1(I)`, `α1(I)`, `a1I`, `COL1A1`, `pro-alpha1(I)`, `type I collagen`, `Procollagen I alpha 1` in any case; `nil`
  /// for what names no collagen.
  init?(_ text: String) {
    var rest = Self.folded(text)
    func took(_ word: String) -> Bool {
      guard rest.hasPrefix(word) else { return false }
      rest.removeFirst(word.count)
      return true
    }
    let isSlow = rest.hasSuffix("slow")
    if isSlow { rest.removeLast(4) }
    for word in ["chains", "chain"] where rest.hasSuffix(word) { rest.removeLast(word.count) }
    var form = took("pro") ? "pro" : took("pn") ? "pN" : took("pc") ? "pC" : ""
    guard let (number, type) = Self.chain(rest) ?? Self.whole(&rest, &form) else { return nil }
    let numeral = type.uppercased()
    let chain = number.map { "alpha\($0)_\(numeral)" }
    let whole = (form == "pro" ? "pro" : "") + "collagen_\(numeral)"
    self.type = numeral
    name = (chain.map { form.isEmpty ? $0 : form + "_" + $0 } ?? whole) + (isSlow ? "_slow" : "")
  }

  /// `alpha1i`, `a2i`, `col3a1`, `col1alpha1`, `collagenialpha1`: number and type.
  private static func chain(_ text: String) -> (number: Int?, type: String)? {
    for prefix in ["alpha", "a"] where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      guard let number = rest.first?.wholeNumberValue, (1...6).contains(number) else { continue }
      var type = rest.dropFirst()
      for word in ["collagen", "type", "col"] where type.hasPrefix(word) { type = type.dropFirst(word.count) }
      return numeral(String(type)).map { (number, $0) }
    }
    for prefix in ["collagentype", "collagen", "typecollagen", "type", "col"] where text.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      guard let number = rest.last?.wholeNumberValue, (1...6).contains(number), rest.count > 2 else { continue }
      for letters in ["collagenalpha", "alpha", "a"] where rest.dropLast().hasSuffix(letters) {
        if let type = numeral(String(rest.dropLast(letters.count + 1))) { return (number, type) }
      }
    }
    return nil
  }

  /// `collageni`, `typeicollagen`, `typeiprocollagen`, `col1`.
  private static func whole(_ text: inout String, _ form: inout String) -> (number: Int?, type: String)? {
    if text.hasPrefix("type") {
      text.removeFirst(4)
      guard text.hasSuffix("collagen") else { return nil }
      text.removeLast(8)
      if text.hasSuffix("pro") {
        text.removeLast(3)
        form = "pro"
      }
      return numeral(text).map { (nil, $0) }
    }
    for prefix in ["collagentype", "collagen", "col"] where text.hasPrefix(prefix) {
      if let type = numeral(String(text.dropFirst(prefix.count))) { return (nil, type) }
    }
    return nil
  }

  /// Letters and digits in lower case, with Greek letters as words: `α1(I)` is `alpha1i`.
  static func folded(_ text: String) -> String {
    text.lowercased().map { $0 == "α" ? "alpha" : $0 == "β" ? "beta" : String($0) }.joined()
      .filter { $0.isLetter || $0.isNumber }
  }

  /// `i` to `xxviii`, or 1 to 28, as a Roman numeral.
  static func numeral(_ text: String) -> String? {
    if numerals.contains(text) { return text }
    return Int(text).flatMap { numerals.indices.contains($0 - 1) ? numerals[$0 - 1] : nil }
  }
}

extension RowReader {
  /// The chain of an amount; `nil` if the cell says nothing.
  ///
  /// - Throws: for what names no chain of a collagen, with the names of those of type I.
  func chain(_ column: String) throws(InputFaults) -> CollagenChain? {
    guard let text = text(column) else { return nil }
    if let chain = CollagenChain(text) { return chain }
    return try word(column, CollagenChain.words).flatMap { CollagenChain($0) }
  }
}
