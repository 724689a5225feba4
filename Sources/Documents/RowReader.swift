// Typed access to the cells of one row of a table, with located faults.

extension InputFault.Code {
  /// A cell holds a word that is not one of the allowed ones.
  package static let badToken = Self(rawValue: "BAD_TOKEN")
}

/// Reads the cells of one row of a named table. A cell that is empty, `.` or `NA` says nothing.
package struct RowReader {
  /// The table.
  package let table: NamedTable
  /// The row.
  package let row: NamedTable.Row
  /// The well of the row, for messages.
  package var well = ""

  /// A row of a table.
  package init(_ table: NamedTable, _ row: NamedTable.Row) {
    self.table = table
    self.row = row
  }

  /// A fault of a cell; what is no number has its usual remedy.
  package func error(
    _ code: InputFault.Code, _ column: String, _ reason: String, remedy: String = ""
  ) -> InputFaults {
    let isNoNumber = code == .badNumber && remedy.isEmpty && reason.contains("number")
    return InputFaults(
      code, file: table.file, line: row.line, column: table.index(column).map { $0 + 1 }, place: well, reason: reason,
      remedy: isNoNumber ? "write a plain number such as 1.25, without unit or thousands mark" : remedy)
  }

  /// The text of a cell; `nil` if the column is absent or the cell says nothing.
  package func text(_ column: String) -> String? {
    guard let index = table.index(column) else { return nil }
    let cell = row.cells[index]
    return cell.isEmpty || cell == "." || cell == "NA" ? nil : cell
  }

  /// A text that must be there.
  package func requiredText(_ column: String) throws(InputFaults) -> String {
    guard let text = text(column) else { throw error(.badToken, column, "\(column) is empty") }
    return text
  }

  /// A number, or `nil` if the cell says nothing.
  package func number(_ column: String) throws(InputFaults) -> Double? {
    guard let text = text(column) else { return nil }
    guard let value = NumberText.parse(Self.plain(text, column), mark: table.mark) else {
      throw error(.badNumber, column, "\(column) \(text.quoted()) is not a number")
    }
    return value
  }

  /// In a column of percentages a number may keep its sign: `45 %`, as a workbook shows 0.45.
  private static func plain(_ text: String, _ column: String) -> String {
    column.hasSuffix("_pct") && text.hasSuffix("%") ? String(text.dropLast()).trimmingBlanks : text
  }

  /// A number that must be there.
  package func requiredNumber(_ column: String) throws(InputFaults) -> Double {
    guard let value = try number(column) else { throw error(.badNumber, column, "\(column) is empty") }
    return value
  }

  /// A number that, if there, is not negative.
  package func nonNegative(_ column: String) throws(InputFaults) -> Double? {
    guard let value = try number(column) else { return nil }
    guard value >= 0 else { throw error(.badNumber, column, "\(column) is negative") }
    return value
  }

  /// A number that, if there, is above zero.
  package func positive(_ column: String) throws(InputFaults) -> Double? {
    guard let value = try number(column) else { return nil }
    guard value > 0 else { throw error(.badNumber, column, "\(column) must be above 0") }
    return value
  }

  /// A whole number, or `nil` if the cell says nothing.
  package func integer(_ column: String) throws(InputFaults) -> Int? {
    guard let value = try number(column) else { return nil }
    guard value == value.rounded(), Swift.abs(value) < 1e9 else {
      throw error(.badNumber, column, "\(column) is not a whole number")
    }
    return Int(value)
  }

  /// A whole number that counts something, from 1 (or `from`) on; `nil` if the cell says nothing.
  package func ordinal(_ column: String, from least: Int = 1) throws(InputFaults) -> Int? {
    guard let value = try integer(column) else { return nil }
    guard value >= least else { throw error(.badNumber, column, "\(column) must be \(least) or more") }
    return value
  }

  /// 0 or 1 as a Boolean; `true`, `false`, `yes` and `no` in any case are read too.
  package func flag(_ column: String, default value: Bool) throws(InputFaults) -> Bool {
    switch text(column)?.lowercased() {
    case nil: return value
    case "1", "true", "yes": return true
    case "0", "false", "no": return false
    default: throw error(.badToken, column, "\(column) must be 0 or 1")
    }
  }

  /// One of some words, in any case; `nil` if the cell says nothing.
  ///
  /// - Throws: a fault that lists the words and names the nearest.
  package func word(_ column: String, _ words: [String]) throws(InputFaults) -> String? {
    guard let text = text(column) else { return nil }
    let plain = text.lowercased()
    if let word = words.first(where: { $0 == text }) ?? words.first(where: { $0.lowercased() == plain }) { return word }
    func distance(_ word: String) -> Int { editDistance(word.lowercased(), plain) }
    let near = words.min { distance($0) < distance($1) }.flatMap { distance($0) <= 2 ? $0 : nil }
    throw error(
      .badToken, column, "\(column) \(text.quoted()) is not one of: \(words.joined(separator: ", "))",
      remedy: near.map { "did you mean \($0)?" } ?? "")
  }

  /// One of the cases of an enumeration by raw value, in any case.
  package func choice<T: RawRepresentable<String> & CaseIterable>(
    _ column: String, _ type: T.Type
  ) throws(InputFaults) -> T? {
    try word(column, T.allCases.map(\.rawValue)).flatMap { T(rawValue: $0) }
  }

  /// A case that must be there.
  package func requiredChoice<T: RawRepresentable<String> & CaseIterable>(
    _ column: String, _ type: T.Type
  ) throws(InputFaults) -> T {
    guard let value = try choice(column, type) else { throw error(.badToken, column, "\(column) is empty") }
    return value
  }
}
