// Who is who in a sheet of cases: names in the sheet, in records and in files' names against each other, reads by digest.

import Documents
import Evidence
import ExportAssay
import Reporting

/// The names of a sheet's cases, and what does not go together.
struct CohortIdentity {
  /// The names of one case, from the sheet and from its record.
  struct Person {
    let row: CohortSheet.Row
    let record: CaseRecord?
    let names: [(text: String, name: LaboratoryName)]
    /// Tables of the assay that name lines, by the path in the sheet.
    let tables: [(path: String, lines: AssayFileLines)]
  }

  let persons: [Person]
  let file: String
  /// The rows that have a name, in the sheet or in their record.
  let rowsByName: [String: NameRows]
  /// The writings of a name that the sheet and its records have.
  let namesByKey: [String: [Writing]]
  /// The rows that have a file of an assay, by ``place(_:)``.
  let rowsByTable: [String: Set<Int>]
  /// The rows whose line a name in a table is: as it is written, or else in another writing.
  let rowsByLine: [String: Set<Int>]
  /// The names in tables that are lines of each row.
  let linesByRow: [Int: Set<String>]

  /// - Parameters:
  ///   - record: the clinical record of a row, if it can be read.
  ///   - lines: the lines that a table of an assay names, if it can be read.
  ///   - contents: what tells a VCF from every other one, its digest; `nil` if it cannot be read.
  init(
    _ sheet: CohortSheet, record: (CohortSheet.Row) -> CaseRecord?, lines: (String) -> AssayFileLines? = { _ in nil },
    contents: (String) -> String? = { CohortIdentity.place($0) }
  ) {
    file = sheet.file
    let persons = sheet.rows.map { row in
      let record = record(row)
      let own = record.flatMap { $0.id == row.id ? $0.identity.all : nil } ?? []
      let texts = ([row.id, row.sample, row.cellLine].compactMap(\.self) + own)
        .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let tables = row.assay.filter { !$0.isJSONName }.compactMap { path in lines(path).map { (path, $0) } }
      return Person(row: row, record: record, names: texts.map { ($0, LaboratoryName($0)) }, tables: tables)
    }
    self.persons = persons
    rowsByName = CohortIdentity.rowsByName(persons, contents: contents)
    let namesByKey = CohortIdentity.namesByKey(persons)
    self.namesByKey = namesByKey
    rowsByTable = persons.enumerated().reduce(into: [:]) { rows, item in
      for path in item.element.row.assay { rows[CohortIdentity.place(path), default: []].insert(item.offset) }
    }
    let names = persons.reduce(into: Set<String>()) { all, person in
      for table in person.tables { all.formUnion(table.lines.names) }
    }
    let rowsByLine = names.reduce(into: [String: Set<Int>]()) { rows, name in
      let writings = namesByKey[LaboratoryName(name).key] ?? []
      let exact = writings.filter { $0.text == name }
      let found = Set((exact.isEmpty ? writings : exact).flatMap { $0.owners.map(\.row) })
      if !found.isEmpty { rows[name] = found }
    }
    self.rowsByLine = rowsByLine
    linesByRow = rowsByLine.reduce(into: [:]) { lines, item in
      for row in item.value { lines[row, default: []].insert(item.key) }
    }
  }

  /// The rows whose record is another case's, which no override lets pass: its id would be that of the report.
  func foreignRecords() -> [Int: InputFault] {
    persons.enumerated().reduce(into: [:]) { faults, item in
      guard let record = item.element.record, record.id != item.element.row.id else { return }
      faults[item.offset] = fault(
        item.offset, "clinical", "the record is of case \(record.id), the row of case \(item.element.row.id)",
        "give the case's own record", override: "")
    }
  }

