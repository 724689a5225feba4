// Templates that were copied before sequencing.

package import Alignment
import BioSequence

/// Finds templates that repeat another one: both ends at the same positions on the same strands.
///
/// Of each group the template with the highest sum of qualities stays, on a tie the earliest one. Templates with one
/// aligned read are left alone: at depth their single ends coincide by chance.
package enum DuplicateFinder {
  /// The templates of which another one is the copy that calls rest on.
  package static func templates(in store: AlignedReadStore) -> [Int] {
    duplicates(in: store, pairing: TemplatePairing(store: store)).map { store.reads[$0].template }
  }

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
