// Tests of the clinical record: everything optional but the id, every fault with its line, all at once.

import Reporting
import Testing
import Documents

@testable import Evidence

@Suite struct CaseRecordTests {
  @Test func theIdIsEnough() throws {
    let record = try CaseRecord(text: "id: X-1\n", file: "x.yaml")
    #expect(record.id == "X-1")
    #expect(record.preExisting.isEmpty && record.outcome == nil)
    #expect(try CaseRecord(text: "{\"id\": \"X-1\"}", file: "x.json") == record)
  }

  @Test func everyFieldIsRead() throws {
    let text = """
      schema: collagen.case/2
      id: 007
      synthetic: true
      subject: {sex: female, age_years: 27, postmenopausal: false}
      pregnancies:
        - {number: 1, index: true, onset: post_partum, onset_weeks_post_partum: 3, lactation: yes}
      symptoms: [{site: back, onset: post_partum, resolution_months: 6}]
      pre_existing: [{kind: mild_oi, basis: clinical}]
      features: [blue_sclerae]
      imaging: [{modality: mri, site: hip, finding: marrow_oedema}]
      bmd: [{site: lumbar_spine, region: L1-L4, value_g_cm2: 0.780, z_score: -2.6, device: X}]
      biopsies: [{site: iliac crest, histology: osteoblast_failure}]
      family: {de_novo: confirmed, meioses: 3, affected_without_variant: 0}
      fibroblast_assay: {cultured: yes, synthesis: reduced, export: normal, files: plate.csv}
      sequence: {reads: [a_1.fq.gz, a_2.fq.gz]}
      subsequent_pregnancies: [{number: 2, recurrence: none}]
      outcome: {follow_up_years: 24, status: repeated_fractures}
      """
    let record = try CaseRecord(text: text, file: "x.yaml")
    #expect(record.id == "007")
    #expect(record.indexPregnancy?.onset == .postPartum)
    #expect(record.indexPregnancy?.lactation == true)
    #expect(record.subsequentPregnancies[0].recurrence == CaseRecord.SubsequentPregnancy.Recurrence.none)
    #expect(record.fibroblastAssay?.cultured == .yes)
    #expect(record.fibroblastAssay?.files == ["plate.csv"])
    #expect(record.recordedCollagenIsAbnormal == true)
    #expect(record.bmd[0].valueGCm2 == 0.78)
    #expect(record.hasOsteogenesisImperfecta)
  }

  @Test func allFaultsComeAtOnceWithTheirLines() throws {
    let text = """
      id: X
      subjct: {}
      subject: {sex: femal, age_years: old}
      bmd:
        - {site: moon, z_score: 99}
        - 3
      outcome: {follow_up_years: [1]}
      pregnancies: [{index: true}, {index: true}]
      """
    let error = #expect(throws: EvidenceError.self) { try CaseRecord(text: text, file: "x.yaml") }
    let faults = try #require(error?.faults)
    let found = faults.map { "\($0.line ?? 0) \($0.code.rawValue) \($0.place)" }
    #expect(found.contains("2 UNKNOWN_KEY subjct"))
    #expect(found.contains("3 INVALID_VALUE subject.sex"))
    #expect(found.contains("3 WRONG_TYPE subject.age_years"))
    #expect(found.contains("5 INVALID_VALUE bmd[1].site"))
    #expect(found.contains("5 INVALID_VALUE bmd[1].z_score"))
    #expect(found.contains("6 WRONG_TYPE bmd[2]"))
    #expect(found.contains("7 WRONG_TYPE outcome.follow_up_years"))
    #expect(faults.contains { $0.code == .conflict })
    #expect(faults.map { $0.line ?? 0 } == faults.map { $0.line ?? 0 }.sorted())
    #expect(faults.first { $0.code == .unknownKey }?.reason.contains("nearest known one is subject ") == true)
    let words = [("age: 31", "age_years"), ("ages_year: 31", "age_years"), ("Sex : x", "sex")]
    for (line, key) in words {
      let text = "schema: collagen.case/2\nid: P\nsubject:\n  \(line)\n"
      let thrown = #expect(throws: EvidenceError.self) { try CaseRecord(text: text, file: "x.yaml") }
      let own = thrown?.faults.first { $0.code == .unknownKey }
      #expect(own?.reason.contains("nearest known one is \(key) ") == true, "\(line): \(own?.reason ?? "-")")
    }
  }

  @Test(arguments: [
    "", "[]", "{}", "id:\n", "id: ''\n", "3", "id: X\nschema: collagen.case/9\n",
    "id: X\nschema_version: collagen.case/1\n",
  ])
  func whatIsNoRecordIsRefused(_ text: String) {
    #expect(throws: EvidenceError.self) { try CaseRecord(text: text, file: "x.yaml") }
  }

  @Test func wrongNumbersAreToldWithTheirRemedy() {
    let text = "id: X\noutcome:\n  follow_up_years: 2,5\nsubject:\n  age_years: \"27\"\n"
    let error = #expect(throws: EvidenceError.self) { try CaseRecord(text: text, file: "x.yaml") }
    #expect(
      error?.faults.map(\.reason) == [
        "a number is expected, not a text; write decimals with a point",
        "a number is expected, not a text; leave the quotes out",
      ])
  }

  @Test func faultsHoldNoValuesOfTheRecord() {
    let text = "id: X\nsubject: {sex: SECRETNAME, age_years: SECRETNAME}\nnote: [SECRETNAME]\n"
    let error = #expect(throws: EvidenceError.self) { try CaseRecord(text: text, file: "x.yaml") }
    #expect(error?.description.contains("SECRETNAME") == false)
  }
}
