// A right study made from a seed: cultures and plates whose classes and figures are known to follow from the tables.

import Numerics
import Testing

@testable import ExportAssay

/// A table as columns and rows, to be written in any order and form.
struct StudyTable {
  var columns: [String]
  var rows: [[String: String]]

  func text(_ separator: String = ",") -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } }).map { $0.joined(separator: separator) }
      .joined(separator: "\n") + "\n"
  }
}

/// Cultures and plates of control lines and one or two cases.
struct RightStudy {
  var cultures: StudyTable
  var plate: StudyTable
  let caseLines: [String]

  var inputs: [(name: String, bytes: [UInt8])] {
    [("cultures.csv", Array(cultures.text().utf8)), ("plate.csv", Array(plate.text().utf8))]
  }

  private struct Line {
    let name: String
    let isCase: Bool
    let amount: Double
    let secreted: Double
  }

  init(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let dishes = 2 + random.below(2)
    let plates = 1 + random.below(2)
    let hasBatches = random.below(3) == 0
    let normalizers = [["dna_ug"], ["dna_ug", "protein_ug"], ["cells_x1e5", "dna_ug", "protein_ug"], ["protein_ug"]][
      random.below(4)]
    let units = [["ng/mL"], ["ng/mL", "ug/mL"], [""]][random.below(3)]
    let volumes = [(2.0, 0.5), (1.0, 0.25), (5.0, 1.0)][random.below(3)]
    let hours = [18.0, 24, 48][random.below(3)]
    let kinds = [(0.5, 0.94), (1.0, 0.62), (1.0, 0.94)]
    var lines = (0..<(1 + random.below(2))).map { k -> Line in
      let kind = kinds[random.below(3)]
      return Line(name: "F\(k + 1)", isCase: true, amount: kind.0, secreted: kind.1)
    }
    caseLines = lines.map(\.name)
    for k in 1...(4 + random.below(5)) {
      let secreted = 1 / (1 + Elementary.exp(-(2.75 + 0.1 * random.normal())))
      lines.append(
        Line(name: "C\(k)", isCase: false, amount: Elementary.exp(0.05 * random.normal()), secreted: secreted))
    }
    var cultures = StudyTable(
      columns: ["line_id", "role", "passage", "bio_rep"] + (hasBatches ? ["batch"] : [])
        + ["confluent_days", "ascorbate_ug_ml", "label_hours", "medium_ml", "cell_layer_ml"] + normalizers, rows: [])
    var plate = StudyTable(
      columns: ["plate_id", "well", "role", "sample_id", "line_id", "bio_rep"] + (hasBatches ? ["batch"] : [])
        + ["tech_rep", "fraction", "nominal_conc", "dilution_factor", "signal"] + (units == [""] ? [] : ["unit"]),
      rows: [])
    var next = [Int](repeating: 0, count: plates)
    func add(_ index: Int, _ cells: [String: String], _ concentration: Double, _ random: inout RandomSource) {
      let y = 2.6 - 2.55 / (1 + Elementary.pow(Swift.max(concentration, 1e-9) / 180, 1.1))
      var row = cells
      row["plate_id"] = "P\(index + 1)"
      row["well"] = WellPosition(row: next[index] % 16, column: next[index] / 16)?.description
      row["signal"] = number(y * Elementary.exp(0.01 * random.normal()))
      row["unit"] = units[index % units.count]
      next[index] += 1
      plate.rows.append(row)
    }
    for index in 0..<plates {
      let scale = units[index % units.count] == "ug/mL" ? 1e-3 : 1
      for level in [640.0, 320, 160, 80, 40, 20, 10, 5, 0] {
        for tech in 1...2 {
          let cells = [
            "role": level > 0 ? "standard" : "blank", "sample_id": "S\(Int(level))", "tech_rep": String(tech),
            "nominal_conc": number(level * scale), "dilution_factor": "1",
          ]
          add(index, cells, level, &random)
        }
      }
    }
    for line in lines {
      for rep in 1...dishes {
        let batch = hasBatches ? "B\(1 + rep % 2)" : ""
        let size = Elementary.exp(0.1 * random.normal())
        let masses = ["dna_ug": 2.9 * size, "protein_ug": 180 * size, "cells_x1e5": 4.1 * size]
        var culture = [
          "line_id": line.name, "role": line.isCase ? "case" : "control", "passage": String(4 + random.below(4)),
          "bio_rep": String(rep), "batch": batch, "confluent_days": "2", "ascorbate_ug_ml": "50",
          "label_hours": number(hours), "medium_ml": number(volumes.0), "cell_layer_ml": number(volumes.1),
        ]
        for (name, mass) in masses { culture[name] = number(mass * Elementary.exp(0.02 * random.normal())) }
        cultures.rows.append(culture)
        let total = 5400 * line.amount * size * Elementary.exp(0.03 * random.normal())
        for (fraction, mass, volume, dilution) in [
          ("medium", total * line.secreted, volumes.0, 40.0),
          ("cell_layer", total * (1 - line.secreted), volumes.1, 12),
        ] {
          for tech in 1...2 {
            let cells = [
              "role": "unknown", "sample_id": "\(line.name)-\(rep)-\(fraction)", "line_id": line.name,
              "bio_rep": String(rep), "batch": batch, "tech_rep": String(tech), "fraction": fraction,
              "dilution_factor": number(dilution),
            ]
            add(rep % plates, cells, mass / volume / dilution * Elementary.exp(0.01 * random.normal()), &random)
          }
        }
      }
    }
    self.cultures = cultures
    self.plate = plate
  }
}

/// A number as a table has it.
func number(_ value: Double) -> String {
  let rounded = (value * 1e6).rounded() / 1e6
  return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
}
