// Formulas of signals in SoftMax Pro groups: `!WellLm1-!WellLm2`, `OD450 - OD620`, `!WellValues/2`.

internal import Documents

/// A formula that makes one signal of the readings of a well: wavelengths and numbers joined by + - * / and brackets.
indirect enum SoftMaxSignalFormula: Equatable {
  /// What the plate shows as its value.
  case values
  /// The reading at a wavelength, 1-based.
  case wave(Int)
  /// What a column prints that cannot be computed from the plate.
  case printed(String)
  case number(Double)
  case joined(SoftMaxSignalFormula, Character, SoftMaxSignalFormula)

  /// Reads a formula in lower case without blanks; `nil` unless it is one of signals alone.
  init?(_ text: String, names: [(name: String, formula: String)]) {
    var parser = Parser(rest: text[...], names: names, depth: 0)
    guard let formula = parser.sum(), parser.rest.isEmpty, formula.hasSignal else { return nil }
    self = formula
  }

  private var hasSignal: Bool {
    switch self {
    case .values, .wave, .printed: true
    case .number: false
    case .joined(let left, _, let right): left.hasSignal || right.hasSignal
    }
  }

  /// Whether it is one reading and not made of several.
  var isPlain: Bool {
    if case .joined = self { return false }
    return true
  }

  /// The signal of a well from its readings: the value that the plate shows and those of the wavelengths.
  ///
  /// - Returns: `nil` if the formula needs what the plate does not have; a token where one of the readings is one.
  func signal(value: WellSignal?, waves: [WellSignal]) -> WellSignal? {
    switch self {
    case .values: return value
    case .wave(let number): return number >= 1 && number <= waves.count ? waves[number - 1] : nil
    case .printed: return nil
    case .number(let number): return .value(number, decimals: 15)
    case .joined(let left, let sign, let right):
      guard let a = left.signal(value: value, waves: waves), let b = right.signal(value: value, waves: waves) else {
        return nil
      }
      guard case .value(let x, let p) = a else { return a }
      guard case .value(let y, let q) = b else { return b }
      let decimals = Swift.min(p, q)
      switch sign {
      case "+": return .value(x + y, decimals: decimals)
      case "-": return .value(x - y, decimals: decimals)
      case "*": return .value(x * y, decimals: decimals)
      default: return y == 0 ? .missing : .value(x / y, decimals: decimals)
      }
    }
  }

  /// Recursive descent over the characters left.
  private struct Parser {
    var rest: Substring
    let names: [(name: String, formula: String)]
    let depth: Int

    mutating func sum() -> SoftMaxSignalFormula? {
      guard var left = product() else { return nil }
      while let sign = rest.first, sign == "+" || sign == "-" {
        rest.removeFirst()
        guard let right = product() else { return nil }
        left = .joined(left, sign, right)
      }
      return left
    }

    private mutating func product() -> SoftMaxSignalFormula? {
      guard var left = factor() else { return nil }
      while let sign = rest.first, sign == "*" || sign == "/" {
        rest.removeFirst()
        guard let right = factor() else { return nil }
        left = .joined(left, sign, right)
      }
      return left
    }

    private mutating func factor() -> SoftMaxSignalFormula? {
      if let named = column() { return named }
      if rest.first == "(" {
        rest.removeFirst()
        guard let inner = sum(), rest.first == ")" else { return nil }
        rest.removeFirst()
        return inner
      }
      let word = rest.prefix { "!.0123456789".contains($0) || ("a"..."z").contains($0) }
      rest = rest.dropFirst(word.count)
      if word == "!wellvalues" { return .values }
      if word.hasPrefix("!welllm"), let number = Int(word.dropFirst(7)) { return .wave(number) }
      if word.hasPrefix("!wellcolumn") { return .printed(String(word)) }
      guard let first = word.first, first.isNumber || first == "." else { return nil }
      return NumberText.parse(String(word)).map { .number($0) }
    }

    /// A column of the group by its name, the longest that fits.
    private mutating func column() -> SoftMaxSignalFormula? {
      guard depth < 8 else { return nil }
      let fitting = names.filter { item in
        guard !item.name.isEmpty, item.name != item.formula, rest.hasPrefix(item.name) else { return false }
        return rest.dropFirst(item.name.count).first.map { "+-*/)".contains($0) } ?? true
      }
      guard let best = fitting.max(by: { $0.name.count < $1.name.count }) else { return nil }
      var inner = Parser(rest: best.formula[...], names: names, depth: depth + 1)
      guard let formula = inner.sum(), inner.rest.isEmpty else { return nil }
      rest = rest.dropFirst(best.name.count)
      return formula
    }
  }
}
