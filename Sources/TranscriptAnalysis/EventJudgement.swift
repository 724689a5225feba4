// Which events count, and the fractions of forms that share a site.

import Numerics

/// Turns the fragments of a sample into called events with fractions of all transcripts there.
struct EventJudgement {
  let counter: SplicingCounter
  let counts: SiteCounts
  /// Retention of every intron.
  let retention: KeptIntrons
  let isDNA: Bool
  let controls: SplicingControls

  private var events: [SplicingEvent] { counter.events }

  /// Every event, counted and judged.
  func counted() -> [CountedEvent] {
    var counted = events.indices.map { index in
      let pair = (counts.events[index], counts.all[index])
      // Kept introns are distinguished from transcripts that are not spliced yet.
      let mature = retention.mature(index)
      let ratio =
        mature?.beside(known: pair.0.known, of: pair.1.known)
        ?? SplicingFraction(pair.0, ends: counter.ends(of: index))
      let psi = mature ?? SplicingFraction(pair.1, ends: counter.ends(of: index))
      let normal =
        retention.normal(index)
        ?? controls.normal(events[index], introns: introns(of: index), psi: psi.value, fragments: psi.fragments)
      return CountedEvent(
        event: events[index], counts: pair.0, fraction: ratio, psi: psi, normal: normal,
        overhang: overhang(of: index), filters: filters(index, pair.0, psi, normal))
    }
    setCommonFractions(&counted)
    return counted
  }

  /// The introns at whose ends an event is counted.
  private func introns(of index: Int) -> [Int] {
    [counter.table.places[index]?.left, counter.table.places[index]?.right].compactMap { place in
      place.flatMap { counter.table.sites[$0.site].knownIntron }
    }
  }

  private func overhang(of index: Int) -> Int {
    [counter.table.places[index]?.left, counter.table.places[index]?.right].compactMap { place in
      place.flatMap { $0.form >= 0 ? counts.overhangs[$0.form] : nil }
    }.max() ?? 0
  }

  private func filters(
    _ index: Int, _ counts: SplicingCounts, _ psi: SplicingFraction, _ normal: NormalSplicing?
  ) -> [EventFilter] {
    guard !isDNA, counts.event >= EventRules.fewestFragments else { return [.lowSupport] }
    if let normal {
      // With controls the fraction may be small, but must not be theirs: one false event in a hundred samples.
      let limit = SplicingControls.falseEvents / Double(events.count)
      if normal.pValue >= limit || psi.value <= normal.high {
        return [psi.low >= EventRules.smallestFraction ? .asControls : .lowSupport]
      }
    } else if psi.low < EventRules.leastFraction(fragments: counts.event) {
      return [.lowSupport]
    }
    switch events[index].kind {
    case .intronRetention:
      if counts.eventLeft < 2 || counts.eventRight < 2 || !retention.isKept(index) { return [.lowSupport] }
    // Both ends must be seen: one alone is another splice site.
    case .crypticExon: if counts.eventLeft < 2 || counts.eventRight < 2 { return [.lowSupport] }
    default: break
    }
    return counts.starts < EventRules.fewestStarts ? [.repeatedStarts] : []
  }

  /// Gives called events that share a site fractions of the fragments there, which add to 1 with the known form's.
  private func setCommonFractions(_ counted: inout [CountedEvent]) {
    var called: [Int: Int] = [:]
    let places = counted.indices.map { index in
      counted[index].isCalled ? [counter.table.places[index]?.left, counter.table.places[index]?.right] : []
    }
    for place in places.joined() { if let place { called[place.site, default: 0] += 1 } }
    for index in counted.indices {
      let own = places[index].compactMap { $0 }
      guard
        let place = own.max(by: {
          (called[$0.site] ?? 0, total(at: $0.site, counted)) < (called[$1.site] ?? 0, total(at: $1.site, counted))
        }), (called[place.site] ?? 0) > 1
      else { continue }
      let all = total(at: place.site, counted)
      let part =
        place.form == SpliceSiteForms.contiguous
        ? kept(at: place.site, index) : Double(counts.sites[place.site][place.form] ?? 0)
      let fragments = retention[index].map { min(all, $0.fraction(.both).fragments) } ?? all
      counted[index].psi = SplicingFraction(part: part, total: all, fragments: fragments)
    }
  }

  /// Fragments of spliced transcripts at a site, those with a kept intron among them if it was called.
  func total(at site: Int, _ counted: [CountedEvent]) -> Double {
    let spliced = Double(counts.spliced(at: site))
    let called = counted.indices.first { index in
      counted[index].isCalled && counted[index].event.kind == .intronRetention
        && (counter.table.places[index]?.left?.site == site || counter.table.places[index]?.right?.site == site)
    }
    return spliced + (called.map { kept(at: site, $0) } ?? 0)
  }

  /// Fragments at a site that run on beyond what transcripts do that are not spliced yet.
  private func kept(at site: Int, _ index: Int) -> Double {
    Double(counts.spliced(at: site)) * retention.odds(index, counter.table.sites[site].isDonor ? .left : .right)
  }
}
