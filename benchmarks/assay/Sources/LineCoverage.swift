// Do the 95 % intervals of cell lines cover in 93 to 97 %, over plates, dishes and controls as laboratories have them?

import ExportAssay
import Foundation
import Numerics
import TypeICollagen

enum LineCoverage {
  struct Design {
    let plates: Int
    let dishes: Int
    let controls: Int
    let plateCV: Double
    var outliers = 0.0
    var unequal = false
    var lineCV = 0.15

    var words: String {
      "\(plates) plate\(plates > 1 ? "s" : ""), \(dishes) dish\(dishes > 1 ? "es" : ""), \(controls) controls, plate CV \(fixed(100 * plateCV, 0)) %"
        + (outliers > 0 ? ", 5 % outliers" : "") + (unequal ? ", dishes of the case vary twice as much" : "")
    }
  }

  static let designs = [
    Design(plates: 1, dishes: 1, controls: 5, plateCV: 0.1), Design(plates: 1, dishes: 2, controls: 3, plateCV: 0.2),
    Design(plates: 1, dishes: 3, controls: 5, plateCV: 0.1),
    Design(plates: 1, dishes: 3, controls: 8, plateCV: 0, outliers: 0.05),
    Design(plates: 2, dishes: 2, controls: 5, plateCV: 0.1), Design(plates: 2, dishes: 4, controls: 3, plateCV: 0.2),
    Design(plates: 3, dishes: 3, controls: 5, plateCV: 0), Design(plates: 3, dishes: 3, controls: 8, plateCV: 0.2),
    Design(plates: 3, dishes: 6, controls: 5, plateCV: 0.1, outliers: 0.05),
    Design(plates: 4, dishes: 4, controls: 8, plateCV: 0.1, unequal: true),
    Design(plates: 6, dishes: 6, controls: 3, plateCV: 0.2),
    Design(plates: 6, dishes: 6, controls: 8, plateCV: 0.1, outliers: 0.05),
  ]

  /// What was counted of one design.
  struct Count {
    var lines = 0
    var percent = 0
    var secretion = 0
    var level = 0
    var low = 0
    var ratios: [Double] = []
    var outliers = 0
  }

  static func table() throws -> String {
    var text = """
      ## Coverage of the intervals of cell lines

      Control lines and a normal case from one population: synthesis ln-normal with a CV of 15 % between lines and 10 % between dishes, secretion logit-normal with 0.15 and 0.12; a plate multiplies all its dishes. Dish k lies on \
      plate k mod plates. An outlier is a dish at 2 or 1/2 of its value. Columns: synthesis and secretion of the case in per cent of the mean of normal lines; the level of synthesis of every line (not given on one plate, where \
      the plate cannot be seen); normal cases called low in synthesis at 2.5 %; median width of the interval of synthesis, high / low.

      | design | synthesis, % of control | secretion, % of control | level | called low, % | high / low | n |
      |---|---|---|---|---|---|---|

      """
    for (k, design) in designs.enumerated() {
      var random = RandomSource(seed: 1_000 + UInt64(k) + Coverage.extraSeed)
      var count = Count()
      for _ in 0..<Coverage.trials(1000) { try trial(design, &random, &count) }
      func percent(_ hits: Int, _ all: Int) -> String { all > 0 ? fixed(100 * Double(hits) / Double(all), 1) : "-" }
      let width = count.ratios.sorted()[count.ratios.count / 2]
      text +=
        "| \(design.words) | \(percent(count.percent, count.lines)) | \(percent(count.secretion, count.lines)) | \(design.plates > 1 ? percent(count.level, count.lines * (design.controls + 1)) : "-") | \(percent(count.low, count.lines)) | \(fixed(width, 2)) | \(count.lines) |\n"
    }
    return text
  }

  private static func trial(_ design: Design, _ random: inout RandomSource, _ count: inout Count) throws {
    func sigma(_ cv: Double) -> Double { log(1 + cv * cv).squareRoot() }
    var cultures = "line_id,role,bio_rep,batch,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var amounts = "line_id,bio_rep,batch,fraction,measure,amount\n"
    let plates = (0..<design.plates).map { _ in sigma(design.plateCV) * random.normal() }
    var truth: [(synthesis: Double, secretion: Double)] = []
    for line in 0...design.controls {
      let isCase = line == design.controls
      let own = sigma(design.lineCV) * random.normal()
      let logit = log(0.94 / 0.06) + 0.15 * random.normal()
      truth.append((own, logit))
      for dish in 0..<design.dishes {
        let factor = isCase && design.unequal ? 2.0 : 1
        var value = log(1000) + own + plates[dish % design.plates] + factor * sigma(0.1) * random.normal()
        if random.uniform() < design.outliers { value += (random.uniform() < 0.5 ? -1 : 1) * log(2) }
        let secreted = 1 / (1 + exp(-(logit + factor * 0.12 * random.normal())))
        let batch = "P\(dish % design.plates)"
        cultures += "L\(line),\(isCase ? "case" : "control"),\(dish + 1),\(batch),1,1,1,1\n"
        amounts += "L\(line),\(dish + 1),\(batch),medium,dpm,\(exp(value) * secreted)\n"
        amounts += "L\(line),\(dish + 1),\(batch),cell_layer,dpm,\(exp(value) * (1 - secreted))\n"
      }
    }
    let result = try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("a.csv", Array(amounts.utf8))])
    count.lines += 1
    for (k, line) in result.lines.enumerated() {
      let level = 1000 * exp(truth[k].synthesis)
      if line.synthesis.low <= level, level <= line.synthesis.high { count.level += 1 }
      guard line.role == .case else { continue }
      let percent = 100 * exp(truth[k].synthesis)
      let (low, high) = line.synthesisPercentInterval
      if low <= percent, percent <= high { count.percent += 1 }
      count.ratios.append(high / low)
      let secretion = 100 * (1 / (1 + exp(-truth[k].secretion))) / 0.94
      if line.secretionPercentInterval.low <= secretion, secretion <= line.secretionPercentInterval.high {
        count.secretion += 1
      }
      if line.finding(.synthesis)?.comparison?.pLow ?? 1 < 0.025 { count.low += 1 }
    }
  }
}
