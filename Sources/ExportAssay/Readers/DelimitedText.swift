// Lines into cells: tab, comma or semicolon, with quoted cells, and nothing forgiven.

/// The cells of delimited text.
enum DelimitedText {
  /// The cells of one line.
  ///
  /// A cell that begins with a quote must end with one; a doubled quote inside means a quote. A quoted cell does not span
  /// lines (an open quote would otherwise swallow the rest of the file), and a quote inside a bare cell is an error.
  static func cells(
    _ line: String, delimiter: Unicode.Scalar, file: String, number: Int
  ) throws(AssayError) -> [String] {
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
        throw AssayError(.quoting, file: file, line: number, column: cells.count + 1, "text after a closing quote")
      } else if scalar == "\"" {
        throw AssayError(.quoting, file: file, line: number, column: cells.count + 1, "quote inside an unquoted cell")
      } else {
        current.append(scalar)
      }
    }
    guard !isQuoted || isClosed else {
      throw AssayError(.quoting, file: file, line: number, column: cells.count + 1, "open quote")
    }
    cells.append(String(current))
    return cells
  }
}

/// A table with named columns, every row as long as its header.
public struct NamedTable: Sendable {
  /// The file.
  public let file: String
  /// The column names in order.
  public let columns: [String]
  /// The decimal mark of the file.
  public let mark: DecimalMark
  /// The rows.
  public let rows: [Row]

  /// A row of a table with its place.
  public struct Row: Sendable {
    /// The 1-based line.
    public let line: Int
    /// The cells, blanks trimmed, in the order of the columns.
    public let cells: [String]
  }

  /// Reads a table; lines that begin with `#` before the header and empty lines at the end are passed over.
  init(_ text: DecodedText) throws(AssayError) {
    file = text.file
    var start = 0
    while start < text.lines.count, text.lines[start].hasPrefix("#") || text.lines[start].trimmed.isEmpty { start += 1 }
    guard start < text.lines.count else { throw AssayError(.unknownFormat, file: file, "no table: the file is empty") }
    let delimiter = Self.delimiter(of: text.lines[start])
    mark = delimiter == "," ? .point : Self.mark(of: text.lines[(start + 1)...], delimiter: delimiter)
    let header = try DelimitedText.cells(text.lines[start], delimiter: delimiter, file: file, number: start + 1).map(
      \.trimmed)
    var seen: Set<String> = []
    for (index, name) in header.enumerated() {
      guard !name.isEmpty else {
        throw AssayError(.missingColumn, file: file, line: start + 1, column: index + 1, "column without a name")
      }
      guard seen.insert(name).inserted else {
        throw AssayError(
          .duplicateColumn, file: file, line: start + 1, column: index + 1, "column \(quoted(name)) twice")
      }
    }
    columns = header
    var rows: [Row] = []
    var end = text.lines.count
    while end > start + 1, text.lines[end - 1].trimmed.isEmpty { end -= 1 }
    for index in (start + 1)..<Swift.max(end, start + 1) {
      let cells = try DelimitedText.cells(text.lines[index], delimiter: delimiter, file: file, number: index + 1)
      guard cells.count == header.count else {
        throw AssayError(
          .rowLength, file: file, line: index + 1, column: Swift.min(cells.count, header.count) + 1,
          "\(cells.count) cells where the header has \(header.count)")
      }
      rows.append(Row(line: index + 1, cells: cells.map(\.trimmed)))
    }
    self.rows = rows
  }

  private static func delimiter(of header: String) -> Unicode.Scalar {
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
  private static func mark(of lines: ArraySlice<String>, delimiter: Unicode.Scalar) -> DecimalMark {
    var commas = 0
    var points = 0
    for line in lines {
      for cell in line.split(whereSeparator: { $0.unicodeScalars.first == delimiter }) {
        let text = String(cell).trimmed
        if text.utf8.contains(UInt8(ascii: ",")), NumberText.parse(text, mark: .comma) != nil { commas += 1 }
        if text.utf8.contains(UInt8(ascii: ".")), NumberText.parse(text, mark: .point) != nil { points += 1 }
      }
    }
    return commas > 0 && points == 0 ? .comma : .point
  }

  /// The index of a column, or `nil`.
  func index(_ column: String) -> Int? { columns.firstIndex(of: column) }

  /// The index of a column that must be there.
  func require(_ column: String) throws(AssayError) -> Int {
    guard let index = index(column) else {
      throw AssayError(.missingColumn, file: file, line: 1, "column \(quoted(column)) is missing")
    }
    return index
  }
}