  /// The faults of each row, by its place in the sheet.
  func faults() -> [Int: [InputFault]] {
    var faults: [Int: [InputFault]] = [:]
    for index in persons.indices {
      let columns = recordFaults(index) + columnFaults(index)
      let told = Set(columns.map(\.place))
      let found = columns + foreignWithin(index).filter { !told.contains($0.place) }
      if !found.isEmpty { faults[index] = found }
    }
    // A table that is of another case both by its name and by the lines in it is one fault.
    var told: [Int: Set<String>] = [:]
    let foreign = fileFaults() + tableFaults()
    for entry in foreign {
      if entry.fault.place == "assay", !told[entry.row, default: []].insert(entry.path).inserted { continue }
      faults[entry.row, default: []].append(entry.fault)
    }
    let isTold = Set(foreign.filter { ["reads1", "reads2", "vcf"].contains($0.fault.place) }.map(\.row))
    for (index, fault) in mateFaults() + siblingFaults().filter({ !isTold.contains($0.0) }) {
      faults[index, default: []].append(fault)
    }
    return faults
  }

  /// A fault of a row whose file is another row's.
  struct Foreign {
    let row: Int
    /// The file as the sheet names it.
    let path: String
    let fault: InputFault
  }

  static let override = "; --allow-identity-mismatch goes on and marks every output"

  func fault(
    _ index: Int, _ place: String, _ reason: String, _ remedy: String, override: String = CohortIdentity.override
  ) -> InputFault {
    InputFault(
      .identityMismatch, file: file, line: persons[index].row.line, place: place, reason: reason,
      remedy: remedy + override)
  }

  /// The `identity` of the row's record has the names of the sheet.
  private func recordFaults(_ index: Int) -> [InputFault] {
    let person = persons[index]
    guard let record = person.record, record.id == person.row.id else { return [] }
    let known = [record.id] + record.identity.all
    let columns = [
      ("sample", person.row.sample, record.identity.samples), ("line", person.row.cellLine, record.identity.lines),
    ]
    return columns.compactMap { column, name, names in
      guard let name, !names.isEmpty, !known.contains(name) else { return nil }
      return fault(
        index, column, "\(name) is not among the names that the record of case \(record.id) has in identity",
        "correct the sheet, or add the name to the record")
    }
  }

  /// No name of one row, or of its record, is also one of another.
  private func columnFaults(_ index: Int) -> [InputFault] {
    let row = persons[index].row
    let columns = [("sample", row.sample), ("line", row.cellLine)]
    // Names that only the record has; the sheet's own have a fault of their column.
    let recorded = persons[index].names.map(\.text).filter { $0 != row.id && $0 != row.sample && $0 != row.cellLine }
    return (columns + recorded.map { ("clinical", $0) }).compactMap { column, name in
      guard let name, let other = owner(of: name, beside: index, recorded: column == "clinical") else { return nil }
      return fault(
        index, column, "\(name) is a name of case \(persons[other].row.id) too, in line \(persons[other].row.line)",
        "correct the sheet; a sample or line is of one case")
    }
  }

  // MARK: Names of files

  private enum Owner: Hashable {
    case own
    case other(Int, String)
  }

  /// Files of reads that carry another case's name and none of their own.
  private func fileFaults() -> [Foreign] {
    var found: [(index: Int, column: String, path: String, other: Int, name: String)] = []
    for (index, person) in persons.enumerated() {
      for (column, paths) in [
        ("reads1", person.row.reads1), ("reads2", person.row.reads2), ("rna", person.row.rna),
        ("vcf", person.row.vcf.map { [$0] } ?? []), ("assay", person.row.assay.filter { !isShared($0) }),
        ("clinical", person.row.clinical.map { [$0] } ?? []),
      ] {
        for path in paths {
          guard case .other(let other, let name)? = owner(of: path, in: index),
            !isSettled(column, path, in: index, name: name, of: other)
          else { continue }
          found.append((index, column, path, other, name))
        }
      }
    }
    let cases = found.reduce(into: [String: Set<Int>]()) { $0[$1.name, default: []].insert($1.index) }
    return found.compactMap { entry in
      // What stands in the files of three cases or more is a run, a plate or a project, and no person.
      guard cases[entry.name, default: []].count < 3 else { return nil }
      let reason =
        "\(SourceName.base(entry.path)) carries the name \(entry.name) of case \(persons[entry.other].row.id), and none of "
        + "case \(persons[entry.index].row.id)"
      return Foreign(
        row: entry.index, path: entry.path,
        fault: fault(
          entry.index, entry.column, reason, "give the case's own files, or \(CohortIdentity.remedy(entry.column))"))
    }
  }

