// How many molecules each group of exons is expected to have, and how far samples stray from that.

/// What is expected of one group of exons in a sample with two copies.
public struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  public let first: Int
  /// Index (0-based) of the last exon shown.
  public let last: Int
  /// Expected molecules, up to a factor of the sample that is the same for all groups and records.
  public let weight: Double
  /// As many molecules tell the weight: the shape of the negative binomial that a sample's count follows when its exons
  /// are caught as the controls'.
  public let certainty: Double
}

/// What is expected of one record.
public struct ExonExpectation: Sendable, Hashable {
  /// Number of exons.
  public let exonCount: Int
  /// Groups with a positive weight, by first and last exon.
  public let groups: [ExpectedGroup]
  /// For every exon the variance of the logarithm of how well it is caught, from sample to sample.
  public fileprivate(set) var variances: [Double]

  /// An expectation from its parts.
  init(exonCount: Int, groups: [ExpectedGroup], variances: [Double]) {
    self.exonCount = exonCount
    self.groups = groups
    self.variances = variances
  }
}

/// What is expected of a sample.
public struct DosageExpectation: Sendable, Hashable {
  /// One a record.
  public private(set) var parts: [ExonExpectation]
  /// Standard deviation of the logarithm of the ratio between two records' depths, copies being equal.
  public let scaleSpread: Double
  /// Variance between samples of the slope of the logarithm of depth by GC content (0-1).
  private(set) var slopeSpread = 0.0

  /// An expectation from its parts.
  init(parts: [ExonExpectation], scaleSpread: Double) {
    self.parts = parts
    self.scaleSpread = scaleSpread
  }

  /// Prior standard deviation of the ratio between records, and how many controls it weighs.
  private static let priorScale = (spread: 0.05, weight: 3.0)
  /// Controls' worth of the pooled dispersion in a group's own.
  private static let poolWeight = 12.0
  /// No depth is known better than this.
  private static let dispersionFloor = 0.0006
  /// The dispersion that decides how much exons of different depth tell of it.
  private static let typicalDispersion = 0.0025
  /// Neighbouring exons share molecules: the variance of what all tell is larger by this factor.
  private static let sharing = 2.0

