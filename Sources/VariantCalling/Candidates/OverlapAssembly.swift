// Joins bases that overlap: the two sides of an insertion, and the orphan mates that lead from one to the other.

import Alignment

/// Assembles inserted bases from stretches that overlap.
enum OverlapAssembly {
  /// Bases that both sides must share.
  static let leastOverlap = 14
  /// Longest insertion that is sought, with the aligned bases read again on both sides.
  static let longestInsertion = 1_000
  /// Bases that an orphan mate shares with what is known already.
  static let orphanOverlap = 18
  /// One base in this many of an overlap may differ.
  static let orphanDiffering = 16
  /// Bases that are added before the two sides are compared again.
  static let orphanStep = 30

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
