// Columns of plain text for a terminal.

/// Lays out rows of cells for people.
package enum PlainTable {
  /// Columns padded to their widest value, two spaces apart, each line indented by two.
  ///
  /// - Parameter rows: cells; rows may differ in length.
  package static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
