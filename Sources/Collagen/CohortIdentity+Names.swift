// Whose a name is in a sheet of cases, worked out once for all rows.

import Documents
import Evidence
import Reporting

extension CohortIdentity {
  /// A name as it is written, with every row that has it and its place among the row's names.
  struct Writing {
    let text: String
    let name: LaboratoryName
    var owners: [(row: Int, place: Int)]
  }

  /// A name found in a text.
  struct Mention {
    let text: String
    let owners: [(row: Int, place: Int)]
    let isOwn: Bool
    let occurrence: LaboratoryName.Occurrence

    /// The one row that all names are of, with the first of them; `nil` if there are none, or of several rows.
    static func single(_ mentions: [Mention]) -> (row: Int, name: String)? {
      guard let first = mentions.first?.owners.first,
        mentions.allSatisfy({ $0.owners.count == 1 && $0.owners[0].row == first.row })
      else { return nil }
      return mentions.min { $0.owners[0].place < $1.owners[0].place }.map { (first.row, $0.text) }
    }
  }

  /// The rows that have one name, in the order of the sheet.
  struct NameOwners {
    /// All of them.
    private var all: [Int] = []
    /// Those that do not give it to a VCF.
    private var others: [Int] = []
    /// Those that do, by the contents of the VCF.
    private var byVCF: [String: [Int]] = [:]

    mutating func add(_ row: Int, vcf: String?) {
      all.append(row)
      if let vcf { byVCF[vcf, default: []].append(row) } else { others.append(row) }
    }

    /// Whether VCFs of different contents have the name.
    var isOfSeveralVCFs: Bool { byVCF.count > 1 }

    /// The first row beside one that has the name as a person's: of rows with VCFs, one with the same VCF.
    func first(beside index: Int, vcf: String?) -> Int? {
      func first(_ rows: [Int]?) -> Int? { rows?.first { $0 != index } }
      guard let vcf else { return first(all) }
      return [first(others), first(byVCF[vcf])].compactMap(\.self).min()
    }
  }

  /// The rows that have one name.
  struct NameRows {
    /// Those that have it in the sheet or in their own record.
    var named = NameOwners()
    /// Those whose id it is, or whose record has it.
    var recorded = NameOwners()
    /// What tells the VCF of each row that gives it to one; empty where that can make no difference.
    var vcfs: [Int: String] = [:]
  }

