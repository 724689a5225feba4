// Designs and lines of which the medium alone was measured.

import Documents
import Testing
import TypeICollagen

@testable import AssayReport
@testable import AssaySimulation
@testable import ExportAssay

@Suite struct MediumOnlyTests {
  private static func run(_ lines: (String) -> Bool) throws -> AssayResult {
    var plate = Example.table(.plate)
    plate.rows.removeAll { $0["fraction"] == "cell_layer" && lines($0["line_id"] ?? "") }
    return try Example.run(Example.table(.cultures), plate)
  }

  @Test func ofAllLines() throws {
    let found = try Self.run { _ in true }
    let line = try #require(found.caseLine)
    #expect(line.dishCount == 2 && !line.flags.contains(.fewControls) && line.flags.contains(.fractionMissing))
    #expect(line.verdict?.reason.contains("only the medium was measured") == true)
    let page = try AssayReport.html(found)
    #expect(!page.contains("fewer than two control lines") && page.contains("secreted amount, % of control"))
  }

  @Test func ofTheCase() throws {
    let found = try Self.run { $0 == "P1" }
    let line = try #require(found.caseLine)
    #expect(line.dishCount == 2 && !line.flags.contains(.fewControls))
    #expect(try !AssayReport.html(found).contains("fewer than two control lines"))
  }

  /// A design with few controls is still told.
  @Test func fewControls() throws {
    var (cultures, plate) = (Example.table(.cultures), Example.table(.plate))
    cultures.rows.removeAll { ["C4", "C5"].contains($0["line_id"]) }
    plate.rows.removeAll { ["C4", "C5"].contains($0["line_id"]) || $0["fraction"] == "cell_layer" }
    #expect(try Example.run(cultures, plate).caseLine?.flags.contains(.fewControls) == true)
  }
}
