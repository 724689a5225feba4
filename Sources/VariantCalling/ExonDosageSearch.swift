// Finds the events that a sample's counts speak for: every run of exons and copy number is weighed against none.

/// Exact search over all events of one run of exons, the best one first, then again with it taken as given.
struct DosageSearch {
  private var models: [DosageModel]
  private let scaleSpread: Double

  /// Chance that a sample has an event at all.
  private let priorEvent: Double
  /// Share of the copy numbers 0, 1, 3 and 4 among events.
  private static let copyShares = [0.02, 0.58, 0.38, 0.02]
  /// Share of whole records among events.
  private static let wholeShare = 0.05
  /// Most events that are sought.
  private static let mostEvents = 4
  /// Every further exon of an event is as likely as this: events of one exon are the commonest, those of three the mean.
  private static let nextExon = 0.7

  init(models: [DosageModel], scaleSpread: Double, priorEvent: Double) {
    self.priorEvent = priorEvent
    self.models = models
    self.scaleSpread = scaleSpread
  }

  /// The events by record and exon.
  func events() -> [DosageEvent] {
    var search = self
    var found: [DosageEvent] = []
    while found.count < DosageSearch.mostEvents {
      let candidates = search.models.indices.compactMap { search.best(on: $0) }
      guard let next = candidates.max(by: { ($0.quality, $1.reference) < ($1.quality, $0.reference) }) else { break }
      found.append(next)
      guard next.isPass else { break }
      search.models[next.reference].accept(next.exons, copyNumber: next.copyNumber)
    }
    return found.sorted { ($0.reference, $0.exons.lowerBound) < ($1.reference, $1.exons.lowerBound) }
  }

  /// The depth that the other records tell for a record.
  private func centre(of reference: Int) -> (value: Double, deviation: Double)? {
    let others = models.indices.filter { $0 != reference && models[$0].isReference }
    guard let other = others.first else { return nil }
    let error = models[other].scaleError
    return (
      Logarithm.natural(models[other].ownScale), (scaleSpread * scaleSpread + error * error).squareRoot()
    )
  }

  private struct Hypothesis {
    let exons: ClosedRange<Int>
    let state: Int
    /// Logarithm of prior and likelihood against no event.
    let odds: Double
  }

  private func hypotheses(on reference: Int, scores: DosageScores, isAnchored: Bool) -> [Hypothesis] {
    let model = models[reference]
    let count = model.exonCount
    var shares = [1.0]
    while shares.count < count { shares.append(shares[shares.count - 1] * DosageSearch.nextExon) }
    let all = shares.indices.reduce(0) { $0 + shares[$1] * Double(count - $1) }
    var found: [Hypothesis] = []
    for first in 0..<count where model.isTelling[first] {
      for last in first..<count {
        if model.barred[last] { break }
        guard model.isTelling[last] else { continue }
        let length = last - first + 1
        // Without another record nothing tells a loss of most exons from a gain of the others.
        if !isAnchored && 2 * length > count { break }
        var prior = (1 - DosageSearch.wholeShare) * shares[length - 1] / all
        if length == count { prior += DosageSearch.wholeShare }
        prior *= priorEvent / Double(models.count)
        for (state, share) in DosageSearch.copyShares.enumerated() {
          let gain = scores.events[state][first * count + last] - scores.null
          found.append(Hypothesis(exons: first...last, state: state, odds: gain + Logarithm.natural(prior * share)))
        }
      }
    }
    return found
  }

  private func best(on reference: Int) -> DosageEvent? {
    let model = models[reference]
    guard model.isAssessable else { return nil }
    let centre = centre(of: reference)
    let scores = DosageScores(model: model, centre: centre)
    let all = hypotheses(on: reference, scores: scores, isAnchored: centre != nil)
    guard let top = all.max(by: { $0.odds < $1.odds }), top.odds > -3 else { return nil }
    let isDeletion = top.state < 2
    let same = all.filter { ($0.state < 2) == isDeletion && $0.exons.overlaps(top.exons) }
    let agreeing = Logarithm.sumOfExponentials(same.map { $0.odds - top.odds })
    let others = all.filter { ($0.state < 2) != isDeletion || !$0.exons.overlaps(top.exons) }
    // Against: no event, or another one. The chances are relative to that of `top`.
    let against = Logarithm.sumOfExponentials([-top.odds] + others.map { $0.odds - top.odds })
    let missed = Logarithm.exponential(against - Logarithm.sumOfExponentials([agreeing, against]))
    guard 1 - missed >= DosageEvent.leastProbability else { return nil }
    let otherCopies = same.filter { $0.state != top.state }.map { $0.odds - top.odds }
    let wrongCopies =
      otherCopies.isEmpty
      ? 0 : Logarithm.exponential(max(-700, Logarithm.sumOfExponentials(otherCopies) - agreeing))
    let scale = anchoredScale(model, top, centre)
    let counts = model.counts(of: top.exons, isDeletion: isDeletion, scale: scale)
    let quality = (agreeing > against ? agreeing - against : 0) * Logarithm.phredPerNat
    let wrong = min(1, missed + wrongCopies)
    return DosageEvent(
      reference: reference, exons: top.exons, firstExon: credible(same, agreeing, top) { $0.exons.lowerBound },
      lastExon: credible(same, agreeing, top) { $0.exons.upperBound },
      copyNumber: DosageScores.copyNumbers[top.state], probability: 1 - missed, quality: min(3000, quality),
      genotypeQuality: wrong < 1e-9 ? 99 : min(99, max(0, Int(-10 * Logarithm.natural(wrong) / Logarithm.ln10))),
      observed: Int(counts.seen), expected: counts.expected, relativeDeviation: counts.deviation)
  }

  /// Molecules a unit of weight from all exons outside the event, or, for most of a record, from the other one.
  private func anchoredScale(
    _ model: DosageModel, _ top: Hypothesis, _ centre: (value: Double, deviation: Double)?
  ) -> Double {
    var rest = model
    rest.accept(top.exons, copyNumber: DosageScores.copyNumbers[top.state])
    if let centre, 2 * top.exons.count > model.exonCount { return Logarithm.exponential(centre.value) }
    return rest.ownScale
  }

  /// The range that holds 95 % of the chance of an end, the most probable extent in any case.
  private func credible(
    _ same: [Hypothesis], _ agreeing: Double, _ top: Hypothesis, end: (Hypothesis) -> Int
  ) -> ClosedRange<Int> {
    var chances: [Int: Double] = [:]
    for one in same {
      let share = one.odds - top.odds - agreeing
      if share > -30 { chances[end(one), default: 0] += Logarithm.exponential(share) }
    }
    var low = end(top)
    var high = low
    var sum = 0.0
    for exon in chances.keys.sorted() {
      sum += chances[exon] ?? 0
      if sum > 0.025 {
        low = min(low, exon)
        break
      }
    }
    sum = 0
    for exon in chances.keys.sorted(by: >) {
      sum += chances[exon] ?? 0
      if sum > 0.025 {
        high = max(high, exon)
        break
      }
    }
    return low...high
  }
}

extension DosageModel {
  /// Whether the record can be another one's measure.
  var isReference: Bool { groups.count >= 3 && groups.reduce(0) { $0 + $1.count } >= 100 }
}
