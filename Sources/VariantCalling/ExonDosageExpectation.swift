// How many molecules each group of exons is expected to have, and how far samples stray from that.

/// What is expected of one group of exons in a sample with two copies.
public struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  public let first: Int
  /// Index (0-based) of the last exon shown.
  public let last: Int
  /// Expected molecules, up to a factor of the sample that is the same for all groups and records.
  public let weight: Double
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
  private static let dispersionFloor = 0.0004

  /// The expectation that controls give: a group's share of its record's molecules, its variance over the controls
  /// shrunk to that of all groups, and how the records' depths compare.
  ///
  /// - Precondition: at least two controls with equal numbers of records.
  init(controls: [[ExonCounts]]) {
    precondition(controls.count >= 2, "a spread needs two controls")
    let records = controls[0].indices
    let totals = controls.map { control in control.map { Double(max(1, $0.total)) } }
    let shares = records.map { record in totals.reduce(0) { $0 + $1[record] } }
    let overall = shares.reduce(0, +)
    parts = records.map { record in
      DosageExpectation.part(
        controls.map { $0[record] }, totals: totals.map { $0[record] }, scale: shares[record] / overall)
    }
    guard records.count > 1 else {
      scaleSpread = DosageExpectation.priorScale.spread
      return
    }
    // Records beyond the second are compared like it.
    let ratios = totals.map { Logarithm.natural($0[0] / $0[1]) }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let prior = DosageExpectation.priorScale
    let variance =
      (squares + prior.weight * prior.spread * prior.spread) / (Double(ratios.count) - 1 + prior.weight)
    scaleSpread = (variance * (1 + 1 / Double(ratios.count))).squareRoot()
  }

  private static func part(_ controls: [ExonCounts], totals: [Double], scale: Double) -> ExonExpectation {
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
    let shares = keys.map { (table[$0] ?? []).reduce(0, +) / sum }
    var own: [(excess: Double, squares: Double)] = []
    for (key, share) in zip(keys, shares) {
      var excess = 0.0
      var squares = 0.0
      for (count, total) in zip(table[key] ?? [], totals) {
        let mean = share * total
        excess += (count - mean) * (count - mean) - mean * (1 - 1 / Double(controls.count))
        squares += mean * mean
      }
      own.append((excess * Double(controls.count) / Double(controls.count - 1), squares))
    }
    let pooled = max(
      dispersionFloor,
      own.reduce(0) { $0 + $1.excess } / max(1, own.reduce(0) { $0 + $1.squares }))
    let joint = jointFactor(controls, totals: totals, pooled: pooled)
    let groups = zip(keys, shares).enumerated().map { index, pair in
      let raw = own[index].squares > 0 ? max(0, own[index].excess / own[index].squares) : pooled
      let degrees = Double(controls.count - 1)
      let shrunk = (poolWeight * pooled + degrees * raw) / (poolWeight + degrees)
      // The share itself is known from the controls only.
      let unknown = 1 / max(1, pair.1 * sum) + shrunk / Double(controls.count)
      return ExpectedGroup(
        first: pair.0 / exonCount, last: pair.0 % exonCount, weight: pair.1 * scale,
        dispersion: max(dispersionFloor, shrunk * joint) + unknown)
    }
    return ExonExpectation(exonCount: exonCount, groups: groups)
  }

  /// How much more whole exons vary than groups that vary independently would make them: groups of one exon rise and
  /// fall together with how well it was caught.
  private static func jointFactor(_ controls: [ExonCounts], totals: [Double], pooled: Double) -> Double {
    let perExon = controls.map(\.perExon)
    let sum = totals.reduce(0, +)
    var excess = 0.0
    var independent = 0.0
    for exon in 0..<controls[0].exonCount {
      let share = perExon.reduce(0) { $0 + Double($1[exon]) } / sum
      for (index, counts) in perExon.enumerated() {
        let mean = share * totals[index]
        let difference = Double(counts[exon]) - mean
        excess += difference * difference - mean * (1 - 1 / Double(controls.count))
        for group in controls[index].groups where group.first <= exon && group.last >= exon {
          independent += pooled * Double(group.count) * Double(group.count)
        }
      }
    }
    excess *= Double(controls.count) / Double(controls.count - 1)
    return min(4, max(1, excess / max(1, independent)))
  }

  /// Widens the dispersions to what the sample itself shows, by the mean over exons of the clipped squares.
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
    // Squares above 6.25 (2.5 standard deviations, events among them) count as 6.25: for normal residuals the mean is
    // then 0.9776, and again of the scale that the clipping itself is done on.
    var variance = 1.0
    for _ in 0..<10 {
      let clipped = residuals.reduce(0) { $0 + min($1.square / variance, 6.25) } / Double(residuals.count)
      variance = max(0.2, variance * clipped / 0.9776)
    }
    let typical = means[means.count / 2]
    let own = max(0, (variance - 1) / typical)
    // Only what exceeds the estimate's own standard error widens the expectation.
    let error = variance * (2 / Double(residuals.count)).squareRoot()
    let sure = max(0, (variance - error - 1) / typical)
    for part in parts.indices {
      for group in parts[part].groups.indices where parts[part].groups[group].dispersion < sure {
        parts[part].groups[group].dispersion = sure
      }
    }
    return own.squareRoot()
  }
}
