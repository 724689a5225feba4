// Every template is read by the program as it stands, and the guide is what the code says.

import Documents
import Foundation
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct TemplateTests {
  private func run(_ kinds: TableKind...) throws -> AssayResult {
    try AssayRun.run(inputs: kinds.map { ($0.rawValue + ".csv", Array($0.template.utf8)) })
  }

  /// The columns of a template are all known, each is explained, and the rows can be read.
  @Test(arguments: TableKind.allCases.filter { $0 != .plateMap })
  func isRead(_ kind: TableKind) throws {
    let table = try NamedTable(DecodedText(file: "t.csv", bytes: Array(kind.template.utf8)))
    #expect(try TableKind.of(table) == kind && table.columns == kind.columns.map(\.name) && !table.rows.isEmpty)
    for column in kind.columns { #expect(!column.meaning.isEmpty && kind.template.contains("# \(column.name)")) }
    let result = try run(kind)
    #expect(result.inputs.map(\.kind) == [kind.rawValue])
  }

  /// Cultures and plate together are one experiment: half of the collagen, secreted as by the controls.
  @Test func experiment() throws {
    let result = try run(.cultures, .plate)
    let found = try #require(result.lines.first { $0.line == "P1" })
    #expect(found.verdict?.name == .quantitative && abs(found.synthesisPercent - 50) < 6, "\(found.synthesisPercent)")
    #expect(result.warnings.isEmpty, "\(result.warnings)")
    let amounts = try run(.cultures, .amounts)
    let same = try #require(amounts.lines.first { $0.line == "P1" })
    #expect(abs(same.synthesisPercent - 50) < 6 && abs(same.secretion.value - 94) < 1, "\(same.secretion.value)")
    #expect(same.verdict?.name == .quantitative && amounts.warnings.isEmpty, "\(amounts.warnings)")
  }

  @Test func guide() throws {
    let file = Fixture.root.deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "docs/assay-tables.md")
    if ProcessInfo.processInfo.environment["COLLAGEN_RECORD_SNAPSHOTS"] == "1" {
      try Data(TableGuide.markdown.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == TableGuide.markdown)
  }
}
