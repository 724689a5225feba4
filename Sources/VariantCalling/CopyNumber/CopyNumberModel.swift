// A gene's fragment counts with their expectation, and which exons an event may contain.

import Numerics

/// One gene's counts, their expectation, and which exons may take part in an event.
struct CopyNumberModel {
  let exonCount: Int
  /// Groups of exons with their counts.
  private(set) var groups: [Group] = []
  /// Exons that no event may contain.
  private(set) var excluded: [Bool]
  /// Exons with enough expected fragments to begin or end an event.
  private(set) var isInformative: [Bool]
  /// For every exon the variance of the logarithm of its capture efficiency.
  private(set) var variances: [Double]
  /// How likely an event's end is before each exon and behind the last one, up to a factor.
  let sites: [Double]

  struct Group {
    let first: Int
    let last: Int
    let count: Double
    let weight: Double
    /// Its covariates for level, GC slope, log length ratio and GC curvature.
    let covariates: SIMD4<Double>
    /// Size of the negative binomial given the exons' effects.
    let size: Double
    /// Size of the negative binomial with the exons' effects integrated out.
    fileprivate(set) var marginalSize: Double
    /// Copies over two, from events found before.
    var ratio = 1.0
  }

  /// Mean fragments that an event's outer exons need.
  private static let fewestFragments = 6.0
  /// Least weight of a breakpoint's intron in bases: breakpoints also come in clusters.
  private static let siteFloor = 400.0
  /// Most weight of an intron in bases.
  private static let longestSite = 5_000.0

  /// - Parameters:
  ///   - outside: exons outside the target.
  ///   - resolved: exons of sequence-resolved events. Fragments of a changed chromosome that begin beside such an
  ///     event end elsewhere, so that groups next to it are not informative either.
  init(
    counts: ExonFragmentCounts, expectation: ExonExpectation, sites: [Double],
    covariates: (ClosedRange<Int>) -> SIMD4<Double>,
    outside: [Bool],
    resolved: [Bool]
  ) {
    exonCount = counts.exonCount
    variances = expectation.variances
    self.sites = sites
    let excluded = zip(outside, resolved).map { $0 || $1 }
    self.excluded = excluded
    var seen: [Int: Int] = [:]
    for group in counts.groups { seen[group.first * counts.exonCount + group.last] = group.count }
    for group in expectation.groups {
      let isExcluded = (group.first...group.last).contains { excluded[$0] }
      guard !isExcluded, group.first == 0 || !resolved[group.first - 1],
        group.last + 1 >= counts.exonCount || !resolved[group.last + 1]
      else { continue }
      let exons = group.first...group.last
      let own = group.variance + 1 / group.certainty
      let variance = variances[exons].reduce(0, +) / Double(exons.count * exons.count)
      groups.append(
        Group(
          first: group.first, last: group.last,
          count: Double(seen[group.first * counts.exonCount + group.last] ?? 0), weight: group.weight,
          covariates: covariates(exons), size: 1 / own, marginalSize: 1 / (variance + own)))
    }
    isInformative = [Bool](repeating: false, count: counts.exonCount)
    let scale = ownScale
    var means = [Double](repeating: 0, count: exonCount)
    for group in groups { for exon in group.first...group.last { means[exon] += group.weight * scale } }
    for exon in means.indices where means[exon] >= CopyNumberModel.fewestFragments && !excluded[exon] {
      isInformative[exon] = true
    }
  }

  /// Fragments a unit of weight that the sample has on this record, copies accounted for.
  var ownScale: Double {
    let weight = groups.reduce(0) { $0 + $1.weight * $1.ratio }
    return weight > 0 ? max(1e-9, groups.reduce(0) { $0 + $1.count } / weight) : 1e-9
  }

  var isAssessable: Bool { isInformative.count(where: \.self) >= 3 }

  /// Logarithm of the negative binomial probability of a group's count, without terms that the mean does not change.
  static func logLikelihood(_ group: Group, mean: Double) -> Double {
    group.count * Elementary.log(mean / (mean + group.marginalSize)) - group.marginalSize
      * Elementary.log(1 + mean / group.marginalSize)
  }

  /// Counts of an event: seen, expected with two copies, and the variance of what is seen.
  func counts(of exons: ClosedRange<Int>, isDeletion: Bool, depth: DepthCoefficients)
    -> (seen: Double, expected: Double, deviation: Double)
  {
    var seen = 0.0
    var expected = 0.0
    var variance = 0.0
    for group in groups where CopyNumberModel.touches(group, exons, isDeletion: isDeletion) {
      let mean = group.weight * Elementary.exp((depth * group.covariates).sum())
      seen += group.count
      expected += mean
      variance += group.count + group.count * group.count / group.marginalSize
    }
    return (seen, expected, variance.squareRoot() / max(expected, 1))
  }

  /// A fragment of a chromosome that lacks the exons shows none of them; one more copy shows nothing beyond them.
  static func touches(_ group: Group, _ exons: ClosedRange<Int>, isDeletion: Bool) -> Bool {
    isDeletion
      ? group.first <= exons.upperBound && group.last >= exons.lowerBound
      : group.first >= exons.lowerBound && group.last <= exons.upperBound
  }

  /// Breakpoints fall anywhere in a gene: a long intron holds more of them than a short one.
  ///
  /// - Returns: the length of the intron before each exon and behind the last one, up to ``longestSite``, plus
  ///   ``siteFloor``, as short introns too can lie in longer events; beyond the gene as if it were a long one.
  static func sites(exons: [Range<Int>]) -> [Double] {
    (0...exons.count).map { index in
      let isInner = index > 0 && index < exons.count
      let length = isInner ? Double(exons[index].lowerBound - exons[index - 1].upperBound) : longestSite
      return siteFloor + min(longestSite, max(0, length))
    }
  }

  /// Copies over two; a lost one leaves a little, as some reads are misaligned.
  static func ratio(ofCopies copies: Int) -> Double { max(0.01, Double(copies) / 2) }

  /// The same with so much more variance of every exon.
  func widened(by variance: Double) -> CopyNumberModel {
    var wide = self
    wide.variances = variances.map { $0 + variance }
    for (index, group) in groups.enumerated() {
      let fraction = variance / Double(group.last - group.first + 1)
      wide.groups[index].marginalSize = 1 / (1 / group.marginalSize + fraction)
    }
    return wide
  }

  /// Accepts an event: its exons are not tested again, nor are the groups that end beside a deletion, as fragments
  /// that would have reached on into it end there.
  mutating func accept(_ exons: ClosedRange<Int>, copyNumber: Int) {
    if copyNumber < 2 {
      groups.removeAll { $0.last == exons.lowerBound - 1 || $0.first == exons.upperBound + 1 }
    }
    for index in groups.indices where CopyNumberModel.touches(groups[index], exons, isDeletion: copyNumber < 2) {
      groups[index].ratio = CopyNumberModel.ratio(ofCopies: copyNumber)
    }
    for exon in exons {
      excluded[exon] = true
      isInformative[exon] = false
    }
  }
}
