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

  /// Refuses cells that are merged in a table: the value of all stands in the first alone.
  static func checkMerged(_ sheet: CellSheet, from headerLine: Int, file: String) throws(InputFaults) {
    guard let cells = sheet.merged.first(where: { $0.rows.upperBound + 1 >= headerLine }) else { return }
    throw fault(cells, file)
  }

  /// The fault of merged cells.
  static func fault(_ cells: MergedCells, _ file: String) -> InputFaults {
    InputFaults(
      .inconsistent, file: file, line: cells.rows.lowerBound + 1,
      reason:
        "cells are merged here (rows \(cells.rows.lowerBound + 1) to \(cells.rows.upperBound + 1), columns \(cells.columns.lowerBound + 1) to \(cells.columns.upperBound + 1)): their value would be read as that of the first alone",
      remedy: "unmerge them and write the value into each cell")
  }
}
