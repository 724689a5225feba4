// Numbers from and to text, the same in every locale.

/// Which character separates the decimals in a file.
package enum DecimalMark: Sendable, Equatable {
  /// `0.5`
  case point
  /// `0,5`
  case comma
}

/// Reads and writes numbers.
package enum NumberText {
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

  /// The number with a fixed count of decimals, rounded half away from zero on its shortest decimal form.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "." }
    var (negative, digits, exponent) = decompose(value)
    round(&digits, &exponent, keep: exponent + decimals)
    var text = ""
    if digits.isEmpty || digits.allSatisfy({ $0 == 0 }) { negative = false }
    if exponent <= 0 {
      text += "0"
    } else {
      for i in 0..<exponent { text += String(i < digits.count ? digits[i] : 0) }
    }
    if decimals > 0 {
      text += "."
      for i in exponent..<(exponent + decimals) { text += String(i >= 0 && i < digits.count ? digits[i] : 0) }
    }
    return (negative ? "-" : "") + text
  }

  /// The number with `digits` significant digits, without trailing zeros after the point; exponents only beyond 1e-5 and 1e9.
  package static func significant(_ value: Double, _ count: Int = 6) -> String {
    guard value.isFinite else { return "." }
    if value == 0 { return "0" }
    var (negative, digits, exponent) = decompose(value)
    round(&digits, &exponent, keep: count)
    while let last = digits.last, last == 0, digits.count > 1 { digits.removeLast() }
    var text = negative ? "-" : ""
    if exponent > 9 || exponent < -4 {
      text += String(digits[0])
      if digits.count > 1 { text += "." + digits.dropFirst().map(String.init).joined() }
      return text + "e" + String(exponent - 1)
    }
    if exponent <= 0 {
      text += "0." + String(repeating: "0", count: -exponent) + digits.map(String.init).joined()
    } else {
      for i in 0..<exponent { text += String(i < digits.count ? digits[i] : 0) }
      if digits.count > exponent { text += "." + digits[exponent...].map(String.init).joined() }
    }
    return text
  }

  /// Sign, decimal digits and the position of the point before them: value = 0.d1d2d3... * 10^exponent.
  private static func decompose(_ value: Double) -> (negative: Bool, digits: [Int], exponent: Int) {
    var digits: [Int] = []
    var exponent = 0
    var point: Int?
    var inExponent = false
    var exponentText = ""
    for c in Swift.abs(value).description.utf8 {
      if inExponent {
        exponentText.unicodeScalars.append(Unicode.Scalar(c))
      } else if c == UInt8(ascii: ".") {
        point = digits.count
      } else if c == UInt8(ascii: "e") {
        inExponent = true
      } else {
        digits.append(Int(c) - 48)
      }
    }
    exponent =
      (point ?? digits.count)
      + (Int(exponentText.hasPrefix("+") ? String(exponentText.dropFirst()) : exponentText) ?? 0)
    while digits.count > 1, digits[0] == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    return (value < 0, digits, exponent)
  }

  private static func round(_ digits: inout [Int], _ exponent: inout Int, keep: Int) {
    guard keep < digits.count else { return }
    if keep < 0 {
      digits = [0]
      return
    }
    let up = digits[keep] >= 5
    digits = Array(digits[0..<keep])
    if up {
      var i = keep - 1
      while i >= 0, digits[i] == 9 {
        digits[i] = 0
        i -= 1
      }
      if i >= 0 {
        digits[i] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    if digits.isEmpty { digits = [0] }
  }
}

extension Int {
  /// The value, or the nearer end of the range.
  func clamped(to range: ClosedRange<Int>) -> Int { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}
