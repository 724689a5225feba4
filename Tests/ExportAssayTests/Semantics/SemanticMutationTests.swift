// No slip of meaning changes a class or a figure without a word; rewritten right tables raise no alarm.

import Documents
import Foundation
import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct SemanticMutationTests {
  /// What a reader sees of a run: classes, figures, and everything that is said beside them.
  struct Outcome {
    var classes: [String: String] = [:]
    var figures: [String: Double] = [:]
    var said: Set<String> = []

    init(_ inputs: [(name: String, bytes: [UInt8])]) throws {
      let result = try AssayRun.run(inputs: inputs)
      for line in result.lines {
        if let verdict = line.verdict { classes[line.line] = verdict.name.rawValue }
        figures[line.line + " synthesis"] = line.synthesis.value
        figures[line.line + " synthesis %"] = line.synthesisPercent
        figures[line.line + " secretion"] = line.secretion.value
        figures[line.line + " secretion %"] = line.secretionPercent
        said.formUnion(line.flags.map { line.line + " " + $0.rawValue })
      }
      for plate in result.plates { said.formUnion(plate.flags.map { plate.record.name + " " + $0.rawValue }) }
      said.formUnion(result.warnings.map(\.message))
    }

    /// The first class or figure that another outcome has otherwise, by more than a fifth.
    func change(from other: Outcome) -> String? {
      for (line, name) in other.classes.sorted(by: { $0.key < $1.key }) where classes[line] != name {
        return "\(line): \(name) -> \(classes[line] ?? "nothing")"
      }
      for (name, value) in other.figures.sorted(by: { $0.key < $1.key }) {
        let now = figures[name] ?? .nan
        if value.isFinite != now.isFinite || abs(now / value - 1) > 0.2 { return "\(name): \(value) -> \(now)" }
      }
      return nil
    }
  }

  private static let trials = ProcessInfo.processInfo.environment["COLLAGEN_TRIALS"].flatMap { Int($0) } ?? 2

  @Test(arguments: SemanticMutation.allCases)
  func nothingChangesInSilence(_ mutation: SemanticMutation) throws {
    for trial in 0..<Self.trials {
      let seed = RandomSource.seed(trial, mutation.rawValue)
      var study = RightStudy(seed: seed)
      let before = try Outcome(study.inputs)
      var random = RandomSource(seed: seed ^ 0x5EED)
      guard mutation.apply(to: &study, &random), let after = try? Outcome(study.inputs),
        let change = after.change(from: before)
      else { continue }
      #expect(!after.said.subtracting(before.said).isEmpty, "seed \(seed): \(mutation.rawValue): \(change)")
    }
  }

  /// The order of rows and columns, the case of words, the separator and columns that say nothing change no figure and
  /// raise no alarm.
  @Test func rewrittenTables() throws {
    for trial in 0..<(4 * Self.trials) {
      let seed = RandomSource.seed(trial, "rewritten")
      var random = RandomSource(seed: seed)
      let study = RightStudy(seed: seed)
      let before = try Outcome(study.inputs)
      #expect(before.said.allSatisfy { !$0.contains("sibl") }, "seed \(seed): \(before.said)")
      var other = study
      other.cultures.columns.shuffle(using: &random)
      other.plate.columns.shuffle(using: &random)
      other.cultures.rows.shuffle(using: &random)
      other.cultures.edit("role", where: { _ in true }) { $0.uppercased() }
      other.plate.edit("fraction", where: { _ in true }) { $0.capitalized }
      other.plate.edit("unit", where: { _ in true }) { $0.lowercased() }
      other.cultures.columns.append("note")
      let after = try Outcome([
        ("cultures.csv", Array(other.cultures.text(";").utf8)), ("plate.csv", Array(other.plate.text("\t").utf8)),
      ])
      #expect(after.change(from: before) == nil, "seed \(seed)")
      #expect(after.said == before.said, "seed \(seed): \(after.said.symmetricDifference(before.said))")
    }
  }
}

extension RandomSource {
  /// A seed of its own for each trial of each kind.
  fileprivate static func seed(_ trial: Int, _ name: String) -> UInt64 {
    name.utf8.reduce(UInt64(20_261_129 + trial)) { ($0 &* 31) &+ UInt64($1) }
  }
}
