// Insertions that the clipped ends of reads do not reach across: orphan mates lead from one side to the other.

import Alignment

extension BreakpointFinder {
  /// Orphan mates whose aligned mate lies this far from an insertion may lie in it.
  private static let orphanReach = 1_000
  /// Bases that an orphan mate shares with what is known already.
  private static let orphanOverlap = 18
  /// One base in this many of an overlap may differ.
  private static let orphanDiffering = 16
  /// Bases that are added before the two sides are compared again.
  private static let orphanStep = 30

  /// The new bases with the aligned ones on both sides, found by going from the right clips of one place through loose
  /// mates to the left clips of another.
  ///
  ///     right clips   RECORDNEWBASESTH
  ///     orphan mates            BASESTHATLEADFROM
  ///                                 HATLEADFROMONESIDE
  ///     left clips                               SIDERECORD
  func bridged(from right: ClipSite, to left: ClipSite) -> [UInt8]? {
    let positions = right.position - BreakpointFinder.orphanReach...left.position + BreakpointFinder.orphanReach
    let mates = reads.store.orphanMates.filter { mate in
      mate.reference == reference && positions.contains(mate.anchorStart)
        && mate.isAfterAnchor == (mate.anchorStart < right.position)
    }
    guard mates.count >= 2 else { return nil }
    let start = right.inner + (right.sure.count >= BreakpointFinder.orphanOverlap ? right.sure : right.bases)
    let end = (left.sure.count >= BreakpointFinder.leastOverlap ? left.sure : left.bases) + left.inner
    guard start.count >= BreakpointFinder.orphanOverlap, end.count >= BreakpointFinder.leastOverlap else { return nil }
    var known = start
    while known.count < BreakpointFinder.longestInsertion {
      let added = BreakpointFinder.continuation(of: known, by: mates)
      guard !added.isEmpty else { return nil }
      known += added
      if let new = BreakpointFinder.joined(known, end) { return new }
    }
    return nil
  }

  /// The bases that follow on what is known, as far as the orphan mates that overlap it agree on them.
  static func continuation(of known: [UInt8], by mates: [OrphanMate]) -> [UInt8] {
    let tails = mates.compactMap { tail(of: $0.bases, after: known) }
    var added: [UInt8] = []
    while added.count < orphanStep {
      var votes = [0, 0, 0, 0]
      for tail in tails where added.count < tail.count && tail[tail.startIndex + added.count] < 4 {
        votes[Int(tail[tail.startIndex + added.count])] += 1
      }
      guard let top = votes.max(), top > 0, top * 3 >= votes.reduce(0, +) * 2, let base = votes.firstIndex(of: top)
      else { break }
      added.append(UInt8(base))
    }
    return added
  }

  /// What a read has beyond the end of the known bases, if its first bases are their last ones; the longest overlap
  /// wins.
  private static func tail(of bases: [UInt8], after known: [UInt8]) -> ArraySlice<UInt8>? {
    guard bases.count > orphanOverlap, known.count >= orphanOverlap else { return nil }
    // bases[0] lies on known[shift].
    for shift in max(0, known.count - bases.count + 1)...known.count - orphanOverlap {
      let overlap = known.count - shift
      var differing = 0
      for step in 0..<overlap where bases[step] != known[shift + step] {
        differing += 1
        if differing * orphanDiffering > overlap { break }
      }
      if differing * orphanDiffering <= overlap { return bases[overlap...] }
    }
    return nil
  }
}
