// Lines into cells: tab, comma or semicolon, with quoted cells as RFC 4180 has them, and nothing forgiven.

/// The cells of delimited text.
package enum DelimitedText {
  /// The cells of one line.
  ///
  /// A cell that begins with a quote must end with one; a doubled quote inside means a quote. A quoted cell does not span
  /// lines (an open quote would otherwise swallow the rest of the file), and a quote inside a bare cell is a fault. The
  /// apostrophe that keeps spreadsheets from taking a cell for a formula is taken off again.
  package static func cells(
    _ line: String, separator: Unicode.Scalar, file: String, number: Int
  ) throws(InputFaults) -> [String] {
    let bytes = Array(line.utf8)
    let mark = UInt8(ascii: separator)
    guard bytes.contains(UInt8(ascii: "\"")) else {
      return bytes.split(separator: mark, omittingEmptySubsequences: false).map { withoutFormulaMark($0) }
    }
    var cells: [String] = []
    var index = 0
    while true {
      let column = cells.count + 1
      func fault(_ reason: String, _ remedy: String) -> InputFaults {
        InputFaults(.quoting, file: file, line: number, column: column, reason: reason, remedy: remedy)
      }
      var cell: [UInt8] = []
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
        index += 1
        var isClosed = false
        while index < bytes.count, !isClosed {
          let isQuote = bytes[index] == UInt8(ascii: "\"")
          let isDoubled = isQuote && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\"")
          isClosed = isQuote && !isDoubled
          if !isClosed { cell.append(bytes[index]) }
          index += isDoubled ? 2 : 1
        }
        guard isClosed else { throw fault("open quote", "close it in the same line, or remove it") }
        while index < bytes.count, bytes[index] == 0x20, mark != 0x20 { index += 1 }
        guard index == bytes.count || bytes[index] == mark else {
          throw fault("text after a closing quote", "put the quotes at both ends of the cell")
        }
      } else {
        while index < bytes.count, bytes[index] != mark {
          guard bytes[index] != UInt8(ascii: "\"") else {
            throw fault("quote inside an unquoted cell", "remove the quote, or put one at both ends of the cell")
          }
          cell.append(bytes[index])
          index += 1
        }
      }
      cells.append(withoutFormulaMark(cell[...]))
      guard index < bytes.count else { return cells }
      index += 1
    }
  }

  /// The parts of a line between blanks and tabs, as BED files have them.
  package static func words(_ line: String) -> [String] {
    line.utf8.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func withoutFormulaMark(_ cell: ArraySlice<UInt8>) -> String {
    let sign = cell.first == UInt8(ascii: "'") ? cell.drop { $0 == UInt8(ascii: "'") }.first : nil
    let isMarked = sign.map { "=+-@".utf8.contains($0) } ?? false
    return String(decoding: isMarked ? cell.dropFirst() : cell, as: UTF8.self)
  }
}
