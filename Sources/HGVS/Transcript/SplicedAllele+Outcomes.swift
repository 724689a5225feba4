// From the splice sites that an allele keeps to the transcripts it can make, ranked.

import BioSequence

extension TranscriptModel {
  /// The transcripts of an allele whose change touches or copies a splice site or an end of an exon; `nil` where splicing
  /// stays as it is as far as the two bases of each site tell.
  ///
  /// - Parameter edit: canonical on the record.
  package func splicingOutcomes(of edit: SequenceEdit) -> SplicingOutcomes? {
    guard edit.kind != .identity else { return nil }
    if let ends = outcomesOfEnds(edit) { return ends }
    let mayHoldSites = edit.inserted.count >= SplicedAllele.shortestCopy && touchedParts(edit.range).introns != nil
    guard mayHoldSites || reachesSplicing(edit) else { return nil }
    let allele = SplicedAllele(edit, on: self)
    return allele.holdsCopiedSites || reachesSplicing(edit) ? allele.outcomes() : nil
  }

  /// Whether a change is more than one inside an exon, or inside an intron and off its two outermost bases.
  private func reachesSplicing(_ edit: SequenceEdit) -> Bool {
    let touched = touchedParts(edit.range)
    guard let introns = touched.introns else {
      // The whole transcript within one exon: only its ends can be lost.
      return touched.exons != nil && edit.range.lowerBound <= recordRange.lowerBound
        && edit.range.upperBound >= recordRange.upperBound && !edit.range.isEmpty
    }
    guard touched.exons == nil, introns.count == 1 else { return true }
    let (start, end) = (exons[introns.lowerBound].upperBound, exons[introns.lowerBound + 1].lowerBound)
    return edit.range.lowerBound < start + 2 || edit.range.upperBound > end - 2
  }
}

extension SplicedAllele {
  /// The transcripts, expected ones first.
  func outcomes() -> SplicingOutcomes {
    let last = model.exons.count - 1
    let starts = sites.filter { $0.kind == .acceptor && $0.exon == 0 }
    let ends = sites.filter { $0.kind == .donor && $0.exon == last }
    let none = CodingEffect(change: .noProtein)
    guard let start = starts.first, let end = ends.last else {
      return SplicingOutcomes(
        [TranscriptOutcome(starts.isEmpty ? .noTranscript : .endLost, isExpected: true, coding: none)],
        isUncertain: false)
    }
    if starts.count > 1, ends.count > 1 {
      let coding = CodingEffect(change: .identity)
      return SplicingOutcomes(
        [TranscriptOutcome(.geneDuplication, isExpected: true, coding: coding)], isUncertain: true)
    }
    var spans = [(start, end)]
    if starts.count > 1 { spans.insert((starts[starts.count - 1], end), at: 0) }
    if ends.count > 1 { spans.insert((start, ends[0]), at: 0) }
    var found: [TranscriptOutcome] = []
    func add(_ chain: Chain, isExpected: Bool) {
      let outcome = TranscriptOutcome(splicing(chain), isExpected: isExpected, coding: coding(chain))
      if !found.contains(where: { $0.splicing == outcome.splicing && $0.coding == outcome.coding }) {
        found.append(outcome)
      }
    }
    var retained: [Chain] = []
    var isDoubtful = false
    for (start, end) in spans {
      let inner = inside(start, end)
      let whole = chain(inner, .skip)
      for kept in [inner, inner.filter(\.isSure)] {
        let skipping = chain(kept, .skip)
        isDoubtful = isDoubtful || skipping.ends != whole.ends
        if let without = withoutReplacedIntrons(skipping) {
          isDoubtful = true
          add(without, isExpected: true)
        }
        add(skipping, isExpected: skipping.passed.isEmpty || coding(skipping).change == .startLost)
        let retaining = chain(kept, .retain)
        if retaining.ends != skipping.ends {
          // What is read on into behind a copied start or end of transcription is no transcript of it.
          if spans.count == 1 { retained.append(retaining) }
          isDoubtful = isDoubtful || edit.kind == .duplication
        }
        if inner.allSatisfy(\.isSure) { break }
      }
    }
    let isUncertain =
      isDoubtful || found.count { $0.isExpected } != 1
      || replacesIntrons && found.contains { if case .intronRetention = $0.splicing { true } else { false } }
    for chain in retained { add(chain, isExpected: false) }
    return SplicingOutcomes(
      found.filter(\.isExpected) + found.filter { !$0.isExpected }, isUncertain: isUncertain)
  }

