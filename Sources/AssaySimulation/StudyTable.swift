// A table that is made: columns, rows, and how its numbers are written.

/// A table as columns and rows, to be written in any order and form.
package struct StudyTable: Sendable {
  /// The header.
  package var columns: [String]
  /// The cells of each row by column.
  package var rows: [[String: String]]

  /// The text of the table.
  package func text(_ separator: String = ",") -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } }).map { $0.joined(separator: separator) }
      .joined(separator: "\n") + "\n"
  }
}

/// A number as a table has it.
func number(_ value: Double) -> String {
  let rounded = (value * 1e6).rounded() / 1e6
  return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
}
