// The aligned reads that calls rest on: mates found, duplicates set aside, sorted by position.

import Alignment
import BioSequence

/// One sample's reads, ready to be walked by position.
struct PreparedReads: Sendable {
  /// What became of a read.
  enum Use: UInt8, Sendable {
    case used
    case duplicate
    case ambiguousAlignment
  }

  let store: AlignedReadStore
  let uses: [Use]
  /// For every read the index of its mate if that lies on the same record, otherwise -1.
  let mates: [Int32]
  /// For every record the used reads by start, ties in input order.
  let sorted: [[Int32]]
  /// For every record the longest extent of an ordinary read; longer ones (over introns, deletions) are in `long`.
  let maxSpan: [Int]
  /// For every record the used reads that span more than ``longSpan`` bases.
  let long: [[Int32]]
  let ampliconLike: Bool
  /// Which bases are those of primers; `nil` if these are no amplicons.
  let primers: PrimerBases?
  /// Whether a long read lies in several pieces.
  let hasPieces: Bool
  /// `nil` for amplicons and for single reads.
  let insertSizes: InsertSizeModel?

  static let longSpan = 400

  init(store: AlignedReadStore, references: [CallReference], marksDuplicates: Bool, amplicons: [Amplicon] = []) {
    self.store = store
    hasPieces = store.reads.contains(where: \.isSupplementary)
    let pairing = TemplatePairing(store: store)
    mates = pairing.mates
    ampliconLike = !amplicons.isEmpty || StartProfile(store: store, references: references).isAmpliconLike
    primers =
      !ampliconLike
      ? nil
      : amplicons.isEmpty
        ? PrimerBases(assumedFor: store, mates: pairing.mates, lengths: references.map(\.sequence.count))
        : PrimerBases(amplicons, store: store, mates: pairing.mates)
    insertSizes = ampliconLike ? nil : InsertSizeModel(store: store, mates: pairing.mates)
    var uses = store.reads.map { $0.mappingQuality == 0 ? Use.ambiguousAlignment : .used }
    if marksDuplicates && !ampliconLike {
      for read in DuplicateFinder.duplicates(in: store, pairing: pairing) where uses[read] == .used {
        uses[read] = .duplicate
      }
    }
    self.uses = uses
    var sorted: [[Int32]] = []
    var maxSpan: [Int] = []
    var long: [[Int32]] = []
    for (index, reference) in references.enumerated() {
      let order = PreparedReads.order(of: index, length: reference.sequence.count, store: store, uses: uses)
      let spans = order.map { store.reads[Int($0)].end - store.reads[Int($0)].start }
      maxSpan.append(spans.lazy.filter { $0 <= PreparedReads.longSpan }.max() ?? 0)
      long.append(zip(order, spans).filter { $0.1 > PreparedReads.longSpan }.map(\.0))
      sorted.append(order)
    }
    self.sorted = sorted
    self.maxSpan = maxSpan
    self.long = long
  }

  /// Fragments that are counted base by base and then given up: mates are found, nothing is sorted, no copy is set aside.
  init(counting store: AlignedReadStore, amplicons: [Amplicon]) {
    self.store = store
    hasPieces = false
    mates = TemplatePairing(store: store).mates
    ampliconLike = !amplicons.isEmpty
    primers = amplicons.isEmpty ? nil : PrimerBases(amplicons, store: store, mates: mates)
    insertSizes = nil
    uses = store.reads.map { $0.mappingQuality == 0 ? .ambiguousAlignment : .used }
    sorted = []
    maxSpan = []
    long = []
  }

  /// Counting sort by start.
  private static func order(of reference: Int, length: Int, store: AlignedReadStore, uses: [Use]) -> [Int32] {
    var starts = [Int32](repeating: 0, count: length + 2)
    for (index, read) in store.reads.enumerated() where read.reference == reference && uses[index] == .used {
      starts[read.start + 1] += 1
    }
    for offset in 1..<starts.count { starts[offset] += starts[offset - 1] }
    var order = [Int32](repeating: 0, count: Int(starts[length + 1]))
    for (index, read) in store.reads.enumerated() where read.reference == reference && uses[index] == .used {
      order[Int(starts[read.start])] = Int32(index)
      starts[read.start] += 1
    }
    return order
  }

  /// Calls `body` with every used read of a record in input order: as they lie in memory, which walking them by position
  /// would wait for at every read.
  @inline(__always) func forEachUsed(on reference: Int, _ body: (Int) -> Void) {
    for (index, read) in store.reads.enumerated() where read.reference == reference && uses[index] == .used {
      body(index)
    }
  }

  /// Used reads whose aligned extent comes within `margin` bases of `range`, in order of start.
  func reads(near range: Range<Int>, margin: Int, on reference: Int) -> [Int] {
    let order = sorted[reference]
    let lower = range.lowerBound - margin
    let upper = range.upperBound + margin
    var first = 0
    var last = order.count
    while first < last {
      let middle = (first + last) / 2
      if store.reads[Int(order[middle])].start < lower - maxSpan[reference] {
        first = middle + 1
      } else {
        last = middle
      }
    }
    var found: [Int] = []
    while first < order.count {
      let read = store.reads[Int(order[first])]
      if read.start >= upper { break }
      if read.end > lower { found.append(Int(order[first])) }
      first += 1
    }
    guard !long[reference].isEmpty else { return found }
    let extra = long[reference].map { Int($0) }.filter {
      let read = store.reads[$0]
      return read.start < lower - maxSpan[reference] && read.end > lower && read.start < upper
    }
    return extra + found
  }

  /// The part of a read's bases that belongs to the sequenced fragment: what runs past the mate's far end is adapter.
  func fragmentBases(of index: Int) -> Range<Int> {
    let read = store.reads[index]
    let mate = mates[index]
    guard mate >= 0, read.isProperPair else { return read.bases }
    let other = store.reads[Int(mate)]
    guard other.strand != read.strand else { return read.bases }
    let operations = store.cigars[read.cigar]
    let otherOperations = store.cigars[other.cigar]
    if read.strand == .forward {
      guard let last = operations.last, last.kind == .softClip else { return read.bases }
      let otherClip = otherOperations.last.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
      let surplus = read.end + last.length - (other.end + otherClip)
      guard surplus > 0, other.end + otherClip >= read.end else { return read.bases }
      return read.bases.lowerBound..<read.bases.upperBound - min(surplus, last.length)
    }
    guard let first = operations.first, first.kind == .softClip else { return read.bases }
    let otherClip = otherOperations.first.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
    let surplus = other.start - otherClip - (read.start - first.length)
    guard surplus > 0, other.start - otherClip <= read.start else { return read.bases }
    return read.bases.lowerBound + min(surplus, first.length)..<read.bases.upperBound
  }

  /// Bases of a fragment beside the read's alignment, on the side that has more of them; adapters left out.
  func clippedBases(of index: Int) -> Int {
    let read = store.reads[index]
    let operations = store.cigars[read.cigar]
    let kept = fragmentBases(of: index)
    let left = operations.first.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
    let right = operations.last.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
    return max(read.bases.lowerBound + left - kept.lowerBound, kept.upperBound - (read.bases.upperBound - right))
  }
}
