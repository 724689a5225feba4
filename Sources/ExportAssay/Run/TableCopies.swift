// Tables and plates that are given twice in another form: what they hold would count twice.

internal import Documents
internal import Numerics

/// The rows of all tables so far.
struct TableCopies {
  /// The first place of each row by kind of table: what its cells say, however columns and numbers are written.
  private var rows: [TableKind: [[String]: (file: String, line: Int)]] = [:]

  /// The kinds of which a dish may have two rows that say the same, such as a determination in duplicate.
  private static let repeatable: Set<TableKind> = [.collagenase, .hydroxyproline, .pulseChase, .tm]

  /// So many rows or numbers that differ among themselves do not come twice by chance.
  static let most = 6

  /// Refuses a table that has a row of an earlier one of its kind, or six and more of its own rows twice.
  ///
  /// - Returns: what is said of fewer rows that stand twice.
  mutating func check(_ table: NamedTable, _ kind: TableKind) throws(InputFaults) -> [AssayWarning] {
    var twice: [(line: Int, first: Int)] = []
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
      if let first = own[cells] { twice.append((row.line, first.line)) } else { own[cells] = (table.file, row.line) }
    }
    rows[kind, default: [:]].merge(own) { first, _ in first }
    guard let copy = twice.first, Self.repeatable.contains(kind) else { return [] }
    let words =
      "this row already stands in line \(copy.first)" + (twice.count > 1 ? " (and \(twice.count - 1) more)" : "")
    // Where nothing was measured, as before a chase, determinations in duplicate say the same.
    let zeros = Set(
      table.rows.filter { row in
        zip(table.columns, row.cells).contains { column, cell in
          !column.hasSuffix("_min") && !column.hasSuffix("_rep") && NumberText.parse(cell, mark: table.mark) == 0
        }
      }.map(\.line))
    guard Set(twice.filter { !zeros.contains($0.line) }.map(\.first)).count < Self.most else {
      throw InputFaults(
        .inconsistent, file: table.file, line: copy.line, reason: words + " and would count twice",
        remedy: "remove the rows that were copied")
    }
    return [
      AssayWarning(
        file: table.file, line: copy.line,
        words + ": it counts as a second determination; remove it if it is a copy")
    ]
  }

  /// Refuses rows whose subject an earlier table has, with another value: which one is right is not known.
  static func check(
    _ rows: [(subject: [String], line: Int)], _ earlier: [(subject: [String], file: String, line: Int)],
    _ table: NamedTable
  ) throws(InputFaults) {
    let known = Dictionary(earlier.map { ($0.subject, $0) }) { first, _ in first }
    for row in rows {
      guard let other = known[row.subject] else { continue }
      throw InputFaults(
        .inconsistent, file: table.file, line: row.line,
        reason:
          "what this row measures already stands in line \(other.line) of \(other.file.quoted()), with another value",
        remedy: "keep one of the two, or number dishes and gels through")
    }
  }

  /// What is said of points that an earlier table has too, with other values.
  static func warnings(
    _ rows: [(subject: [String], line: Int)], _ earlier: [[String]], _ table: NamedTable
  ) -> [AssayWarning] {
    let known = Set(earlier)
    let again = rows.filter { known.contains($0.subject) }
    guard let first = again.first else { return [] }
    return [
      AssayWarning(
        file: table.file, line: first.line,
        "\(again.count) points of this table also stand in another: both count as points of one series; number the dishes through if they are two"
      )
    ]
  }

  private static func plain(_ cell: String, _ mark: DecimalMark) -> String {
    NumberText.parse(cell, mark: mark).map { NumberText.shortest($0) } ?? cell.lowercased()
  }

  /// Refuses plates that are one: half of the wells of the smaller, or half of its wells of dishes wherever they lie, read
  /// as those of the other, and six and more of these numbers differ among themselves.
  static func check(_ plates: [PlateRecord]) throws(InputFaults) {
    var known: [PlateSignals] = []
    for plate in plates.flatMap(PlateSignals.of) {
      if let (other, count) = known.lazy.compactMap({ other in plate.shared(other).map { (other, $0) } }).first {
        throw InputFaults(
          .inconsistent, file: plate.file, line: plate.line,
          reason:
            "plate \(plate.name.quoted()) has the signals of plate \(other.name.quoted()) of \(other.file.quoted()) in \(count) of its wells, which would count twice",
          remedy: "give each plate once, and each reading of it")
      }
      known.append(plate)
    }
  }
}

/// The signals of a plate by well, and by what the wells hold.
private struct PlateSignals {
  let file: String
  let name: String
  let line: Int?
  private let byWell: [String: Double]
  private let byDish: [[String]: Double]

  /// The plates of a record.
  static func of(_ record: PlateRecord) -> [PlateSignals] {
    Dictionary(grouping: record.wells, by: \.plate).sorted { $0.key < $1.key }.map { name, wells in
      PlateSignals(record.file, name, wells)
    }
  }

  private init(_ file: String, _ name: String, _ wells: [PlateWell]) {
    (self.file, self.name) = (file, name)
    line = wells.first?.line
    var byWell: [String: Double] = [:]
    var byDish: [[String]: Double] = [:]
    for well in wells {
      guard let signal = well.signal.number else { continue }
      let number = NumberText.shortest(signal)
      byWell["\(well.position) \(number)"] = signal
      guard let line = well.cellLine else { continue }
      byDish[[line, String(well.bioRep ?? 1), well.batch, well.fraction?.rawValue ?? "", number]] = signal
    }
    (self.byWell, self.byDish) = (byWell, byDish)
  }

  /// How many signals this plate shares with another that is the same; `nil` for two plates. The curves of one plate of an
  /// export may share standards.
  func shared(_ other: PlateSignals) -> Int? {
    if byWell == other.byWell, Set(byWell.values).count >= TableCopies.most { return byWell.count }
    guard (file, name) != (other.file, other.name) else { return nil }
    return Self.shared(byWell, other.byWell) ?? Self.shared(byDish, other.byDish)
  }

  private static func shared<Place: Hashable>(_ one: [Place: Double], _ other: [Place: Double]) -> Int? {
    let fine = [one, other].map { $0.filter { isFine($0.value) } }.sorted { $0.count < $1.count }
    let same = fine[0].filter { fine[1][$0.key] != nil }
    return Set(same.values).count >= TableCopies.most && 2 * same.count >= fine[0].count ? same.count : nil
  }

  /// Repeats agree in two digits, but hardly ever in three.
  private static func isFine(_ signal: Double) -> Bool {
    NumberText.significant(signal, 2) != NumberText.significant(signal, 6)
  }
}
