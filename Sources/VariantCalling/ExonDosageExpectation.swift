// How many molecules each group of exons is expected to have, and how far samples stray from that.

/// What is expected of one group of exons in a sample with two copies.
public struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  public let first: Int
  /// Index (0-based) of the last exon shown.
  public let last: Int
  /// Expected molecules, up to a factor of the sample that is the same for all groups and records.
  public fileprivate(set) var weight: Double
  /// Variance beyond chance over the squared mean.
  public var dispersion: Double
}

/// What is expected of one record.
public struct ExonExpectation: Sendable, Hashable {
  /// Number of exons.
  public let exonCount: Int
  /// Groups with a positive weight, by first and last exon.
  public var groups: [ExpectedGroup]
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
      let shared = exons.reduce(0.0) { $0 + spreads[$1] } / Double(exons.count)
      // The share itself is known from the controls only.
      let unknown = 1 / max(1, share * sum) + shared / Double(controls.count)
      return ExpectedGroup(
        first: exons.lowerBound, last: exons.upperBound, weight: share * scale, dispersion: shared + unknown)
    }
    let mean = levels.reduce(0, +) / Double(levels.count)
    return (ExonExpectation(exonCount: exonCount, groups: groups), levels, max(mean, 1e-9))
  }

  /// For every exon the dispersion of its groups, such that all molecules of the exon together vary as they do over the
  /// controls. Groups of one exon rise and fall together with how well it was caught, but are weighed as independent:
  /// of an exon with groups of shares p, each has the exon's dispersion over the sum of the squared shares.
  ///
  /// The exon's own dispersion, of few controls, is shrunk to that of all exons.
  private static func exonSpreads(
    _ controls: [ExonCounts], keys: [Int], shares: [Double], expected: [[Double]]
  ) -> [Double] {
    let exonCount = controls[0].exonCount
    var means = controls.map { _ in [Double](repeating: 0, count: exonCount) }
    var squaredShares = [Double](repeating: 0, count: exonCount)
    var exonShares = [Double](repeating: 0, count: exonCount)
    for (index, key) in keys.enumerated() {
      for exon in key / exonCount...key % exonCount {
        exonShares[exon] += shares[index]
        squaredShares[exon] += shares[index] * shares[index]
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
      let effective =
        exonShares[exon] > 0 ? squaredShares[exon] / (exonShares[exon] * exonShares[exon]) : 1
      return max(dispersionFloor, shrunk) / max(effective, 0.05)
    }
  }

  /// Takes the sample's own slope by GC content into the expectation, as far as samples differ in it.
  mutating func bend(to counts: [ExonCounts], gc: ExonGC) {
    guard slopeSpread > 0 else { return }
    let expected = parts.map { part in
      var means = [Double](repeating: 0, count: part.exonCount)
      for group in part.groups { for exon in group.first...group.last { means[exon] += group.weight } }
      return means
    }
    guard let slope = GCSlope(seen: counts.map { $0.perExon.map(Double.init) }, expected: expected, gc: gc) else {
      return
    }
    let bend = slope.shrunk(spread: slopeSpread)
    for record in parts.indices {
      for index in parts[record].groups.indices {
        let group = parts[record].groups[index]
        parts[record].groups[index].weight *= Logarithm.exponential(
          bend * gc.content(record: record, exons: group.first...group.last))
      }
    }
  }

  /// Widens the dispersions to what the sample itself shows, by the median over exons.
  ///
  /// - Returns: the sample's coefficient of variation beyond chance, exon by exon, against this expectation.
  mutating func adapt(to counts: [ExonCounts]) -> Double {
    var residuals: [(square: Double, mean: Double)] = []
    for (part, counted) in zip(parts, counts) {
      var weights = [Double](repeating: 0, count: part.exonCount)
      for group in part.groups { for exon in group.first...group.last { weights[exon] += group.weight } }
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
    for part in parts.indices {
      for group in parts[part].groups.indices where parts[part].groups[group].dispersion < sure {
        parts[part].groups[group].dispersion = sure
      }
    }
    return own.squareRoot()
  }
}
