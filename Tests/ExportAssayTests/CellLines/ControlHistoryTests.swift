// Control lines of earlier runs in the panel, and a design of media alone.

import AssayReport
import Documents
import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct ControlHistoryTests {
  /// A run of control lines and a case at some level, as tables of cultures and amounts.
  static func run(
    _ seed: UInt64, controls: Int, level: Double = 1, caseAmount: Double = 1, prefix: String = "C",
    mediumOnly: Bool = false
  ) -> [(name: String, bytes: [UInt8])] {
    var random = RandomSource(seed: seed)
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var amounts = "line_id,bio_rep,fraction,measure,amount\n"
    for line in 0...controls {
      let isCase = line == controls
      let name = isCase ? "case" : "\(prefix)\(line)"
      let own = level * (isCase ? caseAmount : Elementary.exp(0.12 * random.normal()))
      for dish in 1...2 {
        cultures += "\(name),\(isCase ? "case" : "control"),\(dish),24,2,0.5,3\n"
        let total = 1000 * own * Elementary.exp(0.05 * random.normal())
        let logit = 2.75 + 0.15 * random.normal()
        let fraction = 1 / (1 + Elementary.exp(-logit))
        amounts += "\(name),\(dish),medium,dpm,\(total * fraction)\n"
        if !mediumOnly { amounts += "\(name),\(dish),cell_layer,dpm,\(total * (1 - fraction))\n" }
      }
    }
    return [("c.csv", Array(cultures.utf8)), ("a.csv", Array(amounts.utf8))]
  }

  static func document(_ inputs: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    let files = try AssayReport.files(AssayRun.run(inputs: inputs))
    return try #require(files.first { $0.name == "assay.json" }).bytes
  }

  /// With the history more control lines and more power; the run's own document is passed over.
  @Test func panel() throws {
    let now = Self.run(1, controls: 3, caseAmount: 1)
    let history = try (2...6).map { seed in
      (
        name: "run\(seed)/assay.json",
        bytes: try Self.document(Self.run(UInt64(seed), controls: 4, prefix: "H\(seed)_"))
      )
    }
    let alone = try #require(try AssayRun.run(inputs: now).lines.last)
    let joined = try AssayRun.run(inputs: now, history: history + [(name: "now/assay.json", bytes: Self.document(now))])
    let line = try #require(joined.lines.last)
    #expect(joined.lines.map(\.line) == ["C0", "C1", "C2", "case"])
    let (before, after) = (alone.finding(.synthesis), line.finding(.synthesis))
    #expect(before?.comparison?.controlCount == 3 && after?.comparison?.controlCount == 23)
    #expect((after?.detectionPower ?? 0) > (before?.detectionPower ?? 1) && (after?.detectionPower ?? 0) > 0.9)
    #expect(joined.warnings.contains { $0.message.contains("this very run") })
    #expect(!joined.warnings.contains { $0.message.contains("drift") }, "\(joined.warnings)")
    #expect(line.verdict?.name == .normal, "\(line.verdict?.reason ?? "")")
  }

  /// Runs that lie apart are said; another unit is refused; JSON of another kind is passed over.
  @Test func driftAndFaults() throws {
    let now = Self.run(1, controls: 3)
    let low = try Self.document(Self.run(2, controls: 4, level: 0.4, prefix: "H"))
    let joined = try AssayRun.run(
      inputs: now, history: [("r/assay.json", low), ("s/x.json", Array("{\"schema\": \"x\"}".utf8))])
    #expect(joined.warnings.contains { $0.message.contains("the runs drift") }, "\(joined.warnings)")
    let text = String(decoding: low, as: UTF8.self)
    let other = text.split(separator: "ug DNA").joined(separator: "ug protein")
    let error = #expect(throws: InputFaults.self) {
      try AssayRun.run(inputs: now, history: [("r/assay.json", Array(other.utf8))])
    }
    #expect(error?.code == .inconsistent && error?.file == "r/assay.json")
    #expect(throws: InputFaults.self) { try AssayRun.run(inputs: now, history: [("r/assay.json", Array("{".utf8))]) }
    let none = try AssayRun.run(inputs: now, history: [("s/x.json", Array("{\"schema\": \"x\"}".utf8))])
    #expect(none.warnings.contains { $0.message.contains("no control line") })
  }

  /// A medium alone gives the secreted amount and says what it cannot.
  @Test func mediumOnly() throws {
    let result = try AssayRun.run(inputs: Self.run(3, controls: 6, caseAmount: 0.5, mediumOnly: true))
    let line = try #require(result.lines.last)
    #expect(line.verdict?.name == .indeterminate && line.synthesis.value.isNaN && line.secretion.value.isNaN)
    #expect(abs(line.secreted.percent - 50) < 15 && line.secreted.low < line.secreted.percent)
    #expect(line.secreted.high < 90 && line.secreted.percent < line.secreted.high)
    let reason = try #require(line.verdict?.reason)
    #expect(reason.contains("only the medium was measured") && reason.contains("not known without the cell layer"))
  }

  /// A verdict without power says what would give it: the number of controls found reaches the power, one less does not.
  @Test func remedy() throws {
    let result = try AssayRun.run(inputs: Self.run(9, controls: 3))
    let finding = try #require(result.lines.last?.finding(.synthesis))
    let comparison = try #require(finding.comparison)
    let needed = comparison.needed(finding.effect, power: 0.9)
    let controls = try #require(needed.controls)
    #expect(controls > 3)
    let words = finding.remedy(ClassRules())
    #expect(words.contains("\(controls) control lines") && words.contains("would give 90 %"), "\(words)")
    #expect(ReadoutFinding(readout: .rate, value: 1, percentOfControl: 1, comparison: nil).remedy(ClassRules()).isEmpty)
  }

  /// A line that is a case here takes no part in the panel; one that was a case there is said.
  @Test func otherRolesThere() throws {
    let now = Self.run(1, controls: 3, caseAmount: 0.5)
    let there = try Self.document(Self.run(2, controls: 5, prefix: "H"))
    let text = String(decoding: there, as: UTF8.self)
    let alone = try AssayRun.run(inputs: now, history: [("r/assay.json", there)])
    let mixed = text.split(separator: "\"H0\"").joined(separator: "\"case\"")
    let joined = try AssayRun.run(inputs: now, history: [("r/assay.json", Array(mixed.utf8))])
    #expect(
      joined.warnings.contains { $0.message.contains("'case' is a control in the history") }, "\(joined.warnings)")
    let counts = [alone, joined].map { $0.lines.last?.finding(.synthesis)?.comparison?.controlCount }
    #expect(counts == [8, 7])
    let reverse = text.split(separator: "\"line\": \"case\"").joined(separator: "\"line\": \"C1\"")
    let warned = try AssayRun.run(inputs: now, history: [("r/assay.json", Array(reverse.utf8))])
    #expect(
      warned.warnings.contains { $0.message.contains("'C1' is a control here and was case") }, "\(warned.warnings)")
  }

  /// A run that lies in the history twice counts once, by its figures or by the digest of what was measured.
  @Test func runTwice() throws {
    let now = Self.run(1, controls: 3)
    let there = try Self.document(Self.run(2, controls: 5, prefix: "H"))
    let once = try AssayRun.run(inputs: now, history: [("r/assay.json", there)])
    let twice = try AssayRun.run(inputs: now, history: [("r/assay.json", there), ("s/assay.json", there)])
    #expect(
      twice.warnings.contains { $0.file == "s/assay.json" && $0.message.contains("the run of 'r/assay.json' again") })
    #expect(once.lines.map(\.synthesisPercentInterval.low) == twice.lines.map(\.synthesisPercentInterval.low))
    let again = Self.run(2, controls: 5, prefix: "H").map { ($0.name, $0.bytes) }
    let others = try AssayReport.files(
      AssayRun.run(inputs: Self.run(3, controls: 5, prefix: "H"), digests: ["a.csv": String(repeating: "a", count: 64)])
    )
    let digested = try AssayReport.files(
      AssayRun.run(inputs: again, digests: ["a.csv": String(repeating: "a", count: 64)]))
    let documents = try [others, digested].map { try #require($0.first { $0.name == "assay.json" }).bytes }
    let same = try AssayRun.run(inputs: now, history: [("r/assay.json", documents[0]), ("s/assay.json", documents[1])])
    #expect(same.warnings.contains { $0.file == "s/assay.json" && $0.message.contains("again") }, "\(same.warnings)")
  }

  /// Another measure or analyte is refused, one that is not named is said.
  @Test func otherMeasureThere() throws {
    let now = Self.run(1, controls: 3)
    let text = String(decoding: try Self.document(Self.run(2, controls: 5, prefix: "H")), as: UTF8.self)
    #expect(text.contains("\"collagen_measure\": \"dpm\""))
    func run(_ measure: String) throws -> AssayResult {
      let other = text.split(separator: "\"collagen_measure\": \"dpm\"").joined(separator: measure)
      return try AssayRun.run(inputs: now, history: [("r/assay.json", Array(other.utf8))])
    }
    for other in ["plate of PICP", "band_volume of 14C-Pro", "hydroxyproline"] {
      let error = #expect(throws: InputFaults.self) { try run("\"collagen_measure\": \"\(other)\"") }
      #expect(error?.message.contains(other) == true)
    }
    for vague in ["dpm of collagen", ""] {
      let result = try run("\"collagen_measure\": \"\(vague)\"")
      #expect(result.warnings.contains { $0.message.contains("is it the same?") }, "\(result.warnings)")
    }
    #expect(try !run("\"collagen_measure\": \"dpm\"").warnings.contains { $0.message.contains("is it the same?") })
  }
}
