// Plates written one row a well, and plates written as stacked grids (plater).

extension PlateRecord {
  static let tidyColumns = [
    "plate_id", "well", "role", "sample_id", "line_id", "bio_rep", "tech_rep", "fraction", "nominal_conc",
    "dilution_factor", "signal", "signal_ref", "include", "note", "analyte", "assay_form", "unit",
  ]

  /// Reads a tidy table: one record a plate.
  static func tidy(_ table: NamedTable) throws(AssayError) -> [PlateRecord] {
    try table.allow(tidyColumns)
    for column in ["plate_id", "well", "role", "signal"] { _ = try table.require(column) }
    var wells: [PlateWell] = []
    var seen: [String: Int] = [:]
    var unit = ""
    var labels = TidyPlateLabels()
    for row in table.rows {
      var reader = RowReader(table, row)
      let plate = try reader.requiredText("plate_id")
      let name = try reader.requiredText("well")
      guard let position = WellPosition(name) else {
        throw reader.error(.badWell, "well", "\(quoted(name)) is not a well")
      }
      reader.well = position.description
      if let other = seen.updateValue(row.line, forKey: plate + "\t" + position.description) {
        throw reader.error(.duplicateWell, "well", "the well already stands in line \(other)")
      }
      if let text = reader.text("unit") {
        guard unit.isEmpty || unit == text else { throw reader.error(.inconsistent, "unit", "two units in one table") }
        unit = text
      }
      wells.append(try tidyWell(reader, plate: plate, position: position))
      try labels.check(reader, plate: plate)
    }
    try labels.checkPositions(wells, table)
    guard !wells.isEmpty else { throw AssayError(.notEvaluable, file: table.file, "the plate table has no wells") }
    var order: [String] = []
    for well in wells where !order.contains(well.plate) { order.append(well.plate) }
    return order.map { name in
      PlateRecord(
        file: table.file, source: .tidy, name: name, unit: unit.isEmpty ? "ng/mL" : unit,
        wells: wells.filter { $0.plate == name }, alternatives: [], printedMeans: [], printedCurve: nil,
        warnings: labels.warnings(plate: name, file: table.file))
    }
  }

