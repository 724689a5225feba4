// Tables and sentences for a terminal, fitted to its width.

/// Columns of plain text for a terminal.
package enum PlainTable {
  /// Columns padded to their widest value, two spaces apart, each line indented by two; or, where the terminal is too narrow
  /// for them, one cell a line with its column's name before it, a blank line between the rows.
  ///
  /// - Parameters:
  ///   - rows: cells; the first row has the columns' names. Rows may differ in length.
  ///   - width: columns of the terminal; `nil` if it is none, or if the first row has no names.
  package static func aligned(_ rows: [[String]], width: Int? = nil) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    if let width, rows.count > 1, widths.reduce(2 * columns, +) > width { return stacked(rows) }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }
      return "  " + cells.joined(separator: "  ")
    }
  }

  private static func stacked(_ rows: [[String]]) -> [String] {
    let names = rows[0]
    let longest = names.map(\.count).max() ?? 0
    var lines: [String] = []
    for row in rows.dropFirst() {
      if !lines.isEmpty { lines.append("") }
      for (name, cell) in zip(names, row) {
        let gap = String(repeating: " ", count: longest - name.count + 2)
        lines.append("  \(name)\(gap)\(cell)")
      }
    }
    return lines
  }

  /// A sentence in lines of at most so many columns, broken between words; further lines are indented by two. Escape
  /// sequences count as they are written. Without a width it stays as it is.
  package static func wrapped(_ line: String, width: Int?) -> [String] {
    guard let width, line.count > width, !line.hasPrefix("  ") else { return [line] }
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      if !current.isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = "  " + word
      } else {
        current += (current.isEmpty ? "" : " ") + word
      }
    }
    return lines + [current]
  }
}
