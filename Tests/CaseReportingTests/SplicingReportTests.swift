// A screen of RNA in a case's report: the part on splicing, what it says of calls and assay, and the limit of detection.

import Documents
import DocumentsYAML
import Foundation
import HGVS
import Reporting
import Testing

@testable import CaseReporting
@testable import Evidence
import TypeICollagen

@Suite struct SplicingReportTests {
  private static func ratio(
    _ name: String, _ ratio: Double, _ verdict: ReportedAlleleRatio.Verdict
  ) -> ReportedAlleleRatio {
    ReportedAlleleRatio(
      gene: "COL1A1", hgvsC: name, source: .queried, altDepth: 2, refDepth: 80,
      ratio: Fraction(ratio, max(0, ratio - 0.02), ratio + 0.05), verdict: verdict)
  }

  private static func glycine() throws -> ScreenDocument {
    let file = try fixture("glycine/glycine.screen.json")
    return try ScreenDocument(json: file.text(), file: file.name)
  }

  /// The glycine case's screen as one of RNA.
  /// A case of another name that the samples of the fixture belong to.
  private static let otherCase = SourceFile(
    name: "c.yaml", bytes: Array("id: X\nidentity: {samples: [glycine], rna_samples: [glycine]}\n".utf8))

  private static func rna(
    _ junctions: [ReportedJunction], _ ratios: [ReportedAlleleRatio] = [], calls: [Call]? = nil
  ) throws -> SourceFile {
    var screen = try glycine()
    if let calls { screen.calls = calls }
    screen.settings?.molecule = .rna
    screen.rna = SplicingReport(
      junctions: [junction("7^8", .canonical, [])] + junctions, alleleRatios: ratios, unsplicedFraction: 0.01)
    let runs = screen.coverage?.runs ?? []
    let limits = runs.enumerated().map { index, run in
      DetectionRun(chrom: run.chrom, start: run.start, end: run.end, limit: index == 0 ? 1 : 0.125)
    }
    screen.coverage = ScreenCoverage(runs: runs, detectionLimits: limits)
    return SourceFile(name: "rna.json", document: screen)
  }

  /// The screen of DNA with one call: a canonical splice site beside exon 8.
  private static func spliceCall() throws -> SourceFile {
    var screen = try glycine()
    var call = try #require(screen.calls.first { $0.gene == "COL1A1" })
    (call.hgvsC, call.hgvsP) = ("NM_000088.4:c.642+1G>A", "NP_000079.2:p.?")
    (call.consequence, call.collagenEffect, call.exon) = ([.spliceDonor], [.inFrameExonSkip], "8i")
    (call.helixResidue, call.tripletPosition) = (nil, nil)
    screen.calls = [call]
    return SourceFile(name: "dna.json", document: screen)
  }

