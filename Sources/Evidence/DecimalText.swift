// Numbers as evidence prints them.

/// A number with up to this many significant digits, without exponent for what evidence prints.
func decimal(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "." }
  var magnitude = 0
  var scaled = abs(value)
  while scaled >= 10 { scaled /= 10; magnitude += 1 }
  while scaled < 1 { scaled *= 10; magnitude -= 1 }
  let decimals = max(0, min(12, digits - 1 - magnitude))
  var factor = 1.0
  for _ in 0..<decimals { factor *= 10 }
  let whole = (abs(value) * factor).rounded(.toNearestOrAwayFromZero)
  guard whole < 9e15 else { return "\(value)" }
  let number = Int(whole)
  let unit = Int(factor)
  var text = "\(number / unit)"
  if decimals > 0 {
    let fraction = String(number % unit)
    var tail = String(repeating: "0", count: decimals - fraction.count) + fraction
    while tail.hasSuffix("0") { tail.removeLast() }
    if !tail.isEmpty { text += "." + tail }
  }
  return (value < 0 && number != 0 ? "-" : "") + text
}
