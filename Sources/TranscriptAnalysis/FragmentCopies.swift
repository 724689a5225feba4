// Copies of fragments that were made before sequencing, told from fragments that begin and end alike by chance.

import Alignment

/// The fragments of a sample by both their ends.
///
/// At the depth of these transcripts two molecules often begin and end at the same bases. Copies are set apart only if
/// there are more equal fragments than that: with n_s fragments that begin at s, and shares p_l of their lengths,
///
///     expected pairs of equal fragments = sum over s of n_s (n_s - 1) / 2  x  sum over l of p_l^2
///
/// and copies are present where three times as many were seen (hexamers and ends of transcripts make some more).
struct FragmentCopies: Sendable {
  /// Whether more fragments are equal than by chance.
  private(set) var arePresent = false
  /// Fragments whose both ends are known.
  private(set) var fragments = 0
  /// Those that repeat an earlier one.
  private(set) var repeated = 0
  /// Sorted by template.
  private var keys: [Entry] = []

  private struct Entry {
    let template: UInt32
    /// Distance of the ends on the transcript; 0 where one of them lies in an intron.
    let length: UInt32
    /// Gene and both ends on the record, and which end the first read begins at.
    let key: UInt64
    var isCopy = false
  }

  /// No copies.
  init() {}

  /// Share of fragments that repeat an earlier one.
  var fraction: Double { fragments > 0 ? Double(repeated) / Double(fragments) : 0 }

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

  /// Walks both stores by template and notes the ends of those with two reads.
  private mutating func collect(_ alignments: TranscriptAlignments, _ genes: [SplicedGene]) {
    let stores = [alignments.spliced, alignments.unspliced]
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
      if reads.count == 2, let entry = FragmentCopies.entry(reads, stores, genes) { keys.append(entry) }
    }
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
