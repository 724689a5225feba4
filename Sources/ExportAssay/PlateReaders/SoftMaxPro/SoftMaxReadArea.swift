// The part of a plate that a SoftMax Pro export says was read.

/// The part of a plate that was read, as the header of a plate block says it.
struct SoftMaxReadArea {
  /// First column of the area, 1-based.
  let firstColumn: Int
  let columns: Int
  /// Wells of the whole plate.
  let wells: Int
  /// First row of the area, 1-based.
  let firstRow: Int
  let rows: Int

  /// Reads the fields after the wavelengths; `nil` where an export does not have them.
  ///
  /// First column, number of columns and wells follow the wavelengths; first row and number of rows follow at once for
  /// absorbance and come last for the other modes.
  init?(_ header: [String], type: Int) {
    let numbers = header.indices.map { Int(header[$0]) }
    let tail = numbers.indices.filter { $0 > type + 12 && numbers[$0] != nil }
    guard header.count > type + 12, let firstColumn = numbers[type + 10], let columns = numbers[type + 11],
      let wells = numbers[type + 12], tail.count >= 2, let firstRow = numbers[tail[tail.count - 2]],
      let rows = numbers[tail[tail.count - 1]], (1...48).contains(firstColumn), (1...48).contains(columns),
      (1...32).contains(firstRow), (1...32).contains(rows), [6, 12, 24, 48, 96, 384, 1536].contains(wells)
    else { return nil }
    self.firstColumn = firstColumn
    self.columns = columns
    self.wells = wells
    self.firstRow = firstRow
    self.rows = rows
  }

  /// Rows and columns of the whole plate.
  var size: (rows: Int, columns: Int) {
    switch wells {
    case 6: (2, 3)
    case 12: (3, 4)
    case 24: (4, 6)
    case 48: (6, 8)
    case 384: (16, 24)
    case 1536: (32, 48)
    default: (8, 12)
    }
  }

  /// Whether a column (0-based) was read.
  func holds(column: Int) -> Bool { (firstColumn - 1..<firstColumn - 1 + columns).contains(column) }
}
