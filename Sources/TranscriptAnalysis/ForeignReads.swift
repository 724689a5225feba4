// Reads that are like a gene and not of it: other collagens' transcripts.

import Alignment
import BioSequence

/// Tells reads of other genes, which differ from these for hundreds of bases, from reads with variants and errors.
///
/// A short read of a like gene is aligned where it happens to fit, with few differences, and the rest of it is clipped. So
/// the clipped bases count as well, unless the sample's own transcripts explain them: a new junction (they lie elsewhere on
/// the gene), a tail, or an adapter. docs/decisions/0230.
struct ForeignReads: Sendable {
  private let genes: [SplicedGene]
  private let words: [RecordWords]

  /// A read where it was placed.
  struct Placed {
    let store: AlignedReadStore
    let index: Int
    let isRecord: Bool
  }

  /// What a template's reads show.
  private struct Differences {
    /// Aligned bases.
    var aligned = 0
    /// Those of good quality that differ.
    var different = 0
    /// Short insertions and deletions.
    var gaps = 0
    /// Clipped bases of good quality that nothing explains.
    var unexplained = 0
  }

  /// Reads of another gene differ in so many bases of good quality, and in more than this fraction of the aligned ones.
  private static let fewest = 5
  private static let fewestAlone = 3
  private static let fraction = 0.035
  /// Beside so many clipped bases that nothing explains, one difference is enough.
  private static let fewestUnexplained = 18
  /// Beside a mate without any position, so many are, and this fraction. One alone is not: the mate may be all tail.
  private static let fewestBeside = 2
  private static let fractionBeside = 0.013
  /// Longer gaps are splicing.
  private static let longestGap = 12
  private static let leastQuality: UInt8 = 15

  init(genes: [SplicedGene]) {
    self.genes = genes
    words = genes.map { RecordWords(codes: $0.record.codes) }
  }

  /// Whether the reads of one template are of another gene.
  ///
  /// - Parameter isAlone: of a pair only one read has a position, so that less of it is believed.
  func areForeign(_ reads: [Placed], isAlone: Bool) -> Bool {
    var seen = Differences()
    for read in reads { compare(read, &seen) }
    let aligned = Double(seen.aligned)
    let least = isAlone ? ForeignReads.fewestAlone : ForeignReads.fewest
    if seen.different >= least, Double(seen.different) > ForeignReads.fraction * aligned { return true }
    let all = seen.different + seen.gaps
    // Clips are looked at only where something differs: most templates are done here.
    guard all > 0 else { return false }
    if isAlone, all >= ForeignReads.fewestBeside, Double(all) > ForeignReads.fractionBeside * aligned { return true }
    var unexplained = 0
    for (number, read) in reads.enumerated() {
      unexplained += unexplainedBases(read, mate: reads.count == 2 ? reads[1 - number] : nil)
    }
    return unexplained >= (isAlone ? JunctionSearch.word : ForeignReads.fewestUnexplained)
  }

  private func compare(_ placed: Placed, _ seen: inout Differences) {
    let store = placed.store
    let read = store.reads[placed.index]
    let gene = genes[read.reference]
    let codes = (placed.isRecord ? gene.record : gene.mRNA).codes.span
    let bases = store.bases.span
    let qualities = store.qualities.span
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      switch operation.kind {
      case .match:
        seen.aligned += operation.length
        for step in 0..<operation.length
        where bases[base + step] != codes[offset + step] && qualities[base + step] >= ForeignReads.leastQuality {
          seen.different += 1
        }
      case .insertion, .deletion: if operation.length <= ForeignReads.longestGap { seen.gaps += 1 }
      case .skip, .softClip: break
      }
      if operation.consumesReference { offset += operation.length }
      if operation.consumesRead { base += operation.length }
    }
  }

  /// Clipped bases of a read that are neither of its gene nor a tail nor an adapter.
  private func unexplainedBases(_ placed: Placed, mate: Placed?) -> Int {
    let store = placed.store
    let read = store.reads[placed.index]
    let operations = store.cigars[read.cigar]
    var count = 0
    if let first = operations.first, first.kind == .softClip, !isAdapter(placed, isTrailing: false, mate) {
      let clip = read.bases.lowerBound..<read.bases.lowerBound + first.length
      count += unexplainedBases(Array(clip.reversed()), read.reference, store, isReversed: true)
    }
    if let last = operations.last, last.kind == .softClip, !isAdapter(placed, isTrailing: true, mate) {
      let clip = read.bases.upperBound - last.length..<read.bases.upperBound
      count += unexplainedBases(Array(clip), read.reference, store, isReversed: false)
    }
    return count
  }

  /// Whether a clip lies beyond the other end of its fragment.
  private func isAdapter(_ placed: Placed, isTrailing: Bool, _ mate: Placed?) -> Bool {
    let read = placed.store.reads[placed.index]
    guard (read.strand == .forward) == isTrailing, let mate, mate.isRecord == placed.isRecord else { return false }
    let other = mate.store.reads[mate.index]
    let near = 3
    guard other.reference == read.reference, other.strand != read.strand else { return false }
    return isTrailing ? read.end >= other.end - near : read.start <= other.start + near
  }

  /// - Parameter clip: indices of its bases, nearest to the alignment first.
  private func unexplainedBases(
    _ clip: [Int], _ gene: Int, _ store: AlignedReadStore, isReversed: Bool
  ) -> Int {
    let word = JunctionSearch.word
    let good = clip.count { store.qualities[$0] >= ForeignReads.leastQuality }
    guard clip.count >= word, good >= word else { return 0 }
    let tail = clip.count { store.bases[$0] == 0 }
    if tail * 5 >= clip.count * 4 { return 0 }
    // A junction may lie a few bases behind the last aligned one.
    for start in 0...min(8, clip.count - word) {
      var key: UInt32 = 0
      var isKnown = true
      for step in 0..<word {
        let code = store.bases[clip[isReversed ? start + word - 1 - step : start + step]]
        if code > 3 { isKnown = false }
        key = key << 2 | UInt32(code & 3)
      }
      var isFound = false
      if isKnown { words[gene].forEach(of: key) { _ in isFound = true } }
      if isFound { return 0 }
    }
    return good
  }
}
