// Wells of plates: what stands in each, what was read, and what the reader's own software made of it.

/// What a well holds.
package enum WellRole: String, Sendable, CaseIterable {
  /// A calibrator of known concentration.
  case standard
  /// No analyte: the zero standard.
  case blank
  /// A quality control of known concentration.
  case qc
  /// A sample.
  case unknown
  /// A sample with a known amount added.
  case spike
}

/// Where the collagen of a culture was found.
package enum Fraction: String, Sendable, CaseIterable {
  /// The culture medium: what left the cells.
  case medium
  /// Cells and the matrix around them.
  case cellLayer = "cell_layer"
  /// Dialysable hydroxyproline and other fragments.
  case degraded
}

/// The place of a well, 0-based inside and `A1` outside.
package struct WellPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 0-based row: 0 is A.
  package let row: Int
  /// 0-based column: 0 is 1.
  package let column: Int

  /// A place on a plate of at most 32 rows and 48 columns.
  package init?(row: Int, column: Int) {
    guard (0..<32).contains(row), (0..<48).contains(column) else { return nil }
    self.row = row
    self.column = column
  }

  /// Reads `B7`, `b07`, `AF48`; `nil` for anything else.
  package init?(_ text: String) {
    var letters = 0
    var row = 0
    var digits = 0
    var column = 0
    for c in text.utf8 {
      switch c {
      case 65...90 where digits == 0, 97...122 where digits == 0:
        letters += 1
        row = row * 26 + Int(c & 0xDF) - 64
      case 48...57 where letters > 0:
        digits += 1
        column = column * 10 + Int(c) - 48
      default:
        return nil
      }
      guard letters <= 2, digits <= 2 else { return nil }
    }
    guard letters > 0, digits > 0, column > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// `B7`.
  package var description: String { Self.rowName(row) + String(column + 1) }

  /// A, B ... Z, AA, AB ...
  static func rowName(_ row: Int) -> String {
    func letter(_ index: Int) -> String { String(Character(Unicode.Scalar(UInt8(65 + index)))) }
    return row < 26 ? letter(row) : letter(row / 26 - 1) + letter(row % 26)
  }

  /// Order by row, then column.
  package static func < (a: WellPosition, b: WellPosition) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

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
  package var unit: Double { Elementary.pow(10, Double(-decimals)) }
}

/// One well.
package struct PlateWell: Sendable {
  /// The plate's name in the file.
  package let plate: String
  /// The place.
  package let position: WellPosition
  /// The 1-based line it was read from.
  package let line: Int
  /// What it holds.
  package let role: WellRole
  /// The sample, or the level of a standard.
  package let sample: String
  /// The cell line, of samples.
  package let cellLine: String?
  /// The culture dish of that line.
  package let bioRep: Int?
  /// Medium or cell layer.
  package let fraction: Fraction?
  /// The known concentration in the well, or of the amount added in a spike.
  package let nominal: Double?
  /// How many times the sample was diluted: at least the number 1 means undiluted.
  package let dilution: Double
  /// What was read.
  package let signal: WellSignal
  /// Whether the operator keeps the well.
  package let isIncluded: Bool
  /// What the reader's software printed as this well's concentration.
  package var printedConcentration: PrintedNumber?
  /// The printed token where no number was printed.
  package var printedToken: String?
  /// The group or curve this well belongs to in a vendor export.
  package var group = ""
}

/// A mean of several wells' concentrations that the vendor printed.
package struct PrintedMean: Sendable {
  /// Group and sample.
  package let label: String
  /// Its wells, as indices into the plate's wells.
  package let wells: [Int]
  /// Multiplied onto the mean (the dilution factor of an adjusted result; 1 otherwise).
  package let factor: Double
  /// Whether the concentration was read once, at the mean signal of the wells, and not averaged over them.
  package let isOfMeanSignal: Bool
  /// What was printed.
  package let printed: PrintedNumber
  /// The 1-based line.
  package let line: Int
}

/// The wells of one curve's plates with what belongs to them.
package struct PlateRecord: Sendable {
  /// How the file was written.
  package enum Source: String, Sendable {
    /// One row a well.
    case tidy
    /// Stacked grids, one a variable.
    case plater
    /// SoftMax Pro.
    case softMax = "SoftMax Pro"
    /// Gen5.
    case gen5 = "Gen5"
  }
  /// The file.
  package let file: String
  /// How it was written.
  package let source: Source
  /// The name of the plate, or of the plates together.
  package let name: String
  /// Unit of concentration; empty when the file does not say.
  package let unit: String
  /// All wells in the order of the file.
  package let wells: [PlateWell]
  /// Other readings of the same wells that the vendor may have used for the curve, by name; same order as `wells`.
  package let alternatives: [(name: String, signals: [WellSignal])]
  /// Printed means.
  package let printedMeans: [PrintedMean]
  /// The curve the export names, if it does (Gen5).
  package let printedCurve: PrintedCurve?
  /// Oddities.
  package let warnings: [AssayWarning]
}

/// A curve as printed in an export.
package struct PrintedCurve: Sendable {
  /// Its name.
  package let name: String
  /// The formula as printed.
  package let formula: String
  /// The parameters in the order printed, without R2 and F.
  package let parameters: [PrintedNumber]
}

/// Reads tokens of signal cells.
enum SignalToken {
  /// The signal a cell means, or `nil` if it is neither a number nor a known token.
  static func parse(_ text: String, mark: DecimalMark) -> WellSignal? {
    if let value = NumberText.parse(text, mark: mark) {
      return .value(value, decimals: NumberText.decimals(text, mark: mark) ?? 17)
    }
    switch text {
    case "", "NaN", "nan", "?????", "MISSED", "NA", ".": return .missing
    case "OVRFLW", "OVERFLOW", "Overflow", "SAT", "#Sat", "#SAT", "OUT": return .overflow
    case "Masked", "masked", "MASKED": return .masked
    case "Range?", "#Low", "#High": return .missing
    default: break
    }
    if text.hasPrefix(">"), NumberText.parse(String(text.dropFirst()).trimmed, mark: mark) != nil { return .overflow }
    if text.hasPrefix("<"), NumberText.parse(String(text.dropFirst()).trimmed, mark: mark) != nil { return .missing }
    if text.hasPrefix("*"), text.hasSuffix("*"), text.utf8.count > 2,
      parse(String(text.dropFirst().dropLast()).trimmed, mark: mark) != nil
    {
      return .masked
    }
    return nil
  }
}
