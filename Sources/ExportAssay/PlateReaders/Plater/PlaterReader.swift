// Plates written as stacked grids (plater).

package import Documents

/// Reads stacked grids parted by commas, semicolons or tabs; the top-left cell of each names a column of the tidy table.
package struct PlaterReader: PlateReader {
  package let format = PlateFormat(name: "plater")
  private static let columns = TableKind.plate.columns.map(\.name)

  package func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    file.text.map { Self.isPlater($0) } == true ? .certain : nil
  }

  package func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let text = try file.requireText()
    let (grids, order, mark) = try Self.grids(text)
    guard grids["signal"] != nil else { throw InputFaults(.missingColumn, file: text.file, "no grid named signal") }
    let table = try Self.flattened(grids, order, mark, file: text.file)
    return PlateExport(plates: try TidyPlateReader.records(table, TidyPlateReader().format))
  }

  /// Whether lines begin with a plater grid: a name, then 1, 2, 3 ...
  static func isPlater(_ text: DecodedText) -> Bool {
    guard let first = text.lines.first(where: { !isGap($0) }) else { return false }
    let cells = first.unicodeScalars.split(separator: delimiter(of: text), omittingEmptySubsequences: false)
      .map { String($0).trimmingBlanks }
    return cells.count >= 4 && columns.contains(cells[0]) && cells[1] == "1" && cells[2] == "2"
      && cells[3] == "3"
  }

  /// Whether a line parts two grids: a comment, or nothing but blanks and delimiters (as spreadsheets write empty rows).
  private static func isGap(_ line: String) -> Bool {
    line.hasPrefix("#") || line.unicodeScalars.allSatisfy { [" ", ",", ";", "\t", "\u{A0}"].contains($0) }
  }

  private static func delimiter(of text: DecodedText) -> Unicode.Scalar {
    NamedTable.separator(of: text.lines.first { !isGap($0) } ?? "")
  }

  /// Stacked grids without one named `signal`, as a table of what the wells hold; `nil` for any other file.
  static func map(_ text: DecodedText) throws(InputFaults) -> NamedTable? {
    guard isPlater(text) else { return nil }
    let (grids, order, mark) = try grids(text)
    return grids["signal"] == nil ? try flattened(grids, order, mark, file: text.file) : nil
  }

  private static func grids(_ text: DecodedText) throws(InputFaults) -> (
    grids: [String: [WellPosition: (text: String, line: Int)]], order: [WellPosition], mark: DecimalMark
  ) {
    var grids: [String: [WellPosition: (text: String, line: Int)]] = [:]
    var order: [WellPosition] = []
    var index = 0
    let delimiter = delimiter(of: text)
    while index < text.lines.count {
      if isGap(text.lines[index]) {
        index += 1
        continue
      }
      let header = try DelimitedText.cells(text.lines[index], separator: delimiter, file: text.file, number: index + 1)
        .map(\.trimmingBlanks)
      let name = header[0]
      guard columns.contains(name), name != "well" else {
        throw InputFaults(
          .unknownColumn, file: text.file, line: index + 1, column: 1, "grid \(name.quoted()) is not known")
      }
      guard grids[name] == nil else {
        throw InputFaults(.duplicateColumn, file: text.file, line: index + 1, column: 1, "grid \(name.quoted()) twice")
      }
      for (k, cell) in header.enumerated().dropFirst() where cell != String(k) {
        throw InputFaults(.badBlock, file: text.file, line: index + 1, column: k + 1, "plate column \(k) expected")
      }
      var cells: [WellPosition: (text: String, line: Int)] = [:]
      var row = 0
      index += 1
      while index < text.lines.count, !isGap(text.lines[index]) {
        let line = try DelimitedText.cells(text.lines[index], separator: delimiter, file: text.file, number: index + 1)
          .map(\.trimmingBlanks)
        guard line.count == header.count else {
          throw InputFaults(
            .rowLength, file: text.file, line: index + 1, "\(line.count) cells where the grid has \(header.count)")
        }
        guard line[0] == WellPosition.rowName(row) else {
          throw InputFaults(
            .badBlock, file: text.file, line: index + 1, column: 1, "row \(WellPosition.rowName(row)) expected")
        }
        for k in 1..<line.count {
          guard let position = WellPosition(row: row, column: k - 1) else {
            throw InputFaults(.badWell, file: text.file, line: index + 1, column: k + 1, "beyond 32 x 48 wells")
          }
          cells[position] = (line[k], index + 1)
          if grids.isEmpty { order.append(position) }
        }
        row += 1
        index += 1
      }
      guard grids.isEmpty || cells.count == order.count else {
        throw InputFaults(
          .badBlock, file: text.file, line: index, "grid \(name.quoted()) has another size than the first")
      }
      grids[name] = cells
    }
    let mark =
      delimiter == ","
      ? .point
      : try NamedTable.mark(
        of: grids.keys.sorted().flatMap { name in
          order.compactMap { grids[name]?[$0] }.map { (line: $0.line, cells: [$0.text]) }
        }, file: text.file)
    return (grids, order, mark)
  }

  private static func flattened(
    _ grids: [String: [WellPosition: (text: String, line: Int)]], _ order: [WellPosition], _ mark: DecimalMark,
    file: String
  ) throws(InputFaults) -> NamedTable {
    guard let roles = grids["role"] else { throw InputFaults(.missingColumn, file: file, "no grid named role") }
    let signals = grids["signal"] ?? [:]
    let names = columns.filter { grids[$0] != nil || $0 == "well" || $0 == "plate_id" }
    var rows: [NamedTable.Row] = []
    for position in order {
      guard let role = roles[position]?.text, !role.isEmpty else {
        if let cell = signals[position], !cell.text.isEmpty, grids["sample_id"]?[position]?.text.isEmpty == false {
          throw InputFaults(
            .inconsistent, file: file, line: cell.line, column: position.column + 2, well: position.description,
            "a sample and a signal but no role")
        }
        continue
      }
      let cells = names.map { name -> String in
        if name == "well" { return position.description }
        if name == "plate_id" { return grids[name]?[position]?.text ?? "plate" }
        return grids[name]?[position]?.text ?? ""
      }
      rows.append(NamedTable.Row(line: (signals[position] ?? roles[position])?.line ?? 1, cells: cells))
    }
    return NamedTable(file: file, columns: names, mark: mark, rows: rows)
  }
}
