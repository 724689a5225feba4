// A file as sheets of cells with the grids and lists of wells in them, and what stands beside them as key and value.

internal import Documents

/// A file of any kind that holds plates.
struct GridFile {
  /// The name.
  let name: String
  /// Its sheets; one without a name for text.
  let sheets: [CellSheet]
  /// Its decimal mark.
  let mark: DecimalMark
  /// Grids and lists in the order of sheets and lines.
  let blocks: [GridBlock]

  /// Reads the cells and finds the wells. The separator of text is the one under which most wells are found.
  ///
  /// - Throws: the fault of a file that is neither text nor a workbook, and where a comma may part decimals or thousands.
  init(_ file: PlateFile) throws(InputFaults) {
    name = file.name
    if let workbook = file.workbook {
      sheets = workbook
      var found = DecimalMark.point
      // Numbers have no mark in a workbook; those that were written as text may have a comma. Notes have none that counts.
      for sheet in workbook where found == .point && Self.hasWells(sheet) {
        found = try Self.mark(sheet, file: name)
      }
      mark = found
      blocks = workbook.flatMap { GridScan.blocks($0, mark: found) }
      return
    }
    let text = try file.requireText()
    var best: (sheet: CellSheet, cells: Int, separator: Unicode.Scalar)?
    for separator in ["\t", ";", ","] as [Unicode.Scalar] {
      let sheet = Self.sheet(text, separator)
      let cells = GridScan.blocks(sheet, mark: separator == "," ? .point : .comma).reduce(0) { sum, block in
        sum + block.columns.reduce(0) { $0 + $1.cells.count }
      }
      if best == nil || cells > best?.cells ?? 0 { best = (sheet, cells, separator) }
    }
    guard let best else { throw InputFaults(.unknownFormat, file: name, "no table") }
    sheets = [best.sheet]
    mark = best.separator == "," ? .point : try Self.mark(best.sheet, file: name)
    blocks = GridScan.blocks(best.sheet, mark: mark)
  }

  /// The first lines of a file without a look at the rest, their cells parted by tabs: enough to tell whose it is.
  static func head(_ file: PlateFile, lines count: Int = 60) -> [String] {
    if let workbook = file.workbook {
      return workbook.flatMap { sheet in
        [sheet.name] + sheet.rows.prefix(count).map { $0.joined(separator: "\t").trimmingBlanks }
      }
    }
    return file.text?.lines.prefix(count).map(\.trimmingBlanks) ?? []
  }

  private static func sheet(_ text: DecodedText, _ separator: Unicode.Scalar) -> CellSheet {
    let rows = text.lines.enumerated().map { index, line in
      // Free text may hold a single quote; such a line has no wells.
      let cells = try? DelimitedText.cells(line, separator: separator, file: text.file, number: index + 1)
      return
        (cells ?? line.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false).map { String($0) })
        .map { unwrapped($0.trimmingBlanks) }
    }
    return CellSheet(name: "", rows: rows)
  }

  /// `="12345"`, as exports keep spreadsheets from taking a barcode for a number.
  private static func unwrapped(_ cell: String) -> String {
    guard cell.hasPrefix("=\""), cell.hasSuffix("\""), cell.utf8.count >= 3 else { return cell }
    return String(cell.dropFirst(2).dropLast())
  }

  private static func hasWells(_ sheet: CellSheet) -> Bool {
    [DecimalMark.point, .comma].contains { !GridScan.blocks(sheet, mark: $0).isEmpty }
  }

  /// The names of the sheets of a workbook that hold something, but neither a grid nor a list of wells.
  var sheetsWithoutWells: [String] {
    sheets.filter { sheet in
      sheet.rows.contains { $0.contains { !$0.isEmpty } } && !blocks.contains { $0.sheet == sheet.name }
    }.map(\.name)
  }

  /// The decimal mark of the wells; of all cells where no grid or list is found with either.
  private static func mark(_ sheet: CellSheet, file: String) throws(InputFaults) -> DecimalMark {
    let cells = GridScan.blocks(sheet, mark: .comma).flatMap(\.columns).flatMap(\.cells.values)
    let rows =
      cells.isEmpty
      ? sheet.rows.enumerated().map { (line: $0 + 1, cells: $1) }
      : cells.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.map { (line: $0.line, cells: [$0.text]) }
    return try NamedTable.mark(of: rows, file: file)
  }

  // MARK: Keys

  /// The value behind the first of some keys that has one: in the same cell (`Device: Spark`) or the next that is not
  /// empty. Keys are compared from the start of a cell, without regard to case, a colon at their end left out.
  func value(_ keys: [String]) -> String? {
    for key in keys {
      let wanted = key.lowercased()
      for sheet in sheets {
        for row in sheet.rows {
          for (column, cell) in row.enumerated() where cell.lowercased().hasPrefix(wanted) {
            if let value = Self.value(String(cell.dropFirst(key.count)), row.dropFirst(column + 1)) { return value }
          }
        }
      }
    }
    return nil
  }

  private static func value(_ rest: String, _ others: ArraySlice<String>) -> String? {
    guard rest.isEmpty || rest.hasPrefix(":") || rest.hasPrefix(" :") else { return nil }
    let own = String(rest.drop { $0 == ":" || $0 == " " })
    let found = own.isEmpty ? others.first { !$0.isEmpty } ?? "" : own
    // i-control writes times as '10:00, which keeps spreadsheets from changing them.
    let plain = found.hasPrefix("'") ? String(found.dropFirst()) : found
    return plain.isEmpty || plain == "N/A" || plain == "n/a" ? nil : plain
  }

  /// The 1-based line of the first row in which a cell begins with one of some words.
  func line(of words: [String], in sheet: String? = nil) -> Int? {
    for candidate in sheets where sheet == nil || candidate.name == sheet {
      if let row = candidate.rows.firstIndex(where: { cells in
        cells.contains { cell in words.contains { cell.hasPrefix($0) } }
      }) {
        return row + 1
      }
    }
    return nil
  }
}
