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
}
