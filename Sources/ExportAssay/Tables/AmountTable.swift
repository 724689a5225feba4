// Amounts of collagen in medium and cell layer, however they were measured: counts, band volumes, hydroxyproline, western.

internal import Documents
internal import Numerics

/// What an amount is a measure of.
package enum AmountMeasure: String, Sendable, CaseIterable {
  case dpm
  case collagenaseDPM = "collagenase_dpm"
  case totalDPM = "total_dpm"
  case bandVolume = "band_volume"
  case hydroxyproline
  case western
}

/// One amount in one fraction of one dish.
package struct CollagenAmount: Sendable {
  /// The line.
  package let line: String
  /// The dish.
  package let bioRep: Int
  /// The run of cultures; empty where it is not said.
  package let batch: String
  /// Medium or cell layer.
  package let fraction: Fraction
  /// How it was measured.
  package let measure: AmountMeasure
  /// What was measured, where it is named.
  package let analyte: String
  /// The chain of a band.
  package let chain: String
  /// The amount, or the limit of quantification where it is below that.
  package let amount: Double
  /// Whether it is below the limit of quantification.
  package let isBelow: Bool
  /// Its unit as given.
  package let unit: String
  /// How much of the fraction was measured; `nil` for all of it.
  package let loading: Double?
  /// The unit of the loading: `uL`, `mL`, `ug` (protein) or `%`.
  package let loadingUnit: String
  /// The gel that a band is on; empty for amounts that were given. What two gels read cannot be compared.
  package let gel: String
  /// The table.
  package let file: String
  /// The line of the file.
  package let fileLine: Int

  /// The kind whatever the case of its words, for comparing.
  var kind: String { kindWords.lowercased() }

  /// What is put together as one measure: amounts of other kinds, analytes or units are never pooled.
  var kindWords: String { measureWords + (unit.isEmpty ? "" : ", " + unit) }

  /// What was measured and how: `band_volume of 14C-Pro`.
  var measureWords: String { measure.rawValue + (analyte.isEmpty ? "" : " of \(analyte)") }
}

extension CollagenAmount: TableRow {
  static var kind: TableKind { .amounts }

  init(_ reader: RowReader) throws(InputFaults) {
    line = try reader.requiredText("line_id")
    bioRep = try reader.ordinal("bio_rep") ?? 1
    batch = reader.text("batch") ?? ""
    guard let fraction = try reader.word("fraction", ["medium", "cell_layer"]).flatMap({ Fraction(rawValue: $0) })
    else {
      throw reader.error(.badToken, "fraction", "fraction is empty")
    }
    self.fraction = fraction
    measure = try reader.requiredChoice("measure", AmountMeasure.self)
    analyte = reader.analyte ?? ""
    chain = try reader.chain("chain")?.name ?? ""
    (amount, isBelow) = try Self.amount(reader)
    gel = ""
    unit = reader.text("unit").map { ConcentrationUnit($0).name } ?? ""
    (loading, loadingUnit) = try reader.loading()
    guard loading == nil || ConcentrationUnit(unit).nanogramsPerMillilitre == nil else {
      throw reader.error(
        .inconsistent, "loading",
        "loading beside a concentration (\(unit)), which is that of the whole fraction whatever part of it was measured",
        remedy: "leave loading empty, or give the mass that was loaded and its unit, such as ng")
    }
    file = reader.table.file
    fileLine = reader.row.line
  }

  /// The amount, written `<250` or less than `loq` where it is below the limit of quantification. An amount of 0 says nothing
  /// of what could have been measured, and is refused.
  private static func amount(_ reader: RowReader) throws(InputFaults) -> (value: Double, isBelow: Bool) {
    let limit = try reader.positive("loq")
    if let text = reader.text("amount"), text.hasPrefix("<") {
      let number = String(text.dropFirst()).trimmingBlanks
      guard let value = NumberText.parse(number, mark: reader.table.mark), value > 0 else {
        throw reader.error(.badNumber, "amount", "amount \(text.quoted()) is not < and a number above 0")
      }
      return (value, true)
    }
    guard let value = try reader.nonNegative("amount") else {
      throw reader.error(.badNumber, "amount", "amount is empty", remedy: "leave the row out if it was not measured")
    }
    if let limit, value < limit { return (limit, true) }
    guard value > 0 else {
      throw reader.error(
        .badNumber, "amount", "an amount of 0 does not say what could have been measured",
        remedy: "write < and the limit of quantification, such as <250, or fill the column loq")
    }
    return (value, false)
  }

  static func read(_ table: NamedTable) throws(InputFaults) -> [CollagenAmount] {
    try table.check(as: kind)
    var rows: [CollagenAmount] = []
    var seen: [[String]: Int] = [:]
    for row in table.rows {
      let reader = RowReader(table, row)
      let item = try CollagenAmount(reader)
      let key = [
        item.line, String(item.bioRep), item.batch, item.fraction.rawValue, item.kind, item.chain.lowercased(),
      ]
      if let line = seen.updateValue(row.line, forKey: key) {
        throw reader.error(
          .inconsistent, "amount", "this amount already stands in line \(line)", remedy: "keep one of them")
      }
      rows.append(item)
    }
    return rows
  }
}

extension RowReader {
  /// How much of a fraction was measured, with its unit.
  func loading() throws(InputFaults) -> (amount: Double?, unit: String) {
    let amount = try positive("loading")
    let unit = try word("loading_unit", ["uL", "mL", "ug", "%"]) ?? ""
    guard amount == nil || !unit.isEmpty else {
      throw error(.missing, "loading_unit", "loading without loading_unit", remedy: "write uL, mL, ug or %")
    }
    if let amount, unit == "%", amount > 100 {
      throw error(.badNumber, "loading", "a loading of more than 100 % of the fraction")
    }
    return (amount, unit)
  }
}

extension CollagenAmount {
  /// The amount in the whole fraction of a dish: from what was loaded, and from concentrations by the volume.
  ///
  /// - Returns: `nil` where the cultures lack what that takes.
  func whole(in dish: CultureDish) -> Double? {
    let volume = fraction == .medium ? dish.mediumVolume : dish.cellLayerVolume
    var value = amount
    if ConcentrationUnit(unit).nanogramsPerMillilitre != nil {
      guard let volume else { return nil }
      value *= volume
    }
    guard let loading else { return value }
    switch loadingUnit {
    case "%": return value * 100 / loading
    case "mL": return volume.map { value * $0 / loading }
    case "uL": return volume.map { value * $0 * 1000 / loading }
    default: return dish.protein.map { value * $0 / loading }
    }
  }
}
