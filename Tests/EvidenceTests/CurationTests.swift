// A curator's entries: they count, stand beside the program's judgement, and leave a trail.

import BioSequence
import Documents
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct CurationTests {
  private func entry(
    _ code: String, _ strength: CaseRecord.Curation.Strength, count: Int? = nil, by: String? = "A. Curator"
  ) -> CaseRecord.Curation {
    var entry = CaseRecord.Curation(code: code, strength: strength)
    (entry.count, entry.reason, entry.by, entry.date) = (count, "seen in the literature", by, "2026-11-01")
    return entry
  }

  private let glycine = Call(
    gene: "COL1A1", hgvsC: "NM_000088.4:c.3496G>T", hgvsP: "NP_000079.2:p.(Gly1166Cys)", consequence: "missense_variant"
  )

  private func assessment(
    _ entries: [CaseRecord.Curation], calls: [Call]? = nil, change: (inout CaseRecord) -> Void = { _ in }
  ) -> CaseAssessment {
    var record = CaseRecord(id: "x")
    record.curation = entries
    change(&record)
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = calls ?? [glycine]
    return CaseAssessment(record: record, screen: screen, assay: nil)
  }

  @Test func manualCriteriaCount() throws {
    for (code, strength, points) in [
      ("PS4", CaseRecord.Curation.Strength.moderate, 2), ("BS2", .strong, -4), ("BP2", .supporting, -1),
      ("BP5", .supporting, -1),
    ] {
      let call = try #require(assessment([entry(code, strength, count: 5)]).calls.first)
      #expect(call.ledger.points == 4 + points, "\(code)")
      let outcome = try #require(call.ledger.outcomes.first { $0.criterion.rawValue == code })
      #expect(
        outcome.curated?.by == "A. Curator" && outcome.curated?.date == "2026-11-01" && outcome.curated?.count == 5)
      #expect(outcome.reason.contains("seen in the literature") && outcome.reason.contains("A. Curator, 2026-11-01"))
      #expect(outcome.curated?.automatic.contains("not_used") == true)
    }
  }

  /// The rule pack never counts another's class; a person's judgement cannot bring it in.
  @Test func anothersClassIsNoCriterion() throws {
    for code in ["PP5", "bp6"] {
      func record(_ strength: String) throws -> CaseRecord {
        try CaseRecord(
          text: "id: P1\ncuration: [{code: \(code), strength: \(strength), reason: ClinVar, by: A}]\n", file: "p.yaml")
      }
      let error = #expect(throws: EvidenceError.self) { try record("supporting") }
      #expect(error?.faults.map(\.place) == ["curation[1].code"])
      #expect(try record("not_met").curation.count == 1)
    }
  }

  @Test func anOverrideStandsBesideTheProgram() throws {
    let call = try #require(assessment([entry("PM1", .moderate)]).calls.first)
    #expect(call.ledger.points == 2 && call.ledger.applied.map(\.code) == ["PM1"])
    let outcome = try #require(call.ledger.outcomes.first { $0.criterion == .pm1 })
    #expect(outcome.curated?.automatic.hasPrefix("PM1_Strong: ") == true)
    let none = try #require(assessment([entry("PM1", .notMet)]).calls.first)
    #expect(none.ledger.points == 0 && none.ledger.applied.isEmpty)
    // The last of several counts; the others are the trail.
    let later = try #require(assessment([entry("PS4", .strong), entry("PS4", .supporting)]).calls.first)
    #expect(later.ledger.points == 5)
    #expect(
      later.ledger.outcomes.first { $0.criterion == .ps4 }?.reason.contains("1 earlier judgement on record") == true)
  }

  @Test func furtherDeNovoProbandsAreSummed() throws {
    // The patient 2 points; two more of 1 point each: 4, very strong.
    let call = try #require(
      assessment([entry("PS2", .supporting, count: 2)]) {
        $0.family.deNovo = .confirmed
        $0.features = [.blueSclerae, .hearingLoss]
      }.calls.first)
    #expect(call.ledger.applied.map(\.code).contains("PS2_VeryStrong"))
  }

  /// PS2 and PM6 are one evidence: their points are summed and count once.
  @Test func confirmedAndAssumedProbandsAreOneSum() throws {
    func codes(_ entries: [CaseRecord.Curation]) throws -> [String] {
      try #require(
        assessment(entries) {
          $0.family.deNovo = .confirmed
          $0.features = [.blueSclerae, .hearingLoss]
        }.calls.first
      ).ledger.applied.map(\.code).filter { $0.hasPrefix("PS2") || $0.hasPrefix("PM6") }
    }
    // 2 points of the patient and twice 0.5: 3, strong.
    #expect(try codes([entry("PM6", .moderate, count: 2)]) == ["PS2"])
    #expect(try codes([entry("PM6", .supporting, count: 4)]) == ["PS2_VeryStrong"])
    #expect(try codes([entry("PM6", .notMet)]) == ["PS2"])
  }

  /// BA1 stands alone: it has one strength, no other criterion has it, and nothing is added to it.
  @Test func aStandAloneCriterionDecides() throws {
    func record(_ code: String, _ strength: String) throws -> CaseRecord {
      try CaseRecord(
        text: "id: P1\nfeatures: [blue_sclerae, hearing_loss]\nfamily: {de_novo: confirmed}\n"
          + "curation: [{code: \(code), strength: \(strength), reason: panel, by: A}]\n", file: "p.yaml")
    }
    for (code, strength) in [("BA1", "supporting"), ("BA1", "very_strong"), ("PS4", "stand_alone")] {
      let error = #expect(throws: EvidenceError.self) { try record(code, strength) }
      #expect(error?.faults.map(\.place) == ["curation[1].strength"], "\(code) \(strength)")
    }
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = [glycine]
    let found = CaseAssessment(record: try record("BA1", "stand_alone"), screen: screen, assay: nil)
    let ledger = try #require(found.calls.first).ledger
    #expect(ledger.applied.map(\.code) == ["PS2", "PM1_Strong", "PP4_Moderate", "BA1"])
    #expect(ledger.pointsClass == .benign && ledger.points == -8 && found.pathogenic.isEmpty)
    #expect(ledger.posterior < 0.001)
    let none = CaseAssessment(record: try record("BA1", "not_met"), screen: screen, assay: nil)
    #expect(none.calls.first?.ledger.pointsClass == .pathogenic)
  }

  @Test func judgementsAreAboutOneVariant() {
    let other = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.700G>A", hgvsP: "NP_000079.2:p.(Glu234Lys)", consequence: "missense_variant"
    )
    func curated(_ assessment: CaseAssessment) -> [String] {
      assessment.calls.filter { $0.ledger.outcomes.contains { $0.curated != nil } }.map(\.finding.shortCodingName)
    }
    // Two candidates and no name: nothing is guessed.
    #expect(curated(assessment([entry("PS4", .strong)], calls: [glycine, other])).isEmpty)
    #expect(
      curated(assessment([entry("PS4", .strong)], calls: [glycine, other]) { $0.family.variant = "c.700G>A" }) == [
        "c.700G>A"
      ])
  }
}
