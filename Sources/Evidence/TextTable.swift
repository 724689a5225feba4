// Tab-separated tables with a header line, read strictly: every fault with its row and column.

import Documents

/// A table of text cells.
struct TextTable {
  struct Row {
    let line: Int
    let cells: [String]
  }
  let columns: [String]
  let rows: [Row]

  /// - Parameters:
  ///   - required: columns that must be there; others are unknown.
  ///   - optional: columns that may be there.
  init(text: String, file: String, required: [String], optional: [String] = []) throws(EvidenceError) {
    var faults: [InputFault] = []
    var header: [String] = []
    var rows: [Row] = []
    for (index, line) in TextTable.lines(text).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(at: "\t")
      if header.isEmpty {
        header = cells
        continue
      }
      if cells.count != header.count {
        faults.append(
          InputFault(
            .syntax, file: file, line: index + 1, reason: "\(cells.count) fields where the header has \(header.count)"))
      }
      rows.append(Row(line: index + 1, cells: cells))
    }
    if header.isEmpty { faults.append(InputFault(.missing, file: file, reason: "no header line")) }
    for column in required where !header.contains(column) && !header.isEmpty {
      faults.append(
        InputFault(
          .missing, file: file, line: 1, place: column,
          reason: "the column is missing; wanted: \(required.joined(separator: ", "))"))
    }
    for (index, column) in header.enumerated() where !(required + optional).contains(column) {
      faults.append(
        InputFault(
          .unknownKey, file: file, line: 1, column: index + 1,
          reason: "an unknown column; wanted: \(required.joined(separator: ", "))"))
    }
    if Set(header).count != header.count {
      faults.append(InputFault(.duplicate, file: file, line: 1, reason: "a column stands twice"))
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    columns = header
    self.rows = rows
  }

  /// Lines without their ends, `\n` or `\r\n`; a byte-order mark is skipped.
  static func lines(_ text: String) -> [String] {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  func text(_ row: Row, _ column: String) -> String {
    guard let index = columns.firstIndex(of: column), index < row.cells.count else { return "" }
    return row.cells[index]
  }

  func index(of column: String) -> Int { (columns.firstIndex(of: column) ?? 0) + 1 }
}

extension String {
  /// The parts between separators, empty ones too. Works on bytes: a separator counts even where the character after it
  /// would melt into it (combining marks, tags).
  func split(at separator: Unicode.Scalar) -> [String] {
    utf8.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
