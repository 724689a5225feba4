// A plate map from a file: a list with named columns, or grids whose corners or titles name the columns.

internal import Documents

/// Reads plate maps.
enum PlateMapFile {
  /// The rows of a map, whatever its form.
  ///
  /// - Throws: a located fault; grids that name no column of a map are refused.
  static func read(_ file: PlateFile) throws(InputFaults) -> [PlateMapEntry] {
    if let workbook = file.workbook {
      var result: [PlateMapEntry] = []
      let filled = workbook.filter { sheet in sheet.rows.contains { $0.contains { !$0.isEmpty } } }
      let notes = Set(notes(filled))
      for sheet in filled where !notes.contains(sheet.name) {
        let part = PlateFile(sheet, of: file, isOnly: filled.count == 1)
        let text = try part.requireText()
        if isList(text) {
          try HiddenCells.checkMerged(sheet, NamedTable(text))
        } else {
          for block in GridScan.blocks(sheet, mark: .point) {
            try block.checkMerged([sheet], file: part.name)
          }
        }
        result += try read(text, part)
      }
      return result
    }
    return try read(file.requireText(), file)
  }

  /// What is said of the sheets of a workbook that hold neither a list nor a grid.
  static func warnings(_ file: PlateFile) -> [AssayWarning] {
    notes(file.workbook ?? []).map { HiddenCells.unread($0, "neither a grid nor a list of wells", file: file.name) }
  }

  /// The sheets beside a map: those that hold something, but neither a list nor a grid of wells. None where all are such.
  private static func notes(_ sheets: [CellSheet]) -> [String] {
    let filled = sheets.filter { sheet in sheet.rows.contains { $0.contains { !$0.isEmpty } } }
    let notes = filled.filter { !isList($0.tabSeparated(file: $0.name)) && GridScan.blocks($0, mark: .point).isEmpty }
    return notes.count < filled.count ? notes.map(\.name) : []
  }

  private static func isList(_ text: DecodedText) -> Bool {
    let columns = NamedTable.columns(of: text) ?? []
    return columns.contains("well") || (columns.contains("sample_id") && !columns.contains("1"))
  }

  private static func read(_ text: DecodedText, _ file: PlateFile) throws(InputFaults) -> [PlateMapEntry] {
    if isList(text) { return try PlateMapEntry.read(NamedTable(text)) }
    return try PlateMapEntry.read(flattened(GridFile(file)))
  }

  /// Grids as a list: a row for each well.
  private static func flattened(_ grids: GridFile) throws(InputFaults) -> NamedTable {
    var cells: [WellPosition: [String: GridCell]] = [:]
    var fields: [String] = []
    for block in grids.blocks where block.shape != .list {
      guard let field = GridFields.field(block.corner) ?? block.titles.lazy.compactMap({ GridFields.field($0) }).first
      else {
        let name = block.corner.isEmpty ? block.title : block.corner
        throw InputFaults(
          .unknownColumn, file: grids.name, line: block.line,
          "a grid of a plate map needs the name of its column in the corner, not \(name.quoted()): role, sample_id, line_id, bio_rep, fraction, nominal_conc, dilution_factor ..."
        )
      }
      guard !fields.contains(field) else {
        throw InputFaults(.duplicateColumn, file: grids.name, line: block.line, "grid \(field.quoted()) twice")
      }
      fields.append(field)
      for (position, cell) in block.columns[0].cells { cells[position, default: [:]][field] = cell }
    }
    guard !fields.isEmpty else {
      throw InputFaults(
        .unknownFormat, file: grids.name, line: 1,
        "not a plate map: neither a list with the column well or sample_id nor grids (collagen template map shows one)")
    }
    let rows = cells.sorted { $0.key < $1.key }.map { position, own in
      NamedTable.Row(
        line: own.values.map(\.line).min() ?? 1,
        cells: [position.description] + fields.map { own[$0]?.text ?? "" })
    }
    return NamedTable(file: grids.name, columns: ["well"] + fields, mark: grids.mark, rows: rows)
  }
}
