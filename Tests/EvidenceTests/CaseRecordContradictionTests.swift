// Tests of what a record cannot say at once, and of the keys that the laboratory keeps in it.

import Documents
import Reporting
import Testing

@testable import Evidence

@Suite struct CaseRecordContradictionTests {
  private func record(_ text: String) throws -> CaseRecord { try CaseRecord(text: "id: X\n" + text, file: "x.yaml") }

  @Test(arguments: [
    ("family: {de_novo: confirmed, meioses: 4}", "4 of 4 informative meioses"),
    ("family: {de_novo: assumed, meioses: 4, meioses_in_offspring: 1}", "3 of 4 informative meioses"),
    ("family: {de_novo: confirmed, affected_relatives: true}", "relatives are affected"),
    ("family: {meioses: 1, meioses_in_offspring: 2}", "more than the 1 meioses"),
    (
      "family: {de_novo: inherited, affected_relatives: false, meioses: 3}",
      "no relatives are affected, yet 3 informative"
    ),
    ("family: {de_novo: assumed, parental_mosaicism_vaf: 0.1}", "a parent is mosaic"),
    ("relatives: [X]", "names itself"),
    ("subject: {postmenopausal: true}\npregnancies: [{index: true}]", "postmenopausal"),
    ("subject: {postmenopausal: true}\nsubsequent_pregnancies: [{recurrence: none}]", "postmenopausal"),
    ("subject: {sex: male}\npregnancies: [{number: 1}]", "male"),
    ("subject: {age_years: 31}\noutcome: {follow_up_years: 95}", "longer than a life"),
    ("features: [blue_sclerae, blue_sclerae, hearing_loss]", "blue_sclerae is listed more than once"),
    ("specimen: {collected: 2024-03-02, received: 2024-03-01}", "before it was collected"),
    ("specimen: {collected: 2024-03-02T10:30, received: 2024-03-02T09:00}", "before it was collected"),
    ("pregnancies: [{number: 2, index: true}]\nsubsequent_pregnancies: [{number: 2}]", "not after the index"),
    ("pregnancies: [{number: 1, index: true}, {number: 3}]", "belongs to subsequent_pregnancies"),
    ("pregnancies: [{onset: late_pregnancy, onset_weeks_post_partum: 3}]", "after the delivery"),
    ("symptoms: [{resolution_months: 90}]\noutcome: {follow_up_years: 2}", "later than the follow-up"),
    ("specimen: {collected: 2024-03-02T01:00:00Z, received: 2024-03-02T01:30:00+02:00}", "before it was collected"),
    ("subject: {sex: male}\nsymptoms: [{site: back, onset: post_partum}]", "the subject is male"),
    ("subject: {postmenopausal: true}\nsymptoms: [{onset: late_pregnancy}]", "the subject is postmenopausal"),
    ("subject: {sex: male}\nbmd: [{site: total_hip, z_score: -2, weeks_post_partum: 10}]", "the subject is male"),
    ("subject: {postmenopausal: true}\nbmd: [{site: total_hip, z_score: -2, weeks_post_partum: 1}]", "postmenopausal"),
    ("subject: {sex: male, postmenopausal: true}", "male, yet postmenopausal"),
    ("subject: {age_years: 70}\npregnancies: [{index: true}]", "at the age of 70"),
    ("subject: {age_years: 4}\nsymptoms: [{onset: early_pregnancy}]", "at the age of 4"),
    ("subject: {age_years: 9.5, postmenopausal: true}", "at the age of 9.5"),
    ("family: {de_novo: confirmed, affected_with_variant: 2}", "affected relatives have the variant"),
    ("family: {affected_relatives: false, affected_with_variant: 2}", "affected ones are counted"),
    ("family: {affected_relatives: false, affected_without_variant: 1}", "affected ones are counted"),
    ("family: {de_novo: inherited}\ncuration: [{code: PS2, strength: strong, reason: new}]", "PS2"),
    (
      "family: {de_novo: inherited}\ncuration: [{code: PS2, strength: strong, reason: new}, {code: PM6, strength: not_met, reason: x}]",
      "PS2"
    ),
    (
      "curation: [{code: PS2, strength: strong, reason: x}, {code: PM6, strength: moderate, reason: y}]",
      "PS2 and PM6 are both met"
    ),
    (
      "curation: [{code: PM2, strength: supporting, reason: x}, {code: BA1, strength: stand_alone, reason: y}]",
      "PM2 and BA1 are both met"
    ),
    (
      "curation: [{code: BS3, strength: strong, reason: y}, {code: PS3, strength: strong, reason: x}]",
      "PS3 and BS3 are both met"
    ),
    (
      "imaging: [{modality: mri, site: hip, finding: fracture}, {modality: mri, site: hip, finding: fracture}]",
      "imaging"
    ),
    ("symptoms: [{site: hip}, {site: hip}]", "symptoms"),
    ("pre_existing: [{kind: heparin}, {kind: heparin}]", "pre_existing"),
    ("bmd: [{site: total_hip, z_score: -2}, {site: total_hip, z_score: -2}]", "bmd"),
  ])
  func isSaid(_ text: String, _ words: String) throws {
    let record = try record(text)
    #expect(record.contradictions().count == 1)
    #expect(record.contradictions().first?.contains(words) == true)
    let flags = CaseAssessment(record: record, screen: nil, assay: nil).flags
    #expect(flags.contains { $0.code == .recordContradiction && $0.text.contains(words) })
  }

