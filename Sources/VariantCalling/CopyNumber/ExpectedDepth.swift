// How many fragments each group of exons is expected to have, and how much samples vary around that.

import Numerics

/// What is expected of a sample.
package struct ExpectedDepth: Sendable, Hashable {
  /// One a record.
  package internal(set) var parts: [ExonExpectation]
  /// Standard deviation of the log ratio between two genes' depths at equal copy number.
  package let recordRatioDeviation: Double
  /// How samples differ in GC slope, GC curvature and fragment length.
  var coefficientVariances = CoefficientVariances()

  /// An expectation from its parts.
  init(parts: [ExonExpectation], recordRatioDeviation: Double) {
    self.parts = parts
    self.recordRatioDeviation = recordRatioDeviation
  }

  /// Prior standard deviation of the log ratio between genes, and the number of controls that it counts as.
  private static let priorRatio = (deviation: 0.05, weight: 3.0)

  /// The expectation that controls give: a group's fraction of its record's fragments, its variance over the controls
  /// shrunk to that of all groups, and how the records' depths compare.
  ///
  /// The controls' own GC and fragment-length effects are removed first.
  ///
  /// - Precondition: at least two controls with equal numbers of records.
  init(controls: [[ExonFragmentCounts]], covariates: GroupCovariates) {
    precondition(controls.count >= 2, "a spread needs two controls")
    let records = controls[0].indices
    let totals = controls.map { control in control.map { Double(max(1, $0.total)) } }
    let fractions = records.map { record in totals.reduce(0) { $0 + $1[record] } }
    let overall = fractions.reduce(0, +)
    let pooled = records.map { record in
      ExonFragmentCounts(exonCount: controls[0][record].exonCount, groups: controls.flatMap { $0[record].groups })
        .groups
        .map { (exons: $0.first...$0.last, weight: Double($0.count)) }
    }
    let regressions = controls.map { ExpectedDepth.coefficients(of: $0, against: pooled, covariates: covariates) }
    let variances = DepthRegression.variances(of: regressions.compactMap(\.self))
    coefficientVariances = variances
    let adjustments = regressions.map { $0?.shrunk(by: variances) ?? .zero }
    let made = records.map { record in
      ExpectedDepth.part(
        controls.map { $0[record] }, totals: totals.map { $0[record] }, scale: fractions[record] / overall
      ) { control, first, last in
        covariates.factor(adjustments[control], record: record, exons: first...last)
      }
    }
    parts = made.map(\.part)
    guard records.count > 1 else {
      recordRatioDeviation = ExpectedDepth.priorRatio.deviation
      return
    }
    // Records beyond the second are compared like it.
    let ratios = controls.indices.map { control in
      Elementary.log(made[0].levels[control] / made[0].mean)
        - Elementary.log(made[1].levels[control] / made[1].mean)
    }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let prior = ExpectedDepth.priorRatio
    let variance =
      (squares + prior.weight * prior.deviation * prior.deviation) / (Double(ratios.count) - 1 + prior.weight)
    recordRatioDeviation = (variance * (1 + 1 / Double(ratios.count))).squareRoot()
  }

  /// A sample's coefficients against groups' weights.
  static func coefficients(
    of counts: [ExonFragmentCounts], against groups: [[(exons: ClosedRange<Int>, weight: Double)]],
    covariates: GroupCovariates
  ) -> DepthRegression? {
    var points: [DepthRegression.Point] = []
    for (record, (counted, groups)) in zip(counts, groups).enumerated() {
      let seen = Dictionary(
        counted.groups.map { ($0.first * counted.exonCount + $0.last, $0.count) }, uniquingKeysWith: +)
      for (exons, weight) in groups {
        points.append(
          DepthRegression.Point(
            record: record, covariates: covariates.covariates(record: record, exons: exons),
            seen: Double(seen[exons.lowerBound * counted.exonCount + exons.upperBound] ?? 0), expected: weight))
      }
    }
    return DepthRegression(points: points, records: counts.count)
  }

  /// One gene's expectation, and for every control the fragments that it would have without its own coefficients, with
  /// their mean; `factor` is the factor of these coefficients on a control's depth over exons.
  private static func part(
    _ controls: [ExonFragmentCounts], totals: [Double], scale: Double,
    factor: (_ control: Int, _ first: Int, _ last: Int) -> Double
  ) -> (part: ExonExpectation, levels: [Double], mean: Double) {
    let exonCount = controls[0].exonCount
    var table: [Int: [Double]] = [:]
    for (index, control) in controls.enumerated() {
      for group in control.groups {
        table[group.first * exonCount + group.last, default: [Double](repeating: 0, count: controls.count)][index] =
          Double(group.count)
      }
    }
    let sum = totals.reduce(0, +)
    let keys = table.keys.sorted()
    let factors = keys.map { key in totals.indices.map { factor($0, key / exonCount, key % exonCount) } }
    var fractions = keys.map { (table[$0] ?? []).reduce(0, +) / sum }
    var levels = totals
    // A control's slope affects its total too: levels and fractions are fitted in turn.
    for _ in 0..<3 {
      for control in totals.indices {
        let whole = fractions.indices.reduce(0) { $0 + fractions[$1] * factors[$1][control] }
        levels[control] = totals[control] / max(whole, 1e-9)
      }
      for index in keys.indices {
        let base = totals.indices.reduce(0) { $0 + levels[$1] * factors[index][$1] }
        fractions[index] = (table[keys[index]] ?? []).reduce(0, +) / max(base, 1e-9)
      }
      let all = fractions.reduce(0, +)
      fractions = fractions.map { $0 / max(all, 1e-9) }
    }
    let expected = keys.indices.map { index in totals.indices.map { levels[$0] * factors[index][$0] } }
    let observed = BetweenSampleVariance(
      controls: controls, groups: keys.map { $0 / exonCount...$0 % exonCount },
      means: keys.indices.map { index in expected[index].map { fractions[index] * $0 } })
    // The controls' mean is itself one of few samples.
    let few = 1 + 1 / Double(controls.count)
    let groups = keys.indices.map { index in
      ExpectedGroup(
        first: keys[index] / exonCount, last: keys[index] % exonCount, weight: fractions[index] * scale,
        certainty: max(1, fractions[index] * sum), variance: observed.groups[index] * few)
    }
    let mean = levels.reduce(0, +) / Double(levels.count)
    let variances = observed.exons.map { $0 * few }
    return (ExonExpectation(exonCount: exonCount, groups: groups, variances: variances), levels, max(mean, 1e-9))
  }
}
