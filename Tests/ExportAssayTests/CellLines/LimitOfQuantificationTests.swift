// Amounts below the limit of quantification are limits, not missing values: what they show, and what they leave open.

import Documents
import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct LimitOfQuantificationTests {
  /// Five control lines and a case with three dishes each; the cells of the amounts as a function of the dish.
  private static func run(
    _ amount: (_ line: String, _ isCase: Bool, _ fraction: String, _ value: Double) -> String
  ) throws -> AssayResult {
    var random = RandomSource(seed: 5)
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var amounts = "line_id,bio_rep,fraction,measure,amount\n"
    for line in ["C1", "C2", "C3", "C4", "C5", "F1"] {
      let own = 0.04 * random.normal()
      for rep in 1...3 {
        let total = 10_000 * Elementary.exp(own + 0.03 * random.normal())
        cultures += "\(line),\(line == "F1" ? "case" : "control"),\(rep),24,2,0.5,3\n"
        let secreted = 0.94 + 0.004 * random.normal()
        for (fraction, value) in [("medium", total * secreted), ("cell_layer", total * (1 - secreted))] {
          amounts += "\(line),\(rep),\(fraction),dpm,\(amount(line, line == "F1", fraction, value))\n"
        }
      }
    }
    return try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("a.csv", Array(amounts.utf8))])
  }

  /// Full retention: nothing measurable in the medium, everything in the cells. The most abnormal result there is.
  @Test func fullRetention() throws {
    let result = try Self.run { _, isCase, fraction, value in
      isCase ? (fraction == "medium" ? "<200" : "9800") : "\(value)"
    }
    let line = try #require(result.lines.first { $0.line == "F1" })
    let secretion = try #require(line.finding(.secretion))
    #expect(line.verdict?.name == .structural && line.verdict?.reason.contains("at most 2 % of control") == true)
    #expect(secretion.bound == .atMost && abs(line.secretion.value - 2) < 1e-6 && line.secretion.low == 0)
    #expect(line.flags.contains(.mediumBelowLimit) && line.secretionPercentInterval.low == 0)
    #expect(result.warnings.contains { $0.message.contains("the medium is below the limit of quantification") })
    #expect(!line.flags.contains(.fractionMissing))
  }

  /// A limit that is itself in range shows nothing: neither normal nor low.
  @Test func highLimit() throws {
    let result = try Self.run { _, isCase, fraction, value in isCase && fraction == "medium" ? "<9400" : "\(value)" }
    let line = try #require(result.lines.first { $0.line == "F1" })
    #expect(line.verdict?.name == .indeterminate && line.verdict?.reason.contains("at most") == true)
  }

  /// A cell layer below the limit is at least so much secreted: in range it may be normal, low it is not shown to be.
  @Test func cellLayer() throws {
    let normal = try Self.run { _, isCase, fraction, value in isCase && fraction == "cell_layer" ? "<600" : "\(value)" }
    let line = try #require(normal.lines.first { $0.line == "F1" })
    #expect(
      line.finding(.secretion)?.bound == .atLeast && line.verdict?.name == .normal, "\(line.verdict?.reason ?? "")")
    #expect(line.secretion.high == 100 && line.flags.contains(.cellLayerBelowLimit))
    let open = try Self.run { _, isCase, fraction, value in isCase && fraction == "cell_layer" ? "<5000" : "\(value)" }
    let other = try #require(open.lines.first { $0.line == "F1" })
    #expect(other.verdict?.name == .indeterminate, "\(other.verdict?.reason ?? "")")
  }

  /// Controls whose cell layer is below the limit: a case within 90 % is normal, one at what is published for retention low,
  /// and between the two nothing is said.
  @Test(arguments: [(0.95, BiochemicalClass.normal), (0.80, .indeterminate), (0.55, .structural)])
  func controls(_ secreted: Double, _ name: BiochemicalClass) throws {
    let result = try Self.run { _, isCase, fraction, value in
      if isCase { return "\(10_000 * (fraction == "medium" ? secreted : 1 - secreted))" }
      return fraction == "cell_layer" ? "<300" : "\(value)"
    }
    let line = try #require(result.lines.first { $0.line == "F1" })
    #expect(line.finding(.secretion)?.controlBound == .atLeast)
    #expect(line.verdict?.name == name, "\(line.verdict?.reason ?? "")")
  }

  /// Both fractions below the limit: no secretion, and synthesis is at most that.
  @Test func both() throws {
    let result = try Self.run { _, isCase, _, value in isCase ? "<100" : "\(value)" }
    let line = try #require(result.lines.first { $0.line == "F1" })
    #expect(line.secretion.value.isNaN && line.finding(.synthesis)?.bound == .atMost)
    #expect(line.verdict?.name == .indeterminate || line.verdict?.name == .quantitative)
    #expect(line.verdict?.name != .normal)
  }

  /// Zero says nothing of what could have been seen, and is refused with what to write; `loq` says it.
  @Test func zeros() throws {
    let header = "line_id,bio_rep,fraction,measure,amount,loq\n"
    func read(_ row: String) throws -> CollagenAmount {
      try CollagenAmount.read(NamedTable(Fixture.text("a.csv", header + row)))[0]
    }
    let error = #expect(throws: InputFaults.self) { try read("L,1,medium,dpm,0,\n") }
    #expect(error?.line == 2 && error?.faults.first?.remedy.contains("<250") == true)
    #expect(throws: InputFaults.self) { try read("L,1,medium,dpm,<0,\n") }
    #expect(throws: InputFaults.self) { try read("L,1,medium,dpm,<x,\n") }
    let below = try read("L,1,medium,dpm,12,250\n")
    #expect(below.isBelow && below.amount == 250)
    let above = try read("L,1,medium,dpm,251,250\n")
    #expect(!above.isBelow && above.amount == 251)
    let written = try read("L,1,medium,dpm,< 80,\n")
    #expect(written.isBelow && written.amount == 80)
  }

  /// Wells of a plate: a medium whose wells all read below LLOQ is at most the limit times its dilution and volume.
  @Test func wells() throws {
    var study = RightPlate()
    study.mediumOfCase = 0.2
    let result = try AssayRun.run(inputs: study.inputs)
    let line = try #require(result.lines.first { $0.line == "F1" })
    let dish = try #require(result.dishes.first { $0.dish.line == "F1" })
    let limit = try #require(result.plates.first).limits.lower
    #expect(dish.isMediumBelow && abs(dish.medium - limit * 40 * 2) < 1e-9, "\(dish.medium) \(limit)")
    #expect(
      line.finding(.secretion)?.bound == .atMost && line.verdict?.name == .structural, "\(line.verdict?.reason ?? "")")
  }
}