  @Test(arguments: [
    "family: {de_novo: confirmed}", "family: {de_novo: confirmed, meioses: 2, meioses_in_offspring: 2}",
    "family: {de_novo: confirmed, meioses: 1, meioses_in_offspring: 1, affected_relatives: true}",
    "family: {de_novo: inherited, meioses: 5, affected_relatives: true}", "family: {meioses: 5}",
    "subject: {postmenopausal: true}\npregnancies: [{number: 1}, {number: 2}]",
    "subject: {sex: female, age_years: 30}\noutcome: {follow_up_years: 40}",
    "subject: {sex: male, age_years: 6}\noutcome: {follow_up_years: 25}",
    "specimen: {collected: 2024-03-01, received: 2024-03-01T07:00}",
    "specimen: {collected: 2023-12-31, received: 2024-01-02}", "features: [blue_sclerae, hearing_loss]",
    "pregnancies: [{number: 1}, {number: 2, index: true}]\nsubsequent_pregnancies: [{number: 3}]",
    "symptoms: [{resolution_months: 20}]\noutcome: {follow_up_years: 1}",
    "specimen: {collected: 2024-03-02T12:00:00+10:00, received: 2024-03-02T03:00:00Z}",
    "specimen: {collected: 2023-12-31T23:30:00-05:00, received: 2024-01-01T05:00:00Z}",
    "subject: {sex: female, age_years: 31}\nsymptoms: [{onset: post_partum}]",
    "subject: {postmenopausal: true, age_years: 61}\npregnancies: [{number: 1}]\nsymptoms: [{onset: other}]",
    "family: {de_novo: inherited}\ncuration: [{code: PS2, strength: not_met, reason: inherited}]",
    "curation: [{code: PS3, strength: strong, reason: x}, {code: BS3, strength: not_met, reason: y}]",
    "curation: [{code: PM2, strength: moderate, reason: x}, {code: PS3, strength: strong, reason: y}]",
    "family: {de_novo: confirmed, affected_with_variant: 1, meioses: 1, meioses_in_offspring: 1}",
    "imaging: [{modality: mri, site: hip, finding: fracture}, {modality: ct, site: hip, finding: fracture}]",
    "bmd: [{site: total_hip, z_score: -2, weeks_post_partum: 4}, {site: total_hip, z_score: -2, weeks_post_partum: 9}]",
  ])
  func whatFitsIsSilent(_ text: String) throws {
    #expect(try record(text).contradictions() == [])
  }

