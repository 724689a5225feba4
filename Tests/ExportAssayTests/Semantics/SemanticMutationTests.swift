// No slip of meaning changes a class or a figure without a word; rewritten right tables raise no alarm.

import AssaySimulation
import Foundation
import Numerics
import Testing

@testable import ExportAssay

@Suite struct SemanticMutationTests {
  private static let trials = ProcessInfo.processInfo.environment["COLLAGEN_TRIALS"].flatMap { Int($0) } ?? 1

  @Test(arguments: SemanticTrial.kinds)
  func nothingChangesInSilence(_ kind: String) throws {
    for trial in 0..<Self.trials {
      let seed = RandomSource.seed(trial, kind)
      if case .silent(let change) = try SemanticTrial.run(kind, seed: seed) {
        Issue.record("seed \(seed): \(kind): \(change)")
      }
    }
  }

  /// The order of rows and columns, the case of words, the separator and columns that say nothing change no figure and
  /// raise no alarm.
  @Test func rewrittenTables() throws {
    for trial in 0..<(4 * Self.trials) {
      let seed = RandomSource.seed(trial, "rewritten")
      #expect(try SemanticTrial.rewritten(seed: seed) == nil, "seed \(seed)")
    }
  }
}

extension RandomSource {
  /// A seed of its own for each trial of each kind.
  fileprivate static func seed(_ trial: Int, _ name: String) -> UInt64 {
    name.utf8.reduce(UInt64(20_261_129 + trial)) { ($0 &* 31) &+ UInt64($1) }
  }
}
