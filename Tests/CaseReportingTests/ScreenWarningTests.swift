// What a screen warns of is told wherever its result is told: in the text, beside the RNA, and of a whole cohort.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ScreenWarningTests {
  private static let warnings = [
    "\(ScreenWarning.otherNames) a.fq and b.fq carry different names", "a.fq: qualities look like Phred+64",
    "\(ScreenWarning.exonEvents): too few molecules show the exons",
  ]

  private func report(
    _ id: String = "P1", _ warnings: [String] = ScreenWarningTests.warnings, isCovered: Bool = true,
    rna: [String]? = nil
  ) throws -> CaseReport {
    var sources = CaseSources(record: SourceFile(name: "\(id).yaml", bytes: Array("id: \(id)\n".utf8)))
    var screen = screenDocument(id)
    screen.warnings = warnings
    if !isCovered {
      screen.coverage = ScreenCoverage(runs: [
        CoverageRun(
          chrom: "chr17", start: 50_184_100, end: 50_184_200, gene: "COL1A1", region: "exon_51", depthMedian: 0,
          verdict: .noCall, reason: "no_reads"),
        CoverageRun(
          chrom: "chr7", start: 94_395_000, end: 94_395_050, gene: "COL1A2", region: "exon_1", depthMedian: 0,
          verdict: .noCall, reason: "no_reads"),
      ])
    }
    sources.screen = SourceFile(name: "\(id).json", document: screen)
    if let rna {
      var messages = screenDocument(
        id, rna: SplicingReport(junctions: [], alleleRatios: [], unsplicedFraction: 0))
      messages.warnings = rna
      sources.rna = SourceFile(name: "\(id).rna.json", document: messages)
    }
    return try CaseReporter.report(sources, version: testVersion)
  }

  @Test func theTextHasEveryWarning() throws {
    let report = try self.report(rna: ["\(ScreenWarning.twoPersons): the fractions differ"])
    let lines = CaseReportText.text(report).split(separator: "\n")
    let text = lines.map { String($0).trimmingBlanks }.joined(separator: " ")
    let page = try CaseReportHTML.text(report)
    let rna = "P1.rna.json: \(ScreenWarning.twoPersons): the fractions differ"
    for warning in ScreenWarningTests.warnings + [rna] {
      #expect(text.contains(warning), "\(warning)")
      #expect(page.contains(warning), "\(warning)")
    }
    #expect(CaseReportJSON.value(report)["warnings"] == .texts(ScreenWarningTests.warnings + [rna]))
    #expect(report.decisiveWarnings == [ScreenWarningTests.warnings[0], ScreenWarningTests.warnings[2], rna])
  }

  private func entry(_ report: CaseReport) -> CohortEntry { CohortEntry(id: report.id, state: .done, report: report) }

  @Test func aCohortSaysWhatItsScreensSay() throws {
    let entries = try [report("P1"), report("P2", [ScreenWarningTests.warnings[2]]), report("P3", [])].map(entry)
    #expect(
      CohortStatements.warnings(entries) == [
        "case P1: \(ScreenWarningTests.warnings[0])", "cases P1, P2: \(ScreenWarningTests.warnings[2])",
      ])
    let files = try CohortFiles.files(entries, version: testVersion)
    let json = try #require(files.first { $0.name == "cohort.json" }?.text)
    let page = try #require(files.first { $0.name == "cohort.html" }?.text)
    #expect(json.contains("cases P1, P2: ") && page.contains("cases P1, P2: "))
  }

  @Test func whatIsNotCoveredAtAllIsNoNegative() throws {
    let reports = try [report("P1", []), report("P2", [], isCovered: false)]
    let table = CohortTable(reports.map(entry).compactMap(\.report?.cohortCase))
    #expect(table.row("screened")?.value == 1 && table.row("pathogenic_variant")?.denominator == 1)
    #expect(table.row("nothing_covered")?.value == 1)
    #expect(CohortStatements.warnings(reports.map(entry)).contains { $0.hasPrefix("case P2: not one base") })
    #expect(reports[1].assessment.answer.hasPrefix("Not one base of COL1A1 or COL1A2 was covered"))
    #expect(reports[1].interpretation.isEmpty)
    let files = try CohortFiles.files(reports.map(entry), version: testVersion)
    let document = try CohortDocument(
      json: try #require(files.first { $0.name == "cohort.json" }?.text), file: "cohort.json")
    #expect(document.cases.map(\.sequenced) == [true, false])
    #expect(files.first { $0.name == "cohort.html" }?.text.contains("of 1 nothing was covered") == true)
  }
}
