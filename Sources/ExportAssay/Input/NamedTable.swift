// A table with named columns, as strict as its rows are long.

package import Documents

/// A table with named columns, every row as long as its header.
package struct NamedTable: Sendable {
  /// The file.
  package let file: String
  /// The column names in order.
  package let columns: [String]
  /// The 1-based line of the header.
  let headerLine: Int
  /// The decimal mark of the file.
  package let mark: DecimalMark
  /// The rows.
  package let rows: [Row]

  /// A row of a table with its place.
  package struct Row: Sendable {
    /// The 1-based line.
    package let line: Int
    /// The cells, blanks trimmed, in the order of the columns.
    package let cells: [String]
  }

  /// Reads a table; lines that begin with `#` before the header and empty lines at the end are passed over.
  init(_ text: DecodedText) throws(InputFault) {
    file = text.file
    guard let (start, delimiter) = Self.headerPlace(text) else {
      let isEmpty = text.lines.allSatisfy(\.trimmed.isEmpty)
      throw InputFault(
        .unknownFormat, file: file,
        isEmpty ? "no table: the file is empty" : "no table: every line begins with # and is a comment")
    }
    var end = text.lines.count
    while end > start + 1, Self.isEmptyRow(text.lines[end - 1], delimiter) { end -= 1 }
    var table: [(line: Int, cells: [String])] = []
    for index in start..<end {
      let cells = try DelimitedText.cells(text.lines[index], delimiter: delimiter, file: file, number: index + 1)
      table.append((index + 1, cells.map(\.trimmed)))
    }
    // Columns without a name and without a cell, as Excel leaves them at the right of a sheet, are no columns.
    let width = table[0].cells.count
    var used = width
    while used > 1, table[0].cells[used - 1].isEmpty,
      table.allSatisfy({ $0.cells.count == width && $0.cells[used - 1].isEmpty })
    {
      used -= 1
    }
    columns = try Self.header(Array(table[0].cells.prefix(used)), line: start + 1, file: file)
    headerLine = start + 1
    mark =
      delimiter == ","
      ? .point : try Self.mark(of: table.dropFirst().map { ($0.line, $0.cells) }, file: file)
    var rows: [Row] = []
    for (line, cells) in table.dropFirst() {
      guard cells.count == width else {
        throw InputFault(
          .rowLength, file: file, line: line, column: Swift.min(cells.count, width) + 1,
          "\(cells.count) cells where the header has \(width)")
      }
      rows.append(Row(line: line, cells: Array(cells.prefix(used))))
    }
    self.rows = rows
  }

  /// A table from parts.
  init(file: String, columns: [String], mark: DecimalMark, rows: [Row]) {
    self.file = file
    self.columns = columns
    headerLine = 1
    self.mark = mark
    self.rows = rows
  }

  /// The line of the header (0-based) and what parts its cells; `nil` where every line is empty or a comment.
  private static func headerPlace(_ text: DecodedText) -> (line: Int, delimiter: Unicode.Scalar)? {
    let lines = text.lines
    guard let start = lines.firstIndex(where: { !$0.hasPrefix("#") && !$0.trimmed.isEmpty }) else { return nil }
    // Excel writes its separator into a line of its own.
    let first = Array(lines[start].trimmed.unicodeScalars)
    if first.count == 5, lines[start].lowercased().hasPrefix("sep="), start + 1 < lines.count {
      return (start + 1, first[4])
    }
    return (start, delimiter(of: lines[start]))
  }

  /// The column names of a text, to tell kinds of tables apart; `nil` where there is no header to read.
  static func columns(of text: DecodedText) -> [String]? {
    guard let (line, delimiter) = headerPlace(text) else { return nil }
    let cells = try? DelimitedText.cells(text.lines[line], delimiter: delimiter, file: text.file, number: line + 1)
    return cells?.map { columnName($0.trimmed) }
  }

  /// Lower case, with underscores for blanks.
  private static func columnName(_ cell: String) -> String { String(cell.lowercased().map { $0 == " " ? "_" : $0 }) }

  private static func isEmptyRow(_ line: String, _ delimiter: Unicode.Scalar) -> Bool {
    line.unicodeScalars.allSatisfy { $0 == delimiter || $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
  }

  /// The column names: lower case, with underscores for blanks, each once.
  private static func header(_ cells: [String], line: Int, file: String) throws(InputFault) -> [String] {
    var names: [String] = []
    for (index, cell) in cells.enumerated() {
      guard !cell.isEmpty else {
        throw InputFault(
          .missingColumn, file: file, line: line, column: index + 1,
          "column without a name; is this a table with its column names in this line?")
      }
      let name = columnName(cell)
      guard !names.contains(name) else {
        throw InputFault(.duplicateColumn, file: file, line: line, column: index + 1, "column \(name.quoted()) twice")
      }
      names.append(name)
    }
    return names
  }

  static func delimiter(of header: String) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in header.unicodeScalars { counts[scalar, default: 0] += 1 }
    var best: Unicode.Scalar = ","
    for candidate in ["\t", ";", ","] as [Unicode.Scalar] where counts[candidate, default: 0] > counts[best, default: 0]
    {
      best = candidate
    }
    return best
  }

  /// Comma if some cell is a number with a decimal comma and none is one with a point.
  ///
  /// - Throws: `badNumber` where every comma could as well part thousands (`1,234`): such a file is not guessed at.
  static func mark(of rows: [(line: Int, cells: [String])], file: String) throws(InputFault) -> DecimalMark {
    var first: (line: Int, column: Int, text: String)?
    var isCertain = false
    for (line, cells) in rows {
      for (column, text) in cells.enumerated() {
        if text.utf8.contains(UInt8(ascii: ".")), NumberText.parse(text, mark: .point) != nil { return .point }
        guard text.utf8.contains(UInt8(ascii: ",")), NumberText.parse(text, mark: .comma) != nil else { continue }
        if first == nil { first = (line, column + 1, text) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        if parts[1].utf8.count != 3 || parts[0].hasPrefix("0") || parts[0].hasPrefix("-") || parts[0].utf8.count > 3 {
          isCertain = true
        }
      }
    }
    guard let first else { return .point }
    guard isCertain else {
      throw InputFault(
        .badNumber, file: file, line: first.line, column: first.column,
        "\(first.text.quoted()): the comma may part decimals or thousands; write numbers without separators of thousands"
      )
    }
    return .comma
  }

  /// The index of a column, or `nil`.
  func index(_ column: String) -> Int? { columns.firstIndex(of: column) }

  /// The index of a column that must be there.
  func require(_ column: String) throws(InputFault) -> Int {
    guard let index = index(column) else {
      throw InputFault(.missingColumn, file: file, line: headerLine, "column \(column.quoted()) is missing")
    }
    return index
  }

  /// Refuses columns that the kind of table does not know (a misspelt column would otherwise be lost without a word), and
  /// tables that lack one of the required.
  func check(_ known: [String], required: [String]) throws(InputFault) {
    for (index, name) in columns.enumerated() where !known.contains(name) {
      throw InputFault(
        .unknownColumn, file: file, line: headerLine, column: index + 1,
        "column \(name.quoted()) is not known in this table")
    }
    for name in required { _ = try require(name) }
  }
}
