// How far samples stray from their expectation beyond chance: exon by exon, and in what fragments reach of several.

/// Variances over the controls of one record, shrunk to those of all exons and groups.
struct BetweenSampleVariance {
  /// For every exon the variance of the logarithm of how well it is captured.
  let exons: [Double]
  /// For every group the variance of its fraction among the fragments of its exons, over the squared mean.
  let groups: [Double]

  /// Controls' worth of the pooled variance in an exon's or a group's own.
  private static let poolWeight = 6.0
  /// No depth is known better than this.
  private static let floor = 0.0006
  /// The variance that decides how much exons of different depth tell of it.
  private static let typical = 0.0025
  /// Neighbouring exons share fragments: the variance of what all tell is larger by this factor.
  private static let sharing = 2.0

  private struct Estimate {
    var value = 0.0
    /// Squared standard error by chance.
    var error = Double.infinity

    /// What chance hardly explains.
    var sure: Double { max(0, value - 3 * error.squareRoot()) }
  }

  /// - Parameters:
  ///   - groups: the exons of each group.
  ///   - means: for every group and control the expected fragments.
  init(controls: [ExonFragmentCounts], groups: [ClosedRange<Int>], means: [[Double]]) {
    let exonCount = controls[0].exonCount
    var perExon = controls.map { _ in [Double](repeating: 0, count: exonCount) }
    // What part of an exon's fragments goes with which exon's effect: a group goes with the mean of its exons' effects.
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
    // such as those of short fragments between near neighbours, have a variance, and none tells of the pool.
    let several = zip(groups, fractions).map { $0.count > 1 ? $1 : Estimate() }
    self.groups = groups.indices.map { [pooled = BetweenSampleVariance.shrunk(several, floor: 0, sharing: 1)] in
      groups[$0].count > 1 ? pooled[$0] : fractions[$0].sure
    }
  }

  /// The variance of one exon or group over the controls, by moments.
  ///
  /// - Parameter effective: the part of the variance that shows in the fragments.
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

  /// Each estimate drawn to that of all, never below it: of few controls some vary little by chance. All are weighted by
  /// what each tells: little where few fragments make chance large.
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
