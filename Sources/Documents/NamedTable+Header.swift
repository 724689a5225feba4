// Where a table begins, what parts its cells, and which mark its decimals have.

extension NamedTable {
  /// The header's place in the lines, and what separates the cells.
  static func headerPlace(_ text: DecodedText, _ form: TableForm) -> (line: Int, separator: Unicode.Scalar)? {
    var start = 0
    while start < text.lines.count,
      text.lines[start].utf8.first == UInt8(ascii: "#") || text.lines[start].trimmingBlanks.isEmpty
    {
      start += 1
    }
    guard start < text.lines.count else { return nil }
    // Excel writes its separator into a line of its own.
    let first = Array(text.lines[start].trimmingBlanks.unicodeScalars)
    if first.count == 5, text.lines[start].lowercased().hasPrefix("sep="), form.separators.count > 1,
      start + 1 < text.lines.count
    {
      return (start + 1, first[4])
    }
    return (start, separator(of: text.lines[start], form))
  }

  /// The separator that a header has most of.
  package static func separator(of header: String, _ form: TableForm = .measurements) -> Unicode.Scalar {
    func count(_ separator: Unicode.Scalar) -> Int { header.unicodeScalars.count { $0 == separator } }
    var best = form.separators[0]
    for candidate in form.separators.dropFirst() where count(candidate) > count(best) { best = candidate }
    return best
  }

  /// What is too much of a table: columns of a row (a spreadsheet has at most 16,384), or cells in all; `nil` if neither.
  static func excess(columns: Int, cells: Int) -> String? {
    if columns > 16_384 { return "more than 16,384 columns" }
    return cells > 4_000_000 ? "more than 4,000,000 cells" : nil
  }

  static func isEmptyRow(_ line: String, _ separator: Unicode.Scalar) -> Bool {
    line.unicodeScalars.allSatisfy { $0 == separator || $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
  }

  /// The name of the column with this heading.
  package static func name(_ cell: String) -> String { String(cell.lowercased().map { $0 == " " ? "_" : $0 }) }

  /// The column names: lower case, with underscores for blanks, each once.
  static func header(_ cells: [String], line: Int, file: String) throws(InputFaults) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for (index, cell) in cells.enumerated() {
      guard !cell.isEmpty else {
        throw InputFaults(
          .missingColumn, file: file, line: line, column: index + 1,
          reason: "column without a name; is this a table with its column names in this line?")
      }
      let name = name(cell)
      guard seen.insert(name).inserted else {
        throw InputFaults(
          .duplicateColumn, file: file, line: line, column: index + 1, reason: "column \(name.quoted()) twice",
          remedy: "rename or remove one of them")
      }
      names.append(name)
    }
    return names
  }

  static func lengthFaults(_ rows: ArraySlice<Row>, width: Int, file: String) -> [InputFault] {
    rows.filter { $0.cells.count != width }.map { row in
      let isEmpty = row.cells.allSatisfy(\.isEmpty)
      return InputFault(
        .rowLength, file: file, line: row.line, column: isEmpty ? 1 : Swift.min(row.cells.count, width) + 1,
        reason: isEmpty ? "an empty line inside the table" : "\(row.cells.count) cells where the header has \(width)",
        remedy: isEmpty
          ? "remove it; what follows it, if it is another table, goes into a file of its own"
          : "look for a missing or extra separator in this line")
    }
  }

  /// Comma if some cell is a number with a decimal comma and none is one with a point.
  ///
  /// - Throws: a fault where every comma could as well part thousands (`1,234`): such a file is not guessed at.
  package static func mark(of rows: [(line: Int, cells: [String])], file: String) throws(InputFaults) -> DecimalMark {
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
      throw InputFaults(
        .badNumber, file: file, line: first.line, column: first.column,
        reason: "\(first.text.quoted()): the comma may part decimals or thousands",
        remedy: "write numbers without separators of thousands")
    }
    return .comma
  }
}
