// Placing two mates together: each helps to find, trim and judge the other.

import BioSequence

extension ReadMapper {
  /// Maps a pair of reads.
  ///
  /// A mate that cannot be placed by itself, or lies elsewhere, is looked for near its partner. Bases beyond the mate's
  /// 5' end are adapter and are clipped. Mates that face each other on one record within the largest insert are a proper
  /// pair; others are kept without that flag.
  ///
  /// - Parameters:
  ///   - template: the number of the template in input order.
  ///   - store: receives the reads that are used, the first one first.
  package func mapPair(
    firstBases: Span<UInt8>, firstQualities: Span<UInt8>, secondBases: Span<UInt8>, secondQualities: Span<UInt8>,
    template: Int, into store: inout AlignedReadStore, scratch: inout MapperScratch
  ) -> TemplateOutcome {
    let firstProblem = lengthProblem(firstBases.count)
    let secondProblem = lengthProblem(secondBases.count)
    if let firstProblem {
      guard secondProblem == nil else {
        return TemplateOutcome(first: .filtered(firstProblem), second: secondProblem.map { .filtered($0) })
      }
      let isolated = mapSingle(
        bases: secondBases, qualities: secondQualities, template: template, isSecond: true, into: &store,
        scratch: &scratch)
      return TemplateOutcome(first: .filtered(firstProblem), second: isolated)
    }
    if let secondProblem {
      let isolated = mapSingle(
        bases: firstBases, qualities: firstQualities, template: template, isSecond: false, into: &store,
        scratch: &scratch)
      return TemplateOutcome(first: isolated, second: .filtered(secondProblem))
    }
    scratch.first.load(firstBases, firstQualities)
    scratch.second.load(secondBases, secondQualities)
    var pair = PlacedPair(
      first: Placement(), second: Placement(), firstOperations: scratch.firstOperations,
      secondOperations: scratch.secondOperations)
    place(&pair, scratch: &scratch)
    guard pair.first.isPlaced || pair.second.isPlaced else {
      return TemplateOutcome(first: .unmapped, second: .unmapped)
    }
    return judgeAndAppend(pair, template: template, to: &store, scratch: scratch)
  }

  /// Decides about both mates and appends what is kept.
  private func judgeAndAppend(
    _ pair: PlacedPair, template: Int, to store: inout AlignedReadStore, scratch: borrowing MapperScratch
  ) -> TemplateOutcome {
    let first = examine(pair.first, mate: scratch.first, operations: pair.firstOperations, scratch: scratch)
    let second = examine(pair.second, mate: scratch.second, operations: pair.secondOperations, scratch: scratch)
    let isProper = isProper(pair, scratch.first, scratch.second)
    let firstVerdict = judge(pair.first, first.evidence, isSupported: isProper && isAnchored(second.evidence))
    let secondVerdict = judge(pair.second, second.evidence, isSupported: isProper && isAnchored(first.evidence))
    if case .kept(let quality) = firstVerdict {
      append(
        pair.first, first.split, mate: scratch.first, operations: pair.firstOperations, quality: quality,
        template: template, isSecond: false, isProper: isProper, to: &store)
    }
    if case .kept(let quality) = secondVerdict {
      append(
        pair.second, second.split, mate: scratch.second, operations: pair.secondOperations, quality: quality,
        template: template, isSecond: true, isProper: isProper, to: &store)
    }
    keepLoose(scratch.second, secondVerdict, beside: pair.first, firstVerdict, template: template, in: &store)
    keepLoose(scratch.first, firstVerdict, beside: pair.second, secondVerdict, template: template, in: &store)
    return TemplateOutcome(first: firstVerdict?.outcome ?? .unmapped, second: secondVerdict?.outcome ?? .unmapped)
  }

  /// Fewest bases of a loose mate.
  private static let shortestLoose = 30
  /// Mapping quality of the placed mate of a loose one.
  private static let looseAnchor: UInt8 = 20

  /// Keeps a mate that found no place, or too little of one, beside a mate that has its place.
  private func keepLoose(
    _ mate: MateBuffers, _ verdict: Verdict?, beside anchor: Placement, _ anchorVerdict: Verdict?, template: Int,
    in store: inout AlignedReadStore
  ) {
    guard case .kept(let quality) = anchorVerdict, quality >= Self.looseAnchor, mate.count >= Self.shortestLoose
    else { return }
    switch verdict {
    case nil, .dropped(.partialMatch), .dropped(.lowIdentity): break
    default: return
    }
    let bases = unsafe UnsafeBufferPointer(start: mate.codes(!anchor.isReverse), count: mate.count)
    store.append(
      looseMate: LooseMate(
        template: template, reference: anchor.reference,
        anchorStart: anchor.textStart - index.text.ranges[anchor.reference].lowerBound,
        isAfterAnchor: !anchor.isReverse, bases: unsafe Array(bases)))
  }

  /// What speaks for a placement, and where its clipped part lies.
  private func examine(
    _ placement: Placement, mate: MateBuffers, operations: CIGARBuilder, scratch: borrowing MapperScratch
  ) -> (evidence: Evidence, split: SplitAlignment?) {
    guard placement.isPlaced else { return (Evidence(), nil) }
    var evidence = evidence(of: placement, mate: mate, operations: operations)
    let split = split(of: placement, mate: mate, scratch: scratch)
    evidence.explain(split, placement)
    return (evidence, split)
  }

  private func judge(_ placement: Placement, _ evidence: Evidence, isSupported: Bool) -> Verdict? {
    guard placement.isPlaced else { return nil }
    return isSupported ? judgeSupported(placement, evidence) : judgeSingle(placement, evidence)
  }

