// The lines that tables of an assay name, against the cases of the sheet.

import Documents
import Evidence
import ExportAssay

extension CohortIdentity {
  /// Tables that hold a line of another case and none of their own.
  ///
  /// A plate that several cases share is ordinary: a row may list it although the case's line stands on another one.
  func tableFaults() -> [(Int, InputFault)] {
    persons.enumerated().flatMap { index, person in
      // A case's line may be a control of another one's assay.
      let controls = person.tables.reduce(into: Set<String>()) { $0.formUnion($1.lines.controls) }
      func owners(_ lines: AssayFileLines) -> [(line: String, row: Int)] {
        lines.names.subtracting(controls).sorted().compactMap { name in
          owner(ofLine: name, in: index).map { (name, $0) }
        }
      }
      func holdsOwn(_ lines: AssayFileLines) -> Bool { owners(lines).contains { $0.row == index } }
      return person.tables.compactMap { path, lines -> (Int, InputFault)? in
        guard !holdsOwn(lines), let other = owners(lines).first else { return nil }
        let isElsewhere = person.tables.contains { $0.lines.isMeasurement == lines.isMeasurement && holdsOwn($0.lines) }
        if rowsByTable[path, default: []].count > 1, isElsewhere { return nil }
        return (
          index,
          fault(
            index, "assay",
            "\(SourceName.base(path)) holds line \(other.line) of case \(persons[other.row].row.id), and none of case "
              + person.row.id, "give the case's own tables, or name its line in the column line")
        )
      }
    }
  }

  /// Lines of other cases on tables that those cases have too.
  func linesElsewhere(_ index: Int) -> Set<String> {
    persons[index].tables.reduce(into: []) { found, table in
      let rows = rowsByTable[table.path, default: []]
      guard rows.count > 1 else { return }
      found.formUnion(
        table.lines.names.filter { name in
          owner(ofLine: name, in: index).map { $0 != index && rows.contains($0) } == true
        })
    }
  }

  /// The row whose line a name is: as it is written, or else in another writing; `nil` if it is nobody's, or of several.
  private func owner(ofLine name: String, in index: Int) -> Int? {
    let rows = Set((namesByKey[LaboratoryName(name).key] ?? []).map(\.row))
    let exact = rows.filter { row in persons[row].names.contains { $0.text == name } }
    let found = exact.isEmpty ? rows : exact
    if found.contains(index) { return index }
    return found.count == 1 ? found.first : nil
  }
}
