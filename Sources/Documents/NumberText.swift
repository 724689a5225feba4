// Numbers as text, the same in every locale: a point, no grouping; rounded on the shortest decimal form.

/// Writes numbers. One rule for all: a number is first written in the fewest digits that give it back, and these digits
/// are rounded half away from zero, so that no digit depends on the machine and 0.285 becomes 0.29.
package enum NumberText {
  /// The fewest digits that give the number back, as ECMAScript and RFC 8785 write them: `1`, `0.25`, `1e-7`, `1e+21`.
  ///
  /// - Precondition: the number is finite.
  package static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "only finite numbers have a decimal form")
    if value == 0 { return "0" }
    var (negative, digits, exponent) = decompose(value)
    while let last = digits.last, last == 0, digits.count > 1 { digits.removeLast() }
    let text = (-5...21).contains(exponent) ? plain(digits, exponent) : scientific(digits, exponent, plus: "+")
    return (negative ? "-" : "") + text
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
    let text = (-4...9).contains(exponent) ? plain(digits, exponent) : scientific(digits, exponent, plus: "")
    return (negative ? "-" : "") + text
  }

  /// The nearest number with so many decimals.
  package static func rounded(_ value: Double, decimals: Int) -> Double {
    guard value.isFinite, let rounded = Double(fixed(value, decimals)) else { return value }
    return rounded
  }

  /// The nearest number with so many significant digits.
  package static func rounded(_ value: Double, significant count: Int) -> Double {
    guard value.isFinite, let rounded = Double(significant(value, count)) else { return value }
    return rounded
  }

  /// A count in groups of three with thin spaces, for people's eyes only (`12 345`); never for files that machines read.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  private static func plain(_ digits: [Int], _ exponent: Int) -> String {
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + digits.map(String.init).joined() }
    var text = ""
    for i in 0..<exponent { text += String(i < digits.count ? digits[i] : 0) }
    return digits.count > exponent ? text + "." + digits[exponent...].map(String.init).joined() : text
  }

  private static func scientific(_ digits: [Int], _ exponent: Int, plus: String) -> String {
    let fraction = digits.count > 1 ? "." + digits.dropFirst().map(String.init).joined() : ""
    return "\(digits[0])\(fraction)e" + (exponent > 0 ? plus : "") + String(exponent - 1)
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
