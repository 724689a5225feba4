// Numbers from text: plain decimal numbers only, with the decimal mark that the file uses.

/// Which character separates the decimals in a file.
package enum DecimalMark: Sendable, Equatable {
  /// `0.5`
  case point
  /// `0,5`
  case comma
}

extension NumberText {
  /// A plain decimal number, or `nil`: optional sign, digits, one mark, optional exponent; no grouping, no `inf`, no `0x`.
  package static func parse(_ text: String, mark: DecimalMark = .point) -> Double? {
    guard let plain = plainForm(text, mark: mark), let value = Double(plain), value.isFinite else { return nil }
    return value
  }

  /// The number of digits after the decimal mark in a well-formed number; 0 without a mark, less with an exponent.
  ///
  /// `1.93E+03` gives 2 - 3 = -1: its last digit counts tens.
  package static func decimals(_ text: String, mark: DecimalMark = .point) -> Int? {
    guard let plain = plainForm(text, mark: mark) else { return nil }
    var digits = 0
    var seenMark = false
    var exponent = ""
    var inExponent = false
    for c in plain.utf8 {
      if inExponent {
        exponent.unicodeScalars.append(Unicode.Scalar(c))
      } else if c == UInt8(ascii: ".") {
        seenMark = true
      } else if c == UInt8(ascii: "e") {
        inExponent = true
      } else if seenMark {
        digits += 1
      }
    }
    let power = Int(exponent.hasPrefix("+") ? String(exponent.dropFirst()) : exponent) ?? 0
    return Swift.abs(power.clamped(to: -400...400) - digits) > 400 ? 17 : digits - power.clamped(to: -400...400)
  }

  private static func plainForm(_ text: String, mark: DecimalMark) -> String? {
    var out = ""
    var digits = 0
    var marks = 0
    var exponentDigits = -1
    var previous: UInt8 = 0
    guard text.utf8.count <= 40 else { return nil }
    let markByte = mark == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")
    for c in text.utf8 {
      switch c {
      case 48...57:
        if exponentDigits >= 0 { exponentDigits += 1 } else { digits += 1 }
        out.unicodeScalars.append(Unicode.Scalar(c))
      case markByte:
        guard exponentDigits < 0, marks == 0 else { return nil }
        marks = 1
        out += "."
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard out.isEmpty || previous == UInt8(ascii: "e") || previous == UInt8(ascii: "E") else { return nil }
        if c == UInt8(ascii: "-") || !out.isEmpty { out.unicodeScalars.append(Unicode.Scalar(c)) }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard exponentDigits < 0, digits > 0 else { return nil }
        exponentDigits = 0
        out += "e"
      default:
        return nil
      }
      previous = c
    }
    guard digits > 0, exponentDigits != 0 else { return nil }
    return out
  }
}

extension Int {
  /// The value, or the nearer end of the range.
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
