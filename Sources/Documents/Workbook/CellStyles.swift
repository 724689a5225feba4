// What the number format of a cell makes of its number: a date or time, a percentage, or the number itself.

/// The number formats of a workbook by cell style.
struct CellStyles {
  /// What a number is shown as.
  enum Kind {
    case number
    case date
    /// Shown times a hundred: 0.2 as 20 %.
    case percent
  }

  private var kinds: [Kind] = []

  init() {}

  /// Reads the part `xl/styles.xml`.
  init(_ part: [UInt8], file: String) throws(InputFaults) {
    var custom: [Int: Kind] = [:]
    var isInCellFormats = false
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      switch event {
      case .start("numFmt", let attributes):
        guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
        custom[id] = Self.kind(ofCode: attributes["formatCode"] ?? "")
      case .start("cellXfs", _): isInCellFormats = true
      case .end("cellXfs"): isInCellFormats = false
      case .start("xf", let attributes) where isInCellFormats:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        kinds.append(custom[id] ?? Self.kind(ofBuiltIn: id))
      default: break
      }
    }
  }

  /// What a cell of a style shows.
  func kind(_ style: Int?) -> Kind {
    guard let style, kinds.indices.contains(style) else { return .number }
    return kinds[style]
  }

  /// ECMA-376 part 1, 18.8.30: 9 and 10 are percentages; 14-22 and 45-47 dates and times, as are 27-36 and 50-58 in East
  /// Asian languages.
  private static func kind(ofBuiltIn id: Int) -> Kind {
    switch id {
    case 9, 10: .percent
    case 14...22, 27...36, 45...47, 50...58: .date
    default: .number
    }
  }

  /// By the letters and signs of a format code that are no text in quotes, escaped, or a colour, currency or condition in
  /// brackets: `d`, `m`, `y`, `h` or `s` of dates and times (also `[h]:mm`), or `%`.
  static func kind(ofCode code: String) -> Kind {
    var scalars = Array(code.lowercased().unicodeScalars)[...]
    var kind = Kind.number
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"": scalars = scalars.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": scalars = scalars.dropFirst()
      case "[":
        let inside = scalars.prefix { $0 != "]" }
        scalars = scalars.dropFirst(inside.count + 1)
        if let first = inside.first, "hms".unicodeScalars.contains(first), inside.allSatisfy({ $0 == first }) {
          return .date
        }
      // Writers of other languages leave the name of the plain format untranslated.
      case "s" where scalars.starts(with: "tandard".unicodeScalars): scalars = scalars.dropFirst(7)
      case "g" where scalars.starts(with: "eneral".unicodeScalars): scalars = scalars.dropFirst(6)
      case "d", "m", "y", "h", "s": return .date
      case "%": kind = .percent
      default: break
      }
    }
    return kind
  }

  /// A format of the XML of Excel 2003: one of its names, or a code.
  static func kind(ofFormat format: String) -> Kind {
    switch format {
    case "Percent": .percent
    case "General", "General Number", "Fixed", "Standard", "Scientific", "Currency", "Euro Currency", "Yes/No",
      "True/False", "On/Off":
      .number
    default: format.hasSuffix(" Date") || format.hasSuffix(" Time") ? .date : kind(ofCode: format)
    }
  }

  /// A number as a cell of a kind shows it.
  static func text(_ number: Double, as kind: Kind) -> String {
    switch kind {
    case .number: NumberText.shortest(number)
    case .date: date(number)
    case .percent: NumberText.shortest(NumberText.rounded(100 * number, significant: 15)) + " %"
    }
  }

  /// Days since 1899-12-30 as a date, with the time where there is one; a time alone for less than a day.
  private static func date(_ serial: Double) -> String {
    guard serial >= 0, serial < 3_000_000 else { return NumberText.shortest(serial) }
    var seconds = Int((serial * 86_400).rounded())
    let days = seconds / 86_400
    seconds %= 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if days == 0 { return time }
    // The civil date of a day count (days from 0000-03-01; 1899-12-30 is day 693,899 of them).
    let shifted = days + 693_899
    let era = shifted / 146_097
    let day = shifted % 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let ofYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let civilYear = year + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let text = "\(civilYear)-\(two(civilMonth))-\(two(ofYear - (153 * month + 2) / 5 + 1))"
    return seconds == 0 ? text : text + " " + time
  }
}
