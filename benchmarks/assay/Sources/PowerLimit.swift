// What the class rule can give at best: normal lines that stay INDETERMINATE where the variances are known, and where that of
// lines must be estimated from the lines there are; and what degrees of freedom a test of a line may have.

import ExportAssay
import Foundation
import Numerics

enum PowerLimit {
  static func table() -> String {
    var text = """
      ## How few normal lines can stay INDETERMINATE

      The designs of `rates` without the program's model: the error of a prediction of the case from all controls by generalised least squares with the true variances, and the class rule on synthesis with it. **known**: all variances are \
      known. **estimated**: the variance of lines comes from the true values of as many lines as there are (chi squared, one degree of freedom less), all else is known, and the degrees of freedom are Satterthwaite's: more than any \
      estimator from the dishes of these lines has. Low power: by that estimate the power to see a loss of half is below 90 %. 20,000 draws.

      | normal lines | control lines | error of ln synthesis | known: INDETERMINATE, % | estimated: INDETERMINATE, % | of these low power, % |
      |---|---|---|---|---|---|

      """
    for (k, design) in ClassRates.normal.enumerated() where !design.hasGel {
      var random = RandomSource(seed: 9_000 + UInt64(k) + Coverage.extraSeed)
      let line = variance(design.lineCV)
      guard let error = error(design, line), let more = self.error(design, 1.001 * line) else { continue }
      // What the variance of the prediction changes by with that of lines.
      let slope = (more * more - error * error) / (0.001 * line)
      let lines = design.controls + design.otherLines
      let known = outcome(error, part: 0, freedom: 1, &random)
      let estimated = outcome(error, part: slope * line, freedom: lines - 1, &random)
      text +=
        "| \(design.words) | \(lines) | \(fixed(error, 3)) | \(fixed(100 * known.all, 1)) | \(fixed(100 * estimated.all, 1)) | \(fixed(100 * estimated.weak, 1)) |\n"
    }
    return text + "\n" + freedoms()
  }

  /// Normal cases called low where control lines stood in four earlier runs and three of them in that of the case.
  private static func freedoms() -> String {
    var text = """
      ## Degrees of freedom of a line over several runs

      Normal cases called low at 2.5 %: control lines in each of four earlier runs and three of them in that of the case, three dishes each; variances of lines and dishes by the analysis of variance, what runs differ by is taken off. \
      **bounded**: Satterthwaite's degrees of freedom, at most one less than the control lines. 100,000 draws, so that a figure is uncertain by 0.1.

      | control lines | CV of lines and dishes, % | bounded: called low, % | Satterthwaite: called low, % |
      |---|---|---|---|

      """
    for lines in [3, 5, 8, 11, 20] {
      for (line, dish) in [(0.15, 0.1), (0.05, 0.1), (0.15, 0.2)] {
        var random = RandomSource(seed: 9_100 + UInt64(lines) + Coverage.extraSeed)
        let found = low(lines, variance(line), variance(dish), &random)
        text +=
          "| \(lines) | \(fixed(100 * line, 0)) and \(fixed(100 * dish, 0)) | \(fixed(found.bounded, 2)) | \(fixed(found.free, 2)) |\n"
      }
    }
    return text
  }

  private static func low(
    _ lines: Int, _ line: Double, _ dish: Double, _ random: inout RandomSource
  ) -> (bounded: Double, free: Double) {
    let (runs, own, dishes, trials) = (4.0, 3.0, 3.0, 100_000)
    let count = Double(lines)
    // Of the mean of a line's dishes over the earlier runs; of the difference of the case from the controls.
    let spread = dish / (dishes * runs)
    let dishPart = 1 / dishes + (1 + 1 / runs) / (dishes * own) + 1 / (dishes * runs * count)
    let whole = line * (1 + 1 / count) + dish * dishPart
    let freedom = (lines - 1, lines * 4 * 2 + (lines - 1) * 3)
    var hits = (0, 0)
    for _ in 0..<trials {
      let between = (line + spread) * chiSquared(freedom.0, &random) / Double(freedom.0)
      let within = dish * chiSquared(freedom.1, &random) / Double(freedom.1)
      let ofLines = max(0, between - within / (dishes * runs))
      let estimate = ofLines * (1 + 1 / count) + within * dishPart
      let a = (1 + 1 / count) * between
      let b = (dishPart - (1 + 1 / count) / (dishes * runs)) * within
      let df =
        ofLines > 0
        ? estimate * estimate / (a * a / Double(freedom.0) + b * b / Double(freedom.1)) : Double(freedom.1)
      let t = (whole / estimate).squareRoot() * random.normal()
      guard t < -1.9 else { continue }
      if Distribution.t(t, df: min(df, count - 1)) < 0.025 { hits.0 += 1 }
      if Distribution.t(t, df: df) < 0.025 { hits.1 += 1 }
    }
    return (100 * Double(hits.0) / Double(trials), 100 * Double(hits.1) / Double(trials))
  }

