// Finds the events that a sample's counts support: every segment of exons and copy number against no event.

import Numerics

/// Exhaustive search over all segments of exons, the best event first, then again with it accepted.
struct SegmentSearch {
  var models: [CopyNumberModel]
  /// Whether no event has been found yet.
  private var isFirst = true
  private let expectation: ExpectedDepth
  /// Smallest probability of an event that is reported.
  private let leastProbability: Double
  /// Probability that a sample has an event at all.
  var priorEvent: Double
  /// For every number of exons its prior, divided by the weighted number of segments of that many exons.
  private let lengthPriors: [Double]

  /// Fraction of the copy numbers 0, 1, 3 and 4 among events.
  private static let copyNumberPriors = [0.02, 0.58, 0.38, 0.02]
  /// Fraction of whole records among events.
  private static let wholeRecordPrior = 0.05
  /// Most events that are sought.
  private static let mostEvents = 4
  /// A further event is as much less likely than the first one: few patients have two.
  private static let furtherEvent = 0.1
  /// Every further exon of an event is as likely as this: events of one exon are the commonest, those of three the mean.
  private static let nextExon = 0.7

  /// Candidates with an approximate score further below the best one are left out, in natural logarithms.
  private static let window = 8.0
  /// Most candidates that are fitted.
  private static let mostFits = 300

  init(models: [CopyNumberModel], expectation: ExpectedDepth, priorEvent: Double, leastProbability: Double) {
    self.models = models
    self.expectation = expectation
    self.priorEvent = priorEvent
    self.leastProbability = leastProbability
    let longest = models.reduce(0) { max($0, $1.exonCount) }
    var fractions = [1.0]
    while fractions.count < longest { fractions.append(fractions[fractions.count - 1] * SegmentSearch.nextExon) }
    let all = fractions.reduce(0, +)
    lengthPriors = fractions.indices.map { further in
      var ways = 0.0
      for model in models where model.exonCount > further {
        for first in 0..<model.exonCount - further { ways += model.sites[first] * model.sites[first + further + 1] }
      }
      return ways > 0 ? fractions[further] / all / ways : 0
    }
  }

  /// The events by record and exon.
  func events() -> [CopyNumberEvent] {
    var search = self
    var found: [CopyNumberEvent] = []
    while found.count < SegmentSearch.mostEvents {
      let candidates = search.models.indices.compactMap { search.best(on: $0) }
      guard let next = candidates.max(by: { ($0.quality, $1.reference) < ($1.quality, $0.reference) }) else { break }
      found.append(next)
      guard next.probability >= leastProbability else { break }
      search.isFirst = false
      search.models[next.reference].accept(next.exons, copyNumber: next.copyNumber)
    }
    return found.sorted { ($0.reference, $0.exons.lowerBound) < ($1.reference, $1.exons.lowerBound) }
  }

  /// The prior of a gene's coefficients from the other gene.
  func prior(of reference: Int) -> (prior: DepthPrior, isAnchored: Bool) {
    let plain = DepthPrior(variances: expectation.coefficientVariances)
    guard let other = models.indices.first(where: { $0 != reference && models[$0].isReference }) else {
      return (plain, false)
    }
    // The variances between samples must count once.
    let fit = CopyNumberFit(model: models[other], prior: DepthPrior(variances: .open))
      .solve(nil, level: Elementary.log(models[other].ownScale))
    return (
      DepthPrior(
        centre: fit.depth, information: fit.information, levels: expectation.recordRatioDeviation,
        variances: expectation.coefficientVariances),
      true
    )
  }

  private struct Hypothesis {
    let exons: ClosedRange<Int>
    let state: Int
    /// Logarithm of the prior probability.
    let prior: Double
    /// Logarithm of prior and likelihood against no event.
    let odds: Double
  }

  private func hypotheses(on reference: Int, scores: SegmentScores, isAnchored: Bool) -> [Hypothesis] {
    let model = models[reference]
    let count = model.exonCount
    var found: [Hypothesis] = []
    for first in 0..<count where model.isInformative[first] {
      for last in first..<count {
        if model.excluded[last] { break }
        guard model.isInformative[last] else { continue }
        let length = last - first + 1
        // Without another gene a loss of most exons cannot be distinguished from a gain of the others.
        if !isAnchored && 2 * length > count { break }
        var prior =
          (1 - SegmentSearch.wholeRecordPrior) * lengthPriors[length - 1] * model.sites[first] * model.sites[last + 1]
        if length == count { prior += SegmentSearch.wholeRecordPrior / Double(models.count) }
        prior *= priorEvent * (isFirst ? 1 : SegmentSearch.furtherEvent)
        for (state, fraction) in SegmentSearch.copyNumberPriors.enumerated() {
          let gain = scores.events[state][first * count + last] - scores.null
          let probability = Elementary.log(prior * fraction)
          found.append(Hypothesis(exons: first...last, state: state, prior: probability, odds: gain + probability))
        }
      }
    }
    return found
  }

