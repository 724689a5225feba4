// A plate's wells as they stand in a sheet: a grid with its row letters and column numbers, or a list of wells.

internal import Documents

/// A cell with its place.
struct GridCell: Sendable, Equatable {
  /// What stands there.
  let text: String
  /// The 1-based line.
  let line: Int
  /// The 1-based column.
  let column: Int
}

/// One value of every well.
struct GridColumn: Sendable {
  /// Its title: the heading of a column of a list; empty for a grid.
  let title: String
  /// The cells that hold something.
  var cells: [WellPosition: GridCell] = [:]

  /// How many of the cells are numbers or what readers print in place of one.
  func readings(_ mark: DecimalMark) -> Int {
    cells.values.count { NumberText.parse($0.text, mark: mark) != nil || SignalToken.isCertain($0.text, mark: mark) }
  }
}

/// A grid or list of wells in a sheet.
struct GridBlock: Sendable {
  /// How the wells are written.
  enum Shape: Sendable {
    /// Rows with letters below column numbers.
    case grid
    /// Numbers alone, as many as a plate has wells.
    case bare
    /// A line for each well.
    case list
  }
  /// The shape.
  let shape: Shape
  /// The sheet's name; empty in text.
  let sheet: String
  /// The 1-based line of its heading.
  let line: Int
  /// The 1-based line of its last row.
  var lastLine: Int
  /// The cell above the row letters.
  let corner: String
  /// The non-empty lines above, nearest first, up to the block before.
  let titles: [String]
  /// The plate that a list names in a column of its own.
  var plate = ""
  /// The first well that a list has twice: a reading at several times, or two plates that it does not name.
  var repeated: (well: WellPosition, line: Int)?
  /// Its values: one column for a grid and one for each of its continuation rows; those of a list in order.
  var columns: [GridColumn]

  /// The nearest line above; empty if there is none.
  var title: String { titles.first ?? "" }
}

/// What the values of a block are.
enum GridUse: Equatable {
  /// What was measured, by the name of the reading.
  case reading(String)
  /// Computed by the reader's software from what was measured, such as blank-corrected values.
  case calculated(String)
  /// What the wells hold: the column of a plate map, such as `sample_id` or `nominal_conc`.
  case field(String)
  /// Nothing that is used.
  case unused
}

extension GridBlock {
  /// Refuses merged cells among the wells: the value of all would be read as that of the first.
  func checkMerged(_ sheets: [CellSheet], file: String) throws(InputFaults) {
    guard let sheet = sheets.first(where: { $0.name == self.sheet }), !sheet.merged.isEmpty else { return }
    let used = columns.flatMap(\.cells.values).map { $0.column - 1 }
    let first = shape == .bare ? line - 1 : line
    guard let left = used.min(), let right = used.max(), first <= lastLine - 1 else { return }
    try HiddenCells.checkMerged(sheet, first...lastLine - 1, left...right, file: file)
  }
}
