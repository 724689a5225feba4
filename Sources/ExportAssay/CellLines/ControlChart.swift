// Levey-Jennings charts of control lines and quality controls over the runs.

internal import Documents
import Numerics
internal import TypeICollagen

/// A quantity of one control over the runs.
package struct ControlChart: Sendable {
  /// The line or the sample.
  package let subject: String
  /// What was charted, with its scale.
  package let quantity: String
  /// The runs in order of their names, numbers by value: the rules for runs in a row need the order in time.
  package let runs: [String]
  /// The mean of each run on the charted scale.
  package let values: [Double]
  /// How far each run lies from all others, as a normal deviate.
  package let scores: [Double]
  /// Broken rules.
  package let violations: [LeveyJennings.Violation]

  /// A chart; `nil` below five runs or without spread.
  ///
  /// With few runs a run that strays widens its own limits: of n values none can lie further than (n - 1) / sqrt(n)
  /// standard deviations from their mean, 1.8 for five. Each run is therefore compared with the others alone (t with
  /// n - 2 degrees of freedom), and the t is given as the normal deviate of the same probability.
  package init?(subject: String, quantity: String, runs: [String], values: [Double]) {
    let n = values.count
    guard n >= 5, n == runs.count, values.allSatisfy(\.isFinite), values.standardDeviation > 0 else { return nil }
    let scores = values.indices.map { i -> Double in
      let others = values.enumerated().filter { $0.offset != i }.map(\.element)
      let spread = others.standardDeviation * (Double(n) / Double(n - 1)).squareRoot()
      let difference = values[i] - others.mean
      guard spread > 0 else { return difference == 0 ? 0 : (difference < 0 ? -8 : 8) }
      let tail = Distribution.tUpper(Swift.abs(difference / spread), df: Double(n - 2))
      let score = -Distribution.normalQuantile(Swift.max(tail, 1e-15))
      return difference < 0 ? -score : score
    }
    self.subject = subject
    self.quantity = quantity
    self.runs = runs
    self.values = values
    self.scores = scores
    violations = LeveyJennings.violations(scores)
  }

  /// Charts of the control lines' synthesis and secretion, and of the quality controls' concentration. One plate is one run.
  static func all(
    _ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer, _ plates: [PlateEvaluation]
  ) -> [ControlChart] {
    var charts: [ControlChart] = []
    func add(_ subject: String, _ quantity: String, _ values: [(run: String, value: Double)]) {
      let finite = values.filter { $0.value.isFinite }
      let runs = Set(finite.map(\.run)).sorted { $0.precedesNaturally($1) }
      let means = runs.map { run in finite.filter { $0.run == run }.map(\.value).mean }
      if let chart = ControlChart(subject: subject, quantity: quantity, runs: runs, values: means) {
        charts.append(chart)
      }
    }
    for (line, own) in Dictionary(grouping: dishes.filter { $0.dish.role != .case }, by: \.dish.line).sorted(by: {
      $0.key < $1.key
    }) {
      add(line, "ln synthesis", own.map { ($0.batch, Elementary.log($0.synthesis(normalizer))) })
      add(line, "logit secretion", own.map { ($0.batch, $0.logitSecretion) })
    }
    let controls = plates.flatMap(\.wells).filter { $0.well.role == .qc && $0.well.isIncluded }
    for (sample, own) in Dictionary(grouping: controls, by: \.well.sample).sorted(by: { $0.key < $1.key }) {
      add(
        sample, "ln concentration",
        own.compactMap { item in
          item.sampleConcentration.flatMap { $0 > 0 ? (item.well.plate, Elementary.log($0)) : nil }
        })
    }
    return charts
  }

  /// The broken rules in words.
  package var words: [String] {
    violations.map { "\(subject): rule \($0.rule) broken in run \(runs[$0.run]) (\(quantity))" }
  }
}
