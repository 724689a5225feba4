// Links between the pages of a cohort: each leads to a file that is there, and a page that stands alone has none.

import Evidence
import Foundation
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting
@testable import Collagen

@Suite struct CohortLinkTests {
  private static let folder = repository("fixtures/cases/smith1995")

  /// The links of a page.
  private func links(_ page: String) -> [String] {
    page.components(separatedBy: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test func everyLinkLeadsToAFile() throws {
    let output = NSTemporaryDirectory() + "collagen-links-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: output) }
    let sheet = try CohortSheet(
      text: fixture("smith1995/cohort.csv").text(), file: "cohort.csv", base: Self.folder
    ) { FileManager.default.fileExists(atPath: Self.folder + "/" + $0) ? .file : nil }
    var stages = CohortStages()
    stages.screen = { options, reads, _ in
      let document = screenDocument(options.sample, calls: [])
      // Of one case only the document is there, as of a screen that another run made.
      guard !reads[0].contains("smith1995-07") else { return CaseScreen(document: document) }
      let result = ScreenResult(report: document, alignments: nil, genes: .embedded, regionDepths: [])
      return CaseScreen(document: document, result: result)
    }
    let options = CohortOptions(output: output)
    let entries = try Cohort(sheet: sheet, options: options, stages: stages, version: testVersion).run(progress: { _ in
    })
    _ = try Cohort.publishTables(entries, options: options)
    var found: [String: [String]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: output) where name.hasSuffix(".html") {
      let page = try String(contentsOfFile: output + "/" + name, encoding: .utf8)
      let place = URL(filePath: output + "/" + name).deletingLastPathComponent()
      found[name] = links(page)
      for link in links(page) {
        #expect(FileManager.default.fileExists(atPath: place.appending(path: link).path), "\(name): \(link)")
      }
    }
    #expect(found["cohort.html"]?.contains("smith1995-04/smith1995-04.report.html") == true)
    #expect(found["smith1995-04/smith1995-04.html"] == ["smith1995-04.report.html"])
    #expect(found["smith1995-04/smith1995-04.report.html"] == ["smith1995-04.html"])
    #expect(found["smith1995-07/smith1995-07.report.html"] == [])
    #expect(found["smith1995-01/smith1995-01.report.html"] == [])
  }

  @Test func aPageThatStandsAloneHasNoLink() throws {
    let document = screenDocument("s", calls: [])
    let page = try ScreenHTML.text(document, genes: GeneCatalog.embedded.genes, version: testVersion)
    #expect(!page.contains("href="))
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: s\n".utf8)))
    sources.screen = SourceFile(name: "s.json", document: document)
    let report = try CaseReporter.report(sources, version: testVersion)
    #expect(try !CaseReportHTML.text(report).contains("href="))
  }
}
