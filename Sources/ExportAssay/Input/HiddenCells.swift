// What a workbook does not show to whoever opens it, and cells that are merged.

internal import Documents

/// Says what is read though it is hidden, and refuses merged cells where each has a meaning.
enum HiddenCells {
  /// Hidden sheets, rows and columns that hold something: they are read all the same.
  static func warnings(_ sheets: [CellSheet], file: String) -> [AssayWarning] {
    sheets.flatMap { sheet -> [AssayWarning] in
      guard sheet.rows.contains(where: { $0.contains { !$0.isEmpty } }) else { return [] }
      let name = "sheet \(sheet.name.quoted())"
      if sheet.isHidden {
        return [AssayWarning(file: file, "\(name) is hidden and is read; delete it if it is not to count")]
      }
      var found: [AssayWarning] = []
      if let first = sheet.hiddenRows.first {
        found.append(
          AssayWarning(
            file: file, line: first + 1,
            "\(sheet.hiddenRows.count) rows of \(name) are hidden, by hand or by a filter, and are read; delete them if they are not to count"
          ))
      }
      if !sheet.hiddenColumns.isEmpty {
        found.append(
          AssayWarning(
            file: file, "columns of \(name) are hidden and are read; delete them if they are not to count"))
      }
      return found
    }
  }

  /// What is said of a sheet that is passed over.
  static func unread(_ sheet: String, _ what: String, file: String) -> AssayWarning {
    AssayWarning(file: file, "sheet \(sheet.quoted()) holds \(what) and is not read")
  }

  /// Whether warnings say of a sheet that it is not read.
  static func isUnread(_ sheet: String, in warnings: some Sequence<AssayWarning>) -> Bool {
    let head = "sheet \(sheet.quoted()) holds "
    return warnings.contains { $0.message.hasPrefix(head) && $0.message.hasSuffix(" and is not read") }
  }

  /// Refuses cells that are merged in a table, its header included: the value of all stands in the first alone. Beside and
  /// below the table they may be as they like, and so may empty ones.
  static func checkMerged(_ sheet: CellSheet, _ table: NamedTable) throws(InputFaults) {
    let last = table.rows.map(\.line).max() ?? table.headerLine
    try checkMerged(sheet, table.headerLine - 1...last - 1, 0...table.columns.count - 1, file: table.file)
  }

  /// Refuses cells that are merged in a part of a sheet and hold something.
  static func checkMerged(
    _ sheet: CellSheet, _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>, file: String
  ) throws(InputFaults) {
    let found = sheet.merged.first { cells in
      cells.rows.overlaps(rows) && cells.columns.overlaps(columns)
        && !sheet.text(cells.rows.lowerBound, cells.columns.lowerBound).isEmpty
    }
    if let found { throw fault(found, file) }
  }

  private static func fault(_ cells: MergedCells, _ file: String) -> InputFaults {
    InputFaults(
      .inconsistent, file: file, line: cells.rows.lowerBound + 1,
      reason:
        "cells are merged here (rows \(cells.rows.lowerBound + 1) to \(cells.rows.upperBound + 1), columns \(cells.columns.lowerBound + 1) to \(cells.columns.upperBound + 1)): their value would be read as that of the first alone",
      remedy: "unmerge them and write the value into each cell")
  }
}
