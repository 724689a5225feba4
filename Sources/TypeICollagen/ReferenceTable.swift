// One table of the gene reference: tab-separated, a header line with known columns, faults with their row and column.

import Documents

/// A table with named columns, from the embedded reference or a folder of gene records.
struct ReferenceTable {
  /// A row with its 1-based line.
  struct Row {
    let line: Int
    let cells: [String]
  }

  let file: String
  let rows: [Row]
  private let columns: [String: Int]

  /// - Throws: a fault at a column that is missing or not known, or at a row with another number of cells.
  init(file: String, text: String, columns known: [String]) throws(InputFault) {
    // By bytes: the tables are ASCII, and splitting by characters takes several times as long at every start.
    var lines: [Row] = []
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      // Lines that begin with # before the header are remarks.
      if line.isEmpty || (lines.isEmpty && line.first == UInt8(ascii: "#")) { continue }
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      lines.append(Row(line: number, cells: cells.map { String(Substring($0)) }))
    }
    let header = lines.first ?? Row(line: 1, cells: [])
    let remedy = "the columns are " + known.joined(separator: ", ") + ", separated by tabs"
    for (index, name) in header.cells.enumerated() {
      guard known.contains(name), !header.cells[..<index].contains(name) else {
        throw InputFault(
          known.contains(name) ? .duplicate : .unknownKey, file: file, line: header.line, column: index + 1,
          place: name,
          reason: known.contains(name) ? "the column is there twice" : "the column is not known", remedy: remedy)
      }
    }
    for name in known where !header.cells.contains(name) {
      throw InputFault(
        .missing, file: file, line: header.line, place: name, reason: "the column is missing", remedy: remedy)
    }
    for row in lines.dropFirst() where row.cells.count != header.cells.count {
      throw InputFault(
        .syntax, file: file, line: row.line,
        reason: "the row has \(row.cells.count) cells, the header has \(header.cells.count)",
        remedy: "write a dot for a value that is not there")
    }
    self.file = file
    rows = Array(lines.dropFirst())
    columns = Dictionary(uniqueKeysWithValues: header.cells.enumerated().map { ($1, $0) })
  }

  /// A cell; empty for a dot.
  func text(_ row: Row, _ column: String) -> String {
    guard let index = columns[column] else { preconditionFailure("\(file) is read without the column \(column)") }
    return row.cells[index] == "." ? "" : row.cells[index]
  }

  /// A cell that must have a value.
  func value(_ row: Row, _ column: String) throws(InputFault) -> String {
    let value = text(row, column)
    guard !value.isEmpty else { throw fault(.missing, row, column, "the value is missing") }
    return value
  }

  /// A cell as a value of an enumeration.
  func choice<Choice>(_ row: Row, _ column: String, _: Choice.Type) throws(InputFault) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let choice = Choice(rawValue: text(row, column)) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(.invalidValue, row, column, "the value is not known", remedy: "write one of \(all)")
    }
    return choice
  }

  /// A number of at least 1 and at most nine digits.
  func number(_ row: Row, _ column: String) throws(InputFault) -> Int {
    guard let value = Int(text(row, column)), value >= 1, value < 1_000_000_000 else {
      throw fault(.wrongType, row, column, "not a whole number from 1 on")
    }
    return value
  }

  /// A 1-based inclusive pair of columns as a 0-based half-open range.
  func range(_ row: Row, _ first: String, _ last: String) throws(InputFault) -> Range<Int> {
    let start = try number(row, first)
    let end = try number(row, last)
    guard start <= end else { throw fault(.invalidValue, row, last, "the end lies before the start") }
    return start - 1..<end
  }

  /// The rows whose `gene` column is this symbol.
  func rows(of gene: String) -> [Row] { rows.filter { text($0, "gene") == gene } }

  func fault(
    _ code: InputFault.Code, _ row: Row, _ column: String, _ reason: String, remedy: String = ""
  ) -> InputFault {
    InputFault(
      code, file: file, line: row.line, column: columns[column].map { $0 + 1 }, place: column, reason: reason,
      remedy: remedy)
  }
}