  /// The expectation that controls give: a group's share of its record's molecules, its variance over the controls
  /// shrunk to that of all groups, and how the records' depths compare.
  ///
  /// Samples' slopes by GC content are taken out first.
  ///
  /// - Precondition: at least two controls with equal numbers of records.
  init(controls: [[ExonCounts]], gc: ExonGC) {
    precondition(controls.count >= 2, "a spread needs two controls")
    let records = controls[0].indices
    let totals = controls.map { control in control.map { Double(max(1, $0.total)) } }
    let shares = records.map { record in totals.reduce(0) { $0 + $1[record] } }
    let overall = shares.reduce(0, +)
    let perExon = controls.map { control in control.map { $0.perExon.map(Double.init) } }
    let pooled = records.map { record in
      perExon[0][record].indices.map { exon in perExon.reduce(0) { $0 + $1[record][exon] } }
    }
    let slopes = perExon.map { GCSlope(seen: $0, expected: pooled, gc: gc) }
    let spread = GCSlope.spread(of: slopes.compactMap(\.self))
    slopeSpread = spread
    let bends = slopes.map { $0?.shrunk(spread: spread) ?? 0 }
    let made = records.map { record in
      DosageExpectation.part(
        controls.map { $0[record] }, totals: totals.map { $0[record] }, scale: shares[record] / overall
      ) { control, first, last in
        bends[control] == 0
          ? 1 : Logarithm.exponential(bends[control] * gc.content(record: record, exons: first...last))
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

  /// One record's expectation, and for every control the molecules that it would have without its GC slope, with their
  /// mean; `factor` tells by how much a control's depth over exons differs by its GC slope.
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
    let spreads = exonSpreads(controls, keys: keys, shares: shares, expected: expected)
    let groups = zip(keys, shares).map { key, share in
      let exons = key / exonCount...key % exonCount
      return ExpectedGroup(
        first: exons.lowerBound, last: exons.upperBound, weight: share * scale, certainty: max(1, share * sum))
    }
    let mean = levels.reduce(0, +) / Double(levels.count)
    // The controls' mean is itself one of few samples.
    let variances = spreads.map { $0 * (1 + 1 / Double(controls.count)) }
    return (ExonExpectation(exonCount: exonCount, groups: groups, variances: variances), levels, max(mean, 1e-9))
  }

  /// For every exon the variance of how well it is caught, such that all molecules of the exon together vary as they do
  /// over the controls: a group over several exons goes with the mean of their effects.
  ///
  /// The exon's own variance, of few controls, is shrunk to that of all exons.
  private static func exonSpreads(
    _ controls: [ExonCounts], keys: [Int], shares: [Double], expected: [[Double]]
  ) -> [Double] {
    let exonCount = controls[0].exonCount
    var means = controls.map { _ in [Double](repeating: 0, count: exonCount) }
    // What part of an exon's molecules goes with which exon's effect.
    var parts = [Double](repeating: 0, count: exonCount * exonCount)
    var exonShares = [Double](repeating: 0, count: exonCount)
    for (index, key) in keys.enumerated() {
      let exons = key / exonCount...key % exonCount
      for exon in exons {
        exonShares[exon] += shares[index]
        for other in exons { parts[exon * exonCount + other] += shares[index] / Double(exons.count) }
        for control in controls.indices { means[control][exon] += shares[index] * expected[index][control] }
      }
    }
    let number = Double(controls.count)
    let counts = controls.map(\.perExon)
    // Weighted by what each exon tells of the dispersion: little where few molecules make chance large.
    var own: [(dispersion: Double, variance: Double)] = []
    for exon in 0..<exonCount {
      var excess = 0.0
      var squares = 0.0
      var chance = 0.0
      for control in controls.indices {
        let mean = means[control][exon]
        let difference = Double(counts[control][exon]) - mean
        excess += (difference * difference) * number / (number - 1) - mean
        squares += mean * mean
        chance += 2 * (mean + typicalDispersion * mean * mean) * (mean + typicalDispersion * mean * mean)
      }
      let effective =
        parts[exon * exonCount..<(exon + 1) * exonCount].reduce(0) { $0 + $1 * $1 }
        / max(exonShares[exon] * exonShares[exon], 1e-18)
      squares *= effective
      own.append(squares > 0 ? (excess / squares, chance / (squares * squares)) : (0, .infinity))
    }
    let information = own.reduce(0) { $0 + 1 / $1.variance }
    let estimate = information > 0 ? own.reduce(0) { $0 + $1.dispersion / $1.variance } / information : 0
    // One standard error more than the estimate: too small a dispersion makes false events.
    let error = information > 0 ? (sharing / information).squareRoot() : 0
    let pooled = max(dispersionFloor, estimate + error)
    return (0..<exonCount).map { exon in
      let degrees = pooled * pooled * 2 / max(own[exon].variance, 1e-12)
      let shrunk = (poolWeight * pooled + degrees * max(0, own[exon].dispersion)) / (poolWeight + degrees)
      return max(dispersionFloor, shrunk)
    }
  }

  /// Widens the variances to what the sample itself shows, by the median over exons.
  ///
  /// - Returns: the sample's coefficient of variation beyond chance, exon by exon, against this expectation bent by the
  ///   sample's own slope by GC content.
  mutating func adapt(to counts: [ExonCounts], gc: ExonGC) -> Double {
    let plain = parts.map { part in
      var means = [Double](repeating: 0, count: part.exonCount)
      for group in part.groups { for exon in group.first...group.last { means[exon] += group.weight } }
      return means
    }
    let bend =
      slopeSpread > 0
      ? GCSlope(seen: counts.map { $0.perExon.map(Double.init) }, expected: plain, gc: gc)?.shrunk(spread: slopeSpread)
        ?? 0 : 0
    var residuals: [(square: Double, mean: Double)] = []
    for (record, (part, counted)) in zip(parts, counts).enumerated() {
      var weights = [Double](repeating: 0, count: part.exonCount)
      for group in part.groups {
        let exons = group.first...group.last
        let factor = Logarithm.exponential(bend * gc.content(record: record, exons: exons))
        for exon in exons { weights[exon] += group.weight * factor }
      }
      let seen = counted.perExon.map(Double.init)
      let ratios = weights.indices.filter { weights[$0] > 0 }.map { seen[$0] / weights[$0] }.sorted()
      guard !ratios.isEmpty else { continue }
      let scale = ratios[ratios.count / 2]
      for exon in weights.indices where weights[exon] * scale >= 4 {
        let mean = weights[exon] * scale
        residuals.append(((seen[exon] - mean) * (seen[exon] - mean) / mean, mean))
      }
    }
    guard residuals.count >= 10 else { return 1 }
    let means = residuals.map(\.mean).sorted()
    // The median of chi-squared with one degree of freedom is 0.4549; events of fewer than half of the exons hardly
    // move it.
    let squares = residuals.map(\.square).sorted()
    let variance = squares[squares.count / 2] / 0.4549
    let typical = means[means.count / 2]
    let own = max(0, (variance - 1) / typical)
    // Only what exceeds the estimate's own standard error widens the expectation.
    let error = 1.65 * variance * (2 / Double(residuals.count)).squareRoot()
    let sure = max(0, (variance - error - 1) / typical)
    for part in parts.indices { parts[part].variances = parts[part].variances.map { max($0, sure) } }
    return own.squareRoot()
  }
}
