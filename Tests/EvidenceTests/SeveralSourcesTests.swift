// Tests of evidence from several sources: scores of one predictor that differ, classes that were withdrawn, other diseases.

import BioSequence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct SeveralSourcesTests {
  private func scores(_ call: Call, _ rows: [(String, String, String)]) throws -> PredictorScores? {
    try rows.reduce(nil as PredictorScores?) { all, row in
      let own = try PredictorScores(
        text: "hgvs_c\tpredictor\tscore\n\(call.name)\t\(row.0)\t\(row.1)\n", file: row.2)
      return all?.adding(own) ?? own
    }
  }

  private func assessment(
    _ call: Call, _ rows: [(String, String, String)], known: KnownVariants? = nil, embedded: Double? = nil
  ) throws -> CaseAssessment {
    var inputs = AssessmentInputs()
    inputs.scores = try scores(call, rows)
    inputs.known = known
    if let embedded { inputs.splicePredictor = SplicePredictor(name: "CI-SpliceAI") { _, _ in embedded } }
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = [call]
    return CaseAssessment(record: CaseRecord(id: "x"), screen: screen, assay: nil, inputs: inputs)
  }

  private func codes(_ assessment: CaseAssessment) -> [String] { assessment.calls[0].ledger.applied.map(\.code) }
  private func outcome(_ assessment: CaseAssessment, _ criterion: ACMGCriterion) throws -> CriterionOutcome {
    try #require(assessment.calls[0].ledger.outcomes.first { $0.criterion == criterion })
  }

  /// Whatever the names' case and order; AlphaMissense does not step in, as the choice would follow the values.
  @Test func scoresOfOnePredictorThatDifferGiveNothing() throws {
    let call = try TranscriptComparisonTests.call("NM_000088.4:c.3041G>A")
    #expect(codes(try assessment(call, [("REVEL", "0.95", "a.tsv"), ("REVEL", "0.950", "b.tsv")])) == ["PP3_Strong"])
    for rows in [
      [("REVEL", "0.95", "a.tsv"), ("REVEL", "0.01", "b.tsv")],
      [("REVEL", "0.01", "a.tsv"), ("revel", "0.95", "b.tsv")],
      [("REVEL", "0.95", "a.tsv"), ("REVEL", "0.01", "b.tsv"), ("AlphaMissense", "0.999", "a.tsv")],
    ] {
      let found = try assessment(call, rows)
      #expect(codes(found).isEmpty, "\(rows): \(codes(found))")
      for criterion in [ACMGCriterion.pp3, .bp4] {
        let reason = try outcome(found, criterion).reason
        #expect(["0.95", "0.01", "a.tsv", "b.tsv", "REVEL"].allSatisfy(reason.contains), "\(reason)")
      }
      let flag = try #require(found.flags.first { $0.code == .scoresDisagree })
      #expect(["0.95", "0.01", "a.tsv", "b.tsv"].allSatisfy(flag.text.contains), "\(flag.text)")
      #expect(found.calls[0].predictions.count { $0.predictor.lowercased() == "revel" } == 2)
    }
    // A predictor that would not decide is told and takes nothing away.
    let other = try assessment(
      call, [("REVEL", "0.95", "a.tsv"), ("CADD", "30", "a.tsv"), ("CADD", "2", "b.tsv")])
    #expect(codes(other) == ["PP3_Strong"] && other.flags.contains { $0.code == .scoresDisagree })
  }

  @Test func twoRowsOfOnePredictorInATableAreRefused() throws {
    #expect(throws: EvidenceError.self) {
      try PredictorScores(
        text: "hgvs_c\tpredictor\tscore\nNM_000088.4:c.700A>G\tREVEL\t0.1\nNM_000088.4:c.700A>G\tRevel\t0.9\n",
        file: "s.tsv")
    }
  }

  /// The embedded scores are hundredths: a given one that is the same to the hundredth is the same.
  @Test func aGivenSplicingScoreMayBeTheEmbeddedOne() throws {
    let call = try TranscriptComparisonTests.call("NM_000088.4:c.3945C>T")
    for (given, embedded, isSame) in [
      ("0.987", 0.99, true), ("0.01", 0, true), ("0.03", 0, false), ("0.4", 0.99, false),
    ] {
      let found = try assessment(call, [("CI-SpliceAI", given, "s.tsv")], embedded: embedded)
      #expect(found.flags.contains { $0.code == .scoresDisagree } == !isSame, "\(given) \(embedded)")
      #expect(codes(found).contains { $0.hasPrefix("PP3") || $0.hasPrefix("BP4") } == isSame, "\(codes(found))")
    }
  }

  // MARK: Classes

  private func known(_ files: [(date: String, records: [(name: String, significance: String)])]) throws -> KnownVariants
  {
    var known = KnownVariants()
    for (index, file) in files.enumerated() {
      var text =
        "##fileformat=VCFv4.1\n##fileDate=\(file.date)\n##source=ClinVar\n##reference=GRCh38\n"
        + "##INFO=<ID=CLNSIG,Number=.>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
      for (number, record) in file.records.enumerated() {
        let call = try TranscriptComparisonTests.call(record.name)
        text +=
          "\(call.chrom)\t\(call.pos)\t\(100 + 10 * index + number)\t\(call.ref)\t\(call.alt)\t.\t.\tCLNSIG=\(record.significance)\n"
      }
      try known.add(vcf: Array(text.utf8), file: "f\(index).vcf")
    }
    return known
  }

  @Test func aClassThatWasWithdrawnIsNoEvidence() throws {
    let call = try TranscriptComparisonTests.call("NM_000089.4:c.1072G>A")
    let other = "NM_000089.4:c.1072G>C"
    let old = (date: "2019-01-03", records: [(name: other, significance: "Pathogenic")])
    #expect(codes(try assessment(call, [], known: try known([old]))).contains("PM5"))
    for word in ["Uncertain_significance", "Benign"] {
      let new = (date: "2026-01-03", records: [(name: other, significance: word)])
      for files in [[old, new], [new, old]] {
        let found = try assessment(call, [], known: try known(files))
        #expect(!codes(found).contains("PM5"), "\(word)")
        let reason = try outcome(found, .pm5).reason
        #expect(
          reason.contains("is Pathogenic in") && reason.contains(word.replacing("_", with: " "))
            && reason.contains("newer and counts"), "\(reason)")
      }
    }
    // The record that counts is named with its file, and where a newer file does not have it that is said.
    let elsewhere = (date: "2026-01-03", records: [(name: "NM_000089.4:c.2026G>A", significance: "Pathogenic")])
    let found = try outcome(try assessment(call, [], known: try known([old, elsewhere])), .pm5)
    #expect(found.inputs.contains { $0.name == "file" && $0.value == "f0.vcf of 2019-01-03" })
    #expect(found.reason.contains("not listed in the newer f1.vcf of 2026-01-03"), "\(found.reason)")
  }

  /// A change that the rule pack assigns to another disease is no evidence for osteogenesis imperfecta at its residue.
  @Test func aPathogenicChangeOfAnotherDiseaseIsNoEvidence() throws {
    for (own, other, disease) in [
      ("NM_000088.4:c.3041G>A", "NM_000088.4:c.3040C>T", "Caffey disease"),
      ("NM_000088.4:c.935G>A", "NM_000088.4:c.934C>T", "arterial fragility"),
    ] {
      let call = try TranscriptComparisonTests.call(own)
      let file = try known([(date: "2026-01-03", records: [(name: other, significance: "Pathogenic")])])
      let found = try assessment(call, [], known: file)
      #expect(!codes(found).contains("PM5"), "\(own)")
      let reason = try outcome(found, .pm5).reason
      #expect(reason.contains(disease) && reason.contains("not counted"), "\(reason)")
      // The very change by other bases has the same disease: PS1 holds for it.
      let first = other.contains("3040") ? 3040 : 934
      let codons = try ["TGC", "TGT"].map {
        try TranscriptComparisonTests.call("NM_000088.4:c.\(first)_\(first + 2)delins\($0)")
      }
      let same = try #require(codons.first { $0.name != other })
      #expect(codes(try assessment(same, [], known: file)).contains("PS1"), "\(same.name)")
      // A change without another disease counts as ever.
      let third = other.replacing("C>T", with: "C>A")
      let plain = try known([(date: "2026-01-03", records: [(name: third, significance: "Pathogenic")])])
      #expect(codes(try assessment(call, [], known: plain)).contains("PM5"), "\(third)")
    }
  }
}
