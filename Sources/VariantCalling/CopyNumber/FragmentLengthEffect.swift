// How the number of fragments that reach exactly some exons depends on the length of fragments.

import Numerics

/// The effect of the mean fragment length on the number of fragments that reach exactly some exons.
struct FragmentLengthEffect: Sendable {
  /// Lengths that fit the controls.
  let lengths: FragmentLengthDistribution
  private let windows: [[Range<Int>]]
  /// For every record the derivative of the logarithm by that of the mean length, minus the mean over fragments; first exon
  /// times number of exons plus last one.
  private let tables: [[Double]]
  /// The mean that is taken off.
  private let centres: [Double]

  /// Bound of the derivative: of groups that only the longest or shortest fragments reach it is not a good approximation.
  private static let steepest = 4.0
  /// Means that are tried, in bases.
  private static let means = 80.0...900.0
  /// Deviations that are tried.
  private static let deviations = [0.1, 0.16, 0.22, 0.3]
  /// Start positions that even a group out of reach has: a few fragments are far longer or shorter than most.
  private static let fewStarts = 0.05

  /// Fragments of the mean length and deviation that fit how many exons fragments of `controls` reach.
  init(references: [CallReference], controls: [[ExonFragmentCounts]]) {
    let windows = references.map { ExonOverlap(exons: $0.exons).windows }
    let pooled = windows.indices.map { record in
      ExonFragmentCounts(exonCount: windows[record].count, groups: controls.flatMap { $0[record].groups })
    }
    self.init(windows: windows, lengths: FragmentLengthEffect.fitted(windows, to: pooled))
  }

  init(windows: [[Range<Int>]], lengths: FragmentLengthDistribution) {
    self.windows = windows
    self.lengths = lengths
    var centres: [Double] = []
    tables = windows.map { windows in
      let count = windows.count
      var table = [Double](repeating: 0, count: count * count)
      var sum = 0.0
      var all = 0.0
      for first in 0..<count {
        for last in first..<count {
          let shorter = FragmentLengthEffect.positions(windows, first, last, lengths, scale: 0.9)
          let longer = FragmentLengthEffect.positions(windows, first, last, lengths, scale: 1.1)
          let rise = FragmentLengthEffect.logarithm(longer, over: shorter) / Elementary.log(1.1 / 0.9)
          table[first * count + last] = min(max(rise, -FragmentLengthEffect.steepest), FragmentLengthEffect.steepest)
          sum += (shorter + longer) * table[first * count + last]
          all += shorter + longer
        }
      }
      let centre = sum / max(all, 1)
      centres.append(centre)
      return table.map { $0 - centre }
    }
    self.centres = centres
  }

  /// The derivative for a group of exons.
  func rise(record: Int, exons: ClosedRange<Int>) -> Double {
    guard record < tables.count, exons.upperBound < windows[record].count else { return 0 }
    return tables[record][exons.lowerBound * windows[record].count + exons.upperBound]
  }

  /// The logarithm of a group's fragments with fragments longer by the factor exp(`lengthRatio`) over those without, less that of
  /// all.
  func change(record: Int, exons: ClosedRange<Int>, lengthRatio: Double) -> Double {
    guard record < windows.count, exons.upperBound < windows[record].count else { return 0 }
    let (first, last) = (exons.lowerBound, exons.upperBound)
    let plain = FragmentLengthEffect.positions(windows[record], first, last, lengths, scale: 1)
    let other = FragmentLengthEffect.positions(
      windows[record], first, last, lengths, scale: Elementary.exp(lengthRatio))
    return FragmentLengthEffect.logarithm(other, over: plain) - centres[record] * lengthRatio
  }

  private static func logarithm(_ positions: Double, over other: Double) -> Double {
    Elementary.log((positions + fewStarts) / (other + fewStarts))
  }

