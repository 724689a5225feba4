// Inputs of a case that say a thing twice or against themselves: what is said of it, and that it is counted once.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct ContradictoryInputTests {
  private let maker = VCFMaker(assembly: .grch38, gene: 0)

  private func read(_ records: [String]) throws -> VCFCase { try maker.read(records) }

  /// `NM_000088.4:c.589G>T`.
  private func glycine(_ format: String, _ sample: String, filter: String = "PASS", alt: String = "A") -> String {
    "50198002|C|\(alt)|\(filter)|.|\(format)|\(sample)"
  }

  // MARK: a VCF

  @Test func anAlleleOnSeveralLinesIsCountedOnce() throws {
    let same = try read([glycine("GT:DP", "0/1:60"), glycine("GT:DP", "0/1:60")])
    #expect(same.screen.calls.count == 1)
    #expect(same.screen.calls.first?.zygosity == .heterozygous)
    #expect(same.screen.warnings.contains { $0.contains("listed 2 times") }, "\(same.screen.warnings)")
    let other = try read([glycine("GT:DP", "0/1:60"), glycine("GT:DP", "1/1:60")])
    #expect(other.screen.calls.count == 1)
    #expect(other.screen.calls.first?.zygosity == nil && other.screen.calls.first?.genotype == nil)
    #expect(other.screen.warnings.contains { $0.contains("0/1, 1/1") }, "\(other.screen.warnings)")
    let filtered = try read([glycine("GT:DP", "0/1:60", filter: "LowQual"), glycine("GT:DP", "1/1:60")])
    #expect(filtered.screen.passed.map(\.zygosity) == [.homozygous])
    let two = try read([glycine("GT:DP", "0/1:60"), glycine("GT:DP", "0/1:60", alt: "T")])
    #expect(two.screen.calls.count == 2 && !two.screen.warnings.contains { $0.contains("one allele") })
  }

  @Test(arguments: [
    ("0/1", "60,0", "no read shows"), ("0/1", "0,60", "yet the genotype is heterozygous"),
    ("0/1", "58,2", "few for a heterozygous"), ("1/1", "30,30", "yet the genotype is homozygous"),
    ("0/1", "30,30", nil), ("0/1", "22,8", nil), ("1/1", "1,59", nil), ("0/1", "0,3", nil), ("1/1", "1,4", nil),
  ])
  func aGenotypeIsHeldAgainstItsDepths(_ genotype: String, _ depths: String, _ words: String?) throws {
    let found = try read([glycine("GT:AD", "\(genotype):\(depths)")])
    #expect(found.screen.calls.count == 1)
    let told = found.screen.warnings.first { $0.contains("reads show") || $0.contains("no read") }
    #expect(words.map { told?.contains($0) == true } ?? (told == nil), "\(genotype) \(depths) \(told ?? "-")")
  }

  @Test func anAlleleWithoutBasesIsNoReference() throws {
    let found = try read([glycine("GT:DP", "0/2:60", alt: "A,<NON_REF>")])
    #expect(found.screen.calls.isEmpty)
    #expect(found.notInterpreted.count == 1)
    let reference = try read([glycine("GT:DP", "0/0:60", alt: "<NON_REF>")])
    #expect(reference.notInterpreted.isEmpty)
  }

  // MARK: two null alleles

  private func null(_ name: String, _ protein: String, genotype: String, set: Int?) -> Call {
    var call = Call(
      gene: "COL1A2", hgvsC: "NM_000089.4:" + name, hgvsP: "NP_000080.2:" + protein, consequence: "frameshift_variant")
    (call.genotype, call.phaseSet, call.zygosity, call.filter) = (genotype, set, .heterozygous, ["PASS"])
    return call
  }

  private func assessment(_ calls: [Call], change: (inout CaseRecord) -> Void = { _ in }) -> CaseAssessment {
    var record = CaseRecord(id: "x")
    change(&record)
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = calls
    return CaseAssessment(record: record, screen: screen, assay: nil)
  }

  @Test(
    arguments: [
      ("0/1", "0/1", nil, true, false), ("0|1", "1|0", 5, true, true), ("0|1", "0|1", 5, false, false),
      ("0|1", "1|0", nil, true, false),
    ] as [(String, String, Int?, Bool, Bool)])
  func twoNullAllelesOfCOL1A2AreTold(
    _ first: String, _ second: String, _ set: Int?, _ isFlagged: Bool, _ isProven: Bool
  ) throws {
    let calls = [
      null("c.1001del", "p.(Gly334ValfsTer65)", genotype: first, set: set),
      null("c.2000del", "p.(Gly667ValfsTer15)", genotype: second, set: set),
    ]
    let found = assessment(calls)
    let flag = found.flags.first { $0.code == .twoNullAlleles }
    #expect((flag != nil) == isFlagged)
    if let flag {
      #expect(flag.text.contains("c.1001del and c.2000del") && flag.text.contains("cardiac-valvular"), "\(flag.text)")
      #expect(flag.text.contains("not known") == !isProven)
    }
    for call in found.calls where set == nil || isProven {
      #expect(call.ledger.points == (isProven ? 8 : 0), "\(call.finding.label)")
      #expect(call.disease.isOutsideGroup)
    }
    #expect(assessment([calls[0]]).flags.allSatisfy { $0.code != .twoNullAlleles })
  }

  // MARK: a record

  @Test func judgementsOfNoVariantAreFlagged() {
    func glycine(_ name: String, _ protein: String) -> Call {
      Call(
        gene: "COL1A1", hgvsC: "NM_000088.4:" + name, hgvsP: "NP_000079.2:" + protein, consequence: "missense_variant")
    }
    let calls = [glycine("c.3496G>T", "p.(Gly1166Cys)"), glycine("c.589G>T", "p.(Gly197Cys)")]
    var entry = CaseRecord.Curation(code: "PS4", strength: .moderate)
    entry.reason = "four probands"
    let lost = assessment(calls) { $0.curation = [entry] }
    #expect(lost.flags.contains { $0.code == .recordContradiction && $0.text.contains("PS4 is not counted") })
    let named = assessment(calls) {
      $0.curation = [entry]
      $0.family.variant = "COL1A1:c.589G>T"
    }
    #expect(named.flags.allSatisfy { $0.code != .recordContradiction })
  }

  @Test func aRecordIsHeldAgainstItself() {
    var record = CaseRecord(id: "x")
    var culture = CaseRecord.FibroblastAssay()
    (culture.cultured, culture.synthesis) = (.no, .reduced)
    record.fibroblastAssay = culture
    #expect(record.contradictions().contains { $0.contains("nothing was cultured, yet synthesis") })
    culture.synthesis = .notMeasured
    record.fibroblastAssay = culture
    #expect(record.contradictions().isEmpty)
    var entry = CaseRecord.Curation(code: "PS4", strength: .strong)
    (entry.count, entry.date) = (0, "2026-02-01")
    var newer = entry
    (newer.count, newer.date) = (9, "2026-03-01")
    record.curation = [newer, entry]
    let found = record.contradictions()
    #expect(
      found.contains { $0.contains("a count of 0") } && found.contains { $0.contains("one before it of 2026-03-01") })
    (entry.count, record.curation) = (4, [entry, newer])
    #expect(CaseRecord(id: "x").contradictions().isEmpty)
  }

  // MARK: scores

  private func scores(_ rows: String...) throws -> PredictorScores {
    try PredictorScores(
      text: "hgvs_c\tpredictor\tscore\n" + rows.map { $0.replacing(" ", with: "\t") + "\n" }.joined(), file: "s.tsv")
  }

  @Test func scoresAreFoundByTheChangeHoweverItIsNamed() throws {
    let name = "NM_000088.4:c.613C>G"
    for written in [
      name, "NM_000088.3:c.613C>G", "ENST00000225964.10:c.613C>G", "COL1A1:c.613C>G", "NM_000088.4(COL1A1):c.613C>G",
    ] {
      let own = try scores("\(written) REVEL 0.9")
      #expect(own[name].map(\.value) == [0.9], "\(written)")
      #expect(own.remarks.isEmpty)
    }
    // A deletion in a run, written at its left end.
    #expect(try scores("NM_000088.4:c.589del REVEL 0.9")["NM_000088.4:c.590del"].count == 1)
    let error = #expect(throws: EvidenceError.self) {
      try scores("NM_000088.4:c.613C>G REVEL 0.9", "ENST00000225964.10:c.613C>G REVEL 0.1")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("twice"))
  }

  @Test(arguments: ["c.613C>G", "NM_000088.4:c.613G>C", "NP_000079.2:p.Gly197=", "NM_000088:c.613C>G"])
  func aScoreWithoutAReadableNameIsTold(_ name: String) throws {
    let own = try scores("\(name) REVEL 0.9", "NM_000088.4:c.589G>T REVEL 0.9", "NM_000138.5:c.100A>G REVEL 0.5")
    #expect(own.remarks.count == 1 && own.remarks[0].contains("line 2"), "\(own.remarks)")
    #expect(own["NM_000088.4:c.589G>T"].count == 1)
  }
}
