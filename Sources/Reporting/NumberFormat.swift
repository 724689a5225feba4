// Numbers as text, the same in every locale: a point, no grouping.

/// Fixed-point text without Foundation and without the locale.
package enum NumberFormat {
  /// A number with exactly `digits` decimals, rounded half away from zero; `nan` and infinities as `.`.
  ///
  /// - Parameter digits: 0-9 decimals.
  package static func fixed(_ value: Double, digits: Int) -> String {
    precondition((0...9).contains(digits), "0-9 decimals")
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, scaled < 9e15 else { return value.isFinite ? "\(value)" : "." }
    let whole = Int(scaled)
    let sign = value < 0 && whole != 0 ? "-" : ""
    guard digits > 0 else { return sign + "\(whole)" }
    let unit = Int(scale)
    let fraction = String(whole % unit)
    return sign + "\(whole / unit)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A count with thin grouping for people's eyes only (`12 345`); never for files that machines read.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }
}
