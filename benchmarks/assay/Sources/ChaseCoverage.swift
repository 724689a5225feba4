// Do the 95 % intervals of the half-life of secretion cover in 93 to 97 %? The usual design, and designs off it.

import ExportAssay
import Foundation
import Numerics

/// How a simulated pulse-chase experiment is made.
struct ChaseDesign {
  enum Truth {
    case oneStep
    /// Nothing leaves for so many minutes, then one step.
    case delay(Double)
    /// Two steps whose rates have this ratio.
    case twoSteps(Double)
  }

  var name = ""
  var truth = Truth.oneStep
  var times: [Double] = [0, 10, 20, 40, 60, 90, 120, 180, 240]
  var halves = 20.0...80.0
  var label = 20_000.0...60_000.0
  var pipetting = 0.03
  var minutes = 10.0
  var background = 22.0
  /// Whether the blank's own counts are drawn.
  var drawsBlank = true
  var secreted = 0.6...0.95
  var hasCells = true
  var efficiency = 0.92

  /// The share of the finally secreted that has left.
  func progress(_ t: Double, half: Double) -> Double {
    switch truth {
    case .oneStep: return 1 - exp(-log(2.0) * t / half)
    case .delay(let delay): return t <= delay ? 0 : 1 - exp(-log(2.0) * (t - delay) / (half - delay))
    case .twoSteps(let ratio):
      let u = t / half * Self.halfTime(ratio)
      return 1 - (ratio * exp(-u) - exp(-ratio * u)) / (ratio - 1)
    }
  }

  /// Where two steps of rates 1 and `ratio` have let half of it go, by bisection.
  static func halfTime(_ ratio: Double) -> Double {
    var (low, high) = (0.0, 4.0)
    for _ in 0..<50 {
      let u = (low + high) / 2
      if 1 - (ratio * exp(-u) - exp(-ratio * u)) / (ratio - 1) < 0.5 { low = u } else { high = u }
    }
    return (low + high) / 2
  }

  /// One experiment: its points.
  func draw(half: Double, _ random: inout RandomSource) -> [ChasePoint] {
    let f = random.uniform(secreted.lowerBound, secreted.upperBound)
    let start = random.uniform(label.lowerBound, label.upperBound)
    let blank = drawsBlank ? random.poisson(background * minutes) / minutes : background
    var points: [ChasePoint] = []
    for t in times {
      let g = progress(t, half: half)
      var values = [(Fraction.medium, start * f * g)]
      if hasCells { values.insert((.cellLayer, start * (1 - Swift.min(1, f + 0.04) * g)), at: 0) }
      for (fraction, value) in values {
        let gross = random.poisson((value * efficiency * (1 + pipetting * random.normal()) + background) * minutes)
        let m = CountMeasurement(
          value: gross, unit: .counts, minutes: minutes, background: blank, efficiency: efficiency)
        points.append(
          ChasePoint(time: t, fraction: fraction, dpm: m.dpm, variance: m.variance, variancePerDPM: m.variancePerDPM))
      }
    }
    return points
  }

  /// The row of the table: coverage by decile, or by third, of ln t1/2.
  func row(seed: UInt64, trials: Int, isShort: Bool = false) -> String {
    var random = RandomSource(seed: seed)
    var deciles = Deciles()
    var widths: [Double] = []
    for _ in 0..<trials {
      let half = exp(random.uniform(log(halves.lowerBound), log(halves.upperBound)))
      let result = PulseChase.evaluate(
        experiment: "s", line: "l", role: .case, bioRep: 1, chain: "", pulse: 5, points: draw(half: half, &random))
      guard result.best != nil else { continue }
      let interval = result.halfLifeInterval
      deciles.add(
        log(half / halves.lowerBound) / log(halves.upperBound / halves.lowerBound),
        interval.low <= half && half <= interval.high)
      widths.append(interval.high / interval.low)
    }
    let width = widths.sorted()[widths.count / 2]
    return
      "| \(name) | \(isShort ? deciles.thirds : deciles.cells) | \(fixed(deciles.overall, 1)) | \(deciles.total) | \(fixed(width, 2)) |\n"
  }
}

