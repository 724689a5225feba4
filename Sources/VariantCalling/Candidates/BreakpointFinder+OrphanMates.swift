// Insertions that the clipped ends of reads do not reach across: orphan mates lead from one side to the other.

import Alignment

extension BreakpointFinder {
  /// Orphan mates whose aligned mate lies this far from an insertion may lie in it.
  private static let orphanReach = 1_000

  /// Most bases that a clipped end is carried on to.
  private static let longestFlank = 2_000

  /// The new bases beside a clip in record order, carried on by orphan mates as far as these overlap.
  func carriedOn(_ clip: ClipSite) -> [UInt8] {
    let own = clip.sure.count >= OverlapAssembly.orphanOverlap ? clip.sure : clip.bases
    let around = clip.position - BreakpointFinder.orphanReach...clip.position + BreakpointFinder.orphanReach
    let mates = reads.store.orphanMates.filter { mate in
      mate.reference == reference && around.contains(mate.anchorStart) && mate.isAfterAnchor != clip.isLeft
        && (mate.anchorStart < clip.position) != clip.isLeft
    }
    guard mates.count >= 2, own.count >= OverlapAssembly.orphanOverlap else { return own }
    // What lies to the left of a clip grows to the left: all is turned round.
    func outward(_ bases: [UInt8]) -> [UInt8] { clip.isLeft ? bases.reversed() : bases }
    let further = mates.map { mate in
      OrphanMate(
        template: mate.template, reference: mate.reference, anchorStart: mate.anchorStart,
        isAfterAnchor: mate.isAfterAnchor, bases: outward(mate.bases))
    }
    var known = outward(own)
    while known.count < BreakpointFinder.longestFlank {
      let added = OverlapAssembly.continuation(of: known, by: further)
      guard !added.isEmpty else { break }
      known += added
    }
    return outward(known)
  }

  /// The new bases with the aligned ones on both sides, found by going from the right clips of one position through orphan
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
    let start = right.inner + (right.sure.count >= OverlapAssembly.orphanOverlap ? right.sure : right.bases)
    let end = (left.sure.count >= OverlapAssembly.leastOverlap ? left.sure : left.bases) + left.inner
    guard start.count >= OverlapAssembly.orphanOverlap, end.count >= OverlapAssembly.leastOverlap else { return nil }
    var known = start
    while known.count < OverlapAssembly.longestInsertion {
      let added = OverlapAssembly.continuation(of: known, by: mates)
      guard !added.isEmpty else { return nil }
      known += added
      if let new = OverlapAssembly.joined(known, end) { return new }
    }
    return nil
  }
}
