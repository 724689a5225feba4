// Copies of fragments that were made before sequencing, told from fragments that begin and end alike by chance.

import Alignment
import BioSequence

/// The fragments of a sample by both their ends.
///
/// At the depth of these transcripts two molecules often begin and end at the same bases. Copies are set apart only if
/// there are more equal fragments than that: with n_s fragments that begin at s, and shares p_l of their lengths,
///
///     expected pairs of equal fragments = sum over s of n_s (n_s - 1) / 2  x  sum over l of p_l^2
///
/// and copies are present where three times as many were seen (hexamers and ends of transcripts make some more). Where reads
/// have identifiers of their molecules, copies are fragments with the same ends and the same identifier, at any depth.
struct FragmentCopies: Sendable {
  /// Whether more fragments are equal than by chance.
  private(set) var arePresent = false
  /// Fragments whose both ends are known.
  private(set) var fragments = 0
  /// Those that repeat an earlier one.
  private(set) var repeated = 0
  /// Sorted by template.
  private var keys: [Entry] = []

  /// A deep sample has 160,000 of these: 16 bytes.
  private struct Entry {
    /// Gene and both ends on the record, and which end the first read begins at.
    var key: UInt64
    let template: UInt32
    /// The length, and in the highest bit whether it is a copy.
    private var packed: UInt32

    init(template: UInt32, length: UInt32, key: UInt64) {
      self.template = template
      self.key = key
      packed = min(length, Entry.copyBit - 1)
    }

    /// Distance of the ends on the transcript; 0 where one of them lies in an intron.
    var length: UInt32 { packed & ~Entry.copyBit }

    var isCopy: Bool {
      get { packed & Entry.copyBit != 0 }
      set { packed = newValue ? packed | Entry.copyBit : packed & ~Entry.copyBit }
    }

    private static let copyBit: UInt32 = 1 << 31
  }

  /// The bit of a key that tells which end the first read begins at.
  private static let firstReadBit: UInt64 = 1 << 56

  /// No copies.
  init() {}

  /// Share of fragments that repeat an earlier one.
  var fraction: Double { fragments > 0 ? Double(repeated) / Double(fragments) : 0 }

  /// Lengths on the transcript in ascending order, copies left out; of many every n-th, of few none.
  func lengths(atMost most: Int, fewest: Int) -> [Int] {
    let step = max(1, keys.count / most)
    let lengths = stride(from: 0, to: keys.count, by: step).compactMap { index in
      keys[index].length > 0 && !(arePresent && keys[index].isCopy) ? Int(keys[index].length) : nil
    }
    return lengths.count < fewest ? [] : lengths.sorted()
  }

  /// Compares the fragments of a sample.
  init(_ alignments: TranscriptAlignments, genes: [SplicedGene]) {
    collect(alignments, genes)
    fragments = keys.count
    let order = keys.indices.sorted { (keys[$0].key, keys[$0].template) < (keys[$1].key, keys[$1].template) }
    var equalPairs = 0.0
    var lengths: [UInt32: Double] = [:]
    for run in FragmentCopies.runs(order, by: { keys[$0].key }) {
      for index in run.dropFirst() { keys[index].isCopy = true }
      repeated += run.count - 1
      guard let first = run.first, keys[first].length > 0 else { continue }
      equalPairs += Double(run.count) * Double(run.count - 1) / 2
      lengths[keys[first].length, default: 0] += 1
    }
    let distinct = lengths.values.reduce(0, +)
    let alike = lengths.values.reduce(0) { $0 + $1 * $1 } / max(1, distinct * distinct)
    var probability = 0.0
    for run in FragmentCopies.runs(order, by: { keys[$0].key >> 32 }) {
      let count = Double(run.count { keys[$0].length > 0 })
      probability += count * (count - 1) / 2 * alike
    }
    arePresent = equalPairs > 3 * probability + 20
  }

  /// Sets apart the molecules of a sample by their identifiers; one of them may be misread in one base, if it is rarer than
  /// the other one.
  ///
  /// - Parameter identifiers: by template; those without one are no copies.
  init(
    _ alignments: TranscriptAlignments, genes: [SplicedGene], identifiers: [Int: MolecularIdentifier]
  ) {
    collect(alignments, genes, takesSingle: true)
    keys.removeAll { identifiers[Int($0.template)] == nil }
    fragments = keys.count
    let firstReads = keys.map { $0.key & FragmentCopies.firstReadBit != 0 }
    for index in keys.indices where identifiers[Int(keys[index].template)]?.isDuplex == true {
      // Both strands of a molecule are one.
      keys[index].key &= ~FragmentCopies.firstReadBit
    }
    let order = keys.indices.sorted { (keys[$0].key, keys[$0].template) < (keys[$1].key, keys[$1].template) }
    var molecules: UInt64 = 0
    for run in FragmentCopies.runs(order, by: { keys[$0].key }) {
      let groups = MolecularIdentifier.groups(
        run.map { index in
          let identifier = identifiers[Int(keys[index].template)]
          return (index, firstReads[index] ? identifier : identifier?.swapped)
        })
      for group in groups {
        for index in group { keys[index].key = molecules }
        for index in group.dropFirst() { keys[index].isCopy = true }
        repeated += group.count - 1
        molecules += 1
      }
    }
    arePresent = repeated > 0
  }

