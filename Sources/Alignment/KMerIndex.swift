// Where every 31-mer and 14-mer of the references lies.

package import BioSequence

/// The k-mers of a few reference records: made once, shared by all threads.
///
/// Holds all 31-mers of both strands (the screen and the fast alignment) and all 14-mers of the record strand (seeds of
/// gapped alignment). A 31-mer is *recognisable* when it occurs once in the records and lies outside the listed repeats.
///
/// - Complexity: about 6 MB, and 10 to 20 ms on a busy machine, for 70 kb of records. Not meant for whole genomes.
package struct KMerIndex: Sendable {
  /// Words in the filter of recognisable k-mers: 32,768 of 64 bits are 256 KiB and stay in the second-level cache.
  static let filterWords = 1 << 15
  /// Set in a value: the read reads like the other strand of the record.
  static let reverseFlag: UInt32 = 1 << 30
  /// Set in a value: the k-mer lies in a repeat or occurs more than once.
  static let repeatFlag: UInt32 = 1 << 31
  /// The text offset in a value.
  static let positionMask: UInt32 = reverseFlag - 1
  /// Key of an empty slot.
  static let emptyKey = UInt64.max
  /// A 31-mer with fewer bases than this outside repeats is a repeat k-mer.
  static let uniqueBasesNeeded = 10

  /// The references as one text.
  let text: ReferenceText
  /// Four bits of one word for each recognisable 31-mer.
  let filter: [UInt64]
  /// Open-addressing table of 31-mers, a power of two long.
  let keys: [UInt64]
  /// Text offset, strand and repeat flag of the 31-mer in the same slot.
  let values: [UInt32]
  /// The 14-mers in buckets.
  let seeds: SeedTable
  /// The 10-mers in buckets of their own, for finding a mate near its anchored partner.
  let shortSeeds: SeedTable

  /// Indexes reference records.
  ///
  /// - Parameters:
  ///   - references: the records; all coordinates of aligned reads count on them.
  ///   - repeats: for each record, 0-based half-open stretches (Alu, L1 copies) that also occur elsewhere in the genome.
  /// - Precondition: `repeats` has an element for every reference; all references together are below 2^28 bases.
  package init(references: [DNASequence], repeats: [[Range<Int>]]) {
    precondition(references.count == repeats.count, "a list of repeats for every reference")
    let text = ReferenceText(references: references, repeats: repeats)
    precondition(text.codes.count < 1 << 28, "positions fit their bits")
    let table = KMerTable(text: text)
    self.text = text
    self.filter = table.filter()
    self.keys = table.keys
    self.values = table.values
    self.seeds = SeedTable(text: text, length: KMer.seedLength, bucketBits: 17)
    self.shortSeeds = SeedTable(text: text, length: SeedTable.shortLength, bucketBits: 18)
  }

  /// The filter word of a hash.
  @inline(__always) static func filterWord(_ hash: UInt64) -> Int { Int(hash >> 49) }

  /// The four filter bits of a hash: each after the second costs a cycle and spares most of the needless look-ups.
  @inline(__always) static func filterBits(_ hash: UInt64) -> UInt64 {
    (1 << (hash >> 43 & 63)) | (1 << (hash >> 37 & 63)) | (1 << (hash >> 31 & 63)) | (1 << (hash >> 25 & 63))
  }

  /// The value of a 31-mer, or `nil` if no record has it.
  func lookUp(_ key: UInt64) -> UInt32? {
    let slotMask = keys.count - 1
    var slot = Int(KMer.hash(key) >> 32) & slotMask
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == Self.emptyKey { return nil }
      slot = (slot + 1) & slotMask
    }
  }
}

/// The open-addressing table while it is filled.
private struct KMerTable {
  private(set) var keys: [UInt64]
  private(set) var values: [UInt32]

