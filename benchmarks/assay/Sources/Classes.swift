// Recovery of the biochemical class on simulated lines with the effect sizes of the literature.

import ExportAssay
import Foundation
import Numerics
import TypeICollagen

enum Classes {
  /// Numbers of control lines, one table each group; ASSAY_PANELS sets one other group.
  static let panels: [[Int]] = {
    if let own = ProcessInfo.processInfo.environment["ASSAY_PANELS"] {
      return [own.split(separator: ",").compactMap { Int($0) }]
    }
    return [[5, 8, 12], [3, 4], [15, 20]]
  }()

  static func table() throws -> String { try panels.map { try table($0) }.joined(separator: "\n") }

  private static func table(_ panels: [Int]) throws -> String {
    let names = panels.map(String.init).joined(separator: ", ")
    var text = "## Class recovery on \(Coverage.trials(20_000)) simulated lines, \(names) controls\n\n"
    text +=
      "Effects: null allele, synthesis 50 % of control (ln sd 0.06 between alleles); structural, synthesis 70 to 110 %, export 51 to 79 % of control, shift 1 to 3 % (half of the studies have gels); mixed, both (synthesis 50 %); N-processing, 35 to 50 % of chains keep the propeptide; homotrimer, no alpha2. Power: the smaller of those printed beside the verdict for synthesis (to see the loss of half, and to exclude it) and for export (79 % of control). Control lines with a CV of 5 to 18 % in synthesis and a logit sd of 0.15 to 0.4 in export; three dishes a line.\n\n"
    text +=
      "| truth | lines | right where power >= 0.9 | of | right of all | called NORMAL | INDETERMINATE |\n|---|---|---|---|---|---|---|\n"
    var random = RandomSource(seed: 5000 + Coverage.extraSeed)
    let plan: [(BiochemicalClass, Int)] = [
      (.quantitative, 6000), (.structural, 5000), (.normal, 5000), (.mixed, 2000), (.nProcessing, 1000),
      (.homotrimer, 1000),
    ]
    var rightPowered = 0
    var powered = 0
    for (truth, planned) in plan {
      let count = Coverage.trials(planned)
      var right = 0, rightHere = 0, here = 0, normal = 0, open = 0
      for _ in 0..<count {
        let (verdict, power) = simulate(truth, controls: panels[random.below(panels.count)], &random)
        if verdict.name == truth { right += 1 }
        if verdict.name == .normal { normal += 1 }
        if verdict.name == .indeterminate { open += 1 }
        if power >= 0.9 {
          here += 1
          if verdict.name == truth { rightHere += 1 }
        }
      }
      rightPowered += rightHere
      powered += here
      text +=
        "| \(truth.rawValue) | \(count) | \(fixed(100 * Double(rightHere) / Double(max(1, here)), 1)) % | \(here) | \(fixed(100 * Double(right) / Double(count), 1)) % | \(fixed(100 * Double(normal) / Double(count), 2)) % | \(fixed(100 * Double(open) / Double(count), 1)) % |\n"
    }
    text +=
      "| all | \(Coverage.trials(20_000)) | \(fixed(100 * Double(rightPowered) / Double(powered), 1)) % | \(powered) | | | |\n\n"
    var abnormal = 0
    let trials = Coverage.trials(16_000)
    for _ in 0..<trials {
      let (verdict, _) = simulate(.normal, controls: 8, &random)
      if verdict.name != .normal, verdict.name != .indeterminate { abnormal += 1 }
    }
    return text
      + "Normal lines called abnormal with 8 controls: \(fixed(100 * Double(abnormal) / Double(trials), 2)) % of \(trials).\n"
  }

  /// One study: a case and its controls, and the smaller of the powers that the class rests on.
  static func simulate(
    _ truth: BiochemicalClass, controls n: Int, _ random: inout RandomSource
  ) -> (ClassVerdict, Double) {
    let rules = ClassRules()
    let sdS = random.uniform(0.05, 0.18), sdE = random.uniform(0.15, 0.4)
    let hasGel = random.uniform() < 0.5
    var s = 0.0, e = log(0.94 / 0.06), shift = 0.0
    func lowExport() -> Double {
      let p = 0.94 * random.uniform(0.51, 0.79)
      return log(p / (1 - p))
    }
    switch truth {
    case .quantitative: s = log(0.5) + 0.06 * random.normal()
    case .structural:
      s = log(random.uniform(0.7, 1.1))
      e = lowExport()
      shift = random.uniform(1, 3)
    case .mixed:
      s = log(0.5) + 0.06 * random.normal()
      e = lowExport()
      shift = random.uniform(1, 3)
    case .nProcessing: s = log(random.uniform(1, 1.6))
    default: break
    }
    func line(_ name: String, _ role: CellLineRole, _ value: Double, _ dish: Double) -> [DishValue] {
      (0..<3).map { _ in DishValue(line: name, role: role, batch: "", value: value + dish * random.normal()) }
    }
    var synthesis = line("case", .case, s + sdS * random.normal(), 0.06)
    var export = line("case", .case, e + sdE * random.normal(), 0.12)
    var shifts = line("case", .case, shift + 0.3 * random.normal(), 0.2)
    var kept = line(
      "case", .case, (truth == .nProcessing ? random.uniform(0.35, 0.5) : 0.03) + 0.01 * random.normal(), 0.01)
    for k in 0..<n {
      synthesis += line("c\(k)", .control, sdS * random.normal(), 0.06)
      export += line("c\(k)", .control, log(0.94 / 0.06) + sdE * random.normal(), 0.12)
      shifts += line("c\(k)", .control, 0.3 * random.normal(), 0.2)
      kept += line("c\(k)", .control, 0.03 + 0.01 * random.normal(), 0.01)
    }
    func mean(_ values: [DishValue]) -> Double { values.filter { $0.line == "case" }.map(\.value).mean }
    var findings: [ReadoutFinding] = [
      .synthesis(mean(synthesis), ControlComparison.compare("case", synthesis), rules: rules),
      .secretion(mean(export), ControlComparison.compare("case", export), rules: rules),
    ]
    if hasGel {
      findings.append(
        ReadoutFinding(
          readout: .migration, value: mean(shifts), percentOfControl: .nan,
          comparison: ControlComparison.compare("case", shifts)))
    }
    if truth == .nProcessing || hasGel {
      findings.append(
        ReadoutFinding(
          readout: .propeptide, value: 100 * mean(kept), percentOfControl: .nan,
          comparison: ControlComparison.compare("case", kept)))
    }
    if truth == .homotrimer {
      findings.append(
        ReadoutFinding(
          readout: .chainRatio, value: 60 * exp(0.2 * random.normal()), percentOfControl: .nan, comparison: nil))
    } else if hasGel {
      findings.append(
        ReadoutFinding(
          readout: .chainRatio, value: 2 * exp(0.05 * random.normal()), percentOfControl: .nan, comparison: nil))
    }
    // Every class says something about both axes, so it rests on the smaller power.
    let power = min(findings[0].power, findings[1].power)
    return (ClassVerdict.decide(findings, rules: rules), power)
  }
}
