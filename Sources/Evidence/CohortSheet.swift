// The sheet of a cohort: CSV with one case a row; every fault at once, with row, column and remedy.

package import Documents
import Reporting

/// A sheet of cases: `case_id,reads1,reads2,assay,clinical,rna,sample,line,vcf,confirm`; or, as nf-core's pipelines have
/// it, of lanes: `sample,fastq_1,fastq_2`, where the rows of one sample are one case.
package struct CohortSheet: Sendable, Hashable {
  /// The columns, in the order of the contract; only `case_id` and one input a row are needed.
  package static let columns = [
    "case_id", "reads1", "reads2", "assay", "clinical", "rna", "sample", "line", "vcf", "confirm",
  ]

  /// The names of three columns in a sheet of nf-core's form, in which every lane of a sample has a row of its own.
  private static let laneColumns = ["case_id": "sample", "reads1": "fastq_1", "reads2": "fastq_2"]
  /// Columns that such sheets may have beside them.
  private static let otherLaneColumns = ["strandedness", "lane"]

  /// What a path of the sheet leads to.
  package enum Entry: Sendable, Hashable {
    /// A file.
    case file
    /// A folder with the names in it.
    case folder([String])
    /// Something that this user may not read.
    case unreadable
  }

  /// One case.
  package struct Row: Sendable, Hashable {
    /// 1-based line of the sheet.
    package let line: Int
    /// Identifier, which is the name of the case's folder.
    package let id: String
    /// First mates, or unpaired reads.
    package let reads1: [String]
    /// Second mates, as many as first ones, or none.
    package let reads2: [String]
    /// Tables of the assay.
    package let assay: [String]
    /// The clinical record.
    package let clinical: String?
    /// The same person's RNA: the JSON of a finished screen, or reads (one file, or mates in pairs).
    package let rna: [String]
    /// A VCF in place of reads.
    package let vcf: String?
    /// The name of the person's sample in the laboratory, if it is not the case's id.
    package let sample: String?
    /// The name of the person's fibroblast line in the laboratory.
    package let cellLine: String?
    /// Variants whose fragments are counted in the case's reads, called or not: a child's in a parent.
    package let confirm: [String]
    /// What is wrong in the row's cells, files that are not there among it: the case fails, and it alone.
    package let faults: [InputFault]

    /// The row with a further lane of the same sample.
    fileprivate func adding(_ lane: Row) -> Row {
      Row(
        line: line, id: id, reads1: reads1 + lane.reads1, reads2: reads2 + lane.reads2, assay: assay,
        clinical: clinical,
        rna: rna, vcf: vcf, sample: sample, cellLine: cellLine, confirm: confirm, faults: faults + lane.faults)
    }

    /// Every file of the row, in the order of the columns.
    package var files: [String] {
      reads1 + reads2 + assay + (clinical.map { [$0] } ?? []) + rna + (vcf.map { [$0] } ?? [])
    }

    /// The JSON of a finished screen of RNA, if ``rna`` is one.
    package var rnaScreen: String? { rna.count == 1 && rna[0].isJSONName ? rna[0] : nil }
  }

  /// The cases in the order of the sheet.
  package let rows: [Row]
  /// The folder that the sheet's paths are relative to.
  package let base: String
  /// Base name of the sheet, for messages.
  package let file: String

  /// A path of the sheet as one that can be opened.
  package func path(_ name: String) -> String {
    base.isEmpty || name.hasPrefix("/") ? name : base + "/" + name
  }

  /// Reads a sheet.
  ///
  /// - Parameters:
  ///   - text: CSV (RFC 4180), UTF-8, comma-separated, with a header; several files in a cell joined by `;`.
  ///   - file: base name for error messages.
  ///   - base: folder that the paths are relative to.
  ///   - entry: what a path of the sheet, relative to it, leads to; `nil` if there is nothing.
  /// - Throws: ``EvidenceError`` with every fault of the sheet.
  package init(
    text: String, file: String, base: String = "", entry: (String) -> Entry?
  ) throws(EvidenceError) {
    var faults: [InputFault] = []
    let table = try NamedTable(
      DecodedText(file: file, bytes: Array(text.utf8)), form: .commas, wrongRows: &faults)
    try CohortSheet.checkSeparator(table)
    let isByLane = table.columns.contains("fastq_1") && !table.columns.contains("case_id")
    let names = isByLane ? CohortSheet.laneColumns : [:]
    if isByLane {
      try table.check(names.values.sorted() + CohortSheet.otherLaneColumns, required: ["sample", "fastq_1"])
    } else {
      try table.check(CohortSheet.columns, required: ["case_id"])
    }
    var rows: [Row] = []
    var seen: [String: Int] = [:]
    for record in table.rows {
      var reader = RowReader(record: record, table: table, names: names)
      guard let row = reader.row(entry) else {
        faults += reader.faults
        continue
      }
      if isByLane, let index = rows.firstIndex(where: { $0.id == row.id }) {
        reader.checkLane(row, after: rows[index])
        rows[index] = rows[index].adding(row)
        faults += reader.faults
        continue
      }
      if let earlier = seen[row.id.lowercased()] {
        reader.addToSheet(.duplicate, "case_id", "the case is already in line \(earlier); give every case one row")
      }
      seen[row.id.lowercased()] = row.line
      faults += reader.faults
      rows.append(row)
    }
    if rows.isEmpty, faults.isEmpty {
      faults.append(InputFault(.missing, file: file, reason: "the sheet has a header but no case"))
    }
    guard faults.isEmpty else { throw EvidenceError(faults).inPlace }
    self.rows = rows
    self.base = base
    self.file = file
  }

  private static func checkSeparator(_ table: NamedTable) throws(InputFaults) {
    let separators: [(Unicode.Scalar, String)] = [(";", "semicolons"), ("\t", "tabs")]
    for (separator, name) in separators where table.columns.count == 1 {
      let names = table.columns[0].unicodeScalars.split(separator: separator).map { String($0).trimmingBlanks }
      guard names.count > 1, names.contains("case_id") else { continue }
      throw InputFaults(
        .syntax, file: table.file, line: table.headerLine, reason: "the columns are separated by \(name)",
        remedy: "save the sheet with commas")
    }
  }

  private struct RowReader {
    let record: NamedTable.Row
    let table: NamedTable
    /// What the sheet calls columns that have another name there.
    let names: [String: String]
    /// Faults of the whole sheet: without a name of its own a case has no folder.
    var faults: [InputFault] = []
    /// Faults of the case alone.
    var own: [InputFault] = []

    init(record: NamedTable.Row, table: NamedTable, names: [String: String]) {
      self.record = record
      self.table = table
      self.names = names
    }

    /// Adds a fault of the case alone.
    mutating func add(_ code: InputFault.Code, _ column: String, _ reason: String) {
      own.append(table.fault(code, record, names[column] ?? column, reason))
    }

    /// Adds a fault of the whole sheet.
    mutating func addToSheet(_ code: InputFault.Code, _ column: String, _ reason: String) {
      faults.append(table.fault(code, record, names[column] ?? column, reason))
    }

    func cell(_ column: String) -> String { table.text(record, names[column] ?? column) }

    /// A further lane of a case must be like the earlier ones, and another file.
    mutating func checkLane(_ row: Row, after earlier: Row) {
      if row.reads1.contains(where: earlier.reads1.contains) {
        addToSheet(.duplicate, "reads1", "the file stands in line \(earlier.line) too; give every lane one row")
      }
      if row.faults.isEmpty, earlier.faults.isEmpty, row.reads2.isEmpty != earlier.reads2.isEmpty {
        addToSheet(.conflict, "reads2", "one lane of the sample has mates and the one in line \(earlier.line) none")
      }
    }

    mutating func row(_ entry: (String) -> Entry?) -> Row? {
      let id = cell("case_id")
      checkID(id)
      let reads1 = paths("reads1", entry)
      let reads2 = paths("reads2", entry)
      let assay = paths("assay", entry)
      let clinical = paths("clinical", entry)
      let rna = paths("rna", entry)
      checkRNA(rna)
      let vcf = paths("vcf", entry)
      if vcf.count > 1 { add(.invalidValue, "vcf", "one VCF a case; keep one file") }
      if !vcf.isEmpty, !reads1.isEmpty { add(.conflict, "vcf", "a VCF beside reads; give one of them") }
      if clinical.count > 1 { add(.invalidValue, "clinical", "one record a case; keep one file") }
      if !reads2.isEmpty, own.isEmpty, reads1.count != reads2.count {
        add(
          .conflict, "reads2",
          "\(reads2.count) files beside \(reads1.count) in reads1; list mates in the same order, lane by lane")
      }
      let confirm = parts("confirm").filter { !$0.isEmpty }
      if !confirm.isEmpty, reads1.isEmpty, own.isEmpty {
        add(.conflict, "confirm", "variants are counted in reads of DNA, and the case has none in reads1")
      }
      if reads1.isEmpty, assay.isEmpty, clinical.isEmpty, rna.isEmpty, vcf.isEmpty, own.isEmpty {
        add(.missing, "case_id", "the case has no input; give reads, a VCF, an assay or a clinical record")
      }
      return Row(
        line: record.line, id: id, reads1: reads1, reads2: reads2, assay: assay, clinical: clinical.first, rna: rna,
        vcf: vcf.first, sample: names.isEmpty ? name("sample") : nil, cellLine: name("line"), confirm: confirm,
        faults: own)
    }

    /// A name of the laboratory; it becomes that of the screen's sample.
    private mutating func name(_ column: String) -> String? {
      let text = cell(column)
      if text.utf8.count > 200 || text.hasPrefix(".") || text.contains("/") || text.contains(where: \.isNewline) {
        add(.invalidValue, column, "a name has at most 200 bytes, no '/' and no point at its begin")
        return nil
      }
      return text.isEmpty ? nil : text
    }

    /// The JSON in the folder of a finished screen; only the column `rna` takes one.
    private mutating func screen(in column: String, _ names: [String]) -> String? {
      guard column == "rna" else {
        add(.invalidValue, column, "a folder where a file is expected; name the file in it")
        return nil
      }
      let found = names.filter { $0.isJSONName && $0 != Manifest.fileName && !$0.hasSuffix("_mqc.json") }
      if found.count != 1 {
        add(.invalidValue, column, "the folder holds \(found.count) JSON files; name that of the screen")
      }
      return found.count == 1 ? found[0] : nil
    }

    private mutating func checkRNA(_ files: [String]) {
      if files.count > 1, files.contains(where: \.isJSONName) {
        add(.conflict, "rna", "a finished screen stands alone; give its JSON, or reads")
      } else if files.count > 1, files.count % 2 == 1 {
        add(.conflict, "rna", "\(files.count) files; give one, or mates in pairs: first;second, lane after lane")
      }
    }

    private mutating func checkID(_ id: String) {
      if id.isEmpty {
        addToSheet(.missing, "case_id", "every row needs an id")
      } else if id.utf8.count > 100 || id.hasPrefix(".") || id.hasPrefix("-")
        || !id.unicodeScalars.allSatisfy({
          $0.isASCII
            && ($0.properties.isAlphabetic || $0.properties.numericType != nil || "._-".unicodeScalars.contains($0))
        })
      {
        addToSheet(
          .invalidValue, "case_id",
          "letters, digits, point, dash and underscore only, at most 100: it names the case's folder")
      } else if ["cohort.", "collagen_"].contains(where: id.lowercased().hasPrefix)
        || id.lowercased() == "manifest.json"
      {
        addToSheet(
          .invalidValue, "case_id",
          "names that begin with cohort. or collagen_, and manifest.json, are those of the cohort's own files")
      }
    }

    /// What a cell holds between semicolons.
    private func parts(_ column: String) -> [String] {
      cell(column).split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
    }

    private mutating func paths(_ column: String, _ entry: (String) -> Entry?) -> [String] {
      let cell = cell(column)
      guard !cell.isEmpty else { return [] }
      var paths: [String] = []
      for path in parts(column) {
        if path.isEmpty {
          add(.invalidValue, column, "an empty name between semicolons; remove one semicolon")
        } else if path.split(separator: "/").contains("..") {
          add(
            .invalidValue, column,
            "a path with '..' leaves the sheet's folder; write it from the root, or put the file there")
        } else if paths.contains(path) {
          add(.duplicate, column, "a file stands twice in the cell; remove one")
        } else {
          switch entry(path) {
          case .file: paths.append(path)
          case .folder(let names):
            if let screen = screen(in: column, names) {
              paths.append((path.hasSuffix("/") ? path : path + "/") + screen)
            }
          case .unreadable:
            add(.missing, column, "the file cannot be read; check its permissions")
          case nil:
            add(.missing, column, "\(path.split(separator: "/").last ?? ""): no such file; correct the name")
          }
        }
      }
      return paths
    }
  }
}

extension String {
  /// Whether it ends like the name of a JSON file.
  package var isJSONName: Bool { lowercased().hasSuffix(".json") }
}
