// A table with named columns, every row as long as its header: the one way in which tables are read.

/// What a table may look like.
package struct TableForm: Sendable {
  /// The separators that are recognised; the one that the header has most of is taken, the first if it has none.
  package let separators: [Unicode.Scalar]
  /// Whether empty lines and lines that begin with `#` are passed over between rows too, not only before the header.
  package let skipsComments: Bool

  /// A form.
  package init(separators: [Unicode.Scalar], skipsComments: Bool) {
    self.separators = separators
    self.skipsComments = skipsComments
  }

  /// Tables of measurements: comma, tab or semicolon; every line behind the header is a row.
  package static let measurements = TableForm(separators: [",", "\t", ";"], skipsComments: false)
  /// Tab-separated tables with comments.
  package static let tabs = TableForm(separators: ["\t"], skipsComments: true)
  /// Comma-separated tables with comments.
  package static let commas = TableForm(separators: [","], skipsComments: true)
}

/// A table with named columns, every row as long as its header.
package struct NamedTable: Sendable {
  /// A row of a table with its place.
  package struct Row: Sendable {
    /// The 1-based line.
    package let line: Int
    /// The cells, blanks trimmed, in the order of the columns.
    package let cells: [String]

    /// A row.
    package init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The file.
  package let file: String
  /// The column names in order: lower case, with underscores for blanks.
  package let columns: [String]
  /// The 1-based line of the header.
  package let headerLine: Int
  /// The decimal mark of the file.
  package let mark: DecimalMark
  /// The rows.
  package let rows: [Row]

  /// A table from parts.
  package init(file: String, columns: [String], headerLine: Int = 1, mark: DecimalMark, rows: [Row]) {
    self.file = file
    self.columns = columns
    self.headerLine = headerLine
    self.mark = mark
    self.rows = rows
  }

  /// Reads a table; lines that begin with `#` before the header and empty lines at the end are passed over.
  ///
  /// - Throws: ``InputFaults``: the first fault of the header, or every row that is too long or too short.
  package init(_ text: DecodedText, form: TableForm = .measurements) throws(InputFaults) {
    var faults: [InputFault] = []
    try self.init(text, form: form, wrongRows: &faults)
    if !faults.isEmpty { throw InputFaults(faults) }
  }

  /// Reads a table and leaves out rows that are too long or too short, so that the others can be checked as well.
  ///
  /// - Throws: ``InputFaults``: the first fault of the header or of the quotes.
  package init(_ text: DecodedText, form: TableForm, wrongRows: inout [InputFault]) throws(InputFaults) {
    let file = text.file
    guard let (start, separator) = NamedTable.headerPlace(text, form) else {
      let isEmpty = text.lines.allSatisfy(\.trimmingBlanks.isEmpty)
      throw InputFaults(
        .unknownFormat, file: file, reason: "no table",
        remedy: isEmpty ? "the file is empty" : "every line begins with # and is a comment")
    }
    var end = text.lines.count
    while end > start + 1, NamedTable.isEmptyRow(text.lines[end - 1], separator) { end -= 1 }
    var table: [Row] = []
    var count = 0
    for index in start..<end {
      let line = text.lines[index]
      if form.skipsComments, index > start, line.utf8.first == UInt8(ascii: "#") || line.trimmingBlanks.isEmpty {
        continue
      }
      let cells = try DelimitedText.cells(line, separator: separator, file: file, number: index + 1)
      count += cells.count
      if let excess = NamedTable.excess(columns: cells.count, cells: count) {
        throw InputFaults(.tooLarge, file: file, line: index + 1, reason: excess, remedy: "is it the right file?")
      }
      table.append(Row(line: index + 1, cells: cells.map(\.trimmingBlanks)))
    }
    // Columns without a name and without a cell, as Excel leaves them at the right of a sheet, are no columns.
    let width = table[0].cells.count
    var used = width
    while used > 1, table[0].cells[used - 1].isEmpty,
      table.allSatisfy({ $0.cells.count == width && $0.cells[used - 1].isEmpty })
    {
      used -= 1
    }
    let columns = try NamedTable.header(Array(table[0].cells.prefix(used)), line: start + 1, file: file)
    wrongRows += NamedTable.lengthFaults(table.dropFirst(), width: width, file: file)
    let rows = table.dropFirst().filter { $0.cells.count == width }
    self.init(
      file: file, columns: columns, headerLine: start + 1,
      mark: separator == "," ? .point : try NamedTable.mark(of: rows.map { ($0.line, $0.cells) }, file: file),
      rows: rows.map { Row(line: $0.line, cells: Array($0.cells.prefix(used))) })
  }

  /// The names of the columns without a look at the rows; `nil` if there is no header.
  package static func columns(of text: DecodedText, form: TableForm = .measurements) -> [String]? {
    guard let (start, separator) = headerPlace(text, form),
      let cells = try? DelimitedText.cells(text.lines[start], separator: separator, file: text.file, number: start + 1)
    else { return nil }
    return cells.map { name($0.trimmingBlanks) }
  }

  /// The index of a column, or `nil`.
  package func index(_ column: String) -> Int? { columns.firstIndex(of: column) }

  /// The text of a cell; empty if there is no such column.
  package func text(_ row: Row, _ column: String) -> String { index(column).map { row.cells[$0] } ?? "" }

  /// The index of a column that must be there.
  package func require(_ column: String) throws(InputFaults) -> Int {
    guard let index = index(column) else {
      throw InputFaults(
        .missingColumn, file: file, line: headerLine, reason: "column \(column.quoted()) is missing",
        remedy: "add the column, or correct its name")
    }
    return index
  }

  /// Checks that the columns are known and those that are required there: a misspelt column would otherwise be lost
  /// without a word.
  ///
  /// - Throws: every column that is not known or missing.
  package func check(_ known: [String], required: [String]) throws(InputFaults) {
    var faults: [InputFault] = []
    for (index, name) in columns.enumerated() where !known.contains(name) {
      let near = known.min { editDistance($0, name) < editDistance($1, name) }
      let isNear = near.map { editDistance($0, name) <= 2 } ?? false
      faults.append(
        InputFault(
          .unknownColumn, file: file, line: headerLine, column: index + 1,
          reason: "column \(name.quoted()) is not known in this table",
          remedy: isNear
            ? "did you mean \(near ?? "")?"
            : "correct its name or remove it; columns here are \(known.joined(separator: ", "))"))
    }
    for name in required where index(name) == nil {
      faults.append(
        InputFault(
          .missingColumn, file: file, line: headerLine, reason: "column \(name.quoted()) is missing",
          remedy: "add the column, or correct its name"))
    }
    if !faults.isEmpty { throw InputFaults(faults) }
  }

  /// A fault of a cell.
  package func fault(
    _ code: InputFault.Code, _ row: Row, _ column: String, _ reason: String, remedy: String = ""
  ) -> InputFault {
    InputFault(
      code, file: file, line: row.line, column: index(column).map { $0 + 1 }, place: column, reason: reason,
      remedy: remedy)
  }
}
