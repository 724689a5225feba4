// How often bases of each quality are wrong in this sample: a quality is not believed beyond that.

import Alignment
import BioSequence

/// Counts bases that differ from the record by their quality, where the sample as a whole does not differ from it.
///
/// Files whose qualities say nothing (all alike, or far too high) would make a few errors at one position look like a variant
/// of half the fragments. What the reads show of their own errors is the upper limit of every quality.
struct ObservedErrors: Sendable {
  /// Bases by quality, and those of them that differ.
  private(set) var bases = [Int](repeating: 0, count: 256)
  private(set) var wrong = [Int](repeating: 0, count: 256)

  /// About so many reads are looked at, taken evenly from all.
  private static let reads = 24_000
  /// Bases beside a gap that are not looked at.
  private static let besideGap = 3
  /// A quality that fewer bases have is left as it is.
  private static let leastBases = 20_000

  init(reads: PreparedReads, references: [CallReference], pileups: [Pileup]) {
    let step = max(1, reads.store.reads.count / ObservedErrors.reads)
    let differing = pileups.map(ObservedErrors.differingOffsets)
    for index in stride(from: 0, to: reads.store.reads.count, by: step) where reads.uses[index] == .used {
      let read = reads.store.reads[index]
      guard read.mappingQuality >= Pileup.usableMapping else { continue }
      let record = references[read.reference].sequence
      if read.cigar.count == 1, read.end - read.start == read.bases.count {
        count(read.bases, at: read.start, store: reads.store, record: record, differing: differing[read.reference])
      } else if read.bases.count > LibraryProfile.longRead {
        // Few long reads have no gap. Beside one an aligner may take bases for each other that are not.
        var (offset, base) = (read.start, read.bases.lowerBound)
        for operation in reads.store.cigars[read.cigar] {
          if operation.kind == .match, operation.length > 2 * ObservedErrors.besideGap {
            let inner = base + ObservedErrors.besideGap..<base + operation.length - ObservedErrors.besideGap
            count(
              inner, at: offset + ObservedErrors.besideGap, store: reads.store, record: record,
              differing: differing[read.reference])
          }
          if operation.consumesReference { offset += operation.length }
          if operation.consumesRead { base += operation.length }
        }
      }
    }
  }

  /// Counts bases that lie beside the record's without a gap.
  private mutating func count(
    _ range: Range<Int>, at start: Int, store: AlignedReadStore, record: DNASequence, differing: [Bool]
  ) {
    let codes = record.codes.span
    let letters = store.bases.span
    let qualities = store.qualities.span
    let differing = differing.span
    let first = range.lowerBound
    for step in 0..<range.count {
      let offset = start + step
      let base = letters[first + step]
      guard base < 4, !differing[offset] else { continue }
      let quality = Int(qualities[first + step])
      bases[quality] += 1
      if base != codes[offset] { wrong[quality] += 1 }
    }
  }

  /// Offsets at which so many fragments differ in the same way that it may be the sample that differs.
  private static func differingOffsets(of pileup: Pileup) -> [Bool] {
    (0..<pileup.mismatches.count / 4).map { offset in
      let most = (0..<4).reduce(Int32(0)) { max($0, pileup.mismatches[4 * offset + $1]) }
      return most >= 3 && most * 10 >= pileup.rawDepth[offset]
    }
  }

  /// Wrong bases a base, whatever their quality; 0 if none was looked at.
  var overall: Double { Double(wrong.reduce(0, +)) / Double(max(1, bases.reduce(0, +))) }

  /// The probability of a wrong base that a quality of `quality` stands for at least; 0 where the reads do not show it.
  ///
  /// Two standard deviations of the count are given away, so that chance alone lowers no quality.
  func rate(ofQuality quality: Int) -> Double {
    guard bases[quality] >= ObservedErrors.leastBases else { return 0 }
    let sure = Double(wrong[quality]) - 2 * Double(wrong[quality]).squareRoot() - 1
    return min(max(0, sure / Double(bases[quality])), 0.5)
  }
}