  private static func tidyWell(
    _ reader: RowReader, plate: String, position: WellPosition
  ) throws(AssayError) -> PlateWell {
    let role = try reader.requiredChoice("role", WellRole.self)
    var included = try reader.flag("include", default: true)
    var signal = try self.signal(reader, "signal")
    if let reference = reader.table.index("signal_ref"), !reader.row.cells[reference].isEmpty {
      signal = difference(signal, try self.signal(reader, "signal_ref"))
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

  private static func signal(_ reader: RowReader, _ column: String) throws(AssayError) -> WellSignal {
    let text = reader.row.cells[try reader.table.require(column)]
    guard !text.isEmpty else { throw reader.error(.badNumber, column, "\(column) is empty") }
    guard let signal = SignalToken.parse(text, mark: reader.table.mark) else {
      throw reader.error(.badNumber, column, "\(column) \(quoted(text)) is neither a number nor a known token")
    }
    return signal
  }

  /// Signal minus reference wavelength.
  static func difference(_ signal: WellSignal, _ reference: WellSignal) -> WellSignal {
    guard case .value(let a, let p) = signal else { return signal }
    guard case .value(let b, let q) = reference else { return reference == .overflow ? .overflow : .missing }
    return .value(a - b, decimals: Swift.min(p, q))
  }

  /// Whether lines begin with a plater grid: a name, then 1, 2, 3 ...
  static func isPlater(_ text: DecodedText) -> Bool {
    guard let first = text.lines.first(where: { !isGap($0) }) else { return false }
    let cells = first.unicodeScalars.split(separator: delimiter(of: text), omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    return cells.count >= 4 && tidyColumns.contains(cells[0]) && cells[1] == "1" && cells[2] == "2" && cells[3] == "3"
  }

  /// Whether a line parts two grids: a comment, or nothing but blanks and delimiters (as spreadsheets write empty rows).
  private static func isGap(_ line: String) -> Bool {
    line.hasPrefix("#") || line.unicodeScalars.allSatisfy { [" ", ",", ";", "\t", "\u{A0}"].contains($0) }
  }

  private static func delimiter(of text: DecodedText) -> Unicode.Scalar {
    NamedTable.delimiter(of: text.lines.first { !isGap($0) } ?? "")
  }

  /// Reads stacked plater grids, parted by commas, semicolons or tabs; the top-left cell of each is a column name of the tidy table.
  static func plater(_ text: DecodedText) throws(AssayError) -> [PlateRecord] {
    let (grids, order, mark) = try grids(text)
    guard grids["signal"] != nil else { throw AssayError(.missingColumn, file: text.file, "no grid named signal") }
    return try tidy(flattened(grids, order, mark, file: text.file))
  }

  /// Stacked grids without one named `signal` as a table of what the wells hold; `nil` if there is a signal.
  static func platerMap(_ text: DecodedText) throws(AssayError) -> NamedTable? {
    guard isPlater(text) else { return nil }
    let (grids, order, mark) = try grids(text)
    return grids["signal"] == nil ? try flattened(grids, order, mark, file: text.file) : nil
  }

  private static func grids(_ text: DecodedText) throws(AssayError) -> (
    grids: [String: [WellPosition: (text: String, line: Int)]], order: [WellPosition], mark: DecimalMark
  ) {
    var grids: [String: [WellPosition: (text: String, line: Int)]] = [:]
    var order: [WellPosition] = []
    var index = 0
    let delimiter = delimiter(of: text)
    while index < text.lines.count {
      if isGap(text.lines[index]) {
        index += 1
        continue
      }
      let header = try DelimitedText.cells(text.lines[index], delimiter: delimiter, file: text.file, number: index + 1)
        .map(\.trimmed)
      let name = header[0]
      guard tidyColumns.contains(name), name != "well" else {
        throw AssayError(
          .unknownColumn, file: text.file, line: index + 1, column: 1, "grid \(quoted(name)) is not known")
      }
      guard grids[name] == nil else {
        throw AssayError(.duplicateColumn, file: text.file, line: index + 1, column: 1, "grid \(quoted(name)) twice")
      }
      for (k, cell) in header.enumerated().dropFirst() where cell != String(k) {
        throw AssayError(.badBlock, file: text.file, line: index + 1, column: k + 1, "plate column \(k) expected")
      }
      var cells: [WellPosition: (text: String, line: Int)] = [:]
      var row = 0
      index += 1
      while index < text.lines.count, !isGap(text.lines[index]) {
        let line = try DelimitedText.cells(text.lines[index], delimiter: delimiter, file: text.file, number: index + 1)
          .map(\.trimmed)
        guard line.count == header.count else {
          throw AssayError(
            .rowLength, file: text.file, line: index + 1, "\(line.count) cells where the grid has \(header.count)")
        }
        guard line[0] == WellPosition.rowName(row) else {
          throw AssayError(
            .badBlock, file: text.file, line: index + 1, column: 1, "row \(WellPosition.rowName(row)) expected")
        }
        for k in 1..<line.count {
          guard let position = WellPosition(row: row, column: k - 1) else {
            throw AssayError(.badWell, file: text.file, line: index + 1, column: k + 1, "beyond 32 x 48 wells")
          }
          cells[position] = (line[k], index + 1)
          if grids.isEmpty { order.append(position) }
        }
        row += 1
        index += 1
      }
      guard grids.isEmpty || cells.count == order.count else {
        throw AssayError(
          .badBlock, file: text.file, line: index, "grid \(quoted(name)) has another size than the first")
      }
      grids[name] = cells
    }
    let mark =
      delimiter == ","
      ? .point
      : try NamedTable.mark(
        of: grids.keys.sorted().flatMap { name in
          order.compactMap { grids[name]?[$0] }.map { (line: $0.line, cells: [$0.text]) }
        }, file: text.file)
    return (grids, order, mark)
  }

  private static func flattened(
    _ grids: [String: [WellPosition: (text: String, line: Int)]], _ order: [WellPosition], _ mark: DecimalMark,
    file: String
  ) throws(AssayError) -> NamedTable {
    guard let roles = grids["role"] else { throw AssayError(.missingColumn, file: file, "no grid named role") }
    let signals = grids["signal"] ?? [:]
    let names = tidyColumns.filter { grids[$0] != nil || $0 == "well" || $0 == "plate_id" }
    var rows: [NamedTable.Row] = []
    for position in order {
      guard let role = roles[position]?.text, !role.isEmpty else {
        if let cell = signals[position], !cell.text.isEmpty, grids["sample_id"]?[position]?.text.isEmpty == false {
          throw AssayError(
            .inconsistent, file: file, line: cell.line, column: position.column + 2, well: position.description,
            "a sample and a signal but no role")
        }
        continue
      }
      let cells = names.map { name -> String in
        if name == "well" { return position.description }
        if name == "plate_id" { return grids[name]?[position]?.text ?? "plate" }
        return grids[name]?[position]?.text ?? ""
      }
      rows.append(NamedTable.Row(line: (signals[position] ?? roles[position])?.line ?? 1, cells: cells))
    }
    return NamedTable(file: file, columns: names, mark: mark, rows: rows)
  }
}

extension NamedTable {
  /// A table from parts.
  init(file: String, columns: [String], mark: DecimalMark, rows: [Row]) {
    self.file = file
    self.columns = columns
    headerLine = 1
    self.mark = mark
    self.rows = rows
  }
}
