// Tables and plates that are given twice in another form: what they hold would count twice.

internal import Documents
internal import Numerics

/// The rows of all tables so far.
struct TableCopies {
  /// The first place of each row by kind of table: what its cells say, however columns and numbers are written.
  private var rows: [TableKind: [[String]: (file: String, line: Int)]] = [:]

  /// Refuses a table that has a row of an earlier one of its kind.
  mutating func check(_ table: NamedTable, _ kind: TableKind) throws(InputFaults) {
    var own: [[String]: (file: String, line: Int)] = [:]
    for row in table.rows {
      let cells = zip(table.columns, row.cells).filter { $0.0 != "note" && !$0.1.isEmpty }
        .map { $0.0 + "\t" + Self.plain($0.1, table.mark) }.sorted()
      if let other = rows[kind]?[cells] {
        throw InputFaults(
          .inconsistent, file: table.file, line: row.line,
          reason: "this row already stands in line \(other.line) of \(other.file.quoted()) and would count twice",
          remedy: "give each table once")
      }
      own[cells] = (table.file, row.line)
    }
    rows[kind, default: [:]].merge(own) { first, _ in first }
  }

  private static func plain(_ cell: String, _ mark: DecimalMark) -> String {
    NumberText.parse(cell, mark: mark).map { NumberText.shortest($0) } ?? cell.lowercased()
  }

  /// Refuses a plate whose wells have the signals of another: six and more numbers that differ among themselves do not
  /// come twice.
  static func check(_ plates: [PlateRecord]) throws(InputFaults) {
    var seen: [[String]: PlateRecord] = [:]
    for plate in plates {
      let signals = plate.wells.compactMap { well in
        well.signal.number.map { "\(well.position) \(NumberText.shortest($0))" }
      }
      guard Set(plate.wells.compactMap(\.signal.number)).count >= 6 else { continue }
      guard let other = seen.updateValue(plate, forKey: signals.sorted()) else { continue }
      throw InputFaults(
        .inconsistent, file: plate.file, line: plate.wells.first?.line,
        reason:
          "plate \(plate.name.quoted()) has the signals of plate \(other.name.quoted()) of \(other.file.quoted()) in the same wells and would count twice",
        remedy: "give each plate once")
    }
  }
}
