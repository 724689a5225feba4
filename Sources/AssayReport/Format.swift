// Numbers and words for people and tables.

internal import Documents
internal import ExportAssay

/// Text forms of numbers and flags.
enum Format {
  /// A number with significant digits; `.` if it is none. JSON-safe: exponents as `1.5e-7`.
  static func number(_ value: Double, _ digits: Int = 6) -> String { NumberText.significant(value, digits) }

  /// A number, or `.` for none, for tables.
  static func cell(_ value: Double?, _ digits: Int = 6) -> String {
    guard let value, value.isFinite else { return "." }
    return NumberText.significant(value, digits)
  }

  /// Text for a tab-separated table: no tabs, no formulas, `.` if empty.
  static func cell(_ text: String) -> String {
    guard !text.isEmpty else { return "." }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar) }
    var cell = String(out)
    if let first = cell.unicodeScalars.first, "=+-@".unicodeScalars.contains(first), cell != "-" { cell = "'" + cell }
    return cell
  }

  /// Flags joined by commas in their fixed order.
  static func flags(_ flags: Set<QualityFlag>) -> String {
    flags.isEmpty ? "." : flags.sorted().map(\.rawValue).joined(separator: ",")
  }

  /// Flags for people, or a dash.
  static func flagWords(_ flags: Set<QualityFlag>) -> String {
    flags.isEmpty ? "—" : flags.sorted().map(\.rawValue).joined(separator: ", ")
  }

  /// `12.3 (10.1 to 15.0)`, with open ends in words.
  static func interval(_ value: Double, _ low: Double, _ high: Double, _ digits: Int = 3) -> String {
    guard value.isFinite else { return "—" }
    let a = low.isFinite ? number(low, digits) : "open"
    let b = high.isFinite ? number(high, digits) : "open"
    return "\(number(value, digits)) (\(a) to \(b))"
  }

  /// A name with its unit, if it has one: `nominal, ng/mL`.
  static func quantity(_ name: String, _ unit: String) -> String { unit.isEmpty ? name : name + ", " + unit }

  /// A number for people, a dash for none.
  static func dash(_ value: Double, _ digits: Int = 3) -> String { value.isFinite ? number(value, digits) : "—" }

  /// A value with its interval where there is one.
  static func several(_ value: Double, _ interval: (low: Double, high: Double)?, _ digits: Int = 3) -> String {
    guard let interval else { return dash(value, digits) }
    return self.interval(value, interval.low, interval.high, digits)
  }

  /// A probability in per cent that never claims certainty.
  static func power(_ value: Double) -> String {
    guard value.isFinite else { return "—" }
    return value > 0.995 ? ">99 %" : percent(100 * value)
  }

  /// `p = 0.012`, `p < 0.0001`.
  static func pWords(_ value: Double) -> String {
    guard value.isFinite else { return "p not known" }
    return value < 0.0001 ? "p < 0.0001" : "p = \(number(value, 2))"
  }

  /// A p value: `0.012`, `<0.0001`.
  static func p(_ value: Double) -> String {
    guard value.isFinite else { return "—" }
    return value < 0.0001 ? "<0.0001" : number(value, 2)
  }

  /// Per cent without decimals, `—` for none.
  static func percent(_ value: Double, _ decimals: Int = 0) -> String {
    value.isFinite ? NumberText.fixed(value, decimals) + " %" : "—"
  }
}

extension Weighting {
  /// In words, for people.
  var words: String {
    switch self {
    case .powerOfMean: "power of the mean"
    default: rawValue
    }
  }
}

/// HTML building with escaped text.
enum HTML {
  /// The text with the five special characters replaced, control and direction-changing characters shown as U+FFFD.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default:
        let v = scalar.value
        let isUnsafe =
          (v < 32 && v != 10) || v == 127 || (0x202A...0x202E).contains(v) || (0x2066...0x2069).contains(v)
          || v == 0x200F
        out.unicodeScalars.append(isUnsafe ? "\u{FFFD}" : scalar)
      }
    }
    return out
  }

  /// A table from a header and rows; cells are escaped.
  static func table(_ header: [String], _ rows: [[String]], className: String = "") -> String {
    var out = className.isEmpty ? "<table>" : "<table class=\"\(className)\">"
    out += "<thead><tr>" + header.map { "<th>\(escape($0))</th>" }.joined() + "</tr></thead><tbody>"
    for row in rows { out += "<tr>" + row.map { "<td>\(escape($0))</td>" }.joined() + "</tr>\n" }
    return "<div class=\"scroll\">" + out + "</tbody></table></div>\n"
  }
}
