// Looks for what a sheet as a whole says of its cases: names that do not go together, and reads of two cases.

import CaseReporting
import Documents
import Evidence
import ExportAssay
import Reporting
import SequenceIO

extension Cohort {
  /// What is wrong with the sheet before anything is worked out: names that do not go together, and reads or a VCF of one
  /// case that another has too. Cases with such a fault fail. Where names may differ those faults become alarms, which every output of
  /// the case is marked with; the same reads, and another case's record, are an error even then.
  func sheetFindings(_ isCancelled: () -> Bool) throws -> CohortFindings {
    var tables: [String: AssayFileLines?] = [:]
    let names = CohortIdentity(
      sheet, record: record,
      lines: { path in
        if let known = tables[path] { return known }
        let text = try? WholeText.document(InputSource(path: sheet.path(path)), keepsArchives: true)
        let lines = text.flatMap { AssayFileLines(name: SourceName.base(path), bytes: $0.bytes) }
        tables[path] = .some(lines)
        return lines
      }, contents: { path in digests.sha256(sheet.path(path)) })
    var found: [[(name: String, sha256: String)]] = []
    for (index, row) in sheet.rows.enumerated() {
      if isCancelled() { throw CancellationError() }
      // Those of other parts are compared when the parts are gathered.
      found.append(options.part.holds(index) ? readDigests(row) : [])
    }
    for (index, entry) in sharedVCFs(names) { found[index].append(entry) }
    var findings: [Int: CohortFindings.OfCase] = [:]
    for (index, faults) in names.faults() {
      if options.allowsIdentityMismatch {
        findings[index, default: .init()].alarms = faults
      } else {
        findings[index, default: .init()].faults = faults
      }
    }
    for (index, faults) in names.foreignRecords() { findings[index, default: .init()].faults.insert(faults, at: 0) }
    for (index, faults) in CohortIdentity.sharedReads(sheet, digests: found) {
      findings[index, default: .init()].faults += faults
    }
    for index in sheet.rows.indices {
      let (samples, lines) = (names.genericSamples(index), names.linesElsewhere(index))
      if !samples.isEmpty { findings[index, default: .init()].genericSamples = samples }
      if !lines.isEmpty { findings[index, default: .init()].linesElsewhere = lines }
    }
    return CohortFindings(sheet, findings)
  }

  /// The VCFs whose bytes several rows have, with the sample that is the row's: relatives may share one file.
  private func sharedVCFs(_ names: CohortIdentity) -> [(Int, (name: String, sha256: String))] {
    var rows: [String: [(index: Int, path: String)]] = [:]
    for (index, row) in sheet.rows.enumerated() where options.part.holds(index) {
      guard let path = row.vcf, let digest = digests.sha256(sheet.path(path)) else { continue }
      rows[digest, default: []].append((index, path))
    }
    var found: [(Int, (name: String, sha256: String))] = []
    for (digest, files) in rows.sorted(by: { $0.key < $1.key }) where files.count > 1 {
      guard let file = try? source(files[0].path, keeping: options.shared.genes.geneLines),
        let document = try? VCFDocument(file.bytes, file: file.name)
      else { continue }
      let samples = Set(document.header.samples)
      for (index, path) in files {
        let own = samples.intersection(names.persons[index].names.map(\.text))
        if samples.count < 2 {
          found.append((index, (name: path, sha256: digest)))
        } else if own.count == 1 {
          found.append((index, (name: path, sha256: digest + own.joined())))
        }
      }
    }
    return found
  }

  private func record(_ row: CohortSheet.Row) -> CaseRecord? {
    guard let name = row.clinical, let bytes = FileBytes.read(sheet.path(name)) else { return nil }
    return try? CaseRecord(text: String(decoding: bytes, as: UTF8.self), file: SourceName.base(name))
  }
}
