// assay.json: one dialect of keys, the document that others read, and numbers as the run has them.

import Documents
import Reporting
import Testing
import TypeICollagen

@testable import AssayReport
@testable import ExportAssay

@Suite struct AssayDocumentTests {
  private static func node() throws -> DocumentNode {
    try DocumentNode.json(AssayReport.json(StudyTests.result(), version: nil), file: "assay.json")
  }

  private static func keys(_ node: DocumentNode) -> [String] {
    switch node.content {
    case .table(let entries): entries.flatMap { [$0.key] + keys($0.value) }
    case .list(let values): values.flatMap(keys)
    default: []
    }
  }

  /// The schema comes first; every key is snake_case.
  @Test func dialect() throws {
    let keys = Self.keys(try Self.node())
    #expect(keys.first == "schema" && keys.count > 500)
    for key in Set(keys) {
      let isSnake = key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
      #expect(isSnake && !key.hasPrefix("_") && !key.contains("__"), "\(key)")
    }
  }

  /// What was written is read back as it was: every line, readout and flag.
  @Test func roundTrip() throws {
    let result = try StudyTests.result()
    let node = try DocumentNode.json(AssayReport.json(result, version: nil), file: "assay.json")
    let read = try DocumentDecoder(unknownKeys: .collect).decoded(AssayDocument.self, from: node, file: "assay.json")
    // Plates and dishes are read to be checked; in memory nothing needs them read back.
    #expect(read.value.plates?.count == result.plates.count && read.value.dishes?.count == result.dishes.count)
    var document = read.value
    document.plates = nil
    document.dishes = nil
    document.controls = nil
    document.options = nil
    #expect(document == AssayReport.document(result))
    #expect(read.value.schema == "collagen.assay/2" && read.value.lines.count == result.lines.count)
    // What the typed document leaves to others (plates, dishes, charts) is told key by key, and nothing else is wrong.
    #expect(!read.unknown.isEmpty && read.unknown.allSatisfy { $0.code == .unknownKey })
  }

  @Test func caseLine() throws {
    let document = AssayReport.document(try StudyTests.result())
    let line = try #require(document.lines.first { $0.line == "F17" })
    #expect(line.role == .case && line.class == .quantitative && line.decidingReadout == .synthesis)
    #expect(
      line.secretion.unit == "%" && line.synthesis.unit == document.synthesisUnit && line.synthesis.confidence == 0.95)
    let synthesis = try #require(line.readouts.first { $0.readout == .synthesis })
    #expect(synthesis.controlLines ?? 0 >= 5 && synthesis.power ?? 0 > 0.9 && !synthesis.excludedByQuality)
    #expect((synthesis.differenceLow ?? 0) < (synthesis.difference ?? 0))
    #expect(document.lines.filter { $0.role == .control }.allSatisfy { $0.class == nil && $0.reason == nil })
  }

  /// Ten significant digits; what is no number is absent.
  @Test func numbers() {
    #expect(kept(1.0 / 3) == 0.3333333333 && kept(123_456_789_012.5) == 123_456_789_000)
    #expect(kept(.nan) == nil && kept(.infinity) == nil && kept(nil) == nil)
    #expect(AssayReport.number(.nan) == .null && AssayReport.number(0.5) == .number(0.5))
  }
}

@Suite struct FormatTests {
  /// Numbers for people: never more certain than they are, a dash for none, open ends in words.
  @Test func words() {
    let rows: [(text: String, expected: String)] = [
      (Format.interval(12.34, (10.1, 15), 3), "12.3 (10.1 to 15)"),
      (Format.interval(12.34, (0.5, .infinity)), "12.3 (0.5 to open)"),
      (Format.interval(.nan, (1, 2)), "—"), (Format.quantity("nominal", "ng/mL"), "nominal, ng/mL"),
      (Format.quantity("nominal", ""), "nominal"), (Format.number(.nan), "—"), (Format.number(2), "2"),
      (Format.power(0.999), ">99 %"), (Format.power(0.5), "50 %"), (Format.power(.nan), "—"),
      (Format.pWords(0.012), "p = 0.012"), (Format.pWords(1e-9), "p < 0.0001"), (Format.pWords(.nan), "p not known"),
      (Format.p(1e-9), "<0.0001"), (Format.p(.nan), "—"), (Format.percent(56.4), "56 %"), (Format.percent(.nan), "—"),
      (Format.interval(2, nil), "2"), (Format.interval(2, (1, 3)), "2 (1 to 3)"),
    ]
    for row in rows { #expect(row.text == row.expected) }
  }

  /// Flags stand in their order.
  @Test func flags() {
    #expect(Format.flagWords([]) == "—" && Format.flagWords([.masked, .saturated]) == "SAT, MASKED")
    #expect(Format.met(true) == "yes" && Format.met(false) == "NO" && Format.met(nil) == "not tested")
  }
}