  /// Mean number of start positions at which fragments reach exactly the exons `first...last`.
  static func positions(
    _ windows: [Range<Int>], _ first: Int, _ last: Int, _ lengths: FragmentLengthDistribution, scale: Double = 1
  ) -> Double {
    let before = first > 0 ? windows[first - 1].upperBound : Int.min / 4
    let behind = last + 1 < windows.count ? windows[last + 1].lowerBound : Int.max / 4
    var sum = 0.0
    for point in FragmentLengthDistribution.points {
      let length = Int(max(20, lengths.mean * scale * (1 + point.z * lengths.deviation)))
      let lowest = max(before, windows[last].lowerBound - length + 1)
      let highest = min(windows[first].upperBound - 1, behind - length)
      if highest >= lowest { sum += point.weight * Double(highest - lowest + 1) }
    }
    return sum
  }

  /// The lengths that fit the groups best.
  private static func fitted(_ windows: [[Range<Int>]], to pooled: [ExonFragmentCounts]) -> FragmentLengthDistribution {
    let groups = pooled.flatMap(\.groups)
    let fragments = groups.reduce(0) { $0 + $1.count }
    let further = Double(groups.reduce(0) { $0 + $1.count * ($1.last - $1.first) }) / Double(max(1, fragments))
    var best = (lengths: FragmentLengthDistribution(mean: 300, deviation: 0.16), likelihood: -Double.infinity)
    for deviation in deviations {
      // Longer fragments reach more exons: the mean length that reaches so many, by halving.
      var (low, high) = (means.lowerBound, means.upperBound)
      while high - low > 5 {
        let middle = FragmentLengthDistribution(mean: (low + high) / 2, deviation: deviation)
        if furtherExons(windows, middle) < further { low = middle.mean } else { high = middle.mean }
      }
      for scale in [0.92, 0.96, 1, 1.04, 1.08] {
        let lengths = FragmentLengthDistribution(mean: (low + high) / 2 * scale, deviation: deviation)
        let likelihood = logLikelihood(windows, pooled, lengths)
        if likelihood > best.likelihood { best = (lengths, likelihood) }
      }
    }
    return best.lengths
  }

  /// Mean number of exons that fragments reach beyond their first one.
  private static func furtherExons(_ records: [[Range<Int>]], _ lengths: FragmentLengthDistribution) -> Double {
    var sum = 0.0
    var all = 0.0
    for windows in records {
      forEachGroup(windows, lengths) { first, last, positions in
        // A fragment is captured by each of its exons.
        let captured = positions * Double(last - first + 1)
        sum += captured * Double(last - first)
        all += captured
      }
    }
    return sum / max(all, 1)
  }

  /// Log likelihood of the groups (multinomial), each exon with the capture efficiency that its fragments show.
  private static func logLikelihood(
    _ records: [[Range<Int>]], _ pooled: [ExonFragmentCounts], _ lengths: FragmentLengthDistribution
  ) -> Double {
    var value = 0.0
    for (windows, counts) in zip(records, pooled) {
      let count = windows.count
      var expected = [Double](repeating: 0, count: count)
      var table = [Double](repeating: 0, count: count * count)
      forEachGroup(windows, lengths) { first, last, positions in
        table[first * count + last] = positions
        for exon in first...last { expected[exon] += positions * Double(last - first + 1) }
      }
      let seen = counts.perExon
      let efficiencies = (0..<count).map { Double(seen[$0]) / max(expected[$0], 1e-9) }
      var sum = 0.0
      for first in 0..<count {
        var captured = 0.0
        for last in first..<count {
          captured += efficiencies[last]
          if table[first * count + last] > 0 { sum += table[first * count + last] * captured }
        }
      }
      guard sum > 0 else { continue }
      for group in counts.groups {
        let captured = efficiencies[group.first...group.last].reduce(0, +)
        let fraction = (table[group.first * count + group.last] + fewStarts) * captured / sum
        value += Double(group.count) * Elementary.log(max(fraction, 1e-12))
      }
    }
    return value
  }

  private static func forEachGroup(
    _ windows: [Range<Int>], _ lengths: FragmentLengthDistribution, _ body: (Int, Int, Double) -> Void
  ) {
    let longest = Int(lengths.mean * (1 + 2.5 * lengths.deviation))
    for first in windows.indices {
      for last in first..<windows.count {
        if windows[last].lowerBound - windows[first].upperBound > longest { break }
        let positions = positions(windows, first, last, lengths)
        if positions > 0 { body(first, last, positions) }
      }
    }
  }
}
