// Lines into cells: tab, comma or semicolon, with quoted cells, and nothing forgiven.

internal import Documents

/// The cells of delimited text.
enum DelimitedText {
  /// The cells of one line.
  ///
  /// A cell that begins with a quote must end with one; a doubled quote inside means a quote. A quoted cell does not span
  /// lines (an open quote would otherwise swallow the rest of the file), and a quote inside a bare cell is an error.
  static func cells(
    _ line: String, delimiter: Unicode.Scalar, file: String, number: Int
  ) throws(InputFault) -> [String] {
    var cells: [String] = []
    var current = String.UnicodeScalarView()
    var isQuoted = false
    var isClosed = false
    var iterator = line.unicodeScalars.makeIterator()
    var pending = iterator.next()
    while let scalar = pending {
      pending = iterator.next()
      if isQuoted, !isClosed {
        if scalar == "\"" {
          if pending == "\"" {
            current.append("\"")
            pending = iterator.next()
          } else {
            isClosed = true
          }
        } else {
          current.append(scalar)
        }
      } else if scalar == delimiter {
        cells.append(String(current))
        current = String.UnicodeScalarView()
        isQuoted = false
        isClosed = false
      } else if scalar == "\"", current.isEmpty, !isClosed {
        isQuoted = true
      } else if isClosed {
        if scalar == " " { continue }
        throw InputFault(.quoting, file: file, line: number, column: cells.count + 1, "text after a closing quote")
      } else if scalar == "\"" {
        throw InputFault(.quoting, file: file, line: number, column: cells.count + 1, "quote inside an unquoted cell")
      } else {
        current.append(scalar)
      }
    }
    guard !isQuoted || isClosed else {
      throw InputFault(.quoting, file: file, line: number, column: cells.count + 1, "open quote")
    }
    cells.append(String(current))
    return cells.map(withoutTextMark)
  }

  /// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
  private static func withoutTextMark(_ cell: String) -> String {
    let rest = cell.unicodeScalars.dropFirst()
    guard cell.unicodeScalars.first == "'", let next = rest.first, "=+-@".unicodeScalars.contains(next) else {
      return cell
    }
    return String(String.UnicodeScalarView(rest))
  }
}