  /// See ``TranscriptModel/expectedTranscript(of:)``.
  fileprivate var expectedTranscript: [UInt8]? {
    let last = model.exons.count - 1
    let starts = sites.filter { $0.kind == .acceptor && $0.exon == 0 }
    let ends = sites.filter { $0.kind == .donor && $0.exon == last }
    guard starts.count == 1, ends.count == 1 else { return nil }
    return bases(chain(inside(starts[0], ends[0]), .skip)).codes
  }

  /// The sites of one transcript, without other starts and ends of transcription.
  private func inside(_ start: PlacedSite, _ end: PlacedSite) -> [PlacedSite] {
    let last = model.exons.count - 1
    return sites.filter {
      guard $0 >= start, $0 <= end else { return false }
      if $0.kind == .acceptor, $0.exon == 0 { return $0 == start }
      if $0.kind == .donor, $0.exon == last { return $0 == end }
      return true
    }.map { site in
      // An end of transcription is no splice site that may or may not be used.
      var site = site
      if site == start || site == end { site.isSure = true }
      return site
    }
  }

  /// What a chain is, compared with the normal transcript.
  fileprivate func splicing(_ chain: Chain) -> TranscriptOutcome.Splicing {
    if let own = chain.passed.first(where: { passed in
      chain.ends.contains { $0.kind == passed.kind && $0.exon == passed.exon }
    }), let used = chain.ends.first(where: { $0.kind == own.kind && $0.exon == own.exon }) {
      let distance = used.place - own.place
      return own.kind == .donor
        ? .crypticDonor(exon: own.exon, distance: distance) : .crypticAcceptor(exon: own.exon, distance: distance)
    }
    let introns = chain.passed.map { $0.kind == .acceptor ? $0.exon - 1 : $0.exon }
    if let first = introns.min(), let last = introns.max() { return .intronRetention(first...last) }
    var covered: [Int] = []
    var joined: ClosedRange<Int>?
    for index in stride(from: 0, to: chain.ends.count - 1, by: 2) {
      let (first, last) = (chain.ends[index].exon, chain.ends[index + 1].exon)
      guard first <= last else { continue }
      covered += first...last
      if first < last { joined = first...last - 1 }
    }
    if let repeated = SplicedAllele.repeated(covered) { return repeated }
    let missing = model.exons.indices.filter { !covered.contains($0) }
    if let first = missing.first, let last = missing.last {
      let whole = model.exons[first].lowerBound..<model.exons[last].upperBound
      let isLost =
        edit.kind == .deletion && edit.range.lowerBound <= whole.lowerBound && edit.range.upperBound >= whole.upperBound
      return isLost ? .exonDeletion(first...last) : .exonSkip(first...last)
    }
    return joined.map { replacesIntrons ? .intronRetention($0) : .intronLoss($0) } ?? .normal
  }

  /// The exons that stand several times in the exons of a transcript, in its order; `nil` if each is there once.
  private static func repeated(_ covered: [Int]) -> TranscriptOutcome.Splicing? {
    guard let turn = covered.indices.dropFirst().first(where: { covered[$0] <= covered[$0 - 1] }) else { return nil }
    // A copy that stands further on ends before the exons that follow there.
    var last = turn
    while last + 1 < covered.count, covered[last + 1] == covered[last] + 1, covered[last] < covered[turn - 1] {
      last += 1
    }
    let exons = covered[turn]...covered[last]
    return .exonDuplication(
      exons, copies: covered.count { $0 == exons.lowerBound }, isTandem: covered[turn - 1] == exons.upperBound)
  }

  /// Whether so many other bases stand in the place of those that are lost that they may hold an intron or splice sites
  /// themselves: an inversion, or more inserted bases than the shortest human introns have.
  private var replacesIntrons: Bool { edit.kind == .inversion || edit.inserted.count >= SplicedAllele.shortestIntron }

  /// Introns of fewer bases are not spliced: the shortest known in man have about 30 (Piovesan et al. 2015, PMID 26581719).
  private static let shortestIntron = 30

  /// The transcript without the exon that two exons and what replaces the intron between them would form, which is longer
  /// than an exon usually is; `nil` if the chain has none within.
  private func withoutReplacedIntrons(_ chain: Chain) -> Chain? {
    guard replacesIntrons else { return nil }
    for index in stride(from: 2, to: chain.ends.count - 3, by: 2)
    where chain.ends[index].exon < chain.ends[index + 1].exon {
      var without = chain
      without.ends.removeSubrange(index...index + 1)
      return without
    }
    return nil
  }

