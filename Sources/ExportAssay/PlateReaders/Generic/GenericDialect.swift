// Grids and lists of wells from any other source: a spreadsheet, or a reader that is not known.
internal import Documents

/// Any grid or list of wells. What a grid is follows from its corner or title, or else from whether it holds numbers.
struct GenericDialect: GridDialect {
  let format = PlateFormat(name: "grid", inputKind: "plate grid", takesPlateMap: true)

  func certainty(_ head: [String]) -> RecognitionCertainty? { nil }

  /// A line such as `Plate: P1` or `Plate 2` names the plate of the grids below it; so does a sheet among others.
  func plate(_ block: GridBlock, in file: GridFile) -> String {
    if !block.plate.isEmpty { return block.plate }
    let named = file.sheets.count > 1 ? block.sheet : ""
    guard let sheet = file.sheets.first(where: { $0.name == block.sheet }) else { return named }
    for row in sheet.rows.prefix(block.line - 1).reversed() {
      guard let first = row.first(where: { !$0.isEmpty }), first.lowercased().hasPrefix("plate") else { continue }
      let words = row.filter { !$0.isEmpty }.joined(separator: " ")
      let rest = words.dropFirst(5).drop { ":# ".contains($0) }
      if !rest.isEmpty, rest.count <= 40 { return String(rest) }
    }
    return named
  }

  func provenance(_ file: GridFile) -> PlateProvenance { PlateProvenance() }
}

/// Reads grids and lists that no other reader knows.
struct GenericReader: PlateReader {
  private let reader = GridReader(dialect: GenericDialect())

  var format: PlateFormat { reader.format }

  func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    let texts = file.workbook?.map { $0.tabSeparated(file: file.name) } ?? [file.text].compactMap { $0 }
    // A table whose columns have the names of a tidy table is that table, be it right or wrong.
    guard !texts.contains(where: { NamedTable.columns(of: $0).flatMap { TableKind.of($0) } != nil }),
      let grids = try? GridFile(file)
    else { return nil }
    let isMeasured = grids.blocks.contains { block in
      block.columns.indices.contains { index in
        switch GridFields.use(block, index, grids.mark) {
        case .reading, .calculated: return true  // what was computed is refused with the reason
        case .field, .unused: return false
        }
      }
    }
    return isMeasured ? .possible : nil
  }

  func read(_ file: PlateFile) throws(InputFaults) -> PlateExport { try reader.read(file) }
}
