// A sheet of cells: what a workbook, an XML workbook and delimited text have in common.

/// A sheet of text cells. Rows may differ in length; what is beyond a row's end is empty.
package struct CellSheet: Sendable, Equatable {
  /// The name of the sheet; empty for a text file.
  package let name: String
  /// The cells, blanks trimmed. Row `k` is line `k + 1` of the sheet.
  package let rows: [[String]]

  /// A sheet.
  package init(name: String, rows: [[String]]) {
    self.name = name
    self.rows = rows
  }

  /// A cell; empty where there is none.
  package func text(_ row: Int, _ column: Int) -> String {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : ""
  }

  /// The sheet as tab-separated text, so that tables in workbooks are read as tables in files.
  package func tabSeparated(file: String) -> DecodedText {
    let lines = rows.map { row in
      row.map { cell in
        guard cell.utf8.contains(where: { $0 == 9 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return cell }
        let plain = cell.unicodeScalars.map { "\t\n\r".unicodeScalars.contains($0) ? " " : String($0) }.joined()
        return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      }.joined(separator: "\t")
    }
    return DecodedText(file: file, lines: lines, encoding: "workbook")
  }
}
