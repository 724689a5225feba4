// Numbers and words for people.

internal import Documents
internal import ExportAssay

/// Text forms of numbers and flags on the page.
enum Format {
  /// Flags in their fixed order, or a dash.
  static func flagWords(_ flags: Set<QualityFlag>) -> String {
    flags.isEmpty ? "—" : flags.sorted().map(\.rawValue).joined(separator: ", ")
  }

  /// A number, a dash for none.
  static func number(_ value: Double?, _ digits: Int = 3) -> String {
    guard let value, value.isFinite else { return "—" }
    return NumberText.significant(value, digits)
  }

  /// `12.3 (10.1 to 15.0)`, with open ends in words; the number alone without an interval.
  static func interval(_ value: Double, _ interval: (low: Double, high: Double)?, _ digits: Int = 3) -> String {
    guard let interval, value.isFinite else { return number(value, digits) }
    func end(_ value: Double) -> String { value.isFinite ? number(value, digits) : "open" }
    return "\(number(value, digits)) (\(end(interval.low)) to \(end(interval.high)))"
  }

  /// A name with its unit, if it has one: `nominal, ng/mL`.
  static func quantity(_ name: String, _ unit: String) -> String { unit.isEmpty ? name : name + ", " + unit }

  /// A number with so many decimals, a dash for none.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    value.isFinite ? NumberText.fixed(value, decimals) : "—"
  }

  /// Per cent, a dash for none.
  static func percent(_ value: Double, _ decimals: Int = 0) -> String {
    value.isFinite ? NumberText.fixed(value, decimals) + " %" : "—"
  }

  /// A probability in per cent that never claims certainty.
  static func power(_ value: Double) -> String { value > 0.995 ? ">99 %" : percent(100 * value) }

  /// A p value: `0.012`, `<0.0001`.
  static func p(_ value: Double) -> String { value < 0.0001 ? "<0.0001" : number(value, 2) }

  /// `p = 0.012`, `p < 0.0001`.
  static func pWords(_ value: Double) -> String {
    guard value.isFinite else { return "p not known" }
    return value < 0.0001 ? "p < 0.0001" : "p = \(p(value))"
  }

  /// What is met, in words.
  static func met(_ value: Bool?, unknown: String = "not tested") -> String {
    value.map { $0 ? "yes" : "NO" } ?? unknown
  }
}
