// What a column of a SoftMax Pro group holds, told by its formula: `Average(Result)*!Factor`, `Cv(Values)` ...

internal import Documents
import Numerics

extension SoftMaxExport {
  /// The meaning of a column's formula.
  struct Meaning: Equatable {
    enum Quantity { case signal, concentration }
    enum Statistic { case each, mean, deviation, variation }
    /// What is counted.
    var quantity: Quantity
    /// Of each well, or over the wells of a sample.
    var statistic: Statistic
    /// Whether the dilution factor is multiplied in.
    var isScaled = false
    /// What the signal is made of, for both quantities.
    var signal: SoftMaxSignalFormula?
    /// Whether the concentration was read at the sample's mean signal.
    var isOfMeanSignal = false
  }

  /// The meanings of all columns; `nil` for names, flags and formulas that are not of the known kinds.
  static func meanings(of columns: [Column]) -> [Meaning?] {
    columns.map { meaning(of: plain($0.formula), columns, depth: 0) }
  }

  /// Lower case without blanks.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != " " && $0 != "\"" })).lowercased()
  }

  private static func meaning(of formula: String, _ columns: [Column], depth: Int) -> Meaning? {
    guard depth < 8, !formula.isEmpty else { return nil }
    if let signal = signalFormula(formula, columns) {
      return Meaning(quantity: .signal, statistic: .each, signal: signal)
    }
    if let column = columns.first(where: { plain($0.name) == formula }) {
      return meaning(of: plain(column.formula), columns, depth: depth + 1)
    }
    if let product = scaled(formula, columns, depth) { return product }
    for (name, statistic) in [
      ("average", Meaning.Statistic.mean), ("stdev", .deviation), ("cv", .variation), ("mean", .mean),
    ] {
      guard let inner = argument(formula, name), var part = meaning(of: inner, columns, depth: depth + 1),
        part.statistic == .each, !part.isOfMeanSignal
      else { continue }
      part.statistic = statistic
      return part
    }
    guard let inner = argument(formula, "interpx"), let comma = inner.lastIndex(of: ",") else { return nil }
    let last = String(inner[inner.index(after: comma)...])
    guard let part = meaning(of: last, columns, depth: depth + 1), part.quantity == .signal, !part.isScaled else {
      return nil
    }
    switch part.statistic {
    case .each: return Meaning(quantity: .concentration, statistic: .each, signal: part.signal)
    case .mean:
      return Meaning(quantity: .concentration, statistic: .mean, signal: part.signal, isOfMeanSignal: true)
    case .deviation, .variation: return nil
    }
  }

  /// `X*!Factor`, `X*Dilution` and the other way about.
  private static func scaled(_ formula: String, _ columns: [Column], _ depth: Int) -> Meaning? {
    guard let star = topLevelStar(formula) else { return nil }
    let left = String(formula[..<star])
    let right = String(formula[formula.index(after: star)...])
    for (factor, other) in [(right, left), (left, right)] {
      let isFactor =
        factor == "!factor"
        || columns.contains { plain($0.name) == factor && ($0.formula == "!Factor" || isDilution($0)) }
      guard isFactor, var part = meaning(of: other, columns, depth: depth + 1), !part.isScaled,
        part.statistic == .each || part.statistic == .mean
      else { continue }
      part.isScaled = true
      return part
    }
    return nil
  }

  /// Whether a descriptor column holds dilutions by its name.
  static func isDilution(_ column: Column) -> Bool {
    let name = column.name.lowercased()
    return column.formula == "!Factor"
      || (column.formula == "!SampleDescriptor" && (name.hasPrefix("dil") || name.hasPrefix("factor")))
  }

  private static func topLevelStar(_ text: String) -> String.Index? {
    var depth = 0
    var found: String.Index?
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "*" where depth == 0:
        guard found == nil else { return nil }
        found = index
      case "/" where depth == 0, "+" where depth == 0: return nil
      default: break
      }
    }
    return found
  }

  /// What stands in the brackets of `name(...)` when they are the whole formula.
  static func argument(_ formula: String, _ name: String) -> String? {
    guard formula.hasPrefix(name + "("), formula.hasSuffix(")") else { return nil }
    let inner = formula.dropFirst(name.utf8.count + 1).dropLast()
    var depth = 0
    for c in inner {
      if c == "(" { depth += 1 }
      if c == ")" { depth -= 1 }
      if depth < 0 { return nil }
    }
    return String(inner)
  }

  /// The formula of signals that a column's formula is, if it is one.
  static func signalFormula(_ formula: String, _ columns: [Column]) -> SoftMaxSignalFormula? {
    SoftMaxSignalFormula(plain(formula), names: columns.map { (plain($0.name), plain($0.formula)) })
  }

  /// The columns with the formula `!WellColumn` and a number where results are computed from what a column prints and how
  /// that is made is not known: `!WellValues-Average@Blanks`.
  static func markingPrinted(_ group: Group) -> [Column] {
    var columns = group.columns
    for column in group.columns {
      guard let inner = argument(plain(column.formula), "interpx"), let comma = inner.lastIndex(of: ","),
        let index = columns.firstIndex(where: { plain($0.name) == inner[inner.index(after: comma)...] }),
        meanings(of: columns)[index] == nil
      else { continue }
      let given = group.rows.count { row in !row.cells[index].trimmingBlanks.isEmpty }
      guard given * 2 > group.rows.count else { continue }
      let old = columns[index]
      columns[index] = Column(name: old.name, formula: "!WellColumn\(index)", precision: old.precision)
    }
    return columns
  }
}
