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

  /// Reads a tidy table: one record a plate and analyte.
  static func records(_ table: NamedTable, _ format: PlateFormat) throws(InputFaults) -> [PlateRecord] {
    try table.check(as: .plate)
    var records: [PlateRecord] = []
    var places: [[String]: Int] = [:]
    var seen: [[String]: Int] = [:]
    var labels = TidyPlateLabels()
    var bare: [Int: [Int]] = [:]
    for row in table.rows {
      var reader = RowReader(table, row)
      let (plate, position) = try reader.placeOfWell()
      let analyte = reader.analyte ?? ""
      if let other = seen.updateValue(row.line, forKey: [plate, position.description, analyte]) {
        throw reader.error(
          .duplicateWell, "well", "the well already stands in line \(other)", remedy: "keep one of the two rows")
      }
      let index = places[[plate, analyte]] ?? records.count
      if index == records.count {
        places[[plate, analyte]] = index
        records.append(
          PlateRecord(file: table.file, format: format, name: plate, unit: "", analyte: analyte, wells: []))
      }
      if let text = reader.text("unit") {
        let unit = ConcentrationUnit(text).name
        guard records[index].unit.isEmpty || records[index].unit == unit else {
          throw reader.error(.inconsistent, "unit", "two units on one plate")
        }
        records[index].unit = unit
      }
      let well = try well(reader, plate: plate, position: position)
      records[index].wells.append(well)
      if reader.text("signal_ref") == nil, well.signal.number != nil { bare[index, default: []].append(row.line) }
      try labels.check(reader, plate: plate + (analyte.isEmpty ? "" : "/" + analyte))
    }
    for index in records.indices {
      try labels.checkPositions(records[index].wells, table)
      records[index].finish(labels, withoutReference: bare[index] ?? [])
    }
    return records
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
    let dilution = try reader.dilution()
    var well = PlateWell(
      plate: plate, position: position, line: reader.row.line, role: role,
      sample: reader.text("sample_id") ?? reader.text("line_id") ?? position.description,
      cellLine: reader.text("line_id"), bioRep: try reader.integer("bio_rep"),
      fraction: try reader.choice("fraction", Fraction.self), nominal: nominal,
      dilution: dilution ?? 1, signal: signal, isIncluded: included, batch: reader.text("batch") ?? "")
    well.isDilutionSaid = dilution != nil
    return well
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

extension PlateRecord {
  /// Adds the usual unit where none is given, and what is odd about the wells as a whole.
  ///
  /// - Parameter bare: the lines of wells without a signal at a reference wavelength.
  fileprivate mutating func finish(_ labels: TidyPlateLabels, withoutReference bare: [Int]) {
    if unit.isEmpty { unit = "ng/mL" }
    warnings = labels.warnings(plate: name + (analyte.isEmpty ? "" : "/" + analyte), file: file)
    let read = wells.count { $0.signal.number != nil }
    if let first = bare.first, bare.count < read {
      warnings.append(
        AssayWarning(
          file: file, line: first,
          "plate \(name.quoted()): signal_ref is empty in \(bare.count) of \(read) wells, from which nothing is subtracted; fill it in all wells or in none"
        ))
    }
  }
}
