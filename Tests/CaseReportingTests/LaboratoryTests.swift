// The page of a laboratory: its fields and blanks, the interpretation with its sources, and what of a variant is shown.

import Documents
import Evidence
import Foundation
import Knowledge
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct LaboratoryTests {
  private func report(_ line: Substring, record: String = "", lab: String? = nil) throws -> CaseReport {
    let cells = line.split(separator: "\t")
    let vcf =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
      + "\(cells[0])\t\(cells[1])\t.\t\(cells[3])\t\(cells[4])\t.\tPASS\t.\tGT\t0/1\n"
    let text = "id: X\nfeatures: [blue_sclerae, dentinogenesis_imperfecta]\n" + record
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(text.utf8)))
    sources.vcf = SourceFile(name: "v.vcf", bytes: Array(vcf.utf8))
    sources.shared.laboratory = lab.map { SourceFile(name: "lab.yaml", bytes: Array($0.utf8)) }
    return try CaseReporter.report(sources, version: testVersion, date: TimeStamp("2026-03-01"))
  }

  private static let lines = KnownVariants.embeddedText.split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.isEmpty }

  private func joined(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  @Test func fieldsThatNobodyStatedStayLabelledBlanks() throws {
    let bare = try report(Self.lines[0])
    let blanks = bare.headFields.filter { $0.value == nil }.map(\.name)
    #expect(
      blanks == ["Laboratory", "Accreditation", "Specimen", "Collected", "Received", "Indication", "Authorised by"])
    let text = joined(CaseReportText.text(bare))
    for name in blanks { #expect(text.contains("\(name): (not stated)"), "\(name)") }
    let page = try CaseReportHTML.text(bare)
    #expect(page.contains("<b>Authorised by</b> <span class=\"muted\">(not stated)</span>"))
  }

  @Test func theTemplateFillsEveryField() throws {
    let lab = try #require(RecordTemplate(rawValue: "lab")).text
    let full = try report(
      Self.lines[0],
      record: "indication: fractures\nspecimen: {type: blood, id: S1, collected: 2026-01-02, received: 2026-01-03}\n",
      lab: lab)
    #expect(full.headFields.allSatisfy { $0.value != nil })
    let text = joined(CaseReportText.text(full))
    for words in [
      "Laboratory of connective tissue", "ISO 15189, no. 0000", "A. Example, Consultant clinical geneticist",
      "Capture of COL1A1 and COL1A2", "Deep intronic variants are not covered by the capture.", "2026-03-01",
    ] {
      #expect(text.contains(words), "\(words)")
      #expect(try joined(CaseReportHTML.text(full)).contains(words), "\(words)")
    }
    #expect(FHIRExport.value(full).document().contains("\"name\": \"Laboratory of connective tissue\""))
    let own = full.interpretation.filter { $0.part == .recommendation }
    #expect(own.isEmpty || own.map(\.text) == ["Please send samples of both parents."])
  }

  @Test func anUnknownKeyIsRefused() {
    let error = #expect(throws: EvidenceError.self) { try report(Self.lines[0], lab: "nmae: X\ntexts: {methods: y}\n") }
    #expect(error?.faults.count == 2)
  }

  @Test func everyVariantShowsWhatIsKnownOfItOnce() throws {
    let line = try #require(Self.lines.first { $0.contains("CLNSIG=Pathogenic/Likely_pathogenic") })
    let cells = line.split(separator: "\t")
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: X\n".utf8)))
    let head = "##fileformat=VCFv4.2\n##fileDate=20260201\n##reference=GRCh38\n"
    let own =
      head + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
      + "\(cells[0])\t\(cells[1])\t77\t\(cells[3])\t\(cells[4])\t.\tPASS\tCLNSIG=Pathogenic;AC=3;AN=1600000;faf95=0.0000003\n"
    sources.shared.known = [SourceFile(name: "own.vcf", bytes: Array(own.utf8))]
    sources.vcf = SourceFile(
      name: "v.vcf",
      bytes: Array(
        (head + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
          + "\(cells[0])\t\(cells[1])\t.\t\(cells[3])\t\(cells[4])\t.\tPASS\t.\tGT\t0/1\n").utf8))
    let report = try CaseReporter.report(sources, version: testVersion)
    let call = try #require(report.assessment.calls.first)
    #expect(CaseReport.knownEntries(of: call, report.known).map(\.file) == ["own.vcf"])
    let facts = VariantFacts(call, report.known).sentences.joined(separator: ". ")
    #expect(facts.contains("Pathogenic (77; own.vcf of 20260201), not counted"), "\(facts)")
    #expect(facts.contains("Frequency: 3 of 1600000 alleles (AC/AN; 95 % 3.9e-7 to 5.5e-6)"), "\(facts)")
    #expect(try joined(CaseReportHTML.text(report)).contains("Predictions: "))
  }
}
