// Where every 31-mer and 14-mer of the references lies.

public import BioSequence

/// The k-mers of a few reference records: made once, shared by all threads.
///
/// Holds all 31-mers of both strands (the screen and the fast placement) and all 14-mers of the record strand (seeds of
/// gapped alignment). A 31-mer is *recognisable* when it occurs once in the records and lies outside the listed repeats.
///
/// - Complexity: about 9 MB and 30 ms for 70 kb of records. Not meant for whole genomes.
public struct KMerIndex: Sendable {
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
  /// Three bits of one word for each recognisable 31-mer.
  let filter: [UInt64]
  /// Open-addressing table of 31-mers, a power of two long.
  let keys: [UInt64]
  /// Text offset, strand and repeat flag of the 31-mer in the same slot.
  let values: [UInt32]
  /// The 14-mers in buckets.
  let seeds: SeedTable
  /// The 10-mers in buckets of their own, for finding a mate near its anchored partner.
  let shortSeeds: SeedTable

  /// The lengths of the references, in their order.
  public var referenceLengths: [Int] { text.ranges.map(\.count) }

  /// Indexes reference records.
  ///
  /// - Parameters:
  ///   - references: the records; all coordinates of placed reads count on them.
  ///   - repeats: for each record, 0-based half-open stretches (Alu, L1 copies) that also occur elsewhere in the genome.
  /// - Precondition: `repeats` has an element for every reference; all references together are below 2^28 bases.
  public init(references: [DNASequence], repeats: [[Range<Int>]]) {
    precondition(references.count == repeats.count, "a list of repeats for every reference")
    let text = ReferenceText(references: references, repeats: repeats)
    precondition(text.codes.count < 1 << 28, "positions fit their bits")
    var table = KMerTable(capacity: text.ranges.reduce(0) { $0 + $1.count } * 2)
    for range in text.ranges where range.count >= KMer.length {
      for offset in range.lowerBound...range.upperBound - KMer.length {
        guard let key = KMer.pack(text.codes, at: offset) else { continue }
        let unique = KMer.length - text.repeatBases(from: offset, to: offset + KMer.length)
        let flag = unique < Self.uniqueBasesNeeded ? Self.repeatFlag : 0
        table.insert(key, UInt32(offset) | flag)
        table.insert(KMer.reverseComplement(key), UInt32(offset) | flag | Self.reverseFlag)
      }
    }
    var filter = [UInt64](repeating: 0, count: Self.filterWords)
    for (key, value) in zip(table.keys, table.values) where key != Self.emptyKey && value & Self.repeatFlag == 0 {
      let hash = KMer.hash(key)
      filter[Self.filterWord(hash)] |= Self.filterBits(hash)
    }
    self.text = text
    self.filter = filter
    self.keys = table.keys
    self.values = table.values
    self.seeds = SeedTable(text: text, length: KMer.seedLength, bucketBits: 17)
    self.shortSeeds = SeedTable(text: text, length: SeedTable.shortLength, bucketBits: 20)
  }

  /// The filter word of a hash.
  @inline(__always) static func filterWord(_ hash: UInt64) -> Int { Int(hash >> 49) }

  /// The three filter bits of a hash: a third one costs a cycle and spares two of three needless exact look-ups.
  @inline(__always) static func filterBits(_ hash: UInt64) -> UInt64 {
    (1 << (hash >> 43 & 63)) | (1 << (hash >> 37 & 63)) | (1 << (hash >> 31 & 63))
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
  var keys: [UInt64]
  var values: [UInt32]

  init(capacity: Int) {
    var slots = 1024
    while slots < capacity * 3 / 2 { slots *= 2 }
    keys = Array(repeating: KMerIndex.emptyKey, count: slots)
    values = Array(repeating: 0, count: slots)
  }

  /// Adds a k-mer; one that is there already becomes a repeat and keeps its first position.
  mutating func insert(_ key: UInt64, _ value: UInt32) {
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
    let mask: UInt32 = (1 << UInt32(2 * length)) - 1
    var entries: [(bucket: Int, kmer: UInt32, position: UInt32)] = []
    for range in text.ranges {
      var kmer: UInt32 = 0
      var known = 0
      for offset in range {
        let code = text.codes[offset]
        known = code < 4 ? known + 1 : 0
        kmer = (kmer << 2 | UInt32(code & 3)) & mask
        guard known >= length else { continue }
        entries.append((KMer.bucket(ofSeed: kmer, bits: bucketBits), kmer, UInt32(offset + 1 - length)))
      }
    }
    var starts = [UInt32](repeating: 0, count: (1 << Int(bucketBits)) + 1)
    for entry in entries { starts[entry.bucket + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var next = starts
    var kmers = [UInt32](repeating: 0, count: entries.count)
    var positions = kmers
    for entry in entries {
      let slot = Int(next[entry.bucket])
      next[entry.bucket] += 1
      kmers[slot] = entry.kmer
      positions[slot] = entry.position
    }
    self.bucketStarts = starts
    self.kmers = kmers
    self.positions = positions
    self.bucketBits = bucketBits
  }
}
