// The templates of record, sheet and controls are read as they stand.

import Documents
import Reporting
import Testing

@testable import Evidence

@Suite struct RecordTemplateTests {
  @Test func areRead() throws {
    let record = try CaseRecord(text: RecordTemplate.caseRecord.text, file: "case.yaml")
    #expect(record.id == "P07" && record.indexPregnancy != nil && record.bmd.count == 1)
    let sheet = try CohortSheet(text: RecordTemplate.cohort.text, file: "cohort.csv", base: "") { _ in .file }
    #expect(sheet.rows.count == 2 && sheet.rows[0].assay.count == 2)
    let counts = try ControlCounts(text: RecordTemplate.validation.text, file: "v.tsv")
    #expect(counts.pathogenicAbnormal == 1 && counts.benignNormal == 1)
  }
}
