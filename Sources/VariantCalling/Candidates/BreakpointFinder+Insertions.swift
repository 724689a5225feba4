// Insertions longer than a read shows: the clipped ends on both sides of one place, put together.

import BioSequence

extension BreakpointFinder {
  /// Right and left clips of one insertion lie at most this far apart.
  private static let nearness = 25
  /// Bases that both sides must share.
  static let leastOverlap = 14
  /// Longest insertion that is sought, with the aligned bases read again on both sides.
  static let longestInsertion = 290

  /// Candidates from clipped ends that meet: new bases that begin in the right clips at one position and end in the left
  /// clips at the same position, give or take a short repeat.
  ///
  ///     right clip at p    record[..<p] NEWBASESTHATGO
  ///     left clip at q               SESTHATGOON record[q...]
  func insertions(from clips: [ClipSite]) -> [Variant] {
    let left = clips.filter(\.isLeft)
    var found: [Variant] = []
    for right in clips where !right.isLeft && right.whole.count >= BreakpointFinder.leastOverlap {
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
      if let new = joined(right.inner + first, second + left.inner) { return new }
    }
    return nil
  }

  /// The bases from the start of `right` to the end of `left` where the two overlap; the longest overlap wins. One
  /// base in twelve may differ: the farther from its clip, the fewer reads stand for a base, so each side counts up to
  /// the middle.
  static func joined(_ right: [UInt8], _ left: [UInt8]) -> [UInt8]? {
    guard min(left.count, right.count) >= leastOverlap else { return nil }
    var best: (shift: Int, overlap: Range<Int>)?
    // left[i] lies on right[i + shift].
    for shift in leastOverlap - left.count...right.count - leastOverlap {
      let overlap = max(0, shift)..<min(right.count, shift + left.count)
      guard overlap.count >= leastOverlap, overlap.count > best?.overlap.count ?? 0,
        shift + left.count <= longestInsertion
      else { continue }
      var differing = 0
      for position in overlap where right[position] != left[position - shift] {
        differing += 1
        if differing * 12 > overlap.count { break }
      }
      if differing * 12 <= overlap.count { best = (shift, overlap) }
    }
    guard let best else { return nil }
    let middle = (best.overlap.lowerBound + best.overlap.upperBound) / 2
    return Array(right[..<middle]) + left[(middle - best.shift)...]
  }
}
