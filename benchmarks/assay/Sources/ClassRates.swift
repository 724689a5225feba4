// How often normal lines are called abnormal or stay INDETERMINATE, and how often the loss of half is found: whole runs.

import AssayReport
import ExportAssay
import Foundation
import Numerics
import TypeICollagen

enum ClassRates {
  /// A run of one case with its controls, and control lines of earlier runs.
  struct Design {
    var controls = 5
    var dishes = 3
    var lineCV = 0.15
    var dishCV = 0.1
    /// Control lines that earlier runs have and this one has not.
    var otherLines = 0
    /// Earlier runs that the other lines are spread over.
    var runs = 0
    /// Whether all control lines, those of this run too, were in every earlier run.
    var isBridged = false
    /// Whether every line has a lane on a gel.
    var hasGel = false

    var words: String {
      var words = "\(controls) controls, \(dishes) dishes"
      if runs > 0 {
        words +=
          isBridged
          ? ", history: these and \(otherLines) others in each of \(runs) earlier runs"
          : ", history: \(otherLines) other lines in \(runs) earlier runs"
      }
      if hasGel { words += ", a gel" }
      return words + ", CV \(fixed(100 * lineCV, 0)) % of lines and \(fixed(100 * dishCV, 0)) % of dishes"
    }
  }

  /// What was counted.
  struct Count {
    var cases = 0
    var tails = [Int](repeating: 0, count: 5)
    var classes: [BiochemicalClass: Int] = [:]
    var above = 0
    var weak = 0
    var remedies = 0

    var abnormal: Int {
      cases - (classes[.normal] ?? 0) - (classes[.indeterminate] ?? 0)
    }
  }

  static let normal = [
    Design(controls: 3), Design(controls: 5), Design(controls: 5, hasGel: true), Design(controls: 8, dishes: 1),
    Design(controls: 8), Design(controls: 8, lineCV: 0.25), Design(controls: 8, hasGel: true), Design(controls: 12),
    Design(controls: 3, otherLines: 8, runs: 1), Design(controls: 3, otherLines: 8, runs: 4),
    Design(controls: 3, otherLines: 5, runs: 4, isBridged: true),
    Design(controls: 3, otherLines: 8, runs: 4, isBridged: true), Design(controls: 5, otherLines: 8, runs: 4),
    Design(controls: 5, otherLines: 8, runs: 4, isBridged: true),
    Design(controls: 3, lineCV: 0.25, otherLines: 8, runs: 4, isBridged: true),
  ]
  static let halved = [
    Design(controls: 5, lineCV: 0.06, dishCV: 0.1), Design(controls: 5, lineCV: 0.1, dishCV: 0.066),
    Design(controls: 5, lineCV: 0.104, dishCV: 0.06), Design(controls: 5, lineCV: 0.118, dishCV: 0.02),
    Design(controls: 8, lineCV: 0.15, dishCV: 0.1),
  ]

  static func table() throws -> String {
    var text = """
      ## How normal lines and lines with half the synthesis are classed

      Whole runs: control lines and a case from one population, synthesis ln-normal between lines and between dishes, secretion logit-normal with 0.15 and 0.12, every run (of those with a history) with a CV of 10 % of its own; gels with \
      shifts of 0.3 % between lines. Tails: one-sided p below 0.025 in the comparison with the controls; in brackets the lower end of the two-sided 95 % interval of the fraction (Wilson). Abnormal: any class but NORMAL and \
      INDETERMINATE. Power said: of the INDETERMINATE lines that lack power, those whose reason says what would give 90 %, or that nothing would.

      | normal lines | synthesis low, % | high | secretion low | high | slow migration | abnormal, % | above | INDETERMINATE, % | power said | n |
      |---|---|---|---|---|---|---|---|---|---|---|

      """
    for (k, design) in normal.enumerated() {
      let count = try run(design, 0, seed: 7_000 + UInt64(k), trials: Coverage.trials(1000))
      let tails = count.tails.enumerated().map { index, hits in
        index == 4 && !design.hasGel ? "-" : rate(hits, count.cases)
      }
      text +=
        "| \(design.words) | \(tails.joined(separator: " | ")) | \(rate(count.abnormal, count.cases)) | \(rate(count.above, count.cases)) | \(rate(count.classes[.indeterminate] ?? 0, count.cases)) | \(count.remedies) of \(count.weak) | \(count.cases) |\n"
    }
    text +=
      "\n| lines with half the synthesis | QUANTITATIVE, % | INDETERMINATE, % | NORMAL, % | n |\n|---|---|---|---|---|\n"
    for (k, design) in halved.enumerated() {
      let count = try run(design, log(0.5), seed: 8_000 + UInt64(k), trials: Coverage.trials(1000))
      func cell(_ name: BiochemicalClass) -> String { rate(count.classes[name] ?? 0, count.cases) }
      text +=
        "| \(design.words) | \(cell(.quantitative)) | \(cell(.indeterminate)) | \(cell(.normal)) | \(count.cases) |\n"
    }
    return text
  }

