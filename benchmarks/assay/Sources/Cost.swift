// Processor time of a run against its number of plates: each plate with its own controls, or all with the same.

import AssayReport
import ExportAssay
import Foundation
import Numerics

enum Cost {
  static func table() throws -> String {
    var text = """
      ## Processor time by plates

      Plates of 96 wells: eight standards in duplicate, five control lines and a case with two dishes each. Seconds of processor time for reading, evaluating and writing all files; in brackets the time a plate over that of ten plates.

      | plates | own control lines | the same control lines |
      |---|---|---|

      """
    var base: [Bool: Double] = [:]
    for plates in [1, 10, 50, 200] {
      var cells: [String] = []
      for isOwn in [true, false] {
        let inputs = study(plates, ownControls: isOwn)
        let start = clock()
        let result = try AssayRun.run(inputs: inputs)
        _ = try AssayReport.files(result)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        if plates == 10 { base[isOwn] = seconds / 10 }
        let ratio = base[isOwn].map { " (\(fixed(seconds / Double(plates) / $0, 2)))" } ?? ""
        cells.append(fixed(seconds, 2) + ratio)
      }
      text += "| \(plates) | \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// Cultures and one plate table.
  static func study(_ plates: Int, ownControls: Bool) -> [(name: String, bytes: [UInt8])] {
    var random = RandomSource(seed: 77)
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var plate = "plate_id,well,role,sample_id,line_id,bio_rep,fraction,nominal_conc,dilution_factor,signal\n"
    func signal(_ x: Double) -> Double {
      (0.06 + 2.9 / (1 + pow(150 / max(x, 1e-6), 1.1))) * (1 + 0.02 * random.normal())
    }
    for number in 0..<plates {
      var index = 0
      func add(_ fields: String, _ x: Double) {
        plate += "P\(number),\(WellPosition(row: index % 8, column: index / 8)!),\(fields),\(signal(x))\n"
        index += 1
      }
      for level in [0.0, 10, 20, 40, 80, 160, 320, 640] {
        for _ in 0..<2 { add("standard,S\(level),,,,\(level),1", level) }
      }
      for line in 0..<6 {
        let isCase = line == 5
        let name = isCase ? "K\(number)" : ownControls ? "C\(number)_\(line)" : "C\(line)"
        let amount = (isCase ? 50 : 100) * exp(0.1 * random.normal())
        for rep in 1...2 {
          let dish = ownControls || isCase ? rep : 2 * number + rep
          let total = amount * exp(0.07 * random.normal()) * 3 * 24
          cultures += "\(name),\(isCase ? "case" : "control"),\(dish),24,2,0.5,3\n"
          for (fraction, part, dilution) in [("medium", 0.94 * total / 2, 30.0), ("cell_layer", 0.06 * total / 0.5, 5)]
          {
            for _ in 0..<2 {
              add("unknown,x\(name)\(dish)\(fraction),\(name),\(dish),\(fraction),,\(dilution)", part / dilution)
            }
          }
        }
      }
    }
    return [("cultures.csv", Array(cultures.utf8)), ("plate.csv", Array(plate.utf8))]
  }
}
