// Aligns one read: ungapped where a unique 31-mer says, else by seeds, chains and gapped alignment.

import BioSequence

extension ReadMapper {
  /// Places a read by ungapped comparison on the diagonals of its recognisable 31-mers; most reads end here.
  ///
  /// - Returns: of a read that is not aligned ``CandidateAlignment/isReverse`` is the strand of its last diagonal.
  func alignUngapped(
    _ mate: MateBuffers, operations: inout CIGARBuilder, mismatches: FlatBuffer<Int32>
  ) -> CandidateAlignment {
    let count = mate.count
    var triedDiagonal = Int.min
    var missed = CandidateAlignment()
    var offset = 0
    while offset + 32 <= count {
      defer { offset += ScreenKernel.stride }
      guard let key = unsafe Self.key(mate.codes(false) + offset), let value = index.lookUp(key),
        value & KMerIndex.repeatFlag == 0
      else { continue }
      let isReverse = value & KMerIndex.reverseFlag != 0
      let position = Int(value & KMerIndex.positionMask)
      let diagonal = position - (isReverse ? count - KMer.length - offset : offset)
      if diagonal == triedDiagonal { continue }
      triedDiagonal = diagonal
      let candidate = alignOnDiagonal(
        diagonal, isReverse: isReverse, mate: mate, operations: &operations, mismatches: mismatches)
      if candidate.isAligned { return candidate }
      missed.isReverse = isReverse
    }
    return missed
  }

  /// The 31-mer of 31 codes, or `nil` if one is N. Reads 32 bytes.
  private static func key(_ codes: UnsafePointer<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    var unknown: UInt64 = 0
    for block in 0..<4 {
      let bytes = unsafe ScreenKernel.load8(codes + 8 * block)
      unknown |= block == 3 ? bytes & 0x00FF_FFFF_FFFF_FFFF : bytes
      let letters = bytes ^ ((bytes >> 1) & 0x0101_0101_0101_0101)
      key |= ScreenKernel.pack8(letters << 1) << UInt64(16 * block)
    }
    return unknown & 0x0404_0404_0404_0404 == 0 ? key & KMer.mask : nil
  }

  /// Lays the whole read on one diagonal, if it fits there without doubt.
  func alignOnDiagonal(
    _ diagonal: Int, isReverse: Bool, mate: MateBuffers, operations: inout CIGARBuilder,
    mismatches: FlatBuffer<Int32>
  ) -> CandidateAlignment {
    let count = mate.count
    guard diagonal >= 0, diagonal + count <= index.text.codes.count else { return CandidateAlignment() }
    let reference = index.text.reference(at: diagonal)
    let range = index.text.ranges[reference]
    guard diagonal >= range.lowerBound, diagonal + count <= range.upperBound else { return CandidateAlignment() }
    let (found, isSettled) = unsafe index.text.codes.withUnsafeBufferPointer { text -> (Int, Bool) in
      guard let base = text.baseAddress else { return (0, false) }
      let read = unsafe mate.codes(isReverse)
      let found = unsafe UngappedKernel.mismatches(
        read, base + diagonal, count: count, limit: count / 16 + 1, offsets: mismatches)
      let isSettled =
        unsafe UngappedKernel.isSettled(mismatches, found: found, count: count)
        || UngappedKernel.isSettledByShifts(
          read, base + diagonal, count: count, offsets: mismatches, found: found, scoring: scoring)
      return (found, isSettled)
    }
    guard isSettled else { return CandidateAlignment() }
    operations.removeAll()
    operations.append(.match, count)
    return CandidateAlignment(
      isAligned: true, reference: reference, isReverse: isReverse, textStart: diagonal, textEnd: diagonal + count,
      queryStart: 0, queryEnd: count, score: count * scoring.match - found * (scoring.match + scoring.mismatch),
      secondScore: 0)
  }