  /// The leading hypotheses with their likelihoods by the full fit.
  private func leading(
    on reference: Int, fit: CopyNumberFit, null: CopyNumberFit.Result, prior: DepthPrior, isAnchored: Bool
  ) -> [Hypothesis] {
    var depth = null.depth
    var refined: [Hypothesis] = []
    // An event distorts the coefficients that are fitted without it: once one is likely, the scores are computed again.
    for look in 0..<2 {
      let scores = SegmentScores(model: models[reference], prior: prior, depth: depth)
      let all = hypotheses(on: reference, scores: scores, isAnchored: isAnchored)
      let top = all.reduce(-2) { max($0, $1.odds) }
      let near = all.filter { $0.odds > top - SegmentSearch.window }.sorted { $0.odds > $1.odds }
      refined = near.prefix(SegmentSearch.mostFits).map { one in
        let result = fit.solve((one.exons, SegmentScores.copyNumbers[one.state]), from: null)
        return Hypothesis(
          exons: one.exons, state: one.state, prior: one.prior,
          odds: one.prior + result.logLikelihood - null.logLikelihood)
      }
      guard look == 0, let best = refined.max(by: { $0.odds < $1.odds }), best.odds > 0 else { break }
      depth = fit.solve((best.exons, SegmentScores.copyNumbers[best.state]), from: null).depth
    }
    return refined
  }

  func best(on reference: Int) -> CopyNumberEvent? {
    let model = models[reference]
    guard model.isAssessable else { return nil }
    let (prior, isAnchored) = prior(of: reference)
    let fit = CopyNumberFit(model: model, prior: prior)
    let null = fit.solve(nil, level: Elementary.log(model.ownScale))
    let all = leading(on: reference, fit: fit, null: null, prior: prior, isAnchored: isAnchored)
    guard let top = all.max(by: { $0.odds < $1.odds }),
      1 / (1 + Elementary.exp(-top.odds)) > 0.02 * leastProbability
    else { return nil }
    let isDeletion = top.state < 2
    let same = all.filter { ($0.state < 2) == isDeletion && $0.exons.overlaps(top.exons) }
    let agreeing = Elementary.logSumExp(same.map { $0.odds - top.odds })
    let others = all.filter { ($0.state < 2) != isDeletion || !$0.exons.overlaps(top.exons) }
    // Against: no event, or another one. Odds are relative to those of `top`.
    let against = Elementary.logSumExp([-top.odds] + others.map { $0.odds - top.odds })
    let missed = Elementary.exp(against - Elementary.logSumExp([agreeing, against]))
    guard 1 - missed >= leastProbability else { return nil }
    let otherCopies = same.filter { $0.state != top.state }.map { $0.odds - top.odds }
    let wrongCopies =
      otherCopies.isEmpty
      ? 0 : Elementary.exp(max(-700, Elementary.logSumExp(otherCopies) - agreeing))
    let own = fit.solve((top.exons, SegmentScores.copyNumbers[top.state]), from: null)
    let counts = model.counts(of: top.exons, isDeletion: isDeletion, depth: own.depth)
    let quality = (agreeing > against ? agreeing - against : 0) * Phred.perNat
    let wrong = min(1, missed + wrongCopies)
    return CopyNumberEvent(
      reference: reference, exons: top.exons, firstExon: credible(same, agreeing, top) { $0.exons.lowerBound },
      lastExon: credible(same, agreeing, top) { $0.exons.upperBound },
      copyNumber: SegmentScores.copyNumbers[top.state], probability: 1 - missed, quality: min(3000, quality),
      genotypeQuality: wrong < 1e-9 ? 99 : min(99, max(0, Int(-Phred.perNat * Elementary.log(wrong)))),
      observed: Int(counts.seen), expected: counts.expected, relativeDeviation: counts.deviation)
  }

  /// The range that holds 95 % of the probability of an end, the most probable extent in any case.
  private func credible(
    _ same: [Hypothesis], _ agreeing: Double, _ top: Hypothesis, end: (Hypothesis) -> Int
  ) -> ClosedRange<Int> {
    var probabilities: [Int: Double] = [:]
    for one in same {
      let fraction = one.odds - top.odds - agreeing
      if fraction > -30 { probabilities[end(one), default: 0] += Elementary.exp(fraction) }
    }
    var low = end(top)
    var high = low
    var sum = 0.0
    for exon in probabilities.keys.sorted() {
      sum += probabilities[exon] ?? 0
      if sum > 0.025 {
        low = min(low, exon)
        break
      }
    }
    sum = 0
    for exon in probabilities.keys.sorted(by: >) {
      sum += probabilities[exon] ?? 0
      if sum > 0.025 {
        high = max(high, exon)
        break
      }
    }
    return low...high
  }
}

extension CopyNumberModel {
  /// Whether the gene can serve as the other one's reference.
  var isReference: Bool { groups.count >= 3 && groups.reduce(0) { $0 + $1.count } >= 100 }
}