  /// A percentage with the lower end of its interval.
  private static func rate(_ hits: Int, _ all: Int) -> String {
    let fraction = Double(hits) / Double(Swift.max(1, all))
    let low = WilsonInterval(fraction: fraction, trials: Double(all)).low
    return "\(fixed(100 * fraction, 1)) (\(fixed(100 * low, 1)))"
  }

  private static func run(_ design: Design, _ effect: Double, seed: UInt64, trials: Int) throws -> Count {
    var random = RandomSource(seed: seed + Coverage.extraSeed)
    var count = Count()
    for _ in 0..<trials { try trial(design, effect, &random, &count) }
    return count
  }

  /// A line: ln synthesis, logit secretion and migration.
  private struct Line {
    let name: String
    let isCase: Bool
    let amount: Double
    let logit: Double
    let shift: Double
  }

  private static func trial(
    _ design: Design, _ effect: Double, _ random: inout RandomSource, _ count: inout Count
  ) throws {
    let all = (0..<design.controls + design.otherLines).map { k in line("L\(k)", false, design, 0, &random) }
    let own = Array(all.prefix(design.controls)), others = Array(all.dropFirst(design.controls))
    var history: [(name: String, bytes: [UInt8])] = []
    for earlier in 0..<design.runs {
      let lines =
        design.isBridged ? all : others.enumerated().filter { $0.offset % design.runs == earlier }.map(\.element)
      let files = inputs(lines, design, 0.1, &random)
      let document = try AssayReport.json(AssayRun.run(inputs: files), version: nil)
      history.append(("run\(earlier).json", Array(document.utf8)))
    }
    let lines = own + [line("K", true, design, effect, &random)]
    let files = inputs(lines, design, design.runs > 0 ? 0.1 : 0, &random)
    let result = try AssayRun.run(inputs: files, history: history)
    guard let found = result.lines.first(where: { $0.line == "K" }), let verdict = found.verdict else { return }
    count.cases += 1
    count.classes[verdict.name, default: 0] += 1
    let synthesis = found.finding(.synthesis)?.comparison, secretion = found.finding(.secretion)?.comparison
    let migration = found.finding(.migration)?.comparison
    let tails = [synthesis?.pLow, synthesis?.pHigh, secretion?.pLow, secretion?.pHigh, migration?.pHigh]
    for (index, p) in tails.enumerated() where p ?? 1 < 0.025 { count.tails[index] += 1 }
    if verdict.flags.contains(.aboveControls) { count.above += 1 }
    if verdict.flags.contains(.lowPower) {
      count.weak += 1
      if verdict.reason.contains("would give") { count.remedies += 1 }
    }
  }

  private static func sigma(_ cv: Double) -> Double { log(1 + cv * cv).squareRoot() }

  private static func line(
    _ name: String, _ isCase: Bool, _ design: Design, _ effect: Double, _ random: inout RandomSource
  ) -> Line {
    Line(
      name: name, isCase: isCase, amount: effect + sigma(design.lineCV) * random.normal(),
      logit: log(0.94 / 0.06) + 0.15 * random.normal(), shift: 0.3 * random.normal())
  }

  /// The tables of one run.
  private static func inputs(
    _ lines: [Line], _ design: Design, _ runCV: Double, _ random: inout RandomSource
  ) -> [(name: String, bytes: [UInt8])] {
    let shift = sigma(runCV) * random.normal()
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var amounts = "line_id,bio_rep,fraction,measure,amount\n"
    var bands = "gel_id,lane,line_id,role,fraction,label,band,volume,rf\n"
    for (k, line) in lines.enumerated() {
      let role = line.isCase ? "case" : "control"
      for dish in 1...design.dishes {
        let total = exp(log(1000) + line.amount + shift + sigma(design.dishCV) * random.normal())
        let secreted = 1 / (1 + exp(-(line.logit + 0.12 * random.normal())))
        cultures += "\(line.name),\(role),\(dish),24,1,1,1\n"
        amounts += "\(line.name),\(dish),medium,dpm,\(total * secreted)\n"
        amounts += "\(line.name),\(dish),cell_layer,dpm,\(total * (1 - secreted))\n"
      }
      let rf = 0.41 * (1 - (line.shift + 0.1 * random.normal()) / 100)
      bands += "G1,\(k + 1),\(line.name),\(role),medium,14C-Pro,alpha1_I,\(2000 * exp(0.02 * random.normal())),\(rf)\n"
      bands +=
        "G1,\(k + 1),\(line.name),\(role),medium,14C-Pro,alpha2_I,\(1000 * exp(0.02 * random.normal())),\(rf + 0.04)\n"
    }
    let files = [("c.csv", cultures), ("a.csv", amounts)] + (design.hasGel ? [("b.csv", bands)] : [])
    return files.map { ($0.0, Array($0.1.utf8)) }
  }
}
