// A sheet of cells: what a workbook, an XML workbook and delimited text have in common.

/// Cells that are merged into one, counted from 0.
package struct MergedCells: Sendable, Equatable {
  /// Their rows.
  package let rows: ClosedRange<Int>
  /// Their columns.
  package let columns: ClosedRange<Int>

  /// Merged cells.
  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}

/// A sheet of text cells. Rows may differ in length; what is beyond a row's end is empty.
package struct CellSheet: Sendable, Equatable {
  /// The name of the sheet; empty for a text file.
  package let name: String
  /// The cells, blanks trimmed. Row `k` is line `k + 1` of the sheet.
  package let rows: [[String]]
  /// Whether whoever opens the workbook does not see the sheet.
  package var isHidden = false
  /// Rows and columns that are not seen, by hand or by a filter; they are read all the same.
  package var hiddenRows: [Int] = []
  /// See ``hiddenRows``.
  package var hiddenColumns: [ClosedRange<Int>] = []
  /// Merged cells: the value of all stands in the first of them alone.
  package var merged: [MergedCells] = []

  /// A sheet.
  package init(name: String, rows: [[String]]) {
    self.name = name
    self.rows = rows
  }

  /// A cell; empty where there is none.
  package func text(_ row: Int, _ column: Int) -> String {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : ""
  }

  /// The sheet as tab-separated text, so that tables in workbooks are read as tables in files. Every row is as long as the
  /// longest: a workbook does not hold the empty cells at the end of a row.
  package func tabSeparated(file: String) -> DecodedText {
    let width = rows.map(\.count).max() ?? 0
    let lines = rows.map { row in
      (row.isEmpty ? row : row + [String](repeating: "", count: width - row.count)).map { cell in
        guard cell.utf8.contains(where: { $0 == 9 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return cell }
        let plain = cell.unicodeScalars.map { "\t\n\r".unicodeScalars.contains($0) ? " " : String($0) }.joined()
        return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      }.joined(separator: "\t")
    }
    return DecodedText(file: file, lines: lines, encoding: "workbook")
  }
}
