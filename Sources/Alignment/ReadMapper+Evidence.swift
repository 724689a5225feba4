// Counts what supports an alignment, and decides whether a read is kept.

/// Whether an aligned read is kept, and how sure its position is.
enum AlignmentVerdict {
  case kept(UInt8)
  case dropped(FilterReason)

  var outcome: ReadOutcome {
    switch self {
    case .kept: .used
    case .dropped(let reason): .filtered(reason)
    }
  }
}

extension ReadMapper {
  /// Walks an alignment and counts.
  func evidence(of candidate: CandidateAlignment, mate: MateBuffers, operations: CIGARBuilder) -> AlignmentEvidence {
    var evidence = AlignmentEvidence()
    let codes = unsafe mate.codes(candidate.isReverse)
    let qualities = unsafe mate.qualities(candidate.isReverse)
    let text = index.text
    var query = candidate.queryStart
    var position = candidate.textStart
    evidence.clipped = mate.count - (candidate.queryEnd - candidate.queryStart)
    unsafe text.codes.withUnsafeBufferPointer { bases in
      for number in 0..<operations.count {
        let operation = operations[number]
        let length = operation.length
        switch operation.kind {
        case .match:
          evidence.aligned += length
          evidence.unique += length - text.repeatBases(from: position, to: position + length)
          guard let base = bases.baseAddress else { continue }
          unsafe UngappedKernel.forEachMismatch(codes + query, base + position, count: length) { i in
            guard unsafe qualities[query + i] >= AlignmentEvidence.goodQuality, unsafe codes[query + i] < 4 else {
              return
            }
            evidence.events += 1
            if !text.isRepeat(position + i) { evidence.uniqueEvents += 1 }
          }
          query += length
          position += length
        case .skip:
          position += length
        case .insertion, .deletion, .softClip:
          evidence.events += 1
          if !text.isRepeat(position) { evidence.uniqueEvents += 1 }
          if operation.kind == .deletion { position += length } else { query += length }
        }
      }
    }
    return evidence
  }

  /// Whether bases outside repeats hold a read to its position.
  func isAnchored(_ evidence: AlignmentEvidence) -> Bool {
    evidence.unique >= options.anchorBases && evidence.uniqueEvents * 12 <= evidence.unique + 12
  }

  /// Mapping quality from the best and the second best position.
  func mappingQuality(_ candidate: CandidateAlignment) -> UInt8 {
    guard candidate.secondScore >= 20, candidate.score > 0 else { return 60 }
    let lead = candidate.score - candidate.secondScore
    return UInt8(max(0, min(60, 200 * lead / candidate.score)))
  }

  /// Decides about a read without an aligned mate.
  func judgeSingle(_ candidate: CandidateAlignment, _ evidence: AlignmentEvidence) -> AlignmentVerdict {
    guard isAnchored(evidence) else {
      let isRepeat = evidence.aligned - evidence.unique > evidence.unique
      return .dropped(isRepeat ? .repeatOnly : evidence.aligned < 35 ? .partialMatch : .lowIdentity)
    }
    if evidence.events * 14 > evidence.aligned + 14 { return .dropped(.lowIdentity) }
    if evidence.clipped * 5 > (evidence.aligned + evidence.clipped) * 2 { return .dropped(.partialMatch) }
    let quality = mappingQuality(candidate)
    if quality < 3 { return .dropped(.ambiguous) }
    return .kept(evidence.events * 25 > evidence.aligned + 25 ? min(quality, 19) : quality)
  }

  /// Decides about a read whose mate lies properly beside it and is anchored.
  func judgeSupported(_ candidate: CandidateAlignment, _ evidence: AlignmentEvidence) -> AlignmentVerdict {
    let quality = max(mappingQuality(candidate), 30)
    if isAnchored(evidence) {
      if evidence.events * 10 > evidence.aligned + 20 { return .dropped(.lowIdentity) }
      return .kept(quality)
    }
    if evidence.aligned < 30 { return .dropped(.partialMatch) }
    let isRepeat = evidence.aligned - evidence.unique > evidence.unique
    if evidence.events * 33 > evidence.aligned + 33 { return .dropped(isRepeat ? .repeatOnly : .lowIdentity) }
    return .kept(min(quality, 40))
  }
}
