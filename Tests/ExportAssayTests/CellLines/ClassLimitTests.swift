// Limits of a laboratory: every key changes its own limit, and what is wrong is refused with its place and the remedy.

import Documents
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct ClassLimitTests {
  private func applied(_ json: String) throws -> ClassRules {
    var rules = ClassRules()
    try ClassLimit.apply(DocumentNode.json(json, file: "l.yaml"), file: "l.yaml", to: &rules)
    return rules
  }

  @Test func everyKey() throws {
    let usual = ClassRules()
    #expect(Set(ClassLimit.all.map(\.key)).count == ClassLimit.all.count && ClassLimit.all.count >= 20)
    for limit in ClassLimit.all {
      let before = limit.value(in: usual)
      #expect(limit.range.contains(before) && !limit.meaning.isEmpty, "\(limit.key)")
      #expect(ClassLimit.template.contains("\(limit.key): \(NumberText.significant(before))\n"), "\(limit.key)")
      let other =
        before == limit.range.upperBound ? (before + limit.range.lowerBound) / 2 : (before + limit.range.upperBound) / 2
      guard let rules = try? applied("{\"\(limit.key)\": \(other)}") else { continue }
      #expect(limit.value(in: rules) == other, "\(limit.key)")
      for unchanged in ClassLimit.all where unchanged.key != limit.key {
        #expect(unchanged.value(in: rules) == unchanged.value(in: usual), "\(limit.key) changes \(unchanged.key)")
      }
    }
    #expect(try applied("{}") == usual)
  }

  @Test func refused() throws {
    func fault(_ json: String) -> InputFaults? { #expect(throws: InputFaults.self) { try applied(json) } }
    let wrong = try #require(fault("{\n\"nul_high\": 60,\n\"power\": 2,\n\"null_low\": \"x\"\n}"))
    #expect(wrong.faults.map(\.code) == [.unknownKey, .outOfRange, .wrongType])
    #expect(wrong.faults.map(\.line) == [2, 3, 4] && wrong.faults[0].remedy == "did you mean null_high?")
    #expect(fault("{\"null_low\": 45, \"null_high\": 42}")?.faults.contains { $0.code == .conflict } == true)
    #expect(fault("[1]")?.code == .wrongType)
  }

  /// Other limits, another class: a line at 60 % of control is no null allele where null_high is 55.
  @Test func classes() throws {
    let inputs: [(name: String, bytes: [UInt8])] = [TableKind.cultures, .plate].map {
      (name: $0.rawValue, bytes: Array($0.template.utf8))
    }
    var options = AssayOptions()
    let usual = try AssayRun.run(inputs: inputs, options: options)
    #expect(usual.lines.first { $0.line == "P1" }?.verdict?.name == .quantitative)
    try ClassLimit.apply(
      DocumentNode.json("{\"null_high\": 41, \"null_effect\": 40}", file: "l"), file: "l", to: &options.rules)
    let strict = try AssayRun.run(inputs: inputs, options: options)
    #expect(strict.lines.first { $0.line == "P1" }?.verdict?.name != .quantitative)
  }
}
