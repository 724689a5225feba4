// What was read in a well, and the tokens that readers print where there is no number.

internal import Documents
import Numerics

/// What was read in a well.
package enum WellSignal: Sendable, Equatable {
  /// A number and how many decimals it was printed with (17 when it is not rounded).
  case value(Double, decimals: Int)
  /// The detector was saturated, or above the printed limit.
  case overflow
  /// Excluded by the operator.
  case masked
  /// Not read, or not a number.
  case missing

  /// The number, if there is one.
  package var number: Double? {
    if case .value(let value, _) = self { return value }
    return nil
  }
}

extension WellSignal {
  /// This signal minus that at a reference wavelength.
  func subtracting(_ reference: WellSignal) -> WellSignal {
    guard case .value(let a, let p) = self else { return self }
    guard case .value(let b, let q) = reference else { return reference == .overflow ? .overflow : .missing }
    return .value(a - b, decimals: Swift.min(p, q))
  }
}

/// A number that the plate reader's own software printed.
package struct PrintedNumber: Sendable, Equatable {
  /// The number.
  package let value: Double
  /// Digits after the point.
  package let decimals: Int

  /// Reads a printed number, or `nil`.
  init?(_ text: String, mark: DecimalMark) {
    guard let value = NumberText.parse(text, mark: mark), let decimals = NumberText.decimals(text, mark: mark) else {
      return nil
    }
    self.value = value
    self.decimals = decimals
  }

  /// One unit of the last printed digit.
  package var unit: Double { Elementary.powerOfTen(-decimals) }
}

/// Reads tokens of signal cells.
enum SignalToken {
  /// The signal a cell means, or `nil` if it is neither a number nor a known token.
  static func parse(_ text: String, mark: DecimalMark) -> WellSignal? {
    if let value = NumberText.parse(text, mark: mark) {
      return .value(value, decimals: NumberText.decimals(text, mark: mark) ?? 17)
    }
    switch text {
    case "", "NaN", "nan", "?????", "MISSED", "NA", ".", "N/A", "INVALID": return .missing
    case "OVRFLW", "OVERFLOW", "Overflow", "overflow", "OVER", "SAT", "#Sat", "#SAT", "OUT": return .overflow
    case "Masked", "masked", "MASKED": return .masked
    case "Range?", "#Low", "#High": return .missing
    default: break
    }
    if text.hasPrefix(">"), NumberText.parse(String(text.dropFirst()).trimmingBlanks, mark: mark) != nil {
      return .overflow
    }
    if text.hasPrefix("<"), NumberText.parse(String(text.dropFirst()).trimmingBlanks, mark: mark) != nil {
      return .missing
    }
    if text.hasPrefix("*"), text.hasSuffix("*"), text.utf8.count > 2,
      parse(String(text.dropFirst().dropLast()).trimmingBlanks, mark: mark) != nil
    {
      return .masked
    }
    return nil
  }
}

extension SignalToken {
  /// Whether a cell that is no number is surely what a reader prints in place of one; empty cells and words are not.
  static func isCertain(_ text: String, mark: DecimalMark) -> Bool {
    !["", ".", "NA"].contains(text) && NumberText.parse(text, mark: mark) == nil && parse(text, mark: mark) != nil
  }
}