  /// Places both mates: ungapped, then trimmed and by seeds, then beside each other.
  private func place(_ pair: inout PlacedPair, scratch: inout MapperScratch) {
    let mismatches = scratch.mismatches
    pair.first = placeUngapped(scratch.first, operations: &pair.firstOperations, mismatches: mismatches)
    pair.second = placeUngapped(scratch.second, operations: &pair.secondOperations, mismatches: mismatches)
    if !pair.first.isPlaced || !pair.second.isPlaced {
      if let length = AdapterTrimming.templateLength(scratch.first, scratch.second) {
        if length < scratch.first.totalCount {
          scratch.first.trim(to: length)
          pair.first = Placement()
        }
        if length < scratch.second.totalCount {
          scratch.second.trim(to: length)
          pair.second = Placement()
        }
      }
      if !pair.first.isPlaced {
        pair.first = placeAnywhere(scratch.first, operations: &pair.firstOperations, scratch: &scratch)
      }
      if !pair.second.isPlaced {
        pair.second = placeAnywhere(scratch.second, operations: &pair.secondOperations, scratch: &scratch)
      }
    }
    guard pair.first.isPlaced || pair.second.isPlaced else { return }
    if !isProper(pair, scratch.first, scratch.second) { rescue(&pair, scratch: &scratch) }
    if isProper(pair, scratch.first, scratch.second) {
      clipBeyondMates(&pair, scratch.first, scratch.second, work: &scratch.workOperations)
    }
  }

  /// Ungapped, then by seeds on both strands.
  func placeAnywhere(
    _ mate: MateBuffers, operations: inout CIGARBuilder, scratch: inout MapperScratch
  ) -> Placement {
    let ungapped = placeUngapped(mate, operations: &operations, mismatches: scratch.mismatches)
    if ungapped.isPlaced { return ungapped }
    return placeBySeeds(
      mate, window: nil, strands: [ungapped.isReverse, !ungapped.isReverse], operations: &operations, scratch: &scratch)
  }

  /// Whether the mates face each other on one record within the largest insert.
  func isProper(_ pair: PlacedPair, _ first: MateBuffers, _ second: MateBuffers) -> Bool {
    guard pair.first.isPlaced, pair.second.isPlaced, pair.first.reference == pair.second.reference,
      pair.first.isReverse != pair.second.isReverse
    else { return false }
    let (forward, reverse) = pair.first.isReverse ? (pair.second, pair.first) : (pair.first, pair.second)
    let span = reverse.textEnd - forward.textStart
    return span > 0 && span <= options.maximumInsert && forward.textStart < reverse.textEnd
      && forward.textStart <= reverse.textStart + 20 + (pair.first.isReverse ? first : second).count / 2
  }

  /// Looks for a mate beside its better placed partner.
  private func rescue(_ pair: inout PlacedPair, scratch: inout MapperScratch) {
    let firstEvidence =
      pair.first.isPlaced
      ? evidence(of: pair.first, mate: scratch.first, operations: pair.firstOperations) : Evidence()
    let secondEvidence =
      pair.second.isPlaced
      ? evidence(of: pair.second, mate: scratch.second, operations: pair.secondOperations) : Evidence()
    let firstAnchored = pair.first.isPlaced && isAnchored(firstEvidence)
    let secondAnchored = pair.second.isPlaced && isAnchored(secondEvidence)
    if firstAnchored && (!secondAnchored || pair.first.score >= pair.second.score) {
      rescueOne(pair.first, &pair.second, mate: scratch.second, operations: &pair.secondOperations, scratch: &scratch)
    } else if secondAnchored {
      rescueOne(pair.second, &pair.first, mate: scratch.first, operations: &pair.firstOperations, scratch: &scratch)
    }
  }

  private func rescueOne(
    _ anchor: Placement, _ other: inout Placement, mate: MateBuffers, operations: inout CIGARBuilder,
    scratch: inout MapperScratch
  ) {
    let range = index.text.ranges[anchor.reference]
    let window =
      anchor.isReverse
      ? max(range.lowerBound, anchor.textEnd - options.maximumInsert)..<anchor.textEnd
      : anchor.textStart..<min(range.upperBound, anchor.textStart + options.maximumInsert)
    var rescued = scratch.rescueOperations
    let found = placeBySeeds(
      mate, window: window, strands: [!anchor.isReverse], operations: &rescued, scratch: &scratch)
    guard found.isPlaced, found.score >= 24, !other.isPlaced || found.score + 17 >= other.score else { return }
    other = found
    operations.removeAll()
    operations.append(contentsOf: rescued)
  }

  /// Clips what lies beyond the mate's 5' end: the template ends there, the rest is adapter.
  private func clipBeyondMates(
    _ pair: inout PlacedPair, _ first: MateBuffers, _ second: MateBuffers, work: inout CIGARBuilder
  ) {
    let reverseCount = pair.first.isReverse ? first.count : second.count
    let forward = pair.first.isReverse ? pair.second : pair.first
    let reverse = pair.first.isReverse ? pair.first : pair.second
    let templateStart = forward.unclippedStart
    let templateEnd = reverse.unclippedEnd(count: reverseCount)
    if pair.first.isReverse {
      pair.secondOperations.clipEnd(of: &pair.second, at: templateEnd)
      pair.firstOperations.clipStart(of: &pair.first, at: templateStart, work: &work)
    } else {
      pair.firstOperations.clipEnd(of: &pair.first, at: templateEnd)
      pair.secondOperations.clipStart(of: &pair.second, at: templateStart, work: &work)
    }
  }
}

/// Two mates and the runs of their placements.
struct PlacedPair {
  var first: Placement
  var second: Placement
  var firstOperations: CIGARBuilder
  var secondOperations: CIGARBuilder
}