  private static func chiSquared(_ freedom: Int, _ random: inout RandomSource) -> Double {
    (0..<freedom).reduce(0.0) { sum, _ in
      let z = random.normal()
      return sum + z * z
    }
  }

  private static let rules = ClassRules()

  private static func variance(_ cv: Double) -> Double { log(1 + cv * cv) }

  /// The standard error of the prediction of a case: its run, lines and dishes with the true variances.
  private static func error(_ design: ClassRates.Design, _ line: Double) -> Double? {
    let dish = variance(design.dishCV) / Double(design.dishes)
    let run = design.runs > 0 ? variance(0.1) : 0
    // Means of a line in a run; run -1 is that of the case.
    var means = (0..<design.controls).map { (line: $0, run: -1) }
    for earlier in 0..<design.runs {
      let others = design.controls..<design.controls + design.otherLines
      let own =
        design.isBridged
        ? Array(0..<others.upperBound) : others.filter { ($0 - design.controls) % design.runs == earlier }
      means += own.map { (line: $0, run: earlier) }
    }
    let n = means.count
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n {
        matrix[i * n + j] =
          (means[i].line == means[j].line ? line : 0) + (means[i].run == means[j].run ? run : 0) + (i == j ? dish : 0)
      }
    }
    guard let factor = CholeskyFactor(matrix, n) else { return nil }
    let shared = means.map { $0.run == -1 ? run : 0 }
    let weights = factor.solve(shared)
    let ones = factor.solve([Double](repeating: 1, count: n))
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { $0 * $1 }.reduce(0, +) }
    let left = 1 - weights.reduce(0, +)
    return (line + dish + run - product(shared, weights) + left * left / ones.reduce(0, +)).squareRoot()
  }

  private static func power(_ shift: Double, _ df: Double) -> Double {
    1 - Distribution.noncentralT(Distribution.tTwoSided(0.95, df: df), df: df, noncentrality: shift)
  }

  /// The fraction of normal lines that the rule leaves INDETERMINATE, and that which lacks power.
  ///
  /// - Parameters:
  ///   - error: the true error of the prediction.
  ///   - part: the part of its square that the variance of lines makes, which is estimated.
  ///   - freedom: the degrees of freedom of that estimate.
  private static func outcome(
    _ error: Double, part: Double, freedom: Int, _ random: inout RandomSource
  ) -> (all: Double, weak: Double) {
    let trials = 20_000
    let effect = -log(rules.nullEffect / 100)
    var open = 0, weak = 0
    for _ in 0..<trials {
      let ofLines = part > 0 ? part * chiSquared(freedom, &random) / Double(freedom) : 0
      let estimate = (error * error - part + ofLines).squareRoot()
      let ratio = estimate * estimate / ofLines
      let df = part > 0 ? min(1e5, Double(freedom) * ratio * ratio) : 1e5
      let difference = error * random.normal()
      let percent = 100 * exp(difference)
      let isLow = Distribution.t(difference / estimate, df: df) < rules.falseAbnormal / 2
      if isLow, percent <= rules.nullHigh { continue }
      let seen =
        df < 1e5 ? power(effect / estimate, df) : Distribution.normal(effect / estimate - Distribution.normal95)
      let spread = (estimate * estimate + rules.nullSpread * rules.nullSpread).squareRoot()
      let isExcluded = Distribution.tUpper((difference + effect) / spread, df: df) < rules.exclusion
      let isHigh = Distribution.tUpper(difference / estimate, df: df) < rules.falseAbnormal / 2
      if seen < rules.power { weak += 1 }
      if seen < rules.power || !isExcluded || (isHigh && percent >= rules.aboveSynthesis) { open += 1 }
    }
    return (Double(open) / Double(trials), Double(weak) / Double(trials))
  }
}
