// The cells of a sheet as they are found, made into rows.

/// Cells as they are found, made into rows.
struct CellGrid {
  /// Most cells of all sheets of a file, empty ones between others included.
  static let mostCells = 2_000_000

  /// The rows and columns that a spreadsheet can have.
  static let mostRows = 1 << 20
  static let mostColumns = 1 << 14

  private let file: String
  private var rows: [[String]] = []
  private var count = 0

  init(file: String) { self.file = file }

  /// Sets a cell; what was not set before it is empty.
  ///
  /// - Throws: `tooLarge` beyond the most cells that are held.
  mutating func set(_ row: Int, _ column: Int, _ text: String) throws(InputFaults) {
    guard row >= 0, column >= 0 else { return }
    let text = text.trimmingBlanks
    guard !text.isEmpty else { return }
    let width = rows.indices.contains(row) ? rows[row].count : 0
    count += Swift.max(0, row + 1 - rows.count) + Swift.max(0, column + 1 - width)
    guard row < CellGrid.mostRows, column < CellGrid.mostColumns, count <= CellGrid.mostCells else {
      throw InputFaults(
        .tooLarge, file: file, reason: "a sheet has more than \(CellGrid.mostCells) cells",
        remedy: "export the plate alone")
    }
    while rows.count <= row { rows.append([]) }
    while rows[row].count <= column { rows[row].append("") }
    rows[row][column] = text
  }

  /// The rows so far; the next sheet begins empty.
  mutating func takeRows() -> [[String]] {
    defer { rows = [] }
    return rows
  }
}