  /// The change in the first equal place, other than the one it is named in, that leaves every splice site whole.
  var placeThatKeepsSites: SequenceEdit? {
    guard edit.kind == .deletion || edit.kind == .duplication else { return nil }
    for way in ways.dropFirst() {
      let isWhole = model.exons.indices.dropLast().allSatisfy { index in
        let donor = model.exons[index].upperBound
        let acceptor = model.exons[index + 1].lowerBound
        return [donor..<donor + 2, acceptor - 2..<acceptor].allSatisfy {
          $0.upperBound <= min(way.cut, way.resume) || $0.lowerBound >= max(way.cut, way.resume)
        }
      }
      if isWhole { return SequenceEdit(kind: edit.kind, range: min(way.cut, way.resume)..<max(way.cut, way.resume)) }
    }
    return nil
  }
}

extension TranscriptModel {
  /// The exon that ends (donor) or begins (acceptor) with a base of the record; `nil` if none does.
  package func exon(withSite isDonor: Bool, at place: Int) -> Int? {
    exons.indices.first { isDonor ? exons[$0].upperBound == place + 1 : exons[$0].lowerBound == place }
  }

  /// The transcript without one site: its exon is left out, or the intron at the site retained (always at the first and
  /// last exon).
  ///
  /// - Parameters:
  ///   - place: the site on the changed record, of one that stands there twice; all of them unless given.
  ///   - score: the predicted delta score, 0-1.
  package func outcome(
    of edit: SequenceEdit, losing isDonor: Bool, ofExon exon: Int, at place: Int? = nil, isRetained: Bool,
    score: Double?
  ) -> TranscriptOutcome {
    SplicedAllele(edit, on: self)
      .outcome(
        losing: isDonor ? .donor : .acceptor, ofExon: exon, at: place, isRetained ? .retain : .skip, score: score)
  }

  /// The spliced bases of an allele of which one transcript alone is expected; `nil` where transcription may start or end
  /// at several places or at none.
  ///
  /// - Parameter edit: canonical on the record.
  func expectedTranscript(of edit: SequenceEdit) -> [UInt8]? { SplicedAllele(edit, on: self).expectedTranscript }

  /// The transcript in which an exon begins or ends at another base of the record; `nil` where none of this transcript can.
  ///
  /// - Parameters:
  ///   - place: the exon's first or last base at the site.
  ///   - score: the predicted delta score, 0-1, if there is one.
  package func outcome(
    of edit: SequenceEdit, using isDonor: Bool, at place: Int, score: Double?
  ) -> TranscriptOutcome? {
    guard exon(withSite: isDonor, at: place) == nil, recordRange.contains(place) else { return nil }
    return SplicedAllele(edit, on: self).outcome(using: isDonor ? .donor : .acceptor, at: place, score: score)
  }
}

extension SplicedAllele {
  fileprivate func outcome(
    losing kind: PlacedSite.Kind, ofExon exon: Int, at place: Int?, _ policy: Policy, score: Double?
  ) -> TranscriptOutcome {
    let kept = sites.filter { $0.kind != kind || $0.exon != exon || place != nil && $0.place != place }
    let chain = chain(kept, policy)
    return TranscriptOutcome(splicing(chain), isExpected: false, coding: coding(chain), score: score)
  }

  /// Whether one start and one end of transcription at least are left.
  var hasBothEnds: Bool {
    let last = model.exons.count - 1
    return sites.contains { $0.kind == .acceptor && $0.exon == 0 }
      && sites.contains { $0.kind == .donor && $0.exon == last }
  }

  /// The transcript in which an exon begins or ends elsewhere.
  fileprivate func outcome(using kind: PlacedSite.Kind, at offset: Int, score: Double?) -> TranscriptOutcome? {
    guard let base = place(ofRecordOffset: offset) else { return nil }
    var exon = model.exonIndex(atOrBefore: offset)
    let isExonic = offset < model.exons[exon].upperBound
    if kind == .acceptor, !isExonic { exon += 1 }
    let range = model.exons[exon]
    let distance = kind == .donor ? offset + 1 - range.upperBound : offset - range.lowerBound
    // The start and the end of transcription are no splice sites.
    guard kind == .donor ? exon + 1 < model.exons.count : exon > 0 else { return nil }
    let moved = PlacedSite(kind: kind, exon: exon, place: kind == .donor ? base + 1 : base)
    let kept = (sites.filter { $0.kind != kind || $0.exon != exon } + [moved]).sorted()
    let chain = chain(kept, .skip)
    guard chain.ends.contains(moved) else { return nil }
    return TranscriptOutcome(
      kind == .donor ? .crypticDonor(exon: exon, distance: distance) : .crypticAcceptor(exon: exon, distance: distance),
      isExpected: false, coding: coding(chain), score: score)
  }
}
