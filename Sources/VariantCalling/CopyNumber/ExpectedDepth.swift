// How many molecules each group of exons is expected to have, and how far samples stray from that.

/// What is expected of one group of exons in a sample with two copies.
package struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  package let first: Int
  /// Index (0-based) of the last exon shown.
  package let last: Int
  /// Expected molecules, up to a factor of the sample that is the same for all groups and records.
  package internal(set) var weight: Double
  /// As many molecules tell the weight: the shape of the negative binomial that a sample's count follows when its exons
  /// are caught as the controls'.
  package let certainty: Double
  /// Variance of the group's share among the molecules of its exons, over the squared mean, from sample to sample: where
  /// fragments are longer, more of them reach several exons.
  package internal(set) var variance: Double
}

/// What is expected of one record.
package struct ExonExpectation: Sendable, Hashable {
  /// Number of exons.
  package let exonCount: Int
  /// Groups with a positive weight, by first and last exon.
  package internal(set) var groups: [ExpectedGroup]
  /// For every exon the variance of the logarithm of how well it is caught, from sample to sample.
  package internal(set) var variances: [Double]

  /// An expectation from its parts.
  init(exonCount: Int, groups: [ExpectedGroup], variances: [Double]) {
    self.exonCount = exonCount
    self.groups = groups
    self.variances = variances
  }
}

/// What is expected of a sample.
package struct DosageExpectation: Sendable, Hashable {
  /// One a record.
  package internal(set) var parts: [ExonExpectation]
  /// Standard deviation of the logarithm of the ratio between two records' depths, copies being equal.
  package let scaleSpread: Double
  /// How samples differ in slope and curve by GC content and in the length of fragments.
  var depthSpread = DepthSpread()

  /// An expectation from its parts.
  init(parts: [ExonExpectation], scaleSpread: Double) {
    self.parts = parts
    self.scaleSpread = scaleSpread
  }

  /// Prior standard deviation of the ratio between records, and how many controls it weighs.
  private static let priorScale = (spread: 0.05, weight: 3.0)

  /// The expectation that controls give: a group's share of its record's molecules, its variance over the controls
  /// shrunk to that of all groups, and how the records' depths compare.
  ///
  /// Samples' slopes and curves by GC content and lengths of fragments are taken out first.
  ///
  /// - Precondition: at least two controls with equal numbers of records.
  init(controls: [[ExonCounts]], loads: GroupLoads) {
    precondition(controls.count >= 2, "a spread needs two controls")
    let records = controls[0].indices
    let totals = controls.map { control in control.map { Double(max(1, $0.total)) } }
    let shares = records.map { record in totals.reduce(0) { $0 + $1[record] } }
    let overall = shares.reduce(0, +)
    let pooled = records.map { record in
      ExonCounts(exonCount: controls[0][record].exonCount, groups: controls.flatMap { $0[record].groups }).groups
        .map { (exons: $0.first...$0.last, weight: Double($0.count)) }
    }
    let tilts = controls.map { DosageExpectation.tilt(of: $0, against: pooled, loads: loads) }
    let spread = DepthTilt.spread(of: tilts.compactMap(\.self))
    depthSpread = spread
    let bends = tilts.map { $0?.shrunk(by: spread) ?? .zero }
    let made = records.map { record in
      DosageExpectation.part(
        controls.map { $0[record] }, totals: totals.map { $0[record] }, scale: shares[record] / overall
      ) { control, first, last in
        loads.factor(bends[control], record: record, exons: first...last)
      }
    }
    parts = made.map(\.part)
    guard records.count > 1 else {
      scaleSpread = DosageExpectation.priorScale.spread
      return
    }
    // Records beyond the second are compared like it.
    let ratios = controls.indices.map { control in
      Logarithm.natural(made[0].levels[control] / made[0].mean)
        - Logarithm.natural(made[1].levels[control] / made[1].mean)
    }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let prior = DosageExpectation.priorScale
    let variance =
      (squares + prior.weight * prior.spread * prior.spread) / (Double(ratios.count) - 1 + prior.weight)
    scaleSpread = (variance * (1 + 1 / Double(ratios.count))).squareRoot()
  }

  /// A sample's slope, stretch and curve against groups' weights.
  static func tilt(
    of counts: [ExonCounts], against groups: [[(exons: ClosedRange<Int>, weight: Double)]], loads: GroupLoads
  ) -> DepthTilt? {
    var points: [DepthTilt.Point] = []
    for (record, (counted, groups)) in zip(counts, groups).enumerated() {
      let seen = Dictionary(
        counted.groups.map { ($0.first * counted.exonCount + $0.last, $0.count) }, uniquingKeysWith: +)
      for (exons, weight) in groups {
        points.append(
          DepthTilt.Point(
            record: record, loads: loads.loads(record: record, exons: exons),
            seen: Double(seen[exons.lowerBound * counted.exonCount + exons.upperBound] ?? 0), expected: weight))
      }
    }
    return DepthTilt(points: points, records: counts.count)
  }

  /// One record's expectation, and for every control the molecules that it would have without its slope, curve and stretch,
  /// with their mean; `factor` tells by how much a control's depth over exons differs by these.
  private static func part(
    _ controls: [ExonCounts], totals: [Double], scale: Double,
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
    var shares = keys.map { (table[$0] ?? []).reduce(0, +) / sum }
    var levels = totals
    // A control's slope changes its total too: levels and shares are fitted in turn.
    for _ in 0..<3 {
      for control in totals.indices {
        let whole = shares.indices.reduce(0) { $0 + shares[$1] * factors[$1][control] }
        levels[control] = totals[control] / max(whole, 1e-9)
      }
      for index in keys.indices {
        let base = totals.indices.reduce(0) { $0 + levels[$1] * factors[index][$1] }
        shares[index] = (table[keys[index]] ?? []).reduce(0, +) / max(base, 1e-9)
      }
      let all = shares.reduce(0, +)
      shares = shares.map { $0 / max(all, 1e-9) }
    }
    let expected = keys.indices.map { index in totals.indices.map { levels[$0] * factors[index][$0] } }
    let spread = ControlSpread(
      controls: controls, groups: keys.map { $0 / exonCount...$0 % exonCount },
      means: keys.indices.map { index in expected[index].map { shares[index] * $0 } })
    // The controls' mean is itself one of few samples.
    let few = 1 + 1 / Double(controls.count)
    let groups = keys.indices.map { index in
      ExpectedGroup(
        first: keys[index] / exonCount, last: keys[index] % exonCount, weight: shares[index] * scale,
        certainty: max(1, shares[index] * sum), variance: spread.groups[index] * few)
    }
    let mean = levels.reduce(0, +) / Double(levels.count)
    let variances = spread.exons.map { $0 * few }
    return (ExonExpectation(exonCount: exonCount, groups: groups, variances: variances), levels, max(mean, 1e-9))
  }
}
