// Amounts that cannot be compared between lines, or look as if they could not: other chains, other loadings.

internal import Documents

/// Holds the rows of one line against those of most others.
struct AmountConsistency {
  private let amounts: [CollagenAmount]
  private let first: [String: CollagenAmount]

  init(_ amounts: [CollagenAmount]) {
    self.amounts = amounts
    first = Dictionary(amounts.map { ($0.line, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// What is said of amounts of other collagens and proteins, which are not added to type I, and of analytes that are not
  /// known.
  static func othersThanTypeOne(_ amounts: [CollagenAmount]) -> [AssayWarning] {
    func said(_ rows: [CollagenAmount], _ words: (String) -> String?) -> [AssayWarning] {
      var seen: Set<String> = []
      return rows.compactMap { row in
        let name = CollagenAnalyte(row.analyte).kind == .other || row.isOfTypeOne ? row.analyte : row.chain
        guard seen.insert(name.lowercased()).inserted, let text = words(name) else { return nil }
        return AssayWarning(file: row.file, line: row.fileLine, text)
      }
    }
    return said(amounts.filter { !$0.isOfTypeOne }) { name in
      "amounts of \(name.quoted()) are not of type I collagen: they are not added to it, and nothing is computed from them"
    } + said(amounts.filter(\.isOfTypeOne)) { CollagenAnalyte($0).doubt }
  }

  /// What most lines have, if more than half of at least four have the same.
  private static func usual<Value: Hashable>(_ byLine: [String: Set<Value>]) -> Set<Value>? {
    guard byLine.count >= 4 else { return nil }
    return Dictionary(grouping: byLine.values, by: { $0 }).first { 2 * $0.value.count > byLine.count }?.key
  }

  private func chains() -> [String: Set<String>] {
    Dictionary(grouping: amounts, by: \.line).mapValues { Set($0.map(\.chainAsSuch)) }
  }

  /// Lines of which no chain is one of those that most lines have: alpha2(I) is no measure of alpha1(I).
  var linesOfOtherChains: Set<String> {
    let own = chains()
    guard let usual = AmountConsistency.usual(own) else { return [] }
    return Set(own.keys.filter { own[$0]?.isDisjoint(with: usual) == true })
  }

  /// The warnings, line by line.
  var warnings: [AssayWarning] { chainWarnings + loadingWarnings }

  private func warning(_ line: String, _ message: String) -> AssayWarning {
    AssayWarning(file: first[line]?.file ?? "", line: first[line]?.fileLine, "line \(line.quoted()): \(message)")
  }

  private var chainWarnings: [AssayWarning] {
    let own = chains()
    guard let usual = AmountConsistency.usual(own) else { return [] }
    func words(_ chains: Set<String>) -> String {
      chains.map { $0.isEmpty ? "no chain" : $0 }.sorted().joined(separator: " and ")
    }
    return own.keys.sorted().compactMap { line in
      guard let chains = own[line], !chains.isSuperset(of: usual) else { return nil }
      return warning(
        line,
        chains.isDisjoint(with: usual)
          ? "its amounts are of \(words(chains)), those of most lines of \(words(usual)): nothing is computed from them"
          : "it lacks amounts of \(words(usual.subtracting(chains))), which most lines have: was the chain not there, or not measured?"
      )
    }
  }

  private var loadingWarnings: [AssayWarning] {
    [Fraction.medium, .cellLayer].flatMap { fraction -> [AssayWarning] in
      let rows = amounts.filter { $0.fraction == fraction && $0.loading != nil }
      let own = Dictionary(grouping: rows, by: \.line).mapValues { Set($0.compactMap(\.loadingWords)) }
      guard let usual = AmountConsistency.usual(own) else { return [] }
      return own.keys.sorted().compactMap { line in
        guard let loadings = own[line], loadings.isDisjoint(with: usual) else { return nil }
        return warning(
          line,
          "\(loadings.sorted().joined(separator: " and ")) of its \(fraction.rawValue) were measured, of most lines "
            + "\(usual.sorted().joined(separator: " and ")); is it right?")
      }
    }
  }
}

extension CollagenAmount {
  /// Whether neither its chain nor its analyte is that of another collagen or protein.
  var isOfTypeOne: Bool {
    CollagenChain(chain)?.isTypeOne != false && CollagenAnalyte(analyte).kind != .other
  }

  /// The chain, whatever of it is modified or still has its propeptides: `alpha1_I` of `pN_alpha1_I_slow`.
  fileprivate var chainAsSuch: String {
    let plain = chain.lowercased()
    let name = plain.hasSuffix("_slow") ? String(plain.dropLast(5)) : plain
    let own = name.firstRange(of: "alpha").map { String(name[$0.lowerBound...]) } ?? name
    return ["alpha1_I", "alpha2_I", "alpha1_III"].first { $0.lowercased() == own } ?? own
  }

  /// How much was measured, with its unit.
  fileprivate var loadingWords: String? { loading.map { "\(NumberText.significant($0)) \(loadingUnit)" } }
}
