// Plates written one row a well.

package import Documents

/// Reads tidy plate tables: one row a well, cell lines and dishes among the columns.
package struct TidyPlateReader: PlateReader {
  package let format = PlateFormat(name: "tidy", inputKind: TableKind.plate.rawValue)

  package func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    guard let text = file.text, let columns = NamedTable.columns(of: text) else { return nil }
    return TableKind.of(columns) == .plate ? .likely : nil
  }

  package func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let table = try NamedTable(file.requireText())
    return PlateExport(plates: try Self.records(table, format))
  }

  /// Reads a tidy table: one record a plate.
  static func records(_ table: NamedTable, _ format: PlateFormat) throws(InputFaults) -> [PlateRecord] {
    try table.check(as: .plate)
    var wells: [PlateWell] = []
    var seen: [String: Int] = [:]
    var unit = ""
    var labels = TidyPlateLabels()
    for row in table.rows {
      var reader = RowReader(table, row)
      let (plate, position) = try reader.placeOfWell()
      if let other = seen.updateValue(row.line, forKey: plate + "\t" + position.description) {
        throw reader.error(
          .duplicateWell, "well", "the well already stands in line \(other)", remedy: "keep one of the two rows")
      }
      if let text = reader.text("unit") {
        guard unit.isEmpty || unit == text else { throw reader.error(.inconsistent, "unit", "two units in one table") }
        unit = text
      }
      wells.append(try well(reader, plate: plate, position: position))
      try labels.check(reader, plate: plate)
    }
    try labels.checkPositions(wells, table)
    var order: [String] = []
    for well in wells where !order.contains(well.plate) { order.append(well.plate) }
    return order.map { name in
      PlateRecord(
        file: table.file, format: format, name: name, unit: unit.isEmpty ? "ng/mL" : unit,
        wells: wells.filter { $0.plate == name }, warnings: labels.warnings(plate: name, file: table.file))
    }
  }

  private static func well(
    _ reader: RowReader, plate: String, position: WellPosition
  ) throws(InputFaults) -> PlateWell {
    let role = try reader.requiredChoice("role", WellRole.self)
    var included = try reader.flag("include", default: true)
    var signal = try self.signal(reader, "signal")
    if let reference = reader.table.index("signal_ref"), !reader.row.cells[reference].isEmpty {
      signal = signal.subtracting(try self.signal(reader, "signal_ref"))
    }
    if signal == .masked { included = false }
    var nominal = try reader.nonNegative("nominal_conc")
    if role == .blank { nominal = nominal ?? 0 }
    if role == .standard, nominal == nil {
      throw reader.error(.badNumber, "nominal_conc", "a standard needs nominal_conc")
    }
    if role == .blank, nominal != 0 {
      throw reader.error(.inconsistent, "nominal_conc", "a blank with a concentration")
    }
    return PlateWell(
      plate: plate, position: position, line: reader.row.line, role: role,
      sample: reader.text("sample_id") ?? reader.text("line_id") ?? position.description,
      cellLine: reader.text("line_id"), bioRep: try reader.integer("bio_rep"),
      fraction: try reader.choice("fraction", Fraction.self), nominal: nominal,
      dilution: try reader.positive("dilution_factor") ?? 1, signal: signal, isIncluded: included)
  }

  private static func signal(_ reader: RowReader, _ column: String) throws(InputFaults) -> WellSignal {
    let text = reader.row.cells[try reader.table.require(column)]
    guard !text.isEmpty else { throw reader.error(.badNumber, column, "\(column) is empty") }
    guard let signal = SignalToken.parse(text, mark: reader.table.mark) else {
      throw reader.error(.badNumber, column, "\(column) \(text.quoted()) is neither a number nor a known token")
    }
    return signal
  }
}
