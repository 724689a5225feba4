// Volumes of one line, and amounts of all dishes, that no other line or no fibroblasts have.

import Documents
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct DishPlausibilityTests {
  private static func run(_ change: (inout StudyTable) -> Void) throws -> AssayResult {
    var cultures = Example.table(.cultures)
    change(&cultures)
    return try Example.run(cultures, Example.table(.plate))
  }

  @Test(arguments: [2.0, 1.5, 0.5])
  func volumesOfOneLine(factor: Double) throws {
    for columns in [["medium_ml", "cell_layer_ml"], ["medium_ml"]] {
      for line in ["P1", "C2"] {
        let found = try Self.run { table in
          for column in columns {
            table.edit(column, where: { $0["line_id"] == line }) { number((Double($0) ?? 0) * factor) }
          }
        }
        #expect(found.words.contains("line '\(line)': medium_ml is"), "\(found.words)")
        #expect(found.lines.filter { $0.flags.contains(.volumeApart) }.map(\.line) == [line])
      }
    }
  }

  /// Two kinds of dishes, and lines that share volumes, are right.
  @Test func volumesOfADesign() throws {
    let right = try Self.run { table in
      table.edit("medium_ml", where: { ["C1", "C2", "P1"].contains($0["line_id"]) }) { _ in "5" }
      table.edit("cell_layer_ml", where: { ["C1", "C2", "P1"].contains($0["line_id"]) }) { _ in "1.25" }
    }
    #expect(!right.words.contains("no other line"), "\(right.words)")
  }

  @Test func exchangedOrInAnotherUnit() throws {
    let exchanged = try Self.run { $0.exchange("dna_ug", "protein_ug", where: { _ in true }) }
    #expect(exchanged.words.contains("protein per DNA"), "\(exchanged.words)")
    let grams = try Self.run { $0.edit("dna_ug", where: { _ in true }) { number((Double($0) ?? 0) / 1000) } }
    #expect(grams.words.contains("DNA per cell"), "\(grams.words)")
    let minutes = try Self.run { $0.edit("label_hours", where: { _ in true }) { _ in "0.4" } }
    #expect(minutes.words.contains("label_hours is 0.4 h"), "\(minutes.words)")
    #expect(try Self.run { _ in }.warnings.isEmpty)
  }

  /// Standards given as logarithms, to any base, and linear levels that are not.
  @Test func logarithmsOfStandards() throws {
    func words(_ level: (Double) -> Double) throws -> String {
      var plate = Example.table(.plate)
      plate.edit("nominal_conc", where: { $0["role"] == "standard" }) { number(level(Double($0) ?? 1)) }
      return try Example.run(Example.table(.cultures), plate).words
    }
    let steps: [Double: Double] = [640: 6, 320: 5, 160: 4, 80: 3, 40: 2, 20: 1, 10: 0]
    #expect(try words { 1 + 0.30103 * (steps[$0] ?? 0) }.contains("log10(2)"))
    #expect(try words { 2.3026 + 0.69315 * (steps[$0] ?? 0) }.contains("ln(2)"))
    #expect(try !words { 1 + 0.3 * (steps[$0] ?? 0) }.contains("logarithms"))
    #expect(try !words { $0 }.contains("logarithms"))
  }
}