  /// All 31-mers of both strands of a text.
  init(text: ReferenceText) {
    let capacity = text.ranges.reduce(0) { $0 + $1.count } * 2
    var slots = 1024
    while slots < capacity * 3 / 2 { slots *= 2 }
    var keys = [UInt64](repeating: KMerIndex.emptyKey, count: slots)
    var values = [UInt32](repeating: 0, count: slots)
    var keySpan = keys.mutableSpan
    var valueSpan = values.mutableSpan
    let codes = text.codes.span
    for range in text.ranges {
      var key: UInt64 = 0
      var reverse: UInt64 = 0
      var known = 0
      for offset in range {
        let letter = KMer.letterCode(codes[offset] & 3)
        known = codes[offset] < 4 ? known + 1 : 0
        key = key >> 2 | letter << UInt64(2 * KMer.length - 2)
        // The other strand reads from the newest base backwards; letter codes complement by `^ 2`.
        reverse = (reverse << 2 | (letter ^ 2)) & KMer.mask
        guard known >= KMer.length else { continue }
        let start = offset + 1 - KMer.length
        let unique = KMer.length - text.repeatBases(from: start, to: offset + 1)
        let flag = unique < KMerIndex.uniqueBasesNeeded ? KMerIndex.repeatFlag : 0
        KMerTable.insert(key, UInt32(start) | flag, &keySpan, &valueSpan)
        KMerTable.insert(reverse, UInt32(start) | flag | KMerIndex.reverseFlag, &keySpan, &valueSpan)
      }
    }
    self.keys = keys
    self.values = values
  }

  /// Adds a k-mer; one that is there already becomes a repeat and keeps its first position.
  @inline(__always)
  private static func insert(
    _ key: UInt64, _ value: UInt32, _ keys: inout MutableSpan<UInt64>, _ values: inout MutableSpan<UInt32>
  ) {
    let slotMask = keys.count - 1
    var slot = Int(KMer.hash(key) >> 32) & slotMask
    while keys[slot] != KMerIndex.emptyKey {
      if keys[slot] == key {
        values[slot] |= KMerIndex.repeatFlag
        return
      }
      slot = (slot + 1) & slotMask
    }
    keys[slot] = key
    values[slot] = value
  }

  /// The filter of the recognisable k-mers.
  func filter() -> [UInt64] {
    var filter = [UInt64](repeating: 0, count: KMerIndex.filterWords)
    for slot in keys.indices where keys[slot] != KMerIndex.emptyKey && values[slot] & KMerIndex.repeatFlag == 0 {
      let hash = KMer.filterHash(KMer.interleaved(keys[slot]))
      filter[KMerIndex.filterWord(hash)] |= KMerIndex.filterBits(hash)
    }
    return filter
  }
}

/// Short k-mers of the record strand, grouped in buckets by hash.
struct SeedTable: Sendable {
  /// Bases of the seeds that find a mate near its partner.
  static let shortLength = 10

  /// First entry of each bucket, and the number of entries as a last element.
  let bucketStarts: [UInt32]
  /// The k-mers, bucket by bucket, text order inside.
  let kmers: [UInt32]
  /// Text offset of each.
  let positions: [UInt32]
  /// Two to this many buckets.
  let bucketBits: UInt32

  init(text: ReferenceText, length: Int, bucketBits: UInt32) {
    // A bucket is counted two positions further on; summed up, the position after it is where it begins, and filling it moves
    // that to where it ends, which is where the next one begins.
    var starts = [UInt32](repeating: 0, count: (1 << Int(bucketBits)) + 2)
    var startSpan = starts.mutableSpan
    SeedTable.forEachSeed(of: text, length: length) { kmer, _ in
      startSpan[KMer.bucket(ofSeed: kmer, bits: bucketBits) + 2] += 1
    }
    for bucket in 1..<startSpan.count { startSpan[bucket] += startSpan[bucket - 1] }
    let count = Int(startSpan[startSpan.count - 1])
    var kmers = [UInt32](repeating: 0, count: count)
    var positions = kmers
    var kmerSpan = kmers.mutableSpan
    var positionSpan = positions.mutableSpan
    SeedTable.forEachSeed(of: text, length: length) { kmer, position in
      let bucket = KMer.bucket(ofSeed: kmer, bits: bucketBits) + 1
      let slot = Int(startSpan[bucket])
      startSpan[bucket] += 1
      kmerSpan[slot] = kmer
      positionSpan[slot] = position
    }
    starts.removeLast()
    self.bucketStarts = starts
    self.kmers = kmers
    self.positions = positions
    self.bucketBits = bucketBits
  }

  /// Calls `body` with every seed that has no unknown base, in text order, and its text offset.
  @inline(__always)
  private static func forEachSeed(of text: ReferenceText, length: Int, _ body: (UInt32, UInt32) -> Void) {
    let mask: UInt32 = (1 << UInt32(2 * length)) - 1
    let codes = text.codes.span
    for range in text.ranges {
      var kmer: UInt32 = 0
      var known = 0
      for offset in range {
        let code = codes[offset]
        known = code < 4 ? known + 1 : 0
        kmer = (kmer << 2 | UInt32(code & 3)) & mask
        if known >= length { body(kmer, UInt32(offset + 1 - length)) }
      }
    }
  }
}