  @Test(arguments: [
    ("specimen: {collected: 2026-03-12, received: 2026-03-13}", ["specimen: collected", "specimen: received"]),
    ("specimen: {received: 2026-03-02T08:00}", ["specimen: received"]),
    ("curation: [{code: PS4, strength: moderate, reason: counted, date: 2026-04-01}]", ["curation: PS4"]),
    (
      "specimen: {collected: 2026-02-12, received: 2026-03-01}\ncuration: [{code: PS4, strength: moderate, reason: counted, date: 2026-03-01}]",
      []
    ),
  ])
  func whatComesAfterTheReportIsSaid(_ text: String, _ beginnings: [String]) throws {
    let found = try record(text).contradictions(issued: "2026-03-01")
    #expect(found.count == beginnings.count)
    for (sentence, beginning) in zip(found, beginnings) { #expect(sentence.hasPrefix(beginning)) }
    #expect(try record(text).contradictions() == [])
  }

  @Test func onlyMeiosesBelowADeNovoPersonCount() throws {
    #expect(try record("family: {de_novo: confirmed, meioses: 5}").family.countedMeioses == 0)
    #expect(try record("family: {de_novo: assumed, meioses: 5, meioses_in_offspring: 3}").family.countedMeioses == 3)
    #expect(try record("family: {de_novo: inherited, meioses: 5}").family.countedMeioses == 5)
    #expect(try record("family: {meioses: 5}").family.countedMeioses == 5)
  }

  @Test func whatTheLaboratoryKeepsIsRead() throws {
    let record = try record(
      """
      indication: three vertebral fractures after delivery
      specimen: {type: blood, id: 2024-117, collected: 2024-02-29, received: "2024-03-01 08:15"}
      identity: {samples: [DNA-1, 77], rna_samples: RNA-1, lines: [" FB 12 "]}
      relatives: [P02, 3]
      curation:
        - {code: ps4, strength: moderate, count: 4, reason: four probands, by: A. B., date: 2024-05-01}
        - {code: PM2, strength: not_met, reason: seen in controls}
      """)
    #expect(record.indication == "three vertebral fractures after delivery")
    #expect(record.specimen?.id == "2024-117" && record.specimen?.received == "2024-03-01 08:15")
    #expect(record.identity.samples == ["DNA-1", "77"] && record.identity.rnaSamples == ["RNA-1"])
    #expect(record.identity.lines == ["FB 12"] && record.relatives == ["P02", "3"])
    #expect(record.curation.map(\.code) == ["PS4", "PM2"] && record.curation[0].count == 4)
    #expect(record.curation[1].strength == .notMet && record.curation[1].by == nil)
  }

  @Test(arguments: [
    ("specimen: {collected: 2023-02-29}", "INVALID_VALUE", "specimen.collected"),
    ("specimen: {received: 01.03.2024}", "INVALID_VALUE", "specimen.received"),
    ("specimen: {colected: 2024-02-29}", "UNKNOWN_KEY", "specimen.colected"),
    ("identity: {sample: [A]}", "UNKNOWN_KEY", "identity.sample"),
    ("identity: {samples: ['']}", "INVALID_VALUE", "identity.samples[1]"),
    ("identity: {lines: [[A]]}", "WRONG_TYPE", "identity.lines[1]"),
    ("relatives: {a: 1}", "WRONG_TYPE", "relatives"),
    ("curation: [{code: PS9, strength: strong, reason: x}]", "INVALID_VALUE", "curation[1].code"),
    ("curation: [{code: PS4, strength: huge, reason: x}]", "INVALID_VALUE", "curation[1].strength"),
    ("curation: [{code: PS4, strength: strong}]", "MISSING", "curation[1].reason"),
    ("curation: [{code: PS4, strength: strong, reason: x, count: -1}]", "INVALID_VALUE", "curation[1].count"),
    ("curation: [{code: PS4, strength: strong, reason: x, date: soon}]", "INVALID_VALUE", "curation[1].date"),
  ])
  func faultsOfItAreTold(_ text: String, _ code: String, _ place: String) {
    let error = #expect(throws: EvidenceError.self) { try record(text) }
    #expect(error?.faults.map { "\($0.code.rawValue) \($0.place)" } == ["\(code) \(place)"])
  }

  @Test func anUnknownKeyIsNamedWithTheNearestOne() {
    let error = #expect(throws: EvidenceError.self) { try record("subsequentPregnancy: []") }
    #expect(error?.description.contains("UNKNOWN_KEY: subsequentPregnancy: ") == true)
    #expect(error?.description.contains("nearest known one is subsequent_pregnancies") == true)
  }
}
