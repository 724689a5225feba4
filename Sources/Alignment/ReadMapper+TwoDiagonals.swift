// One switch between two anchored diagonals: indels of any length, introns, and breakpoints of large events.

extension ReadMapper {
  /// Aligns a read as two ungapped parts on two diagonals, at the breakpoint that costs least.
  ///
  ///     read   [ left part ][ right part ]          deletion or intron: the right diagonal is the higher one
  ///     read   [ left part ][ inserted ][ right ]   insertion: the right diagonal is the lower one
  ///
  /// Of equal breakpoints the leftmost is taken, except where another one fits an annotated intron. A switch that is
  /// neither an intron nor short enough for a gap leaves the larger part aligned and the smaller one clipped.
  func alignTwoDiagonals(
    from left: Segment, to right: Segment, isReverse: Bool, mate: MateBuffers, operations: inout CIGARBuilder,
    scratch: borrowing MapperScratch
  ) -> CandidateAlignment {
    let count = mate.count
    let leftDiagonal = Int(left.diagonal)
    let rightDiagonal = Int(right.diagonal)
    let inserted = max(0, leftDiagonal - rightDiagonal)
    let skipped = max(0, rightDiagonal - leftDiagonal)
    let reference = index.text.reference(at: Int(left.textStart))
    let range = index.text.ranges[reference]
    let codes = unsafe mate.codes(isReverse)
    let leftStart = unsafe prefixScores(codes, count, diagonal: leftDiagonal, in: range, into: scratch.leftScores)
    let rightEnd = unsafe suffixScores(codes, count, diagonal: rightDiagonal, in: range, into: scratch.rightScores)
    var best = Int32.min
    var breakpoint = -1
    var lastBreakpoint = -1
    let lowest = Int(left.queryStart) + 1
    let highest = Int(right.queryEnd) - 1 - inserted
    guard lowest <= highest else { return CandidateAlignment() }
    for b in lowest...highest {
      let score = scratch.leftScores[b] + scratch.rightScores[b + inserted]
      if score > best {
        best = score
        breakpoint = b
      }
      if score == best { lastBreakpoint = b }
    }
    var kind = inserted > 0 ? CIGAROperation.Kind.insertion : .deletion
    var cost = scoring.anchoredGapCost(inserted + skipped)
    if skipped > 0,
      let exact = intronBreakpoint(
        reference, leftDiagonal, skipped, from: breakpoint, through: lastBreakpoint)
    {
      breakpoint = exact
      kind = .skip
      cost = 0
    } else if skipped > options.maximumDeletion {
      return CandidateAlignment()
    }
    let start = leftStart(breakpoint)
    let end = rightEnd(breakpoint + inserted)
    guard breakpoint - start >= 8, end - breakpoint - inserted >= 8 else { return CandidateAlignment() }
    operations.removeAll()
    operations.append(.match, breakpoint - start)
    operations.append(kind, inserted + skipped)
    operations.append(.match, end - breakpoint - inserted)
    var score = Int(best) - cost
    if start == 0 { score -= scoring.endBonus }
    if end == count { score -= scoring.endBonus }
    return CandidateAlignment(
      isAligned: true, reference: reference, isReverse: isReverse, textStart: start + leftDiagonal,
      textEnd: end + rightDiagonal, queryStart: start, queryEnd: end, score: score, secondScore: 0)
  }

  /// The breakpoint among equal ones at which the switch is exactly an annotated intron.
  private func intronBreakpoint(
    _ reference: Int, _ leftDiagonal: Int, _ skipped: Int, from first: Int, through last: Int
  ) -> Int? {
    for intron in introns[reference] where intron.count == skipped {
      let breakpoint = intron.lowerBound - leftDiagonal
      if breakpoint >= first && breakpoint <= last { return breakpoint }
    }
    return nil
  }

  /// Best ungapped scores of read parts that end at each offset, ends clipped where that pays.
  ///
  /// - Returns: a function that tells where the part that ends at an offset starts.
  private func prefixScores(
    _ codes: UnsafePointer<UInt8>, _ count: Int, diagonal: Int, in range: Range<Int>, into scores: FlatBuffer<Int32>
  ) -> (Int) -> Int {
    let text = index.text.codes
    scores[0] = diagonal >= range.lowerBound ? Int32(scoring.endBonus) : 0
    for i in 0..<count {
      let position = diagonal + i
      let isInside = range.contains(position)
      let step = unsafe baseScore(codes[i], isInside ? text[position] : ReferenceText.padding)
      scores[i + 1] = isInside ? max(0, scores[i] + step) : 0
    }
    return { end in
      var start = end
      while start > 0, scores[start] > 0 { start -= 1 }
      return start
    }
  }

  /// The same from the other end.
  private func suffixScores(
    _ codes: UnsafePointer<UInt8>, _ count: Int, diagonal: Int, in range: Range<Int>, into scores: FlatBuffer<Int32>
  ) -> (Int) -> Int {
    let text = index.text.codes
    scores[count] = diagonal + count <= range.upperBound ? Int32(scoring.endBonus) : 0
    for i in stride(from: count - 1, through: 0, by: -1) {
      let position = diagonal + i
      let isInside = range.contains(position)
      let step = unsafe baseScore(codes[i], isInside ? text[position] : ReferenceText.padding)
      scores[i] = isInside ? max(0, scores[i + 1] + step) : 0
    }
    return { start in
      var end = start
      while end < count, scores[end] > 0 { end += 1 }
      return end
    }
  }

  private func baseScore(_ base: UInt8, _ reference: UInt8) -> Int32 {
    Int32(base == reference ? scoring.match : -(base == 4 ? scoring.unknown : scoring.mismatch))
  }
}
