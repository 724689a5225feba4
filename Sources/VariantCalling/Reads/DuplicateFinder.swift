// Templates that were copied before sequencing, and samples whose reads all start at primers.

import Alignment
import BioSequence

extension AlignedReadStore {
  /// Record offset at which the sequenced fragment began, clipped bases included; beyond the record it may be
  /// negative or past the end.
  func unclippedFivePrimeEnd(of read: AlignedRead) -> Int {
    if read.strand == .forward {
      guard let first = cigars[read.cigar].first, first.kind == .softClip else { return read.start }
      return read.start - first.length
    }
    guard let last = cigars[read.cigar].last, last.kind == .softClip else { return read.end }
    return read.end + last.length
  }
}

/// Finds templates that repeat another one: both ends at the same positions on the same strands.
///
/// Of each group the template with the highest sum of qualities stays, on a tie the earliest one. Templates with one
/// aligned read are left alone: at depth their single ends coincide by chance.
enum DuplicateFinder {
  /// Indices of the reads to set aside.
  static func duplicates(in store: AlignedReadStore, pairing: TemplatePairing) -> [Int] {
    let pairs = pairing.pairs
    let keys = pairs.map { pair in
      key(of: store.reads[pair.first], in: store) << 32 | key(of: store.reads[pair.second], in: store)
    }
    var capacity = 16
    while capacity < 2 * keys.count { capacity *= 2 }
    var table = [Int32](repeating: -1, count: capacity)
    var found: [Int] = []
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & (capacity - 1)
      while table[slot] >= 0, keys[Int(table[slot])] != key { slot = (slot + 1) & (capacity - 1) }
      guard table[slot] >= 0 else {
        table[slot] = Int32(index)
        continue
      }
      let kept = Int(table[slot])
      let isBetter = quality(of: pairs[index], in: store) > quality(of: pairs[kept], in: store)
      let loser = isBetter ? kept : index
      if isBetter { table[slot] = Int32(index) }
      found.append(pairs[loser].first)
      found.append(pairs[loser].second)
    }
    return found
  }

  private static func key(of read: AlignedRead, in store: AlignedReadStore) -> UInt64 {
    let end = UInt64(truncatingIfNeeded: store.unclippedFivePrimeEnd(of: read) + 4096) & 0xff_ffff
    return UInt64(read.reference & 0x7f) << 25 | end << 1 | (read.strand == .forward ? 0 : 1)
  }

  private static func quality(of pair: (first: Int, second: Int), in store: AlignedReadStore) -> Int {
    var sum = 0
    for read in [pair.first, pair.second] {
      for quality in store.qualities[store.reads[read].bases] where quality >= 15 { sum += Int(quality) }
    }
    return sum
  }
}

/// Where the reads of a sample start.
struct StartProfile: Sendable {
  /// Whether four fifths of the reads start at so few positions, and so many at each, that these must be primers.
  let isAmpliconLike: Bool

  init(store: AlignedReadStore, references: [CallReference]) {
    var total = 0
    var covered = 0
    var counts: [Int32] = []
    for (reference, record) in references.enumerated() {
      let length = record.sequence.count
      var starts = [Int32](repeating: 0, count: 2 * (length + 1))
      var steps = [Int32](repeating: 0, count: length + 1)
      for read in store.reads where read.reference == reference {
        let end = min(max(store.unclippedFivePrimeEnd(of: read), 0), length)
        starts[2 * end + (read.strand == .forward ? 0 : 1)] += 1
        steps[read.start] += 1
        steps[read.end] -= 1
        total += 1
      }
      var depth: Int32 = 0
      for step in steps {
        depth += step
        if depth > 0 { covered += 1 }
      }
      counts.append(contentsOf: starts.lazy.filter { $0 > 0 })
    }
    counts.sort(by: >)
    var sum = 0
    var positions = 0
    while sum * 5 < total * 4 {
      sum += Int(counts[positions])
      positions += 1
    }
    isAmpliconLike = total >= 100 && positions * 40 <= covered && sum >= 10 * positions
  }
}