  @Test func splicingAloneIsShownAndFlagged() throws {
    var sources = try glycineSources()
    sources.screen = try SplicingReportTests.rna(
      [junction("8", .exonSkip)],
      [
        SplicingReportTests.ratio("NM_000088.4:c.3223G>A", 0.02, .alleleLost),
        SplicingReportTests.ratio("NM_000088.4:c.3496G>T", 0.47, .balanced),
      ])
    let report = try CaseReporter.report(sources, version: testVersion)
    let assessment = report.assessment
    #expect(assessment.splicing?.seenJunctions == 1 && assessment.splicing?.knownJunctions == 1)
    #expect(assessment.splicingInterpretations.map(\.molecularClass) == [.helixInFrame, .col1a1Null])
    #expect(assessment.splicingInterpretations.map(\.concordance?.verdict).first == .concordant)
    let codes = assessment.flags.map(\.code)
    #expect(codes.contains(.splicingUnexplained) && codes.contains(.alleleLost) && !codes.contains(.transcriptRemains))
    #expect(
      assessment.answer.contains(
        "the transcripts show in COL1A1 exon 8 skipped (fraction 0.31 (0.21-0.41)) and 1 more"))
    let html = try CaseReportHTML.text(report)
    #expect(HTMLCheck.faults(html).isEmpty)
    for text in ["<h2>Splicing (RNA)</h2>", "exon 8 skipped", "COL1A1 c.3496G&gt;T 0.47 (0.45-0.52), balanced"] {
      #expect(html.contains(text), "\(text)")
    }
    let limit =
      "probability of 95 % from an allele fraction of 12.5 % on at half of the target bases; at the worst base none"
    #expect(html.contains(limit))
    let plain = CaseReportText.text(report)
    #expect(plain.contains("SPLICING (RNA)") && plain.contains("Limit of detection"))
    let json = CaseReportJSON.value(report)
    #expect(json["rna"]?["interpretations"]?.first?["observation"] == .text("exon 8 skipped"))
    #expect(json["coverage"]?["detection_limit"]?["median"] == .number(0.125))
    #expect(report.limits.contains { $0.contains("Sequencing of RNA shows exons only") })
  }

  @Test func aSkipThatFollowsALostSpliceSiteReplacesThePrediction() throws {
    var sources = CaseSources(record: SplicingReportTests.otherCase)
    sources.screen = try SplicingReportTests.spliceCall()
    let alone = try CaseReporter.report(sources, version: testVersion).assessment
    var skip = junction("8", .exonSkip)
    skip.hgvsR = "NM_000088.4:r.[=,589_642del]"
    sources.rna = try SplicingReportTests.rna([skip])
    let both = try CaseReporter.report(sources, version: testVersion)
    // LOVD's column of RNA: what was seen, and only where it was.
    var dnaAlone = sources
    dnaAlone.rna = nil
    let predicted = try CaseReporter.report(dnaAlone, version: testVersion)
    #expect(LOVDExport.text(both).contains("\tr.[=,589_642del]\t"))
    #expect(LOVDExport.text(predicted).contains("\tr.(?)\t"))
    let call = try #require(both.assessment.calls.first)
    #expect(alone.calls.first?.ledger.outcomes.first?.code == "PVS1")
    let null = try #require(call.ledger.outcomes.first)
    #expect(null.isRNA && null.rule == "PVS1.rna" && null.inputs.contains { $0.name == "transcripts" })
    #expect(call.ledger.points <= alone.calls.first?.ledger.points ?? 0)
    #expect(call.ledger.outcomes.first { $0.criterion == .pm4 }?.applied == nil)
    #expect(call.ledger.outcomes.first { $0.criterion == .ps3 }?.applied == nil)
    #expect(both.assessment.splicingInterpretations.first?.explainedBy == "NM_000088.4:c.642+1G>A")
    #expect(!both.assessment.flags.contains { $0.code == .splicingUnexplained })
    #expect(both.inputs.map(\.role) == ["case", "screen", "rna"])
    // Another exon is not what this site leads to.
    sources.rna = try SplicingReportTests.rna(
      [junction("20", .exonSkip)])
    let other = try CaseReporter.report(sources, version: testVersion).assessment
    #expect(other.splicingInterpretations.first?.explainedBy == nil)
    #expect(other.flags.contains { $0.code == .splicingUnexplained })
  }

  @Test func aSkipThatFitsTheAssayIsOneMoreCandidate() throws {
    var sources = try glycineSources()
    let skip = [junction("8", .exonSkip)]
    sources.rna = try SplicingReportTests.rna(skip)
    let both = try CaseReporter.report(sources, version: testVersion).assessment
    let glycine = try #require(both.calls.first { $0.finding.gene == "COL1A1" })
    let assay = try #require(glycine.ledger.outcomes.first { $0.criterion == .ps3 })
    #expect(assay.status == .notAssessed && assay.reason.contains("several candidates"))
    #expect(both.flags.contains { $0.code == .severalCandidates && $0.text.contains("splicing change") })
    // Without a call that fits, the messages explain the assay: nothing is called unexplained.
    sources.screen = nil
    let alone = try CaseReporter.report(sources, version: testVersion)
    let codes = alone.assessment.flags.map(\.code)
    #expect(!codes.contains(.abnormalAssayNoVariant))
    #expect(alone.assessment.screen != nil && alone.inputs.map(\.role).contains("rna"))
    sources.rna = try SplicingReportTests.rna(skip, calls: [])
    let only = try CaseReporter.report(sources, version: testVersion).assessment
    #expect(only.flags.allSatisfy { $0.code != .abnormalAssayNoVariant && $0.code != .abnormalAssayUnexplained })
    #expect(only.flags.contains { $0.code == .splicingUnexplained && $0.text.contains("the assay fits it") })
    #expect(only.answer.contains("as expected of the transcripts"))
    let html = try CaseReportHTML.text(CaseReporter.report(sources, version: testVersion))
    #expect(html.contains("<b>CONCORDANT</b> COL1A1, exon 8 skipped"))
  }

  @Test func aScreenOfDNAIsNoScreenOfRNA() throws {
    var sources = try glycineSources()
    sources.rna = sources.screen
    let wrong = sources
    let error = #expect(throws: EvidenceError.self) { try CaseReporter.report(wrong, version: testVersion) }
    #expect(error?.faults.first?.place == "rna")
  }

  @Test func hostileJunctionsStayInert() throws {
    var generator = HostileTextTests.Generator(state: 17)
    for round in 0..<HostileTextTests.rounds / 3 {
      func next() -> String { HostileTextTests.text(&generator) }
      var event = junction(next())
      (event.gene, event.consequence, event.hgvsR) = (next(), next(), next())
      var sources = CaseSources(
        record: SplicingReportTests.otherCase)
      let name = next()
      sources.screen = try SplicingReportTests.rna(
        [event], [SplicingReportTests.ratio(name, 0.5, .balanced), SplicingReportTests.ratio(next(), 0, .alleleLost)])
      let report = try CaseReporter.report(sources, version: testVersion)
      let html = try CaseReportHTML.text(report)
      #expect(HTMLCheck.faults(html).isEmpty, "round \(round): \(HTMLCheck.faults(html).first ?? "")")
      let back = JSONValue(try DocumentNode.parse(CaseReportJSON.text(report), file: "r.json"))
      #expect(back["rna"]?["allele_ratios"]?.first?["hgvs_c"] == .text(name), "round \(round)")
    }
  }
}
