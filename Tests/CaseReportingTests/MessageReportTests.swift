// A screen of RNA in a case's report: the part on messages, what it says of calls and assay, and the limit of detection.

import Foundation
import Testing
import Documents
import DocumentsYAML

@testable import CaseReporting
@testable import Evidence

@Suite struct MessageReportTests {
  /// A row of `rna.junctions`, made up.
  private static func junction(_ exon: String, _ kind: String, _ effect: String, share: Double = 0.31) -> [String: Any]
  {
    [
      "gene": "COL1A1", "kind": kind, "chrom": "chr17", "start": 1, "end": 2, "reads": 40, "ratio": share,
      "ratio_low": share - 0.1, "ratio_high": share + 0.1, "molecules": 40.0, "exon": exon, "length": -54,
      "consequence": effect.isEmpty ? "" : "18 residues lost in frame", "collagen_effect": effect,
      "hgvs_r": "NM_000088.4:r.589_642del", "filter": kind == "canonical" ? "" : "PASS",
    ]
  }

  private static func ratio(_ name: String, _ share: Double, _ verdict: String) -> [String: Any] {
    [
      "gene": "COL1A1", "hgvs_c": name, "source": "asked", "alt_depth": 2, "ref_depth": 80, "ratio": share,
      "ratio_low": max(0, share - 0.02), "ratio_high": share + 0.05, "verdict": verdict,
    ]
  }