  private static func remedy(_ column: String) -> String {
    switch column {
    case "assay": "name the case's line as the table has it in the column line, or rename the file"
    case "clinical": "rename the record"
    default: "name the sample in the column sample"
    }
  }

  /// Whose name a path carries: the file's own name decides, then the folders from the innermost on.
  private func owner(of path: String, in index: Int) -> Owner? {
    let folders = path.split(separator: "/").dropLast().reversed().map(String.init)
    for part in [SampleName.derived(fromFile: path)] + folders {
      let text = LaboratoryName(part)
      var found: [Mention] = []
      for writing in text.keysWithin.flatMap({ namesByKey[$0] ?? [] }) {
        let own = persons[index].names.firstIndex { $0.text == writing.text }.map { [(row: index, place: $0)] } ?? []
        for occurrence in writing.name.occurrences(in: text) {
          // A name within a word, as in `P07b`, is of this row only.
          let owners = occurrence.isWhole ? writing.owners : own
          if !owners.isEmpty {
            found.append(Mention(text: writing.text, owners: owners, isOwn: !own.isEmpty, occurrence: occurrence))
          }
        }
      }
      // `P1-2` is not `P1`: of names inside each other the longest is meant.
      let ranges = Set(found.map(\.occurrence.range))
      let longest = found.filter { entry in
        let range = entry.occurrence.range
        return !ranges.contains { $0.count > range.count && $0.clamped(to: range) == range }
      }
      // `1` and `01` are one name to a reader of names; where both are there, the one that is written in full decides.
      let rewritten = Set(longest.filter { !$0.occurrence.isExact }.map(\.occurrence.range))
      let exact = longest.filter { $0.occurrence.isExact && rewritten.contains($0.occurrence.range) }
      if let owner = Mention.single(exact) { return owner.row == index ? .own : .other(owner.row, owner.name) }
      if longest.contains(where: \.isOwn) { return .own }
      if let owner = Mention.single(longest) { return .other(owner.row, owner.name) }
      if !longest.isEmpty { return nil }
    }
    return nil
  }

  /// Files of one sample, by what the tags of lane and mate leave of their names, in two cases.
  private func mateFaults() -> [(Int, InputFault)] {
    struct Origin: Hashable {
      let folder, name, number: String
    }
    var cases: [Origin: [(index: Int, path: String)]] = [:]
    var origins: [Int: Set<Origin>] = [:]
    for (index, person) in persons.enumerated() {
      for path in person.row.reads1 + person.row.reads2 {
        let origin = SampleName.origin(ofFile: path)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let key = Origin(folder: folder, name: origin.name, number: origin.number ?? "")
        cases[key, default: []].append((index, path))
        origins[index, default: []].insert(key)
      }
    }
    return cases.values.flatMap { files -> [(Int, InputFault)] in
      let indices = Set(files.map(\.index)).sorted()
      // Two rows with one such name each may be persons 1 and 2 of a study; a row with two of them is mixed.
      guard indices.count == 2, indices.contains(where: { origins[$0, default: []].count > 1 }) else { return [] }
      return indices.compactMap { index in
        guard let other = files.first(where: { $0.index != index }), let own = files.first(where: { $0.index == index })
        else { return nil }
        return (
          index,
          fault(
            index, "reads1",
            "\(SourceName.base(own.path)) and \(SourceName.base(other.path)) of case \(persons[other.index].row.id) are by their "
              + "names lanes or mates of one sample", "put all files of a sample into the row of its case")
        )
      }
    }.sorted { ($0.0, $0.1.reason) < ($1.0, $1.1.reason) }
  }
}

/// Base names of paths.
enum SourceName {
  static func base(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
