// The lines that tables of an assay name, against the cases of the sheet.

import Documents
import Evidence
import ExportAssay
import Reporting

extension CohortIdentity {
  /// Tables that hold a line of another case and none of their own.
  ///
  /// A case whose line another of its tables holds may have lost its dishes: nothing was measured of it, which its report
  /// says. That is so of a table that several rows list, and of one whose other cases list no table beside this case's.
  func tableFaults() -> [Foreign] {
    persons.enumerated().flatMap { index, person in
      let controls = controls(index)
      let isDescribed = person.tables.contains { holdsOwn($0.lines, index, controls) }
      let places = Set(person.row.assay.map(CohortIdentity.place))
      return person.tables.compactMap { path, lines -> Foreign? in
        guard !holdsOwn(lines, index, controls) else { return nil }
        let owners = lines.names.subtracting(controls).sorted().compactMap { name in
          owner(ofLine: name, in: index).map { (line: name, row: $0) }
        }
        guard let other = owners.first else { return nil }
        let isWithin = owners.allSatisfy { places.isSuperset(of: persons[$0.row].row.assay.map(CohortIdentity.place)) }
        if isDescribed, isShared(path) || isWithin { return nil }
        return Foreign(
          row: index, path: path,
          fault: fault(
            index, "assay",
            "\(SourceName.base(path)) holds line \(other.line) of case \(persons[other.row].row.id), and none of case "
              + person.row.id, "give the case's own tables, or name its line in the column line"))
      }
    }
  }

  /// Lines of other cases on tables that those cases have too.
  func linesElsewhere(_ index: Int) -> Set<String> {
    persons[index].tables.reduce(into: []) { found, table in
      guard isShared(table.path), let rows = rowsByTable[CohortIdentity.place(table.path)] else { return }
      found.formUnion(
        table.lines.names.filter { name in
          owner(ofLine: name, in: index).map { $0 != index && rows.contains($0) } == true
        })
    }
  }

  /// Whether several rows list a file of an assay.
  func isShared(_ path: String) -> Bool { (rowsByTable[CohortIdentity.place(path)]?.count ?? 0) > 1 }

  /// Whether what a file holds says more of whose it is than a name that its own name carries.
  ///
  /// A table with a line of the row is the row's. One with lines of other cases has a fault of its own, if it is one, unless
  /// its name and its lines are the same case's. A record with the row's id is the row's unless another name than a number,
  /// which may be one of a date, says otherwise.
  func isSettled(_ column: String, _ path: String, in index: Int, name: String, of other: Int) -> Bool {
    let person = persons[index]
    switch column {
    case "assay":
      guard let lines = person.tables.first(where: { $0.path == path })?.lines else { return false }
      let controls = controls(index)
      if holdsOwn(lines, index, controls) { return true }
      let known = lines.names.subtracting(controls).compactMap { rowsByLine[$0] }
      return !known.isEmpty && !known.contains { $0.contains(other) }
    case "clinical":
      return person.record?.id == person.row.id && name.allSatisfy { $0.isNumber }
    default: return false
    }
  }

  /// The lines that the tables of a row call controls: a case's line may be a control of another one's assay.
  private func controls(_ index: Int) -> Set<String> {
    persons[index].tables.reduce(into: []) { $0.formUnion($1.lines.controls) }
  }

  /// Whether a table holds the line of a row.
  private func holdsOwn(_ lines: AssayFileLines, _ index: Int, _ controls: Set<String>) -> Bool {
    linesByRow[index, default: []].contains { lines.names.contains($0) && !controls.contains($0) }
  }

  /// The row whose line a name is; `nil` if it is nobody's, or of several.
  private func owner(ofLine name: String, in index: Int) -> Int? {
    guard let rows = rowsByLine[name] else { return nil }
    if rows.contains(index) { return index }
    return rows.count == 1 ? rows.first : nil
  }
}
