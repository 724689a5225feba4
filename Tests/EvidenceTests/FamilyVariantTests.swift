// The family's variant is the same allele in whatever form it is written, is looked for, and is refused if it is none.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct FamilyVariantTests {
  private static let gene = GeneCatalog.embedded.genes[0]

  /// A call as a screen or a VCF has it: with its place, and names.
  private func call(_ description: String, _ assembly: Assembly = .grch38) throws -> Call {
    let found = try CollagenNamer().variant(for: description)
    let gene = GeneCatalog.embedded.genes[found.gene]
    var call = try #require(Call(annotate(variant: found.variant, gene: gene), assembly: assembly))
    call.filter = ["PASS"]
    call.zygosity = .heterozygous
    return call
  }

  private func record(_ variant: String?) -> CaseRecord {
    var record = CaseRecord(id: "x")
    (record.family.variant, record.family.deNovo) = (variant, .confirmed)
    record.features = [.blueSclerae, .dentinogenesisImperfecta, .recurrentFractures]
    return record
  }

  private func assessment(_ variant: String?, _ calls: [Call], _ coverage: ScreenCoverage? = nil) -> CaseAssessment {
    var screen = ScreenDocument(sample: "x", assembly: calls.first?.assembly ?? .grch38)
    (screen.calls, screen.coverage) = (calls, coverage)
    return CaseAssessment(record: record(variant), screen: screen, assay: nil)
  }

  private static let forms = [
    "COL1A1:c.589G>T", "COL1A1 c.589G>T", "c.589G>T", "COL1A1:c.589G>T (p.Gly197Cys)", "NM_000088.3:c.589G>T",
    "LRG_1t1:c.589G>T", "COL1A1:c.589g>t", "COL1A1:p.(Gly197Cys)", "p.Gly197Cys", "NC_000017.11:g.50198002C>A",
    "17-50198002-C-A", "17-48275363-C-A", "NC_000017.10:g.48275363C>A", "NM_000088.4(COL1A1):c.589G>T",
  ]

  @Test(arguments: FamilyVariantTests.forms, Assembly.allCases)
  func anyFormIsTheSameAllele(_ text: String, _ assembly: Assembly) throws {
    let found = assessment(text, [try call("COL1A1:c.589G>T", assembly)])
    #expect(found.calls.first?.ledger.applied.contains { $0.criterion == .ps2 } == true)
    #expect(!found.flags.contains { $0.code == .familyVariantNotFound })
    #expect(FamilyVariant(record(text), genes: .embedded, assembly: assembly)?.fault(in: "c.yaml") == nil)
    // Another change of the same codon is not it.
    let other = assessment(text, [try call("COL1A1:c.590G>A", assembly)])
    #expect(other.calls.first?.ledger.applied.contains { $0.criterion == .ps2 } == false)
    #expect(other.flags.contains { $0.code == .familyVariantNotFound })
  }

  /// What a family was tested for is what may be the cause, and no silent variant beside it.
  @Test(arguments: ["COL1A1:c.591T>C", "COL1A2:c.246T>C", "COL1A1:c.*744C>T"])
  func aCallThatCannotBeTheCauseHasNoFamily(_ silent: String) throws {
    let calls = [try call("COL1A1:c.589G>T"), try call(silent)]
    func family(_ found: CaseAssessment, _ call: Call) -> Bool? {
      found.calls.first { $0.finding == call }?.ledger.applied.contains { [.ps2, .pm6, .pp1].contains($0.criterion) }
    }
    let open = assessment(nil, calls)
    #expect(family(open, calls[0]) == true && family(open, calls[1]) == false)
    // Named by the record it is judged as the record says.
    let named = assessment(silent, calls)
    #expect(family(named, calls[0]) == false)
  }

  @Test(arguments: ["banana", "COL1A1:p.G19C", "COL1A1:c.589A>T", "c.700A>G", "COL5A1:c.589G>T", "COL1A1", ""])
  func whatNamesNoVariantIsRefused(_ text: String) throws {
    let fault = FamilyVariant(record(text), genes: .embedded, assembly: .grch38)?.fault(in: "c.yaml")
    #expect(fault?.code == .invalidValue && fault?.place == "family.variant" && fault?.remedy.isEmpty == false)
    let calls = assessment(text, [try call("COL1A1:c.589G>T")]).calls
    #expect(calls.first?.ledger.applied.contains { $0.criterion == .ps2 } == false)
  }

  @Test func lostExonsAreComparedByTheirExons() throws {
    var lost = Call(gene: "COL1A1", hgvsC: "NM_000088.4:c.(1056+1_1057-1)_(1155+1_1156-1)del")
    (lost.class, lost.exon, lost.alt) = (.exonDeletion, "17", "<DEL>")
    lost.symbolic = Call.SymbolicAllele(type: "DEL", end: 2)
    for text in ["COL1A1 exon 17 del", "COL1A1:c.(1056+1_1057-1)_(1155+1_1156-1)del"] {
      #expect(!assessment(text, [lost]).flags.contains { $0.code == .familyVariantNotFound }, "\(text)")
    }
    for text in ["COL1A1 exon 18 del", "COL1A1 exon 17 dup", "COL1A2 exon 17 del"] {
      #expect(assessment(text, [lost]).flags.contains { $0.code == .familyVariantNotFound }, "\(text)")
    }
  }

  private func coverage(_ verdict: CoverageRun.Verdict, _ start: Int = 50_198_000) -> ScreenCoverage {
    ScreenCoverage(runs: [
      CoverageRun(
        chrom: "chr17", start: start, end: start + 100, gene: "COL1A1", region: "exon_8", depthMedian: 61,
        verdict: verdict, reason: verdict == .noCall ? "low_depth" : nil),
      CoverageRun(
        chrom: "chr17", start: 50_190_000, end: 50_190_100, gene: "COL1A1", region: "exon_40", depthMedian: 50,
        verdict: .reference),
    ])
  }

  @Test func whatIsNotFoundIsSaidWithWhatWasThere() throws {
    func text(_ coverage: ScreenCoverage?) -> String? {
      assessment("COL1A1:c.589G>T", [], coverage).flags.first { $0.code == .familyVariantNotFound }?.text
    }
    #expect(text(coverage(.reference))?.contains("the reference is at its place, depth 61") == true)
    #expect(text(coverage(.noCall))?.contains("not covered well enough (chr17:50198001-50198100, low_depth)") == true)
    #expect(text(coverage(.variant))?.contains("another variant is at its place") == true)
    #expect(text(coverage(.reference, 50_198_002))?.contains("not of the target") == true)
    #expect(text(nil)?.contains("the VCF does not list it") == true)
    var filtered = try call("COL1A1:c.589G>T")
    filtered.filter = ["low_depth"]
    let found = assessment("COL1A1:c.589G>T", [filtered], coverage(.variant))
    #expect(found.flags.first { $0.code == .familyVariantNotFound }?.text.contains("not counted (low_depth)") == true)
    #expect(!assessment(nil, [], coverage(.reference)).flags.contains { $0.code == .familyVariantNotFound })
    #expect(CaseAssessment(record: record("COL1A1:c.589G>T"), screen: nil, assay: nil).flags.isEmpty)
  }

  @Test func judgementsOfAnotherVariantAreSaidToBeOfIt() throws {
    var own = record("COL1A1:c.590G>A")
    var entry = CaseRecord.Curation(code: "PS4", strength: .moderate)
    entry.reason = "x"
    own.curation = [entry]
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = [try call("COL1A1:c.589G>T")]
    let flags = CaseAssessment(record: own, screen: screen, assay: nil).flags
    let told = flags.first { $0.code == .recordContradiction }?.text
    #expect(told?.contains("COL1A1:c.590G>A") == true && told?.contains("does not say") == false)
  }
}
