// What a sheet hides or merges: what stands in its cells is not all that whoever opens it sees.

/// The hidden rows and columns and the merged cells of a sheet.
struct SheetLayout {
  /// Whether the sheet itself is hidden.
  var isHidden = false
  private var hiddenRows: [Int] = []
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var merged: [MergedCells] = []

  init() {}

  /// Those of a sheet of an Office Open XML workbook.
  init(_ part: [UInt8], file: String) throws(InputFaults) {
    var row = -1
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      switch event {
      case .start("row", let own):
        row = own["r"].flatMap { Int($0) }.map { min(max($0, 1), CellGrid.mostRows) - 1 } ?? row + 1
        if Self.isTrue(own["hidden"]) { hiddenRows.append(row) }
      case .start("col", let own):
        guard Self.isTrue(own["hidden"]), let low = own["min"].flatMap({ Int($0) }),
          let high = own["max"].flatMap({ Int($0) }), 1 <= low, low <= high
        else { continue }
        hiddenColumns.append(min(low, CellGrid.mostColumns) - 1...min(high, CellGrid.mostColumns) - 1)
      case .start("mergeCell", let own):
        let ends = (own["ref"] ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
        guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else { continue }
        merged.append(
          MergedCells(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column))
      default: break
      }
    }
  }

  /// Hides a row.
  mutating func hide(row: Int) { hiddenRows.append(row) }

  /// Hides columns.
  mutating func hide(columns: ClosedRange<Int>) { hiddenColumns.append(columns) }

  /// The number in an attribute that counts further rows, columns or cells; 0 where there is none.
  static func count(_ text: String?) -> Int {
    text.flatMap { Int($0) }.map { min(max($0, 0), CellGrid.mostRows) } ?? 0
  }

  /// Merges a cell with those below it and on its right, as many as the attributes of Excel 2003 say.
  mutating func merge(_ row: Int, _ column: Int, down: String?, across: String?) {
    let size = [down, across].map { Self.count($0) }
    guard size != [0, 0], row >= 0, column >= 0, max(row, size[0]) < CellGrid.mostRows,
      max(column, size[1]) < CellGrid.mostRows
    else { return }
    merged.append(MergedCells(rows: row...row + size[0], columns: column...column + size[1]))
  }

  /// The sheet with its cells.
  func sheet(_ name: String, rows: [[String]]) -> CellSheet {
    var sheet = CellSheet(name: name, rows: rows)
    // What is hidden and empty hides nothing.
    sheet.hiddenRows = hiddenRows.filter { rows.indices.contains($0) && rows[$0].contains { !$0.isEmpty } }
    sheet.hiddenColumns = hiddenColumns.filter { columns in
      rows.contains { row in columns.contains { row.indices.contains($0) && !row[$0].isEmpty } }
    }
    sheet.merged = merged
    sheet.isHidden = isHidden
    return sheet
  }

  static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

  /// The 0-based row and column of a reference such as `AB12`.
  private static func place(_ reference: String) -> (row: Int, column: Int)? {
    let column = column(reference)
    guard column >= 0, let row = Int(reference.drop { $0.isLetter }), row >= 1 else { return nil }
    return (row - 1, column)
  }

  /// The 0-based column of a reference such as `AB12`.
  static func column(_ reference: String) -> Int {
    var result = 0
    for c in reference.utf8 {
      guard (65...90).contains(c), result < 1 << 20 else { break }
      result = result * 26 + Int(c) - 64
    }
    return result - 1
  }
}