  /// The glycine case's screen with changes to its JSON.
  private static func screen(_ change: (inout [String: Any]) -> Void) throws -> SourceFile {
    let file = try fixture("glycine/glycine.screen.json")
    var root = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    change(&root)
    let data = try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys])
    return SourceFile(name: "rna.json", bytes: Array(data))
  }

  private static func messages(_ junctions: [[String: Any]], _ ratios: [[String: Any]]) throws -> SourceFile {
    try screen { root in
      root["rna"] = [
        "junctions": [junction("7^8", "canonical", "")] + junctions, "alleleRatios": ratios, "unsplicedShare": 0.01,
      ]
      root["coverage"] = (root["coverage"] as? [String: Any] ?? [:]).merging(
        ["detectionLimit": ["power": 0.95, "median": 0.121, "worst": 1]]) { $1 }
    }
  }

  /// The screen of DNA with one call: a canonical splice site beside exon 8.
  private static func spliceCall() throws -> SourceFile {
    try screen { root in
      var call = (root["calls"] as? [[String: Any]])?.first { $0["gene"] as? String == "COL1A1" } ?? [:]
      call.merge([
        "hgvs_c": "NM_000088.4:c.642+1G>A", "hgvs_p": "NP_000079.2:p.?", "consequence": "splice_donor_variant",
        "collagen_effect": ["in_frame_exon_skip"], "exon": "8i", "helix_residue": NSNull(),
        "triplet_position": NSNull(),
      ]) { $1 }
      root["calls"] = [call]
    }
  }

  @Test func messagesAloneAreShownAndFlagged() throws {
    var sources = try glycineSources()
    sources.screen = try MessageReportTests.messages(
      [MessageReportTests.junction("8", "exon_skip", "in_frame_exon_skip")],
      [
        MessageReportTests.ratio("NM_000088.4:c.3223G>A", 0.02, "allele_lost"),
        MessageReportTests.ratio("NM_000088.4:c.3496G>T", 0.47, "balanced"),
      ])
    let report = try CaseReporter.report(sources, version: testVersion)
    let assessment = report.assessment
    #expect(assessment.messages?.seenJunctions == 1 && assessment.messages?.knownJunctions == 1)
    #expect(assessment.messageReadings.map(\.molecularClass) == [.helixInFrame, .col1a1Null])
    #expect(assessment.messageReadings.map(\.concordance?.verdict).first == .concordant)
    let codes = assessment.flags.map(\.code)
    #expect(codes.contains(.splicingUnexplained) && codes.contains(.alleleLost) && !codes.contains(.messageRemains))
    #expect(
      assessment.answer.contains("the messages show in COL1A1 exon 8 left out (share 0.31 (0.21-0.41)) and 1 more"))
    let html = try CaseReportHTML.text(report)
    #expect(HTMLCheck.faults(html).isEmpty)
    for text in ["<h2>Messages (RNA)</h2>", "exon 8 left out", "COL1A1 c.3496G&gt;T 0.47 (0.45-0.52), balanced"] {
      #expect(html.contains(text), "\(text)")
    }
    let limit =
      "chance of 95 % from an allele fraction of 12.1 % on at half of the target bases; at the worst base none"
    #expect(html.contains(limit))
    let plain = CaseReportText.text(report)
    #expect(plain.contains("MESSAGES (RNA)") && plain.contains("Limit of detection"))
    let json = CaseReportJSON.value(report)
    #expect(json["messages"]?["readings"]?.first?["observation"] == .text("exon 8 left out"))
    #expect(json["coverage"]?["detectionLimit"]?["median"] == .number(0.121))
    #expect(report.limits.contains { $0.contains("Reads of RNA show exons only") })
  }

  @Test func aSkipThatFollowsALostSpliceSiteIsNamedButAddsNoPoints() throws {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\n".utf8)))
    sources.screen = try MessageReportTests.spliceCall()
    let alone = try CaseReporter.report(sources, version: testVersion).assessment
    sources.rna = try MessageReportTests.messages(
      [MessageReportTests.junction("8", "exon_skip", "in_frame_exon_skip")], [])
    let both = try CaseReporter.report(sources, version: testVersion)
    let call = try #require(both.assessment.calls.first)
    #expect(call.ledger.points == alone.calls.first?.ledger.points)
    let length = try #require(call.ledger.outcomes.first { $0.criterion == .pm4 })
    #expect(length.applied != nil && length.inputs.contains { $0.name == "messages" })
    #expect(call.ledger.outcomes.first { $0.criterion == .ps3 }?.applied == nil)
    #expect(both.assessment.messageReadings.first?.explainedBy == "NM_000088.4:c.642+1G>A")
    #expect(!both.assessment.flags.contains { $0.code == .splicingUnexplained })
    #expect(both.inputs.map(\.role) == ["case", "screen", "rna"])
    // Another exon is not what this site leads to.
    sources.rna = try MessageReportTests.messages(
      [MessageReportTests.junction("20", "exon_skip", "in_frame_exon_skip")], [])
    let other = try CaseReporter.report(sources, version: testVersion).assessment
    #expect(other.messageReadings.first?.explainedBy == nil)
    #expect(other.flags.contains { $0.code == .splicingUnexplained })
  }

  @Test func aSkipThatFitsTheAssayIsOneMoreCandidate() throws {
    var sources = try glycineSources()
    let skip = [MessageReportTests.junction("8", "exon_skip", "in_frame_exon_skip")]
    sources.rna = try MessageReportTests.messages(skip, [])
    let both = try CaseReporter.report(sources, version: testVersion).assessment
    let glycine = try #require(both.calls.first { $0.finding.gene == "COL1A1" })
    let assay = try #require(glycine.ledger.outcomes.first { $0.criterion == .ps3 })
    #expect(assay.status == .notAssessed && assay.reason.contains("several candidates"))
    #expect(both.flags.contains { $0.code == .severalCandidates && $0.text.contains("messages") })
    // Without a call that fits, the messages explain the assay: nothing is called unexplained.
    sources.screen = nil
    let alone = try CaseReporter.report(sources, version: testVersion)
    let codes = alone.assessment.flags.map(\.code)
    #expect(!codes.contains(.abnormalAssayNoVariant))
    #expect(alone.assessment.screen != nil && alone.inputs.map(\.role).contains("rna"))
    let none = try MessageReportTests.screen { root in
      root["calls"] = []
      root["rna"] = ["junctions": skip, "alleleRatios": [], "unsplicedShare": 0.01]
    }
    sources.rna = none
    let only = try CaseReporter.report(sources, version: testVersion).assessment
    #expect(only.flags.allSatisfy { $0.code != .abnormalAssayNoVariant && $0.code != .abnormalAssayUnexplained })
    #expect(only.flags.contains { $0.code == .splicingUnexplained && $0.text.contains("the assay fits it") })
    #expect(only.answer.contains("in the way the messages lead one to expect"))
    let html = try CaseReportHTML.text(CaseReporter.report(sources, version: testVersion))
    #expect(html.contains("<b>CONCORDANT</b> COL1A1, exon 8 left out"))
  }

  @Test func aScreenOfDNAIsNoScreenOfMessages() throws {
    var sources = try glycineSources()
    sources.rna = sources.screen
    let wrong = sources
    let error = #expect(throws: EvidenceError.self) { try CaseReporter.report(wrong, version: testVersion) }
    #expect(error?.faults.first?.place == "rna")
  }

  @Test func hostileMessagesStayInert() throws {
    var generator = HostileTextTests.Generator(state: 17)
    for round in 0..<HostileTextTests.rounds / 3 {
      func next() -> String { HostileTextTests.text(&generator) }
      var event = MessageReportTests.junction(next(), next(), next())
      for key in ["consequence", "hgvs_r"] { event[key] = next() }
      var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\n".utf8)))
      let name = next()
      sources.screen = try MessageReportTests.messages(
        [event], [MessageReportTests.ratio(name, 0.5, "balanced"), MessageReportTests.ratio(next(), 0, "allele_lost")])
      let report = try CaseReporter.report(sources, version: testVersion)
      let html = try CaseReportHTML.text(report)
      #expect(HTMLCheck.faults(html).isEmpty, "round \(round): \(HTMLCheck.faults(html).first ?? "")")
      let back = JSONValue(try DocumentNode.parse(CaseReportJSON.text(report), file: "r.json"))
      #expect(back["messages"]?["allele_ratios"]?.first?["hgvs_c"] == .text(name), "round \(round)")
    }
  }
}
