// One dish by hand: amounts in medium and cell layer, secretion, synthesis, and where each warning comes from.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct DishMeasurementTests {
  /// A straight line, signal = 0.1 + concentration / 1000, with wells that straddle it evenly.
  private static func plate(_ wells: [(line: String, rep: Int, fraction: String, conc: Double, dilution: Double)])
    -> String
  {
    var text = "plate_id,well,role,sample_id,line_id,bio_rep,fraction,nominal_conc,dilution_factor,signal\n"
    var next = 0
    func add(_ cells: String, _ concentration: Double) {
      for (k, shift) in [-0.001, 0.001].enumerated() {
        let place = WellPosition(row: next % 8, column: next / 8)?.description ?? ""
        let signal = 0.1 + concentration / 1000 + shift
        text += "P1,\(place),\(cells.replacingOccurrences(of: "#", with: String(k))),\(signal)\n"
        next += 1
      }
    }
    for level in [100.0, 200, 300, 400] { add("standard,S\(level),,,,\(level),1", level) }
    for well in wells {
      let sample = "\(well.line)-\(well.rep)-\(well.fraction)"
      add("unknown,\(sample),\(well.line),\(well.rep),\(well.fraction),,\(well.dilution)", well.conc)
    }
    return text
  }

  private static let cultures =
    "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug,protein_ug,hyp_dialysable,hyp_total\n"

  private static func run(_ plate: String, _ rows: String) throws -> AssayResult {
    try AssayRun.run(inputs: [("p.csv", Array(plate.utf8)), ("c.csv", Array((cultures + rows).utf8))])
  }

  /// Medium 200 ng/mL x 2 mL x 10 = 4000, cells 250 x 0.5 = 125: 96.97 % secreted, 4125 / 3 ug DNA / 24 h made.
  @Test func byHand() throws {
    let result = try Self.run(
      Self.plate([("L", 1, "medium", 200, 10), ("L", 1, "cell_layer", 250, 1)]), "L,case,1,24,2,0.5,3,60,,\n")
    let dish = try #require(result.dishes.first)
    #expect(result.dishes.count == 1 && dish.batch == "P1")
    #expect(abs(dish.medium - 4000) < 0.5 && abs(dish.cellLayer - 125) < 0.05)
    #expect(abs(dish.secretionPercent - 100 * 4000 / 4125) < 1e-3)
    #expect(abs(dish.logitSecretion - log(32)) < 1e-3)
    #expect(abs(dish.synthesis(.dna) - 4125 / 72.0) < 0.01 && abs(dish.synthesis(.protein) - 4125 / 1440.0) < 0.001)
    #expect(dish.synthesis(.cells).isNaN && abs(dish.synthesis(.dish) - 4125 / 24.0) < 0.1)
    #expect(dish.degradedFraction == 0 && dish.mediumError > 0 && dish.cellLayerError > 0)
    #expect(abs(dish.logitError - hypot(dish.mediumError, dish.cellLayerError)) < 1e-15)
    #expect(result.normalizer == .dna)
  }

  /// A quarter of the hydroxyproline is dialysable: what was made is a third more than medium and cells hold.
  @Test func degraded() throws {
    let result = try Self.run(
      Self.plate([("L", 1, "medium", 300, 1), ("L", 1, "cell_layer", 300, 1)]), "L,case,1,24,1,1,3,,2.5,10\n")
    let dish = try #require(result.dishes.first)
    #expect(abs(dish.degradedFraction - 0.25) < 1e-12 && abs(dish.total - 800) < 0.5)
    #expect(abs(dish.secretionPercent - 50) < 0.01)
  }

  /// One fraction alone gives an amount and no secretion, and is flagged; without a volume nothing is given and that is said.
  @Test func missingParts() throws {
    let half = try Self.run(Self.plate([("L", 1, "medium", 300, 1)]), "L,case,1,24,1,1,3,,,\n")
    let dish = try #require(half.dishes.first)
    #expect(dish.flags.contains(.fractionMissing) && dish.secretionPercent.isNaN && abs(dish.medium - 300) < 0.5)
    let bare = try Self.run(Self.plate([("L", 1, "medium", 300, 1)]), "L,case,1,24,,,3,,,\n")
    #expect(bare.dishes.isEmpty && bare.warnings.contains { $0.message.contains("no usable well, or medium_ml") })
  }

  /// A dish on a plate that no table lists, and a plate without cultures, are told once.
  @Test func unlisted() throws {
    let plate = Self.plate([("L", 1, "medium", 300, 1), ("M", 2, "medium", 300, 1)])
    let result = try Self.run(plate, "L,case,1,24,1,1,3,,,\n")
    #expect(result.warnings.map(\.message) == ["line 'M', dish 2 is on the plate but not in the cultures table"])
    let alone = try AssayRun.run(inputs: [("p.csv", Array(plate.utf8))])
    #expect(alone.warnings.count == 1 && alone.warnings[0].message.contains("no cultures table"))
  }

  /// The normaliser is the first of DNA, protein and cells that more than half of the dishes have; a dish without it is said.
  @Test func normalizers() throws {
    let plate = Self.plate([
      ("L", 1, "medium", 300, 1), ("L", 1, "cell_layer", 300, 1), ("L", 2, "medium", 300, 1),
      ("L", 2, "cell_layer", 300, 1),
    ])
    for (rows, normalizer) in [
      ("L,case,1,24,1,1,3,60,,\nL,case,2,24,1,1,3,60,,\n", DishMeasurement.Normalizer.dna),
      ("L,case,1,24,1,1,,60,,\nL,case,2,24,1,1,3,60,,\n", .protein),
      ("L,case,1,24,1,1,,,,\nL,case,2,24,1,1,3,60,,\n", .dna), ("L,case,1,24,1,1,,,,\n", .dish),
    ] { #expect(try Self.run(plate, rows).normalizer == normalizer) }
    let lacking = try Self.run(plate, "L,case,1,24,1,1,,,,\nL,case,2,24,1,1,3,60,,\n")
    #expect(lacking.warnings.contains { $0.message.contains("dish 1 of 'L' has no dna_ug") && $0.line == 2 })
    #expect(lacking.lines[0].flags.contains(.normalizerMissing) && lacking.dishes[0].synthesis(.dna).isNaN)
  }

  /// Flags of the culture reach the dish and take its line's readouts out of the verdict.
  @Test func cultureFlags() throws {
    let header =
      "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug,confluent_days,ascorbate_ug_ml,passage\n"
    let plate = Self.plate([("L", 1, "medium", 300, 1), ("L", 1, "cell_layer", 300, 1)])
    for (cells, flag) in [("0,50,5", QualityFlag.notConfluent), ("3,0,5", .noAscorbate), ("3,50,11", .passageHigh)] {
      let rows = header + "L,case,1,24,1,1,3,\(cells)\n"
      let result = try AssayRun.run(inputs: [("p.csv", Array(plate.utf8)), ("c.csv", Array(rows.utf8))])
      #expect(result.dishes.first?.flags.contains(flag) == true && result.lines[0].flags.contains(flag))
      let isExcluded = result.lines[0].finding(.synthesis)?.isExcluded
      #expect(isExcluded == (flag != .passageHigh), "\(flag)")
    }
  }
}
