// Reads the embedded reference tables: tab-separated, one header line.

/// A table with named columns, from one of the embedded reference files.
struct ReferenceTable {
  private let columns: [String: Int]
  let rows: [[String]]

  /// - Parameter name: file name in `reference/`.
  init(named name: String) {
    // By bytes: the tables are ASCII, and splitting by characters takes several times as long at every start.
    let lines = EmbeddedReference.text(named: name).utf8.split(separator: UInt8(ascii: "\n")).map { line in
      line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
    precondition(!lines.isEmpty, "the embedded table has a header")
    columns = Dictionary(uniqueKeysWithValues: lines[0].enumerated().map { ($1, $0) })
    rows = Array(lines.dropFirst())
  }

  func text(_ row: [String], _ column: String) -> String {
    guard let index = columns[column] else { preconditionFailure("the embedded table has this column") }
    return row[index]
  }

  func number(_ row: [String], _ column: String) -> Int {
    guard let value = Int(text(row, column)) else { preconditionFailure("the embedded table has a number here") }
    return value
  }

  /// A 1-based inclusive pair of columns as a 0-based half-open range.
  func range(_ row: [String], _ first: String, _ last: String) -> Range<Int> {
    number(row, first) - 1..<number(row, last)
  }

  /// The rows whose `gene` column is this symbol.
  func rows(of gene: String) -> [[String]] {
    rows.filter { text($0, "gene") == gene }
  }
}

extension EmbeddedReference {
  /// The content of one embedded file.
  static func text(named name: String) -> String {
    guard let file = files.first(where: { $0.name == name }) else { preconditionFailure("the file is embedded") }
    return file.text.description
  }
}

/// Access to the embedded reference files as they are, for export and for the test that compares them.
package enum ReferenceFiles {
  /// The names of the embedded files, sorted.
  package static var names: [String] { EmbeddedReference.files.map(\.name) }

  /// The content of an embedded file.
  ///
  /// - Returns: `nil` for a name that is not in ``names``.
  package static func text(named name: String) -> String? {
    EmbeddedReference.files.first { $0.name == name }?.text.description
  }
}