enum ChaseCoverage {
  static let head =
    "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | all | n | high / low |\n" + "|---|"
    + String(repeating: "---|", count: 13) + "\n"

  static func standard() throws -> String {
    var text =
      "## Coverage of the half-life of secretion (profile likelihood over the models), by decile of ln t1/2 from 20 to 80 min\n\nNine times to 240 min, medium and cells counted; Poisson counts, one blank of 10 min for the series (its counts drawn too) and 3 % pipetting; the program chooses the model. Last column: median ratio of the interval's ends.\n\n| truth "
      + head
    let truths: [(String, ChaseDesign.Truth)] = [
      ("one step", .oneStep), ("delay of 8 min", .delay(8)), ("two steps", .twoSteps(2)),
    ]
    for (index, (name, truth)) in truths.enumerated() {
      var design = ChaseDesign()
      design.name = name
      design.truth = truth
      text += design.row(seed: 11 + Coverage.extraSeed + 1000 * UInt64(index), trials: Coverage.trials(9000))
    }
    return text
  }

  /// Designs off the usual one, each with another thing changed.
  static var designs: [ChaseDesign] {
    func make(_ name: String, _ change: (inout ChaseDesign) -> Void) -> [ChaseDesign] {
      [("one step", ChaseDesign.Truth.oneStep), ("delay", .delay(8)), ("two steps", .twoSteps(2))].map { word, truth in
        var design = ChaseDesign()
        design.truth = truth
        design.name = name + ": " + word
        change(&design)
        return design
      }
    }
    var all: [ChaseDesign] = []
    all += make("six times") { $0.times = [0, 15, 30, 60, 120, 240] }
    all += make("seven times to 180 min") { $0.times = [0, 20, 40, 60, 90, 120, 180] }
    all += make("eight times to 360 min, half-life 30 to 120 min") {
      $0.times = [0, 15, 30, 60, 90, 150, 240, 360]
      $0.halves = 30...120
    }
    all += make("few counts: 1,000 to 4,000 dpm, 2 min") {
      $0.label = 1000...4000
      $0.minutes = 2
    }
    all += make("counting alone, no pipetting error") { $0.pipetting = 0 }
    all += make("8 % pipetting") { $0.pipetting = 0.08 }
    all += make("blank known exactly") { $0.drawsBlank = false }
    all += make("no background") {
      $0.drawsBlank = false
      $0.background = 0
    }
    all += make("medium alone") { $0.hasCells = false }
    all += make("five times to 180 min") { $0.times = [0, 20, 60, 120, 180] }
    all += make("six uneven times to 300 min") { $0.times = [0, 5, 10, 30, 90, 300] }
    all += make("15 % pipetting") { $0.pipetting = 0.15 }
    all += make("20 to 50 % secreted") { $0.secreted = 0.2...0.5 }
    all += make("half-life 60 to 180 min") { $0.halves = 60...180 }
    all += make("ten times to 120 min, half-life 8 to 25 min") {
      $0.times = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120]
      $0.halves = 8...25
      if case .delay = $0.truth { $0.truth = .delay(3) }
    }
    for (name, ratio) in [("ratio 1.2", 1.2), ("ratio 4", 4.0), ("ratio 10", 10)] {
      var design = ChaseDesign()
      design.name = "two steps, " + name
      design.truth = .twoSteps(ratio)
      all.append(design)
    }
    for delay in [4.0, 15] {
      var design = ChaseDesign()
      design.name = "delay of \(Int(delay)) min"
      design.truth = .delay(delay)
      all.append(design)
    }
    return all
  }

  static func offDesign() throws -> String {
    var text =
      "## Coverage of the half-life of secretion in other designs\n\nAs above with one thing changed; by thirds of ln t1/2 (noise of a third 1.5 points, of a row 0.9).\n\n| design and truth | 1 | 2 | 3 | all | n | high / low |\n|---|---|---|---|---|---|---|\n"
    let only = ProcessInfo.processInfo.environment["ASSAY_DESIGN"].flatMap { Int($0) }
    for (index, design) in designs.enumerated() where only == nil || only == index {
      text += design.row(
        seed: 4000 + Coverage.extraSeed + 1000 * UInt64(index), trials: Coverage.trials(600), isShort: true)
    }
    return text
  }
}
