// Half-lives, melting curves and sites of unlike series: other chains, experiments, bands, pulses and units, other roles.

import Documents
import Testing
import TypeICollagen

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct UnlikeSeriesTests {
  /// A study with a pulse-chase.
  private static let study = (1...400 as ClosedRange<UInt64>).lazy.map { RightStudy.ofAnyKind(seed: $0) }.first {
    $0.further?.columns.contains("chase_min") == true
  }

  private static func run(_ column: String, _ value: String) throws -> (result: AssayResult, line: String) {
    var study = try #require(Self.study)
    let line = study.caseLines[0]
    study.further?.edit(column, where: { $0["line_id"] == line }) { _ in value }
    return (try AssayRun.run(inputs: study.inputs), line)
  }

  private static func rate(_ run: (result: AssayResult, line: String)) -> ReadoutFinding? {
    run.result.lines.first { $0.line == run.line }?.finding(.rate)
  }

  @Test func chases() throws {
    let right = try Self.run("chain", "pro_alpha1_I")
    #expect(Self.rate(right)?.comparison != nil)
    #expect(
      !right.result.warnings.contains { $0.message.contains("it is not compared") || $0.message.contains("pulse is") })
    for (column, value) in [("chain", "pro_alpha2_I"), ("experiment_id", "PC2")] {
      let other = try Self.run(column, value)
      #expect(Self.rate(other)?.value.isFinite == true && Self.rate(other)?.comparison == nil, "\(column)")
      #expect(other.result.warnings.contains { $0.message.contains("was chased in this experiment") }, "\(column)")
    }
    let long = try Self.run("pulse_min", "60")
    #expect(
      long.result.warnings.contains { $0.message.contains("its pulse is 60 min long") }, "\(long.result.warnings)")
    let role = try Self.run("role", "control")
    #expect(role.result.warnings.contains { $0.message.contains("is control here and case in the cultures") })
  }

  /// Melting curves of six lines; `change` acts on the cells of the case.
  private static func melting(_ change: (inout [String: String]) -> Void = { _ in }) throws -> AssayResult {
    let columns = ["line_id", "role", "run_id", "fraction", "temp_c", "band", "volume"]
    var text = columns.joined(separator: ",") + "\n"
    for (k, line) in ["C1", "C2", "C3", "C4", "F1"].enumerated() {
      let middle = (line == "F1" ? 39.5 : 41.5) + 0.1 * Double(k % 3)
      for temperature in [36, 38, 39, 40, 41, 42, 43, 44, 46] {
        let z = (Double(temperature) - middle) / 0.5
        var row = [
          "line_id": line, "role": line == "F1" ? "case" : "control", "run_id": "R1", "fraction": "medium",
          "temp_c": String(temperature), "band": "alpha1_I", "volume": String(1000 * (1 - logistic(z)) + 5),
        ]
        if line == "F1" { change(&row) }
        text += columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
      }
    }
    let cultures =
      "line_id,role,medium_ml,dna_ug\nC1,control,2,3\nC2,control,2,3\nC3,control,2,3\nC4,control,2,3\nF1,case,2,3\n"
    return try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("t.csv", Array(text.utf8))])
  }

  @Test func meltings() throws {
    func finding(_ result: AssayResult) -> ReadoutFinding? {
      result.lines.first { $0.line == "F1" }?.finding(.melting)
    }
    let right = try Self.melting()
    #expect(finding(right)?.comparison != nil && !right.warnings.contains { $0.message.contains("it is not compared") })
    for (column, value) in [("band", "alpha2_I"), ("fraction", "cell_layer"), ("run_id", "R2")] {
      let other = try Self.melting { $0[column] = value }
      #expect(finding(other)?.value.isFinite == true && finding(other)?.comparison == nil, "\(column)")
      #expect(other.warnings.contains { $0.message.contains("where no control did") }, "\(column): \(other.warnings)")
    }
    let role = try Self.melting { $0["role"] = "control" }
    #expect(
      role.warnings.contains { $0.message.contains("is control here and case in the cultures") }, "\(role.warnings)")
  }

  @Test func sitesInFractions() throws {
    func run(_ factor: Double) throws -> AssayResult {
      var text = "line_id,role,chain,residue,modification,occupancy_pct\n"
      for (k, line) in ["C1", "C2", "C3", "F1"].enumerated() {
        for residue in [99, 174] {
          let value = (30 + Double(k)) * (line == "F1" ? factor : 1)
          text += "\(line),\(line == "F1" ? "case" : "control"),alpha1_I,\(residue),hydroxylysine,\(value)\n"
        }
      }
      return try AssayRun.run(inputs: [("s.csv", Array(text.utf8))])
    }
    #expect(try run(0.01).warnings.contains { $0.message.contains("are they fractions?") })
    #expect(try !run(1).warnings.contains { $0.message.contains("fractions") })
    #expect(try !run(0).warnings.contains { $0.message.contains("fractions") })
  }

  /// Pulses of two lengths in one series, and a line with two roles where no table of cultures decides.
  @Test func withinSeries() throws {
    var study = try #require(Self.study)
    let line = study.caseLines[0]
    study.further?.edit("pulse_min", where: { $0["line_id"] == line && $0["fraction"] == "medium" }) { _ in "60" }
    let pulses = try AssayRun.run(inputs: study.inputs)
    #expect(pulses.warnings.contains { $0.message.contains("min in one series") }, "\(pulses.warnings)")
    var further = try #require(Self.study?.further)
    further.edit("role", where: { $0["line_id"] == line && $0["fraction"] == "medium" }) { _ in "control" }
    let roles = try AssayRun.run(inputs: [("h.csv", Array(further.text().utf8))])
    #expect(roles.warnings.contains { $0.message.contains("of the first table that names it") }, "\(roles.warnings)")
    let plain = try AssayRun.run(inputs: [("h.csv", Array(try #require(Self.study?.further).text().utf8))])
    #expect(!plain.warnings.contains { $0.message.contains("that names it") }, "\(plain.warnings)")
  }

  /// One bath heats all samples alike: a curve at temperatures of its own is said.
  @Test func temperatures() throws {
    #expect(!(try Self.melting()).warnings.contains { $0.message.contains("degrees is a temperature") })
    let odd = try Self.melting { row in
      row["temp_c"] = row["temp_c"].flatMap { Int($0) }.map { String($0 + 5) }
    }
    #expect(
      odd.warnings.contains { $0.message.contains("line 'F1', dish 1: 45 degrees is a temperature") }, "\(odd.warnings)"
    )
  }
}
