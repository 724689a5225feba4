// Amounts of a line that are of other chains, or of other parts of the fraction, than those of most lines.

import Documents
import Testing

@testable import ExportAssay

@Suite struct AmountComparisonTests {
  /// Five control lines and a case with two dishes each.
  private static func run(
    chains: (_ line: String) -> [String] = { _ in ["alpha1_I"] }, loading: (_ line: String) -> String = { _ in "20" }
  ) throws -> AssayResult {
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var amounts = "line_id,bio_rep,fraction,measure,chain,amount,loading,loading_unit\n"
    for (index, line) in ["C1", "C2", "C3", "C4", "C5", "F1"].enumerated() {
      for rep in 1...2 {
        cultures += "\(line),\(line == "F1" ? "case" : "control"),\(rep),24,2,0.5,3\n"
        for (fraction, amount) in [("medium", 500 + 7 * index + rep), ("cell_layer", 130 + 2 * index)] {
          for chain in chains(line) {
            amounts += "\(line),\(rep),\(fraction),band_volume,\(chain),\(amount),\(loading(line)),uL\n"
          }
        }
      }
    }
    return try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("a.csv", Array(amounts.utf8))])
  }

  private static func words(_ result: AssayResult) -> String { result.warnings.map(\.message).joined(separator: "\n") }

  @Test func amountsOfAnotherChainAreNotCompared() throws {
    let right = try Self.run()
    #expect(!Self.words(right).contains("alpha"), "\(Self.words(right))")
    #expect(right.lines.first { $0.line == "F1" }?.synthesis.value.isFinite == true)
    let other = try Self.run(chains: { $0 == "F1" ? ["alpha2_I"] : ["alpha1_I"] })
    #expect(Self.words(other).contains("its amounts are of alpha2_I, those of most lines of alpha1_I"))
    #expect(other.lines.first { $0.line == "F1" }?.synthesis.value.isFinite != true)
    // A chain that is not there is the sum without it; a slow form is the same chain.
    let fewer = try Self.run(chains: { $0 == "F1" ? ["alpha1_I"] : ["alpha1_I", "alpha2_I"] })
    #expect(Self.words(fewer).contains("lacks amounts of alpha2_I"))
    #expect(fewer.lines.first { $0.line == "F1" }?.synthesis.value.isFinite == true)
    let slow = try Self.run(chains: { $0 == "F1" ? ["alpha1_I_slow"] : ["alpha1_I"] })
    #expect(!Self.words(slow).contains("chain"))
  }

  @Test func anotherLoadingIsTold() throws {
    let other = try Self.run(loading: { $0 == "F1" ? "40" : "20" })
    #expect(Self.words(other).contains("line 'F1': 40 uL of its medium were measured, of most lines 20 uL"))
    let own = try Self.run(loading: { "1\($0.last ?? "0")" })
    #expect(!Self.words(own).contains("were measured"))
  }
}
