// The likelihood of a record's molecule counts for every event and every depth of the sample.

/// One record's counts, its expectation, and which exons may take part in an event.
struct DosageModel {
  let exonCount: Int
  /// Groups of exons with their counts.
  private(set) var groups: [Group] = []
  /// Exons that no event may contain.
  private(set) var barred: [Bool]
  /// Exons with enough expected molecules to begin or end an event.
  private(set) var isTelling: [Bool]

  struct Group {
    let first: Int
    let last: Int
    let count: Double
    let weight: Double
    /// Shape of the negative binomial: one over the dispersion.
    let shape: Double
    /// Copies over two, from events found before.
    var ratio = 1.0
  }

  /// Mean molecules that an event's outer exons need.
  private static let leastMolecules = 6.0

  /// - Parameters:
  ///   - outside: exons that were not asked for.
  ///   - resolved: exons of sequence-resolved events. Fragments of a changed chromosome that begin beside such an
  ///     event end elsewhere, so that groups next to it tell nothing either.
  init(counts: ExonCounts, expectation: ExonExpectation, outside: [Bool], resolved: [Bool]) {
    exonCount = counts.exonCount
    let barred = zip(outside, resolved).map { $0 || $1 }
    self.barred = barred
    var seen: [Int: Int] = [:]
    for group in counts.groups { seen[group.first * counts.exonCount + group.last] = group.count }
    for group in expectation.groups {
      let isBarred = (group.first...group.last).contains { barred[$0] }
      guard !isBarred, group.first == 0 || !resolved[group.first - 1],
        group.last + 1 >= counts.exonCount || !resolved[group.last + 1]
      else { continue }
      groups.append(
        Group(
          first: group.first, last: group.last,
          count: Double(seen[group.first * counts.exonCount + group.last] ?? 0), weight: group.weight,
          shape: 1 / group.dispersion))
    }
    isTelling = [Bool](repeating: false, count: counts.exonCount)
    let scale = ownScale
    var means = [Double](repeating: 0, count: exonCount)
    for group in groups { for exon in group.first...group.last { means[exon] += group.weight * scale } }
    for exon in means.indices where means[exon] >= DosageModel.leastMolecules && !barred[exon] {
      isTelling[exon] = true
    }
  }

  /// Molecules a unit of weight that the sample has on this record, copies accounted for.
  var ownScale: Double {
    let weight = groups.reduce(0) { $0 + $1.weight * $1.ratio }
    return weight > 0 ? max(1e-9, groups.reduce(0) { $0 + $1.count } / weight) : 1e-9
  }

  /// Relative standard error of ``ownScale``.
  var scaleError: Double {
    let count = groups.reduce(0) { $0 + $1.count }
    guard count > 0 else { return 1 }
    let variance = groups.reduce(0) { $0 + $1.count + $1.count * $1.count / $1.shape }
    return variance.squareRoot() / count
  }

  var isAssessable: Bool { isTelling.count(where: \.self) >= 3 }

  /// Logarithm of the negative binomial chance of a group's count, without terms that the mean does not change.
  static func logLikelihood(_ group: Group, mean: Double) -> Double {
    group.count * Logarithm.natural(mean / (mean + group.shape)) - group.shape
      * Logarithm.natural(1 + mean / group.shape)
  }

  /// Counts of an event: seen, expected with two copies, and the variance of what is seen.
  func counts(of exons: ClosedRange<Int>, isDeletion: Bool, scale: Double)
    -> (seen: Double, expected: Double, deviation: Double)
  {
    var seen = 0.0
    var expected = 0.0
    var variance = 0.0
    for group in groups where DosageModel.touches(group, exons, isDeletion: isDeletion) {
      let mean = group.weight * scale
      seen += group.count
      expected += mean
      variance += group.count + group.count * group.count / group.shape
    }
    return (seen, expected, variance.squareRoot() / max(expected, 1))
  }

  /// A molecule of a chromosome that lacks the exons shows none of them; one more copy shows nothing beyond them.
  static func touches(_ group: Group, _ exons: ClosedRange<Int>, isDeletion: Bool) -> Bool {
    isDeletion
      ? group.first <= exons.upperBound && group.last >= exons.lowerBound
      : group.first >= exons.lowerBound && group.last <= exons.upperBound
  }

