// Finds the grids and lists of wells in a sheet, wherever they stand.

internal import Documents

/// Looks through the rows of one sheet.
struct GridScan {
  let sheet: CellSheet
  private let mark: DecimalMark
  private var blocks: [GridBlock] = []
  /// The first row that no block has taken.
  private var start = 0

  /// The grids and lists of a sheet in the order of their lines.
  static func blocks(_ sheet: CellSheet, mark: DecimalMark) -> [GridBlock] {
    var scan = GridScan(sheet: sheet, mark: mark)
    var row = 0
    while row < sheet.rows.count { row = scan.take(row) ?? row + 1 }
    return scan.blocks
  }

  private init(sheet: CellSheet, mark: DecimalMark) {
    self.sheet = sheet
    self.mark = mark
  }

  /// Takes what begins in a row; the row behind it, or `nil` if nothing begins there.
  private mutating func take(_ row: Int) -> Int? {
    let cells = sheet.rows[row]
    guard cells.contains(where: { !$0.isEmpty }) else { return nil }
    var found: [GridBlock] = []
    var column = 0
    while column < cells.count {
      if let grid = grid(row, column) {
        found.append(grid.block)
        column = grid.next
      } else {
        column += 1
      }
    }
    if found.isEmpty { found = list(row) ?? bare(row).map { [$0] } ?? [] }
    guard let last = found.map(\.lastLine).max() else { return nil }
    blocks += found
    start = last
    return last
  }

  /// The lines above a row that belong to no block, nearest first; of a row that several grids share, the cells from
  /// `column` on come first.
  func titles(above row: Int, column: Int) -> [String] {
    (start..<Swift.max(start, row)).reversed().prefix(60).compactMap { index in
      let cells = sheet.rows[index]
      let own = cells.dropFirst(column).first { !$0.isEmpty }
      let line = cells.filter { !$0.isEmpty }.joined(separator: " ")
      return line.isEmpty ? nil : column > 0 ? own ?? line : line
    }
  }

  // MARK: Grids

  /// A grid whose corner is this cell: 1, 2, 3 ... on its right and letters that rise below it or one to its left.
  private func grid(_ row: Int, _ corner: Int) -> (block: GridBlock, next: Int)? {
    var count = 0
    while Self.plateColumn(sheet.text(row, corner + count + 1)) == count + 1 { count += 1 }
    guard count >= 3, count <= 48 else { return nil }
    for letters in [corner, corner - 1] where letters >= 0 {
      if let block = grid(row, corner, letters, count) { return (block, corner + count + 1) }
    }
    return nil
  }

  private func grid(_ row: Int, _ corner: Int, _ letters: Int, _ count: Int) -> GridBlock? {
    var columns: [GridColumn] = []
    var plateRow = -1
    var part = 0
    var index = row + 1
    var last = row
    while index < sheet.rows.count {
      let label = sheet.text(index, letters)
      let values = (0..<count).map { sheet.text(index, corner + 1 + $0) }
      if let next = Self.plateRow(label), next > plateRow, next <= plateRow + 4 {
        plateRow = next
        part = 0
      } else if label.isEmpty, plateRow >= 0, values.contains(where: { !$0.isEmpty }), index == last + 1,
        Self.plateColumn(values[0]) != 1 || Self.plateColumn(values[1]) != 2
      {
        part += 1
      } else if sheet.rows[index].allSatisfy(\.isEmpty), continues(index + 1, letters, plateRow) {
        index += 1
        continue
      } else {
        break
      }
      while columns.count <= part { columns.append(GridColumn(title: "")) }
      for (k, value) in values.enumerated() where !value.isEmpty {
        guard let position = WellPosition(row: plateRow, column: k) else { continue }
        columns[part].cells[position] = GridCell(text: value, line: index + 1, column: corner + 2 + k)
      }
      last = index
      index += 1
    }
    guard plateRow >= 1 else { return nil }
    return GridBlock(
      shape: .grid, sheet: sheet.name, line: row + 1, lastLine: last + 1, corner: sheet.text(row, corner),
      titles: titles(above: row, column: letters), columns: columns)
  }

  /// Whether a row goes on with a grid below an empty line: exports with an empty line below every line.
  private func continues(_ row: Int, _ letters: Int, _ plateRow: Int) -> Bool {
    plateRow >= 0
      ? Self.plateRow(sheet.text(row, letters)) == plateRow + 1 : Self.plateRow(sheet.text(row, letters)) == 0
  }

  /// `1`, `01` or `1.0` as a column number.
  private static func plateColumn(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 4 else { return nil }
    return NumberText.parse(text).flatMap { $0 == $0.rounded() && $0 >= 1 && $0 <= 48 ? Int($0) : nil }
  }

  /// `A` to `Z`, then `AA` to `AF`, or `a` to `f` as BMG writes them.
  static func plateRow(_ text: String) -> Int? {
    let letters = Array(text.utf8)
    if letters.count == 1, (97...102).contains(letters[0]) { return 26 + Int(letters[0]) - 97 }
    if letters.count == 1, (65...90).contains(letters[0]) { return Int(letters[0]) - 65 }
    if letters.count == 2, letters[0] == 65, (65...70).contains(letters[1]) { return 26 + Int(letters[1]) - 65 }
    return nil
  }

  /// 8 x 12, 16 x 24 or 32 x 48 numbers without letters, parted from all else.
  private func bare(_ row: Int) -> GridBlock? {
    guard let width = bareWidth(row), row == 0 || bareWidth(row - 1) == nil else { return nil }
    var rows = 1
    while bareWidth(row + rows) == width { rows += 1 }
    guard rows * 3 == width * 2, bareWidth(row + rows) == nil else { return nil }
    var column = GridColumn(title: "")
    for r in 0..<rows {
      let first = sheet.rows[row + r].firstIndex { !$0.isEmpty } ?? 0
      for c in 0..<width {
        guard let position = WellPosition(row: r, column: c) else { continue }
        column.cells[position] = GridCell(
          text: sheet.text(row + r, first + c), line: row + r + 1, column: first + c + 1)
      }
    }
    return GridBlock(
      shape: .bare, sheet: sheet.name, line: row + 1, lastLine: row + rows, corner: "",
      titles: titles(above: row, column: 0), columns: [column])
  }

  /// 12, 24 or 48 where a row holds that many readings side by side and nothing else.
  private func bareWidth(_ row: Int) -> Int? {
    guard sheet.rows.indices.contains(row) else { return nil }
    let cells = sheet.rows[row]
    guard let first = cells.firstIndex(where: { !$0.isEmpty }), let last = cells.lastIndex(where: { !$0.isEmpty }),
      [12, 24, 48].contains(last - first + 1)
    else { return nil }
    let readings = cells[first...last].count {
      NumberText.parse($0, mark: mark) != nil || SignalToken.isCertain($0, mark: mark)
    }
    // A line of column numbers is a heading.
    let isHeading = (first...last).allSatisfy { Self.plateColumn(cells[$0]) == $0 - first + 1 }
    return readings == last - first + 1 && !isHeading ? last - first + 1 : nil
  }
}