  /// A path without `.` and doubled separators: `./a.csv` is `a.csv`.
  static func place(_ path: String) -> String {
    (path.hasPrefix("/") ? "/" : "") + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  static func rowsByName(_ persons: [Person], contents: (String) -> String?) -> [String: NameRows] {
    let ids = Set(persons.map(\.row.id))
    var declared: [String: [Int]] = [:]
    for (index, person) in persons.enumerated() {
      // A name that is the id of a case is a person's.
      for name in person.samplesOfVCF.subtracting(ids) { declared[name, default: []].append(index) }
    }
    var rows: [String: NameRows] = [:]
    for (name, indices) in declared where indices.count > 1 {
      for index in indices {
        // One that cannot be read has a fault of its own, and is no other file.
        guard let path = persons[index].row.vcf else { continue }
        rows[name, default: NameRows()].vcfs[index] = contents(path) ?? place(path)
      }
    }
    for (index, person) in persons.enumerated() {
      for name in person.names.map(\.text) {
        let vcf = rows[name]?.vcfs[index]
        rows[name, default: NameRows()].named.add(index, vcf: vcf)
      }
      for name in Set([person.row.id] + (person.record?.identity.all ?? [])) {
        let vcf = rows[name]?.vcfs[index]
        rows[name, default: NameRows()].recorded.add(index, vcf: vcf)
      }
    }
    return rows
  }

  static func namesByKey(_ persons: [Person]) -> [String: [Writing]] {
    persons.enumerated().reduce(into: [:]) { rows, item in
      for (place, name) in item.element.names.enumerated() {
        let key = name.name.key
        if let known = rows[key]?.firstIndex(where: { $0.text == name.text }) {
          rows[key]?[known].owners.append((item.offset, place))
        } else {
          rows[key, default: []].append(Writing(text: name.text, name: name.name, owners: [(item.offset, place)]))
        }
      }
    }
  }

  /// Another row that has a name; of names that a record lists only ids and other records' names are asked. A name that a
  /// program writes into every VCF is of no person.
  func owner(of name: String, beside index: Int, recorded: Bool) -> Int? {
    guard let rows = rowsByName[name] else { return nil }
    return (recorded ? rows.recorded : rows.named).first(beside: index, vcf: rows.vcfs[index])
  }

  /// The sample names of a row's VCF that are those of VCFs with other contents too, and of no person.
  func genericSamples(_ index: Int) -> Set<String> {
    persons[index].samplesOfVCF.filter { name in
      rowsByName[name].map { $0.vcfs[index] != nil && $0.named.isOfSeveralVCFs } == true
    }
  }
}

extension CohortIdentity.Person {
  /// The names that the row or its own record gives to the sample of a VCF; none beside reads.
  fileprivate var samplesOfVCF: Set<String> {
    guard row.vcf != nil, row.reads1.isEmpty else { return [] }
    let recorded = record.flatMap { $0.id == row.id ? $0.identity.samples : nil } ?? []
    return Set([row.sample].compactMap(\.self) + recorded)
  }
}

extension CohortIdentity {
  /// Rows whose record or sheet names the sample, and whose reads carry a name of the same series with another number, be it of
  /// a case of the sheet or of none: `LAB772_R1.fastq.gz` for the sample LAB771.
  func siblingFaults() -> [(Int, InputFault)] {
    let found = persons.enumerated().compactMap { index, person -> (index: Int, sibling: String, fault: InputFault)? in
      let recorded = person.record.flatMap { $0.id == person.row.id ? $0.identity.samples : nil } ?? []
      let samples = Set(recorded + [person.row.sample].compactMap(\.self)).sorted()
      let files = person.row.reads1 + person.row.reads2 + (person.row.vcf.map { [$0] } ?? [])
      guard !samples.isEmpty else { return nil }
      for path in files {
        let folders = path.split(separator: "/").dropLast().map(String.init)
        let texts = ([SampleName.derived(fromFile: path)] + folders).map { LaboratoryName($0) }
        let isOwn = texts.contains { text in person.names.contains { !$0.name.occurrences(in: text).isEmpty } }
        guard !isOwn, let sibling = samples.lazy.compactMap({ LaboratoryName($0).sibling(in: texts[0]) }).first else {
          continue
        }
        return (
          index, sibling,
          fault(
            index, person.row.vcf == path ? "vcf" : "reads1",
            "\(SourceName.base(path)) carries the name \(sibling), and the sample of case \(person.row.id) is "
              + samples.joined(separator: ", "),
            "give the case's own files, or name \(sibling) in the record's identity.samples")
        )
      }
      return nil
    }
    // What stands in the files of three cases or more is a run, a plate or a project, and no sample.
    let cases = Dictionary(found.map { ($0.sibling, 1) }, uniquingKeysWith: +)
    return found.filter { cases[$0.sibling, default: 0] < 3 }.map { ($0.index, $0.fault) }
  }

  /// Rows whose sample or line has the id of another case within its name and none of its own names: `P02-F` in the row of P01.
  /// Ids that are numbers alone count nothing, and what the record declares is taken as declared.
  func foreignWithin(_ index: Int) -> [InputFault] {
    let person = persons[index]
    let recorded = Set(person.record.flatMap { $0.id == person.row.id ? $0.identity.all : nil } ?? [])
    let own = LaboratoryName(person.row.id)
    return [("sample", person.row.sample), ("line", person.row.cellLine)].compactMap { column, name in
      guard let name, !recorded.contains(name), own.occurrences(in: LaboratoryName(name)).isEmpty else { return nil }
      let text = LaboratoryName(name)
      let others = persons.indices.filter { other in
        let id = LaboratoryName(persons[other].row.id)
        return other != index && id.isOfLettersAndDigits && persons[other].row.id != name
          && id.occurrences(in: text).contains(where: \.isWhole)
      }
      guard others.count == 1, let other = others.first else { return nil }
      return fault(
        index, column,
        "\(name) has the id of case \(persons[other].row.id) in it, and not that of case \(person.row.id)",
        "correct the sheet, or name \(name) in the record's identity")
    }
  }
}