  /// Takes an event as given: its exons are not looked at again.
  mutating func accept(_ exons: ClosedRange<Int>, copyNumber: Int) {
    for index in groups.indices where DosageModel.touches(groups[index], exons, isDeletion: copyNumber < 2) {
      groups[index].ratio = max(0.01, Double(copyNumber) / 2)
    }
    for exon in exons {
      barred[exon] = true
      isTelling[exon] = false
    }
  }
}

/// The best logarithm of the likelihood of every event on a record, over the sample's depth.
struct DosageScores {
  /// Index of the first exon times the number of exons plus that of the last one, for every copy number.
  let events: [[Double]]
  /// Without an event.
  let null: Double

  /// Copy numbers that are told apart.
  static let copyNumbers = [0, 1, 3, 4]
  private static let step = 0.01

  /// - Parameters:
  ///   - centre: logarithm of the depth that the other records tell, with its standard deviation; `nil` if none does.
  init(model: DosageModel, centre: (value: Double, deviation: Double)?) {
    let count = model.exonCount
    let own = Logarithm.natural(model.ownScale)
    let offsets = Array(stride(from: -0.6, through: 0.9, by: DosageScores.step))
    var events = [[Double]](
      repeating: [Double](repeating: -.infinity, count: count * count), count: DosageScores.copyNumbers.count)
    var null = -Double.infinity
    let best = offsets.map { offset in DosageScores.baseline(model, own + offset, centre) }
    for (index, offset) in offsets.enumerated() {
      let (base, plain) = best[index]
      null = max(null, base)
      let scale = Logarithm.exponential(own + offset)
      for (state, copies) in DosageScores.copyNumbers.enumerated() {
        var gains = [Double](repeating: 0, count: count * count)
        for (number, group) in model.groups.enumerated() {
          let mean = group.weight * scale * group.ratio * max(0.01, Double(copies) / 2)
          gains[group.first * count + group.last] += DosageModel.logLikelihood(group, mean: mean) - plain[number]
        }
        if copies < 2 {
          DosageScores.addDeletions(gains, base: base, count: count, to: &events[state])
        } else {
          DosageScores.addDuplications(gains, base: base, count: count, to: &events[state])
        }
      }
    }
    self.events = events
    self.null = null
  }

  private static func baseline(
    _ model: DosageModel, _ logScale: Double, _ centre: (value: Double, deviation: Double)?
  ) -> (sum: Double, each: [Double]) {
    let scale = Logarithm.exponential(logScale)
    let each = model.groups.map { DosageModel.logLikelihood($0, mean: $0.weight * scale * $0.ratio) }
    var sum = each.reduce(0, +)
    if let centre {
      let z = (logScale - centre.value) / centre.deviation
      sum -= 0.5 * z * z
    }
    return (sum, each)
  }

  /// Groups that touch `i...j` are all but those that end before `i` or begin after `j`.
  private static func addDeletions(_ gains: [Double], base: Double, count: Int, to best: inout [Double]) {
    var endsBefore = [Double](repeating: 0, count: count + 1)
    var beginsAfter = [Double](repeating: 0, count: count + 1)
    var total = 0.0
    for first in 0..<count {
      for last in first..<count {
        let gain = gains[first * count + last]
        guard gain != 0 else { continue }
        total += gain
        endsBefore[last + 1] += gain
        if first > 0 { beginsAfter[first - 1] += gain }
      }
    }
    for index in 0..<count { endsBefore[index + 1] += endsBefore[index] }
    for index in stride(from: count - 1, to: 0, by: -1) { beginsAfter[index - 1] += beginsAfter[index] }
    for first in 0..<count {
      for last in first..<count {
        best[first * count + last] = max(
          best[first * count + last], base + total - endsBefore[first] - beginsAfter[last])
      }
    }
  }

  /// Groups inside `i...j`, summed up from the last exon down.
  private static func addDuplications(_ gains: [Double], base: Double, count: Int, to best: inout [Double]) {
    var columns = [Double](repeating: 0, count: count)
    for first in stride(from: count - 1, through: 0, by: -1) {
      var sum = 0.0
      for last in first..<count {
        columns[last] += gains[first * count + last]
        sum += columns[last]
        best[first * count + last] = max(best[first * count + last], base + sum)
      }
    }
  }
}
