// Bases of reads that are those of primers: they say nothing of the sample.

import Alignment
import BioSequence

/// Which aligned bases of the reads are the sample's own.
///
///     fragment  pppppp------------------pppppp      p: a primer, whatever the sample has there
///     own             ^                ^
///
/// Given primers are taken out wherever a read begins in one, and at the other end of its amplicon. Of amplicons that were
/// found by the starts of reads the primers' lengths are not known: the first ``assumed`` bases are taken for one. They are left out
/// where ``enough`` other fragments show the base, and no base is called reference by them alone.
struct PrimerBases: Sendable {
  /// Where one read is the sample's own.
  struct Own: Sendable {
    /// Bases outside are not looked at.
    var lower: Int32 = 0
    var upper = Int32.max
    /// Bases outside make no base reference.
    var sureLower: Int32 = 0
    var sureUpper = Int32.max

    var range: Range<Int> { Int(lower)..<Int(max(lower, upper)) }
    var sure: Range<Int> { Int(sureLower)..<Int(max(sureLower, sureUpper)) }
  }

  private var ranges: [Own]
  /// Part of the reads that begin in a given primer; `nil` if none was given.
  let matched: Double?

  /// Bases at the start of a read that are taken for its primer where none is given: few primers are longer.
  static let assumed = 30
  /// So many other fragments make a primer's bases superfluous.
  private static let enough: Int32 = 20
  /// A read may begin so many bases before its primer (bases of an adapter).
  private static let tolerance = 5

  subscript(_ index: Int) -> Own { ranges[index] }

  /// Primers that were given.
  init(_ amplicons: [Amplicon], store: AlignedReadStore, mates: [Int32]) {
    var sites = [PrimerSite: [Int]]()
    for (number, amplicon) in amplicons.enumerated() {
      for offset in amplicon.range.lowerBound - PrimerBases.tolerance..<amplicon.insert.lowerBound {
        sites[PrimerSite(reference: amplicon.reference, offset: offset, strand: .forward), default: []].append(number)
      }
      for offset in amplicon.insert.upperBound + 1...amplicon.range.upperBound + PrimerBases.tolerance {
        sites[PrimerSite(reference: amplicon.reference, offset: offset, strand: .reverse), default: []].append(number)
      }
    }
    let found = store.reads.map { read in
      let end = store.unclippedFivePrimeEnd(of: read)
      return sites[PrimerSite(reference: read.reference, offset: end, strand: read.strand)] ?? []
    }
    ranges = store.reads.indices.map { index in
      let mate = Int(mates[index])
      let own = found[index]
      let other = mate >= 0 ? found[mate] : []
      let isForward = store.reads[index].strand == .forward
      let (left, right) = isForward ? (own, other) : (other, own)
      let both = left.filter { right.contains($0) }
      // A single read, or one whose mate begins at no primer, ends at the other primer of its own pair.
      let (lefts, rights) =
        both.isEmpty ? (left.isEmpty ? right : left, right.isEmpty ? left : right) : (both, both)
      var result = Own()
      if let lower = lefts.map({ amplicons[$0].insert.lowerBound }).max() { result.lower = Int32(lower) }
      if let upper = rights.map({ amplicons[$0].insert.upperBound }).min() { result.upper = Int32(upper) }
      result.sureLower = result.lower
      result.sureUpper = result.upper
      return result
    }
    matched = Double(found.count { !$0.isEmpty }) / Double(max(1, found.count))
  }

  private struct PrimerSite: Hashable {
    let reference: Int
    let offset: Int
    let strand: Strand
  }

  /// Primers of amplicons that were recognised by the starts of reads.
  init(assumedFor store: AlignedReadStore, mates: [Int32], lengths: [Int]) {
    matched = nil
    ranges = store.reads.indices.map { index in
      let mate = Int(mates[index])
      var own = Own()
      for read in [index, mate] where read >= 0 {
        let end = store.unclippedFivePrimeEnd(of: store.reads[read])
        if store.reads[read].strand == .forward {
          own.sureLower = max(own.sureLower, Int32(max(0, end + PrimerBases.assumed)))
        } else {
          own.sureUpper = min(own.sureUpper, Int32(max(0, end - PrimerBases.assumed)))
        }
      }
      return own
    }
    var depths = lengths.map { [Int32](repeating: 0, count: $0 + 1) }
    for (read, own) in zip(store.reads, ranges) {
      let sure = (read.start..<read.end).clamped(to: own.sure)
      guard !sure.isEmpty else { continue }
      depths[read.reference][sure.lowerBound] += 1
      depths[read.reference][sure.upperBound] -= 1
    }
    for reference in depths.indices {
      for offset in 1..<depths[reference].count { depths[reference][offset] += depths[reference][offset - 1] }
    }
    for (index, read) in store.reads.enumerated() {
      let depth = depths[read.reference]
      let own = ranges[index]
      var lower = read.start
      while lower < min(Int(own.sureLower), read.end), depth[lower] >= PrimerBases.enough { lower += 1 }
      var upper = read.end
      while upper > max(Int(own.sureUpper), read.start), depth[upper - 1] >= PrimerBases.enough { upper -= 1 }
      ranges[index].lower = Int32(lower)
      ranges[index].upper = Int32(max(lower, upper))
    }
  }
}