  /// Places a read by seeds.
  ///
  /// - Parameters:
  ///   - window: text offsets to look in; `nil` for all, with long seeds.
  ///   - strands: which strands to look at, the likelier one first; the next one is passed over once most of the read is
  ///     accounted for, as it could hold the smaller part only.
  func alignBySeeds(
    _ mate: MateBuffers, window: Range<Int>?, strands: [Bool], operations: inout CIGARBuilder,
    scratch: inout MapperScratch
  ) -> CandidateAlignment {
    var best = CandidateAlignment()
    var bestChain: Int32 = 0
    var second: Int32 = 0
    for isReverse in strands where 3 * Int(bestChain) < 2 * mate.count {
      let chain = chain(mate, isReverse: isReverse, window: window, scratch: scratch)
      guard chain.score > bestChain else {
        second = max(second, chain.score)
        continue
      }
      second = max(bestChain, chain.secondScore)
      bestChain = chain.score
      guard chain.score >= 20 || (window != nil && chain.score >= 16) else { continue }
      best = align(chain, isReverse: isReverse, mate: mate, operations: &operations, scratch: &scratch)
    }
    best.secondScore = Int(second)
    return best
  }

  /// Ungapped, then by seeds on both strands.
  func alignAnywhere(
    _ mate: MateBuffers, operations: inout CIGARBuilder, scratch: inout MapperScratch
  ) -> CandidateAlignment {
    let ungapped = alignUngapped(mate, operations: &operations, mismatches: scratch.mismatches)
    if ungapped.isAligned { return ungapped }
    return alignBySeeds(
      mate, window: nil, strands: [ungapped.isReverse, !ungapped.isReverse], operations: &operations, scratch: &scratch)
  }

  /// The best chain of a read on one strand.
  private func chain(
    _ mate: MateBuffers, isReverse: Bool, window: Range<Int>?, scratch: borrowing MapperScratch
  ) -> Chain {
    let text = index.text
    let found = unsafe text.codes.withUnsafeBufferPointer { codes -> Int in
      guard let base = codes.baseAddress else { return 0 }
      return unsafe Chaining.collect(
        mate.codes(isReverse), count: mate.count, text: base, table: window == nil ? index.seeds : index.shortSeeds,
        seedLength: window == nil ? KMer.seedLength : SeedTable.shortLength,
        window: window ?? 0..<text.codes.count, into: scratch.segments)
    }
    return Chaining.best(scratch.segments, count: found, scoring: scoring, scratch: scratch) {
      text.reference(at: Int($0)) == text.reference(at: Int($1))
    }
  }

  /// Turns a chain into an alignment: ungapped if that settles it, else the better of one anchored gap and a banded
  /// alignment.
  private func align(
    _ chain: Chain, isReverse: Bool, mate: MateBuffers, operations: inout CIGARBuilder, scratch: inout MapperScratch
  ) -> CandidateAlignment {
    var longest = scratch.chain[0]
    var widest = 0
    var switchIndex = 0
    for k in 0..<chain.count {
      let segment = scratch.chain[k]
      if segment.length > longest.length { longest = segment }
      if k > 0 {
        let size = abs(Int(segment.diagonal - scratch.chain[k - 1].diagonal))
        if size > widest {
          widest = size
          switchIndex = k
        }
      }
    }
    if widest == 0 {
      let candidate = alignOnDiagonal(
        Int(longest.diagonal), isReverse: isReverse, mate: mate, operations: &operations,
        mismatches: scratch.mismatches)
      if candidate.isAligned { return candidate }
    }
    var split = CandidateAlignment()
    var work = scratch.workOperations
    if widest > 0 {
      split = alignTwoDiagonals(
        from: scratch.chain[switchIndex - 1], to: scratch.chain[switchIndex], isReverse: isReverse, mate: mate,
        operations: &work,
        scratch: scratch)
      // A gap that leaves at most one mismatch needs no second opinion.
      let inserted = max(0, Int(scratch.chain[switchIndex - 1].diagonal - scratch.chain[switchIndex].diagonal))
      let lost = scoring.anchoredGapCost(widest) + inserted * scoring.match + scoring.match + scoring.mismatch
      if split.isAligned && split.score >= mate.count * scoring.match - lost {
        operations.removeAll()
        operations.append(contentsOf: work)
        return split
      }
    }
    // The banded alignment needs the work builder itself, so the gap is made again should it win.
    let best = alignBanded(
      around: longest, chain: chain, atLeast: split.isAligned ? scoreWithBonus(split, count: mate.count) : 0,
      isReverse: isReverse, mate: mate, operations: &operations, scratch: &scratch)
    guard split.isAligned && (!best.isAligned || split.score >= best.score) else { return best }
    work = scratch.workOperations
    split = alignTwoDiagonals(
      from: scratch.chain[switchIndex - 1], to: scratch.chain[switchIndex], isReverse: isReverse, mate: mate,
      operations: &work,
      scratch: scratch)
    operations.removeAll()
    operations.append(contentsOf: work)
    return split
  }

