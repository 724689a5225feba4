// The columns batch, analyte and unit of every table: matched, kept apart, or refused.

import Documents
import Foundation
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct BatchColumnTests {
  private static let lines = ["C1", "C2", "C3", "F1"]

  /// Two dishes numbered 1, one in each of two batches; the second has twice the DNA.
  private static let cultures: String = {
    var text = "line_id,role,bio_rep,batch,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    for line in lines {
      let role = line == "F1" ? "case" : "control"
      text += "\(line),\(role),1,B1,24,2,0.5,3\n\(line),\(role),1,B2,24,2,0.5,6\n"
    }
    return text
  }()

  private static func gel(batch: Bool) -> String {
    var text =
      "gel_id,lane,line_id,role,bio_rep,\(batch ? "batch," : "")fraction,label,band,volume,loading,loading_unit\n"
    var lane = 0
    for line in lines {
      for name in batch ? ["B1", "B2"] : ["B1"] {
        for fraction in ["medium", "cell_layer"] {
          lane += 1
          let volume = (fraction == "medium" ? 900 : 100) * (name == "B2" ? 2 : 1) + lane
          text +=
            "G1,\(lane),\(line),\(line == "F1" ? "case" : "control"),1,\(batch ? name + "," : "")\(fraction),14C-Pro,alpha1_I,\(volume),50,%\n"
        }
      }
    }
    return text
  }

  private static func amounts(batch: Bool) -> String {
    var text = "line_id,bio_rep,\(batch ? "batch," : "")fraction,measure,amount\n"
    for line in lines {
      for name in batch ? ["B1", "B2"] : ["B1"] {
        let own = batch ? name + "," : ""
        let factor = name == "B2" ? 2 : 1
        text += "\(line),1,\(own)medium,dpm,\(900 * factor)\n\(line),1,\(own)cell_layer,dpm,\(100 * factor)\n"
      }
    }
    return text
  }

  private static func run(_ tables: (String, String)...) throws -> AssayResult {
    try AssayRun.run(inputs: [("cultures.csv", Array(cultures.utf8))] + tables.map { ($0, Array($1.utf8)) })
  }

  /// Amounts and bands of two batches are those of two dishes; without the batch they may be of either.
  @Test func equalNumbersOfTwoBatches() throws {
    for (name, table) in [("bands.csv", Self.gel), ("amounts.csv", Self.amounts)] {
      let result = try Self.run((name, table(true)))
      let case1 = try #require(result.lines.first { $0.line == "F1" })
      #expect(case1.dishCount == 2, "\(name)")
      let own = result.dishes.filter { $0.dish.line == "F1" }.map { $0.synthesis(.dna) }
      #expect(own.count == 2 && abs(own[0] / own[1] - 1) < 0.03, "\(name): \(own)")
      let error = #expect(throws: InputFaults.self, "\(name)") { try Self.run((name, table(false))) }
      #expect(error?.code == .inconsistent && error?.message.contains("two batches") == true, "\(error?.message ?? "")")
    }
  }

  /// A table without a use for analyte or unit holds one of each; the cultures have their units in the columns' names.
  @Test func oneAnalyteAndUnit() throws {
    let chase = "experiment_id,line_id,role,chase_min,fraction,counts,unit,batch,analyte\n"
    let one = chase + "E,C1,control,0,medium,10,cpm,B1,PICP\nE,C1,control,10,medium,10,cpm,B1,PICP\n"
    #expect(throws: Never.self) { try ChaseCount.read(NamedTable(Fixture.text("c.csv", one))) }
    for (column, other) in [("analyte", "P1NP"), ("unit", "dpm")] {
      let two =
        one + (column == "unit" ? "E,C1,control,20,medium,10,dpm,B1,PICP\n" : "E,C1,control,20,medium,10,cpm,B1,P1NP\n")
      let error = #expect(throws: InputFaults.self) { try ChaseCount.read(NamedTable(Fixture.text("c.csv", two))) }
      #expect(error?.line == 4 && error?.message.contains(other) == true, "\(error?.message ?? "")")
    }
    let cultures = "line_id,role,medium_ml,unit\nC1,control,2,mL\n"
    let error = #expect(throws: InputFaults.self) { try CultureDish.read(NamedTable(Fixture.text("c.csv", cultures))) }
    #expect(error?.faults.first?.remedy.contains("medium_ul") == true)
  }

  /// Half-lives are compared with the controls of the same batch.
  @Test func chasesWithinBatches() throws {
    var text = "experiment_id,line_id,role,batch,chase_min,fraction,counts,count_unit\n"
    for (line, batch, halfLife) in [
      ("C1", "B1", 20.0), ("C2", "B1", 22), ("C3", "B1", 24), ("C1", "B2", 40), ("C2", "B2", 44), ("C3", "B2", 48),
      ("F1", "B2", 44),
    ] {
      for time in [0.0, 10, 20, 40, 80, 160] {
        let out = 1 - exp2(-time / halfLife)
        let role = line == "F1" ? "case" : "control"
        text += "E,\(line),\(role),\(batch),\(time),medium,\(20_000 * out * 0.9),dpm\n"
        text += "E,\(line),\(role),\(batch),\(time),cell_layer,\(20_000 * (1 - 0.9 * out)),dpm\n"
      }
    }
    let result = try AssayRun.run(inputs: [("chase.csv", Array(text.utf8))])
    let found = try #require(result.lines.first { $0.line == "F1" }?.finding(.rate))
    #expect(abs(found.percentOfControl - 100) < 3, "\(found.percentOfControl)")
  }
}
