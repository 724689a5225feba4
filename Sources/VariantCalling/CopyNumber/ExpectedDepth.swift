// How many fragments each group of exons is expected to have, and how far samples stray from that.

import Numerics

/// What is expected of one group of exons in a sample with two copies.
package struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  package let first: Int
  /// Index (0-based) of the last exon shown.
  package let last: Int
  /// Expected fragments, up to a factor of the sample that is the same for all groups and records.
  package internal(set) var weight: Double
  /// As many fragments tell the weight: the shape of the negative binomial that a sample's count follows when its exons
  /// are captured as the controls'.
  package let certainty: Double
  /// Variance of the group's share among the fragments of its exons, over the squared mean, from sample to sample: where
  /// fragments are longer, more of them reach several exons.
  package internal(set) var variance: Double
}

/// What is expected of one record.
package struct ExonExpectation: Sendable, Hashable {
  /// Number of exons.
  package let exonCount: Int
  /// Groups with a positive weight, by first and last exon.
  package internal(set) var groups: [ExpectedGroup]
  /// For every exon the variance of the logarithm of how well it is captured, from sample to sample.
  package internal(set) var variances: [Double]

  /// An expectation from its parts.
  init(exonCount: Int, groups: [ExpectedGroup], variances: [Double]) {
    self.exonCount = exonCount
    self.groups = groups
    self.variances = variances
  }
}

/// What is expected of a sample.
package struct ExpectedDepth: Sendable, Hashable {
  /// One a record.
  package internal(set) var parts: [ExonExpectation]
  /// Standard deviation of the logarithm of the ratio between two records' depths, copies being equal.
  package let recordRatioDeviation: Double
  /// How samples differ in slope and curve by GC content and in the length of fragments.
  var coefficientVariances = CoefficientVariances()

  /// An expectation from its parts.
  init(parts: [ExonExpectation], recordRatioDeviation: Double) {
    self.parts = parts
    self.recordRatioDeviation = recordRatioDeviation
  }

  /// Prior standard deviation of the ratio between records, and how many controls it weighs.
  private static let priorRatio = (deviation: 0.05, weight: 3.0)

  /// The expectation that controls give: a group's fraction of its record's fragments, its variance over the controls
  /// shrunk to that of all groups, and how the records' depths compare.
  ///
  /// Samples' slopes and curves by GC content and lengths of fragments are taken out first.
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

  /// A sample's slope, stretch and curve against groups' weights.
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

  /// One record's expectation, and for every control the fragments that it would have without its slope, curve and stretch,
  /// with their mean; `factor` tells by how much a control's depth over exons differs by these.
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
    // A control's slope changes its total too: levels and shares are fitted in turn.
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