  /// Score of the best ungapped part of a read on a diagonal, end bonuses included.
  private func ungappedScore(_ diagonal: Int, isReverse: Bool, mate: MateBuffers, in range: Range<Int>) -> Int {
    let count = mate.count
    guard diagonal >= range.lowerBound, diagonal + count <= range.upperBound else { return 0 }
    let codes = unsafe mate.codes(isReverse)
    let text = index.text.codes.span
    var sum = scoring.endBonus
    var best = 0
    for i in 0..<count {
      let base = unsafe codes[i]
      sum += base == text[diagonal + i] ? scoring.match : -(base == 4 ? scoring.unknown : scoring.mismatch)
      if sum < 0 { sum = 0 }
      if sum > best { best = sum }
    }
    return max(best, sum + scoring.endBonus)
  }

  private func scoreWithBonus(_ candidate: CandidateAlignment, count: Int) -> Int {
    candidate.score + (candidate.queryStart == 0 ? scoring.endBonus : 0)
      + (candidate.queryEnd == count ? scoring.endBonus : 0)
  }

  /// Banded alignment of the whole read around the chain's diagonals.
  ///
  /// - Parameter known: score, end bonuses included, of an alignment that is known already. Further off the diagonals
  ///   than a gap can lead and still win need not be looked.
  private func alignBanded(
    around longest: Segment, chain: Chain, atLeast known: Int, isReverse: Bool, mate: MateBuffers,
    operations: inout CIGARBuilder, scratch: inout MapperScratch
  ) -> CandidateAlignment {
    var lowest = Int(longest.diagonal)
    var highest = lowest
    for k in 0..<chain.count {
      let diagonal = Int(scratch.chain[k].diagonal)
      guard abs(diagonal - Int(longest.diagonal)) <= 100 else { continue }
      lowest = min(lowest, diagonal)
      highest = max(highest, diagonal)
    }
    let reference = index.text.reference(at: Int(longest.textStart))
    let range = index.text.ranges[reference]
    let count = mate.count
    let margin = 32
    let start = max(range.lowerBound, lowest - margin)
    let end = min(range.upperBound, highest + count + margin)
    let ungapped = ungappedScore(Int(longest.diagonal), isReverse: isReverse, mate: mate, in: range)
    let reach = max(2, min(margin, scoring.longestGap(bases: count, score: max(known, ungapped))))
    let problem = BandedProblem(
      queryCount: count, windowCount: end - start, lowest: lowest - reach - start, highest: highest + reach - start)
    guard problem.windowCount > 0, scratch.affine.holds(problem) else { return CandidateAlignment() }
    let aligned = unsafe index.text.codes.withUnsafeBufferPointer { text -> BandedAlignment in
      guard let base = text.baseAddress else { return BandedAlignment() }
      return unsafe AffineGapKernel.align(
        query: mate.codes(isReverse), window: base + start, problem: problem, scoring: scoring, memory: scratch.affine,
        operations: &operations)
    }
    guard aligned.score > 0, aligned.queryEnd > aligned.queryStart else { return CandidateAlignment() }
    var score = aligned.score
    if aligned.queryStart == 0 { score -= scoring.endBonus }
    if aligned.queryEnd == count { score -= scoring.endBonus }
    var candidate = CandidateAlignment(
      isAligned: true, reference: reference, isReverse: isReverse, textStart: start + aligned.windowStart,
      textEnd: start + aligned.windowEnd, queryStart: aligned.queryStart, queryEnd: aligned.queryEnd, score: score,
      secondScore: 0)
    unsafe GapNormalization.leftAlign(
      &operations, candidate: &candidate, codes: unsafe mate.codes(isReverse), text: index.text,
      work: &scratch.workOperations)
    return candidate
  }
}
