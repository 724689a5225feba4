// Do 95 % intervals cover in 93 to 97 %? Seeded simulations.

import ExportAssay
import Foundation
import Numerics

/// Hits by decile.
struct Deciles {
  var hits = [Int](repeating: 0, count: 10)
  var counts = [Int](repeating: 0, count: 10)

  mutating func add(_ fraction: Double, _ hit: Bool) {
    let k = min(9, max(0, Int(fraction * 10)))
    counts[k] += 1
    if hit { hits[k] += 1 }
  }

  var cells: String {
    (0..<10).map { counts[$0] > 0 ? fixed(100 * Double(hits[$0]) / Double(counts[$0]), 1) : "-" }.joined(
      separator: " | ")
  }
  /// Coverage by thirds: the first three deciles, the next four, the last three.
  var thirds: String {
    [0..<3, 3..<7, 7..<10].map { part in
      fixed(100 * Double(hits[part].reduce(0, +)) / Double(max(1, counts[part].reduce(0, +))), 1)
    }.joined(separator: " | ")
  }
  var total: Int { counts.reduce(0, +) }
  var overall: Double { 100 * Double(hits.reduce(0, +)) / Double(max(1, total)) }
}

enum Coverage {
  /// ASSAY_TRIALS multiplies the number of trials, ASSAY_SEED is added to the seeds.
  static let factor = Double(ProcessInfo.processInfo.environment["ASSAY_TRIALS"] ?? "1") ?? 1
  static let extraSeed = UInt64(ProcessInfo.processInfo.environment["ASSAY_SEED"] ?? "0") ?? 0
  static func trials(_ count: Int) -> Int { Int(Double(count) * factor) }

  static let header =
    "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | all | n |\n|---|" + String(repeating: "---|", count: 13)

  struct Truth {
    let a: Double, d: Double, c: Double, b: Double, g: Double
    func signal(_ x: Double) -> Double { d + (a - d) / pow(1 + (x > 0 ? pow(x / c, b) : 0), g) }
  }

  static func truth(_ random: inout RandomSource, five: Bool) -> Truth {
    Truth(
      a: random.uniform(0.04, 0.12), d: random.uniform(2.2, 4), c: exp(random.uniform(log(80), log(260))),
      b: random.uniform(0.9, 1.5), g: five ? exp(random.uniform(log(0.6), log(1.8))) : 1)
  }

  static func curves() throws -> String {
    var text =
      "## Coverage of the 95 % interval of a back-calculated concentration, by decile of ln x between LLOQ and ULOQ\n\n"
    text +=
      "Truth 4PL and 5PL in turn; noise sd = s mu^theta with s so that the CV is 2 to 6 % at signal 1; the program chooses function and theta; plates of 8 levels in duplicate or triplicate (10, 20 ... 1280), zero standard included; 30 single unknowns a plate.\n\n| truth | "
      + header.dropFirst(2) + "\n"
    for five in [false, true] {
      for theta in [0.0, 0.5, 1.0, -1] {
        var random = RandomSource(seed: 20_260_301 + extraSeed)
        var deciles = Deciles()
        for plate in 0..<trials(600) {
          let truth = truth(&random, five: five)
          let exponent = theta < 0 ? random.uniform() : theta
          let s = random.uniform(0.02, 0.06)
          func noisy(_ x: Double) -> Double {
            let mu = truth.signal(x)
            return mu + s * pow(mu, exponent) * random.normal()
          }
          var csv = "plate_id,well,role,nominal_conc,signal\n"
          var index = 0
          func add(_ role: String, _ nominal: String, _ signal: Double) {
            csv += "P,\(WellPosition(row: index % 16, column: index / 16)!),\(role),\(nominal),\(signal)\n"
            index += 1
          }
          for level in [0.0, 10, 20, 40, 80, 160, 320, 640, 1280] {
            for _ in 0..<(plate % 2 == 0 ? 3 : 2) { add("standard", "\(level)", noisy(level)) }
          }
          var xs: [Double] = []
          for _ in 0..<30 {
            let x = exp(random.uniform(log(10), log(1280)))
            xs.append(x)
            add("unknown", "", noisy(x))
          }
          let result = try AssayRun.run(inputs: [("sim.csv", Array(csv.utf8))])
          let limits = result.plates[0].limits
          guard limits.lower < limits.upper else { continue }
          let unknowns = result.plates[0].wells.filter { $0.well.role == .unknown }
          for (k, item) in unknowns.enumerated() where xs[k] >= limits.lower && xs[k] <= limits.upper {
            guard let reading = item.reading else { continue }
            deciles.add(
              log(xs[k] / limits.lower) / log(limits.upper / limits.lower),
              reading.low <= xs[k] && xs[k] <= reading.high)
          }
        }
        text +=
          "| \(five ? "5PL" : "4PL"), theta \(theta < 0 ? "0 to 1" : fixed(theta, 1)) | \(deciles.cells) | \(fixed(deciles.overall, 1)) | \(deciles.total) |\n"
      }
    }
    return text
  }

