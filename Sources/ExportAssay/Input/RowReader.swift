// Typed access to the cells of one row, with located errors.

internal import Documents

/// Reads the cells of one row of a named table.
struct RowReader {
  let table: NamedTable
  let row: NamedTable.Row
  /// The well of the row, for messages.
  var well: String?

  init(_ table: NamedTable, _ row: NamedTable.Row) {
    self.table = table
    self.row = row
  }

  func error(_ code: InputFault.Code, _ column: String, _ message: String) -> InputFault {
    InputFault(
      code, file: table.file, line: row.line, column: table.index(column).map { $0 + 1 }, well: well, message)
  }

  /// The text of a cell; `nil` if the column is absent or the cell empty, `.` or `NA`.
  func text(_ column: String) -> String? {
    guard let index = table.index(column) else { return nil }
    let cell = row.cells[index]
    return cell.isEmpty || cell == "." || cell == "NA" ? nil : cell
  }

  /// A text that must be there.
  func requiredText(_ column: String) throws(InputFault) -> String {
    guard let text = text(column) else { throw error(.badToken, column, "\(column) is empty") }
    return text
  }

  /// A number, or `nil` if the cell is empty.
  func number(_ column: String) throws(InputFault) -> Double? {
    guard let text = text(column) else { return nil }
    guard let value = NumberText.parse(text, mark: table.mark) else {
      throw error(.badNumber, column, "\(column) \(text.quoted()) is not a number")
    }
    return value
  }

  /// A number that must be there.
  func requiredNumber(_ column: String) throws(InputFault) -> Double {
    guard let value = try number(column) else { throw error(.badNumber, column, "\(column) is empty") }
    return value
  }

  /// A number that, if there, is not negative.
  func nonNegative(_ column: String) throws(InputFault) -> Double? {
    guard let value = try number(column) else { return nil }
    guard value >= 0 else { throw error(.badNumber, column, "\(column) is negative") }
    return value
  }

  /// A number that, if there, is above zero.
  func positive(_ column: String) throws(InputFault) -> Double? {
    guard let value = try number(column) else { return nil }
    guard value > 0 else { throw error(.badNumber, column, "\(column) must be above 0") }
    return value
  }

  /// A whole number, or `nil` if the cell is empty.
  func integer(_ column: String) throws(InputFault) -> Int? {
    guard let value = try number(column) else { return nil }
    guard value == value.rounded(), Swift.abs(value) < 1e9 else {
      throw error(.badNumber, column, "\(column) is not a whole number")
    }
    return Int(value)
  }

  /// A whole number that counts something, from 1 (or `from`) on; `nil` if the cell is empty.
  func ordinal(_ column: String, from least: Int = 1) throws(InputFault) -> Int? {
    guard let value = try integer(column) else { return nil }
    guard value >= least else { throw error(.badNumber, column, "\(column) must be \(least) or more") }
    return value
  }

  /// 0 or 1 as a Boolean.
  func flag(_ column: String, default value: Bool) throws(InputFault) -> Bool {
    switch text(column) {
    case nil: return value
    case "1", "true", "TRUE", "yes": return true
    case "0", "false", "FALSE", "no": return false
    default: throw error(.badToken, column, "\(column) must be 0 or 1")
    }
  }

  /// One of the cases of an enumeration by raw value.
  func choice<T: RawRepresentable<String> & CaseIterable>(
    _ column: String, _ type: T.Type
  ) throws(InputFault) -> T? {
    guard let text = text(column) else { return nil }
    guard let value = T(rawValue: text) else {
      let allowed = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw error(.badToken, column, "\(column) \(text.quoted()) is not one of: \(allowed)")
    }
    return value
  }

  /// A case that must be there.
  func requiredChoice<T: RawRepresentable<String> & CaseIterable>(
    _ column: String, _ type: T.Type
  ) throws(InputFault) -> T {
    guard let value = try choice(column, type) else { throw error(.badToken, column, "\(column) is empty") }
    return value
  }
}
