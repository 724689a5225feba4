// One class for a variant: page, text, JSON and Phenopacket of a case say the same, whatever the variant is.

import Documents
import Evidence
import Foundation
import Knowledge
import Reporting
import Testing

@testable import CaseReporting

@Suite struct OneClassTests {
  private func sources(_ line: Substring) -> CaseSources {
    let cells = line.split(separator: "\t")
    let vcf =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
      + "\(cells[0])\t\(cells[1])\t.\t\(cells[3])\t\(cells[4])\t.\tPASS\t.\tGT\t0/1\n"
    let record = "id: X\nfeatures: [blue_sclerae, dentinogenesis_imperfecta]\n"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(record.utf8)))
    sources.vcf = SourceFile(name: "v.vcf", bytes: Array(vcf.utf8))
    return sources
  }

  @Test func pageTextJSONAndPhenopacketSayTheSame() throws {
    let lines = KnownVariants.embeddedText.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.isEmpty }
    var classes: Set<String> = []
    for line in stride(from: 0, to: lines.count, by: 31).map({ lines[$0] }) {
      let report = try CaseReporter.report(sources(line), version: testVersion)
      let call = try #require(report.assessment.calls.first, "\(line)")
      let own = call.ledger.pointsClass.rawValue
      classes.insert(own)
      guard case .list(let calls)? = CaseReportJSON.value(report)["calls"] else { continue }
      let found = try #require(calls.first?["classification"])
      #expect(found["summary"] == .text(own) && found["points"]?["class"] == .text(own))
      #expect(CaseReportText.text(report).contains("\(own), \(call.ledger.points) points"))
      #expect(try CaseReportHTML.text(report).contains("<td>\(own)<br>\(call.ledger.points) points"))
      let word =
        call.ledger.pointsClass == .uncertain
        ? "UNCERTAIN_SIGNIFICANCE" : own.uppercased().replacing(" ", with: "_")
      let packet = Phenopacket.text(report)
      #expect(packet.contains("acmgPathogenicityClassification") && packet.contains("\"\(word)\""))
      // Its own entry is shown with the date of the file, and no criterion rests on it.
      #expect(calls.first?["known_status"] != .list([]))
      let words = CaseReportText.text(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("embedded ClinVar entries of 20251231), not counted"))
    }
    #expect(classes.count >= 3)
  }
}