  /// Studies of six lines with three dishes each on one plate.
  static func secretion() throws -> String {
    var random = RandomSource(seed: 7 + extraSeed)
    var fraction = Deciles()
    var amount = Deciles()
    for _ in 0..<trials(2400) {
      var truths: [(secretion: Double, synthesis: Double)] = []
      var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
      var plate = "plate_id,well,role,sample_id,line_id,bio_rep,fraction,nominal_conc,dilution_factor,signal\n"
      let truth = Truth(a: 0.06, d: 3, c: 150, b: 1.1, g: 1)
      var index = 0
      func add(_ fields: String, _ x: Double) {
        let mu = truth.signal(x)
        plate +=
          "P,\(WellPosition(row: index % 16, column: index / 16)!),\(fields),\(mu * (1 + 0.03 * random.normal()))\n"
        index += 1
      }
      for level in [0.0, 10, 20, 40, 80, 160, 320, 640] {
        for _ in 0..<2 { add("standard,S\(level),,,,\(level),1", level) }
      }
      for line in 0..<6 {
        let p = random.uniform(0.5, 0.96)
        let synthesis = exp(random.uniform(log(60), log(180)))
        truths.append((p, synthesis))
        for rep in 1...3 {
          let l = log(p / (1 - p)) + 0.12 * random.normal()
          let q = 1 / (1 + exp(-l))
          let total = synthesis * exp(0.07 * random.normal()) * 3 * 24
          cultures += "L\(line),\(line < 5 ? "control" : "case"),\(rep),24,2,0.5,3\n"
          for (fraction, amount, dilution) in [
            ("medium", total * q / 2, 30.0), ("cell_layer", total * (1 - q) / 0.5, 20.0),
          ] {
            for _ in 0..<2 {
              add("unknown,x\(line)\(rep)\(fraction),L\(line),\(rep),\(fraction),,\(dilution)", amount / dilution)
            }
          }
        }
      }
      let result = try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("p.csv", Array(plate.utf8))])
      for (k, line) in result.lines.enumerated() where line.dishCount == 3 && !line.flags.contains(.fractionMissing) {
        let t = truths[k]
        fraction.add(
          (t.secretion - 0.5) / 0.46,
          line.secretion.low <= 100 * t.secretion && 100 * t.secretion <= line.secretion.high)
        amount.add(
          log(t.synthesis / 60) / log(3), line.synthesis.low <= t.synthesis && t.synthesis <= line.synthesis.high)
      }
    }
    return
      "## Coverage of per cent export (by decile of the true fraction, 50 to 96 %) and of synthesis\n\nSix lines, three dishes each (logit sd 0.12, ln sd 0.07 between dishes), duplicate wells, 3 % noise of the signal.\n\n| figure | "
      + header.dropFirst(2)
      + "\n| exported, % | \(fraction.cells) | \(fixed(fraction.overall, 1)) | \(fraction.total) |\n| synthesis | \(amount.cells) | \(fixed(amount.overall, 1)) | \(amount.total) |\n"
  }
}
