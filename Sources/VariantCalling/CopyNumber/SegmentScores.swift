// Approximate scores of all events on a gene: sums over segments of exons on a grid of the sample's level.

import Numerics

/// Approximate scores of all events on a gene: the best log likelihood over the sample's level, the
/// groups being taken as independent.
struct SegmentScores {
  /// Index of the first exon times the number of exons plus that of the last one, for every copy number.
  let events: [[Double]]
  /// Without an event.
  let null: Double

  /// Copy numbers that are distinguished.
  static let copyNumbers = [0, 1, 3, 4]
  private static let step = 0.03

  /// - Parameter depth: the coefficients other than the level, taken as known.
  init(model: CopyNumberModel, prior: DepthPrior, depth: DepthCoefficients) {
    let count = model.exonCount
    let own = Elementary.log(model.ownScale)
    let adjustment = DepthCoefficients(0, depth.y, depth.z, depth.w)
    let adjustments = model.groups.map {
      Elementary.exp((adjustment * $0.covariates).sum()) * $0.weight * $0.ratio
    }
    var events = [[Double]](
      repeating: [Double](repeating: -.infinity, count: count * count), count: SegmentScores.copyNumbers.count)
    var null = -Double.infinity
    var gains = [Double](repeating: 0, count: count * count)
    for offset in stride(from: -0.6, through: 0.9, by: SegmentScores.step) {
      let (base, plain) = SegmentScores.baseline(
        model, adjustments, adjustment + DepthCoefficients(own + offset, 0, 0, 0), prior)
      null = max(null, base)
      let scale = Elementary.exp(own + offset)
      for (state, copies) in SegmentScores.copyNumbers.enumerated() {
        for index in gains.indices { gains[index] = 0 }
        for (number, group) in model.groups.enumerated() {
          let mean = adjustments[number] * scale * CopyNumberModel.ratio(ofCopies: copies)
          gains[group.first * count + group.last] += CopyNumberModel.logLikelihood(group, mean: mean) - plain[number]
        }
        if copies < 2 {
          SegmentScores.addDeletions(gains, base: base, count: count, to: &events[state])
        } else {
          SegmentScores.addDuplications(gains, base: base, count: count, to: &events[state])
        }
      }
    }
    self.events = events
    self.null = null
  }

  private static func baseline(
    _ model: CopyNumberModel, _ adjustments: [Double], _ depth: DepthCoefficients, _ prior: DepthPrior
  ) -> (sum: Double, each: [Double]) {
    let scale = Elementary.exp(depth.x)
    let each = zip(model.groups, adjustments).map { CopyNumberModel.logLikelihood($0, mean: $1 * scale) }
    return (each.reduce(0, +) - prior.penalty(depth), each)
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
