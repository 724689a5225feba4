// Finds the position of a read's clipped part.

extension ReadMapper {
  /// Fewest bases of a clipped part that is looked for.
  static let shortestSplit = 20

  /// Where the longer clipped end of a read lies on the same record and strand, or `nil` when it lies nowhere or in
  /// several positions. The index of the read is not set yet.
  func split(
    of candidate: CandidateAlignment, mate: MateBuffers, scratch: borrowing MapperScratch
  ) -> SplitAlignment? {
    let leading = candidate.queryStart
    let trailing = mate.count - candidate.queryEnd
    guard max(leading, trailing) >= Self.shortestSplit else { return nil }
    let isTrailing = trailing >= leading
    let clip = isTrailing ? candidate.queryEnd..<mate.count : 0..<candidate.queryStart
    guard let part = clippedPart(in: clip, candidate, mate: mate, scratch: scratch) else { return nil }
    let codes = unsafe mate.codes(candidate.isReverse)
    let text = index.text
    let mainDiagonal = isTrailing ? candidate.textEnd - candidate.queryEnd : candidate.textStart - candidate.queryStart
    let leftDiagonal = isTrailing ? mainDiagonal : Int(part.diagonal)
    let rightDiagonal = isTrailing ? Int(part.diagonal) : mainDiagonal
    var leftEnd = isTrailing ? candidate.queryEnd : Int(part.queryEnd)
    var rightStart = isTrailing ? Int(part.queryStart) : candidate.queryStart
    while leftEnd < mate.count, unsafe codes[leftEnd] == text.codes[leftEnd + leftDiagonal] { leftEnd += 1 }
    while rightStart > 0, unsafe codes[rightStart - 1] == text.codes[rightStart - 1 + rightDiagonal] { rightStart -= 1 }
    let inserted = max(0, rightStart - leftEnd)
    var shared = rightStart
    while shared < leftEnd, unsafe codes[shared] == text.codes[shared + leftDiagonal] { shared += 1 }
    let leftBreak = min(leftEnd, rightStart)
    let start = text.ranges[candidate.reference].lowerBound
    let leftStart = isTrailing ? candidate.queryStart : Int(part.queryStart)
    let rightEnd = isTrailing ? Int(part.queryEnd) : candidate.queryEnd
    return SplitAlignment(
      read: 0, reference: candidate.reference, leftEnd: leftBreak + leftDiagonal - start,
      rightStart: rightStart + rightDiagonal - start, homology: max(0, shared - rightStart), inserted: inserted,
      leftLength: leftBreak - leftStart, rightLength: rightEnd - rightStart)
  }

  /// The one exact match that explains most of a clipped end, outside repeats.
  private func clippedPart(
    in clip: Range<Int>, _ candidate: CandidateAlignment, mate: MateBuffers, scratch: borrowing MapperScratch
  ) -> Segment? {
    let found = unsafe index.text.codes.withUnsafeBufferPointer { codes -> Int in
      guard let base = codes.baseAddress else { return 0 }
      return unsafe Chaining.collect(
        mate.codes(candidate.isReverse), count: mate.count, text: base, table: index.seeds,
        seedLength: KMer.seedLength, window: index.text.ranges[candidate.reference], into: scratch.segments)
    }
    var best: Segment?
    var bestInside = 0
    var secondInside = 0
    for number in 0..<found {
      let segment = scratch.segments[number]
      let inside = min(Int(segment.queryEnd), clip.upperBound) - max(Int(segment.queryStart), clip.lowerBound)
      if inside > bestInside {
        secondInside = bestInside
        bestInside = inside
        best = segment
      } else {
        secondInside = max(secondInside, inside)
      }
    }
    guard let best, bestInside >= Self.shortestSplit, secondInside * 10 <= bestInside * 8 else { return nil }
    let repeats = index.text.repeatBases(from: Int(best.textStart), to: Int(best.textEnd))
    return Int(best.length) - repeats >= Self.shortestSplit ? best : nil
  }
}
