// Placing two mates together: each helps to find, trim and judge the other.

import BioSequence

extension ReadMapper {
  /// Maps a pair of reads.
  ///
  /// A mate that cannot be aligned by itself, or lies elsewhere, is looked for near its partner. Bases beyond the mate's
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
    var pair = AlignedPair(
      first: CandidateAlignment(), second: CandidateAlignment(), firstOperations: scratch.firstOperations,
      secondOperations: scratch.secondOperations)
    align(&pair, scratch: &scratch)
    guard pair.first.isAligned || pair.second.isAligned else {
      return TemplateOutcome(first: .unmapped, second: .unmapped)
    }
    return judgeAndAppend(pair, template: template, to: &store, scratch: scratch)
  }

  /// Decides about both mates and appends what is kept.
  private func judgeAndAppend(
    _ pair: AlignedPair, template: Int, to store: inout AlignedReadStore, scratch: borrowing MapperScratch
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
    keepOrphan(scratch.second, secondVerdict, beside: pair.first, firstVerdict, template: template, in: &store)
    keepOrphan(scratch.first, firstVerdict, beside: pair.second, secondVerdict, template: template, in: &store)
    return TemplateOutcome(first: firstVerdict?.outcome ?? .unmapped, second: secondVerdict?.outcome ?? .unmapped)
  }

  /// Fewest bases of an orphan mate.
  private static let shortestOrphan = 30
  /// Mapping quality of the aligned mate of an orphan.
  private static let orphanAnchorQuality: UInt8 = 20

  /// Keeps a mate that found no position, or too little of one, beside a mate that has its position.
  private func keepOrphan(
    _ mate: MateBuffers, _ verdict: AlignmentVerdict?, beside anchor: CandidateAlignment,
    _ anchorVerdict: AlignmentVerdict?, template: Int,
    in store: inout AlignedReadStore
  ) {
    guard case .kept(let quality) = anchorVerdict, quality >= Self.orphanAnchorQuality,
      mate.count >= Self.shortestOrphan
    else { return }
    switch verdict {
    case nil, .dropped(.partialMatch), .dropped(.lowIdentity): break
    default: return
    }
    let bases = unsafe UnsafeBufferPointer(start: mate.codes(!anchor.isReverse), count: mate.count)
    store.append(
      orphanMate: OrphanMate(
        template: template, reference: anchor.reference,
        anchorStart: anchor.textStart - index.text.ranges[anchor.reference].lowerBound,
        isAfterAnchor: !anchor.isReverse, bases: unsafe Array(bases)))
  }

  /// What supports an alignment, and where its clipped part lies.
  private func examine(
    _ candidate: CandidateAlignment, mate: MateBuffers, operations: CIGARBuilder, scratch: borrowing MapperScratch
  ) -> (evidence: AlignmentEvidence, split: SplitAlignment?) {
    guard candidate.isAligned else { return (AlignmentEvidence(), nil) }
    var evidence = evidence(of: candidate, mate: mate, operations: operations)
    let split = split(of: candidate, mate: mate, scratch: scratch)
    evidence.explain(split, candidate)
    return (evidence, split)
  }

  private func judge(_ candidate: CandidateAlignment, _ evidence: AlignmentEvidence, isSupported: Bool)
    -> AlignmentVerdict?
  {
    guard candidate.isAligned else { return nil }
    return isSupported ? judgeSupported(candidate, evidence) : judgeSingle(candidate, evidence)
  }

  /// Places both mates: ungapped, then trimmed and by seeds, then beside each other.
  private func align(_ pair: inout AlignedPair, scratch: inout MapperScratch) {
    let mismatches = scratch.mismatches
    pair.first = alignUngapped(scratch.first, operations: &pair.firstOperations, mismatches: mismatches)
    pair.second = alignUngapped(scratch.second, operations: &pair.secondOperations, mismatches: mismatches)
    if !pair.first.isAligned || !pair.second.isAligned {
      if let length = AdapterTrimming.templateLength(scratch.first, scratch.second) {
        if length < scratch.first.totalCount {
          scratch.first.trim(to: length)
          pair.first = CandidateAlignment()
        }
        if length < scratch.second.totalCount {
          scratch.second.trim(to: length)
          pair.second = CandidateAlignment()
        }
      }
      if !pair.first.isAligned {
        pair.first = alignAnywhere(scratch.first, operations: &pair.firstOperations, scratch: &scratch)
      }
      if !pair.second.isAligned {
        pair.second = alignAnywhere(scratch.second, operations: &pair.secondOperations, scratch: &scratch)
      }
    }
    guard pair.first.isAligned || pair.second.isAligned else { return }
    if !isProper(pair, scratch.first, scratch.second) { rescue(&pair, scratch: &scratch) }
    if isProper(pair, scratch.first, scratch.second) {
      clipBeyondMates(&pair, scratch.first, scratch.second, work: &scratch.workOperations)
    }
  }

  /// Whether the mates face each other on one record within the largest insert.
  func isProper(_ pair: AlignedPair, _ first: MateBuffers, _ second: MateBuffers) -> Bool {
    guard pair.first.isAligned, pair.second.isAligned, pair.first.reference == pair.second.reference,
      pair.first.isReverse != pair.second.isReverse
    else { return false }
    let (forward, reverse) = pair.first.isReverse ? (pair.second, pair.first) : (pair.first, pair.second)
    let span = reverse.textEnd - forward.textStart
    return span > 0 && span <= options.maximumInsert && forward.textStart < reverse.textEnd
      && forward.textStart <= reverse.textStart + 20 + (pair.first.isReverse ? first : second).count / 2
  }

  /// Looks for a mate beside its better aligned partner.
  private func rescue(_ pair: inout AlignedPair, scratch: inout MapperScratch) {
    let firstEvidence =
      pair.first.isAligned
      ? evidence(of: pair.first, mate: scratch.first, operations: pair.firstOperations) : AlignmentEvidence()
    let secondEvidence =
      pair.second.isAligned
      ? evidence(of: pair.second, mate: scratch.second, operations: pair.secondOperations) : AlignmentEvidence()
    let firstAnchored = pair.first.isAligned && isAnchored(firstEvidence)
    let secondAnchored = pair.second.isAligned && isAnchored(secondEvidence)
    if firstAnchored && (!secondAnchored || pair.first.score >= pair.second.score) {
      rescueOne(pair.first, &pair.second, mate: scratch.second, operations: &pair.secondOperations, scratch: &scratch)
    } else if secondAnchored {
      rescueOne(pair.second, &pair.first, mate: scratch.first, operations: &pair.firstOperations, scratch: &scratch)
    }
  }

  private func rescueOne(
    _ anchor: CandidateAlignment, _ other: inout CandidateAlignment, mate: MateBuffers, operations: inout CIGARBuilder,
    scratch: inout MapperScratch
  ) {
    let range = index.text.ranges[anchor.reference]
    let window =
      anchor.isReverse
      ? max(range.lowerBound, anchor.textEnd - options.maximumInsert)..<anchor.textEnd
      : anchor.textStart..<min(range.upperBound, anchor.textStart + options.maximumInsert)
    var rescued = scratch.rescueOperations
    let found = alignBySeeds(
      mate, window: window, strands: [!anchor.isReverse], operations: &rescued, scratch: &scratch)
    guard found.isAligned, found.score >= 24, !other.isAligned || found.score + 17 >= other.score else { return }
    other = found
    operations.removeAll()
    operations.append(contentsOf: rescued)
  }

  /// Clips what lies beyond the mate's 5' end: the template ends there, the rest is adapter.
  private func clipBeyondMates(
    _ pair: inout AlignedPair, _ first: MateBuffers, _ second: MateBuffers, work: inout CIGARBuilder
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

/// Two mates and the operations of their candidate alignments.
struct AlignedPair {
  var first: CandidateAlignment
  var second: CandidateAlignment
  var firstOperations: CIGARBuilder
  var secondOperations: CIGARBuilder
}
