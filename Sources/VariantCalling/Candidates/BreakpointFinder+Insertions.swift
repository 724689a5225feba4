// Insertions longer than a read shows: the clipped ends on both sides of one position, put together.

import BioSequence

extension BreakpointFinder {
  /// Right and left clips of one insertion lie at most this far apart.
  private static let nearness = 25

  /// Candidates from clipped ends that meet: new bases that begin in the right clips at one position and end in the left
  /// clips at the same position, give or take a short repeat.
  ///
  ///     right clip at p    record[..<p] NEWBASESTHATGO
  ///     left clip at q               SESTHATGOON record[q...]
  func insertions(from clips: [ClipSite]) -> [Variant] {
    let left = clips.filter(\.isLeft)
    var found: [Variant] = []
    for right in clips where !right.isLeft && right.whole.count >= OverlapAssembly.leastOverlap {
      for other in left where abs(other.position - right.position) <= BreakpointFinder.nearness {
        guard let new = BreakpointFinder.between(right, other) ?? bridged(from: right, to: other) else { continue }
        let (p, q) = (right.position - right.inner.count, other.position + other.inner.count)
        let variant =
          p <= q
          ? Variant(range: p..<q, replacement: DNASequence(codes: new))
          : Variant(range: p..<p, replacement: DNASequence(codes: new + Array(record.codes[q..<p])))
        let leftAligned = variant.leftAligned(on: record)
        if !leftAligned.replacement.isEmpty { found.append(leftAligned) }
      }
    }
    return found
  }

  /// The new bases with the aligned ones on both sides. What two reads stand for is tried first: the last bases of a
  /// consensus are those of one read, with its errors.
  private static func between(_ right: ClipSite, _ left: ClipSite) -> [UInt8]? {
    let ways = [(right.sure, left.sure), (right.bases, left.bases), (right.whole, left.whole)]
    for (first, second) in ways {
      if let new = OverlapAssembly.joined(right.inner + first, second + left.inner) { return new }
    }
    return nil
  }
}