/// One plate of four controls and a case with two dishes each.
private struct RightPlate {
  /// Concentration of the case's medium in the well, ng/mL.
  var mediumOfCase = 60.0

  var inputs: [(name: String, bytes: [UInt8])] {
    var random = RandomSource(seed: 8)
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var plate = "plate_id,well,role,sample_id,line_id,bio_rep,fraction,nominal_conc,dilution_factor,signal\n"
    var next = 0
    func add(_ cells: String, _ x: Double) {
      for _ in 0..<2 {
        let y = (2.6 - 2.55 / (1 + Elementary.pow(max(x, 1e-9) / 180, 1.1))) * (1 + 0.008 * random.normal())
        plate += "P,\(WellPosition(row: next % 8, column: next / 8)?.description ?? ""),\(cells),\(y)\n"
        next += 1
      }
    }
    for level in [640.0, 320, 160, 80, 40, 20, 10, 0] {
      add(level > 0 ? "standard,S\(level),,,,\(level),1" : "blank,B,,,,,1", level)
    }
    for line in ["C1", "C2", "C3", "C4", "F1"] {
      for rep in 1...2 {
        cultures += "\(line),\(line == "F1" ? "case" : "control"),\(rep),24,2,0.5,3\n"
        let scale = Elementary.exp(0.03 * random.normal())
        add("unknown,\(line)\(rep)m,\(line),\(rep),medium,,40", (line == "F1" ? mediumOfCase : 60) * scale)
        add("unknown,\(line)\(rep)c,\(line),\(rep),cell_layer,,12", (line == "F1" ? 500 : 50) * scale)
      }
    }
    return [("c.csv", Array(cultures.utf8)), ("p.csv", Array(plate.utf8))]
  }
}