  /// Stretches of an order with the same value.
  private static func runs(_ order: [Int], by value: (Int) -> UInt64) -> [ArraySlice<Int>] {
    var runs: [ArraySlice<Int>] = []
    var start = 0
    while start < order.count {
      let own = value(order[start])
      var end = start + 1
      while end < order.count, value(order[end]) == own { end += 1 }
      runs.append(order[start..<end])
      start = end
    }
    return runs
  }

  /// Whether a template repeats an earlier one.
  func isCopy(_ template: Int) -> Bool {
    guard arePresent, let index = index(of: template) else { return false }
    return keys[index].isCopy
  }

  /// What copies of a fragment have in common; `nil` where there are no copies.
  func key(of template: Int) -> UInt64? {
    guard arePresent else { return nil }
    return index(of: template).map { keys[$0].key }
  }

  private func index(of template: Int) -> Int? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if Int(keys[middle].template) < template { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && Int(keys[low].template) == template ? low : nil
  }

  /// Walks both stores by template and notes the ends of those with two reads; of those with one as well, if wanted.
  private mutating func collect(
    _ alignments: TranscriptAlignments, _ genes: [SplicedGene], takesSingle: Bool = false
  ) {
    let stores = [alignments.spliced, alignments.unspliced]
    keys.reserveCapacity(stores.reduce(0) { $0 + $1.reads.count } / (takesSingle ? 1 : 2))
    var next = [0, 0]
    func template(_ store: Int) -> Int {
      next[store] < stores[store].reads.count ? stores[store].reads[next[store]].template : Int.max
    }
    while true {
      let number = min(template(0), template(1))
      guard number < Int.max else { return }
      var reads: [(store: Int, index: Int)] = []
      for store in 0...1 {
        while template(store) == number {
          reads.append((store, next[store]))
          next[store] += 1
        }
      }
      if reads.count == 2, let entry = FragmentCopies.entry(reads, stores, genes) {
        keys.append(entry)
      } else if takesSingle, let read = reads.first {
        keys.append(FragmentCopies.entry(read, stores))
      }
    }
  }

  /// A read without a mate: only where it begins is known.
  private static func entry(_ place: (store: Int, index: Int), _ stores: [AlignedReadStore]) -> Entry {
    let read = stores[place.store].reads[place.index]
    let start = stores[place.store].unclippedFivePrimeEnd(of: read)
    // Above the bits of pairs: gene, strand and store.
    let kind = UInt64(128 + read.reference * 8 + (read.strand == .forward ? 4 : 0) + place.store * 2) << 56
    return Entry(
      template: UInt32(read.template), length: 0, key: kind | UInt64(UInt32(truncatingIfNeeded: start + 4096)))
  }

  private static func entry(
    _ reads: [(store: Int, index: Int)], _ stores: [AlignedReadStore], _ genes: [SplicedGene]
  ) -> Entry? {
    let pair = reads.map { stores[$0.store].reads[$0.index] }
    guard pair[0].reference == pair[1].reference, pair[0].strand != pair[1].strand else { return nil }
    let gene = genes[pair[0].reference]
    let ends = zip(reads, pair).map { stores[$0.store].unclippedFivePrimeEnd(of: $1) }
    let onRecord = zip(reads, ends).map { place, end in
      place.store == 1 ? end : end < 0 ? gene.recordStart(0) + end : gene.recordStart(end)
    }
    let lower = min(onRecord[0], onRecord[1])
    let firstIsLower = (pair[0].isSecond ? onRecord[1] : onRecord[0]) == lower
    let isSpliced = reads.allSatisfy { $0.store == 0 }
    let upper = max(onRecord[0], onRecord[1])
    return Entry(
      template: UInt32(pair[0].template), length: isSpliced ? UInt32(abs(ends[0] - ends[1])) : 0,
      key: UInt64(pair[0].reference * 2 + (firstIsLower ? 1 : 0)) << 56
        | UInt64(truncatingIfNeeded: lower + 4096) << 32 | UInt64(UInt32(truncatingIfNeeded: upper + 4096)))
  }
}
