// The variance between samples beyond sampling noise: of each exon, and of how its fragments divide into groups.

/// Variances over the controls of one record, shrunk to those of all exons and groups.
struct BetweenSampleVariance {
  /// For every exon the variance of the logarithm of its capture efficiency.
  let exons: [Double]
  /// For every group the variance of its fraction among the fragments of its exons, over the squared mean.
  let groups: [Double]

  /// The pooled variance counts as much as this many controls in the estimate of one exon or group.
  private static let poolWeight = 6.0
  /// No depth is known better than this.
  private static let floor = 0.0006
  /// A usual variance, which weighs exons of different depth against each other.
  private static let typical = 0.0025
  /// Neighbouring exons share fragments: the variance of the pooled estimate is larger by this factor.
  private static let sharing = 2.0

  private struct Estimate {
    var value = 0.0
    /// Squared standard error.
    var error = Double.infinity

    /// What sampling noise hardly explains.
    var sure: Double { max(0, value - 3 * error.squareRoot()) }
  }

  /// - Parameters:
  ///   - groups: the exons of each group.
  ///   - means: for every group and control the expected fragments.
  init(controls: [ExonFragmentCounts], groups: [ClosedRange<Int>], means: [[Double]]) {
    let exonCount = controls[0].exonCount
    var perExon = controls.map { _ in [Double](repeating: 0, count: exonCount) }
    // How much of an exon's fragments depends on which exon's effect: a group depends on the mean of its exons' effects.
    var parts = [Double](repeating: 0, count: exonCount * exonCount)
    var sums = [Double](repeating: 0, count: exonCount)
    for (group, means) in zip(groups, means) {
      let all = means.reduce(0, +)
      for exon in group {
        sums[exon] += all
        for other in group { parts[exon * exonCount + other] += all / Double(group.count) }
        for control in controls.indices { perExon[control][exon] += means[control] }
      }
    }
    let counts = controls.map(\.perExon)
    let own = (0..<exonCount).map { exon in
      let squares = parts[exon * exonCount..<(exon + 1) * exonCount].reduce(0) { $0 + $1 * $1 }
      return BetweenSampleVariance.estimate(
        seen: counts.map { Double($0[exon]) }, means: perExon.map { $0[exon] },
        effective: squares / max(sums[exon] * sums[exon], 1e-18))
    }
    exons = BetweenSampleVariance.shrunk(
      own, floor: BetweenSampleVariance.floor, sharing: BetweenSampleVariance.sharing)
    // Each group against what its exons have in the control.
    let tables = controls.map { control in
      Dictionary(control.groups.map { ($0.first * exonCount + $0.last, Double($0.count)) }, uniquingKeysWith: +)
    }
    let fractions = zip(groups, means).map { group, means in
      let local = controls.indices.map { control in
        let ratio = group.reduce(0) { $0 + Double(counts[control][$1]) / max(perExon[control][$1], 1e-9) }
        return means[control] * ratio / Double(group.count)
      }
      let key = group.lowerBound * exonCount + group.upperBound
      return BetweenSampleVariance.estimate(seen: tables.map { $0[key] ?? 0 }, means: local, effective: 1)
    }
    // Fragments of one exon alone are most of its own as a rule, and do not vary against it: only those that surely do,
    // such as those of short fragments between near neighbours, have a variance, and none informs the pool.
    let several = zip(groups, fractions).map { $0.count > 1 ? $1 : Estimate() }
    self.groups = groups.indices.map { [pooled = BetweenSampleVariance.shrunk(several, floor: 0, sharing: 1)] in
      groups[$0].count > 1 ? pooled[$0] : fractions[$0].sure
    }
  }

  /// The variance of one exon or group over the controls, by moments.
  ///
  /// - Parameter effective: the part of the variance that appears in the fragments' counts.
  private static func estimate(seen: [Double], means: [Double], effective: Double) -> Estimate {
    let number = Double(seen.count)
    var excess = 0.0
    var squares = 0.0
    var probability = 0.0
    for (seen, mean) in zip(seen, means) {
      excess += (seen - mean) * (seen - mean) * number / (number - 1) - mean
      squares += mean * mean
      probability += 2 * (mean + typical * mean * mean) * (mean + typical * mean * mean)
    }
    squares *= effective
    return squares > 0 ? Estimate(value: excess / squares, error: probability / (squares * squares)) : Estimate()
  }

  /// Each estimate shrunk to the pool, never below it: of few controls some vary little by chance. All are weighted by
  /// their information, which is small where fragments are few.
  private static func shrunk(_ own: [Estimate], floor: Double, sharing: Double) -> [Double] {
    let information = own.reduce(0) { $0 + 1 / $1.error }
    guard information > 0 else { return own.map { _ in floor } }
    let estimate = own.reduce(0) { $0 + $1.value / $1.error } / information
    // One standard error more than the estimate: too small a variance makes false events.
    let pooled = max(floor, estimate + (sharing / information).squareRoot())
    guard pooled > 0 else { return own.map { _ in 0 } }
    return own.map { one in
      let degrees = pooled * pooled * 2 / max(one.error, 1e-12)
      return max(pooled, one.sure, (poolWeight * pooled + degrees * max(0, one.value)) / (poolWeight + degrees))
    }
  }
}
