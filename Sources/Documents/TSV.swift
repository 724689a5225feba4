// Tab-separated tables out: the one writer, with cells that neither break a table nor run in a spreadsheet.

/// Text of tab-separated tables.
package enum TSV {
  /// A table: the header line and one line a row, each ended by a line feed.
  package static func table(_ columns: [String], _ rows: some Sequence<[String]>) -> String {
    var text = columns.joined(separator: "\t") + "\n"
    for row in rows { text += line(row) + "\n" }
    return text
  }

  /// One row without its line end.
  package static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: "\t") }

  /// A value as a cell: `.` if empty; tabs, line ends, control and direction-changing characters made visible; a value
  /// that a spreadsheet would take for a formula with an apostrophe before it, which ``DelimitedText`` takes off again.
  package static func cell(_ value: String) -> String {
    if value.isEmpty { return "." }
    return isFormula(value) ? "'" + value.visible : value.visible
  }

  /// Appends a row without its line end, from values that lie one after another in one buffer: ``line(_:)`` without a text
  /// for each value where all are plain ASCII, as nearly all are.
  ///
  /// - Parameters:
  ///   - values: UTF-8 bytes of all values.
  ///   - ends: where each value ends.
  ///   - columns: how many values the row has; those without an end are empty, but for the first of them, which holds what is left.
  package static func append(
    _ values: [UInt8], endingAt ends: [Int], columns: Int = 0, to line: inout [UInt8]
  ) {
    let isPlain = isPrintable(values)
    let bytes = values.span
    // What is left out at the end of the row is empty.
    let count = max(columns, ends.count)
    var start = 0
    for number in 0..<count {
      if number > 0 { line.append(UInt8(ascii: "\t")) }
      let end = number < ends.count ? ends[number] : values.count
      if start == end {
        line.append(UInt8(ascii: "."))
      } else if isPlain, !mayBeFormula(bytes[start]) {
        unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { unsafe line.append(contentsOf: $0) }
      } else {
        line.append(contentsOf: cell(String(decoding: values[start..<end], as: UTF8.self)).utf8)
      }
      start = end
    }
  }

  /// Whether every byte is printable ASCII; one pass without a branch a byte, of which the compiler takes many at a time.
  private static func isPrintable(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    var others: UInt8 = 0
    for place in span.indices { others |= span[place] &- 0x20 > 0x7E &- 0x20 ? 1 : 0 }
    return others == 0
  }

  private static func mayBeFormula(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// A number with so many significant digits; `.` for none.
  package static func cell(_ value: Double?, _ digits: Int = 6) -> String {
    value.map { NumberText.significant($0, digits) } ?? "."
  }

  /// A whole number; `.` for none.
  package static func cell(_ value: Int?) -> String { value.map(String.init) ?? "." }

  /// Whether a spreadsheet would compute the value. A negative number and a sign alone are what they look like; an
  /// apostrophe before a sign would be taken off when the table is read back, so it gets one more.
  private static func isFormula(_ value: String) -> Bool {
    let bytes = value.utf8.drop { $0 == UInt8(ascii: "'") }
    guard let first = bytes.first, "=+-@".utf8.contains(first) else { return false }
    let isBare = bytes.count == value.utf8.count
    if isBare, bytes.count == 1, first != UInt8(ascii: "="), first != UInt8(ascii: "@") { return false }
    return !(isBare && first == UInt8(ascii: "-") && NumberText.parse(value) != nil)
  }
}
