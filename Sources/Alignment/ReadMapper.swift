// Places reads on the records: the public face of seeds, chains and alignment.

import BioSequence

/// Maps single reads and pairs to the records of an index.
///
/// Shared by all threads; each thread brings its own ``MapperScratch``. The result of a template depends on its reads and
/// the index only, and the other strand of a template maps to the same position with the same operations.
///
///     let mapper = ReadMapper(index: index)
///     var scratch = MapperScratch()
///     var store = AlignedReadStore()
///     let outcome = mapper.mapPair(
///       firstBases: b1, firstQualities: q1, secondBases: b2, secondQualities: q2, template: 0, into: &store,
///       scratch: &scratch)
///
/// Bases are ASCII letters of either case, U counts as T, anything else as N; qualities are Phred+33, or empty for reads
/// without (taken as Phred 30). Reads above 1,000 bases are filtered as `too_long`. Meant for templates of which a read
/// passed ``ReadScreen``; others come back as unmapped after some microseconds.
///
/// - Complexity: 1-3 us for a read without gaps, about 15 us with.
package struct ReadMapper: Sendable {
  /// Most bases of a read that is aligned.
  package static let longestRead = MateBuffers.capacity

  /// The k-mers of the records.
  package let index: KMerIndex
  /// Scores of alignments.
  package let scoring: ScoringScheme
  /// Limits and thresholds.
  package let options: MappingOptions
  /// For each record the introns as text ranges, sorted.
  let introns: [[Range<Int>]]

  /// A mapper for the records of an index.
  ///
  /// - Parameters:
  ///   - introns: for each record, annotated introns as 0-based half-open record ranges. A gap that fits one exactly
  ///     becomes a `skip` operation, never a deletion. Empty for none.
  package init(
    index: KMerIndex, introns: [[Range<Int>]] = [], scoring: ScoringScheme = ScoringScheme(),
    options: MappingOptions = MappingOptions()
  ) {
    self.index = index
    self.scoring = scoring
    self.options = options
    self.introns = index.text.ranges.indices.map { reference in
      let start = index.text.ranges[reference].lowerBound
      let list = reference < introns.count ? introns[reference] : []
      return list.map { $0.lowerBound + start..<$0.upperBound + start }.sorted { $0.lowerBound < $1.lowerBound }
    }
  }

  /// The reason to leave a read out for its length alone.
  func lengthProblem(_ count: Int) -> FilterReason? {
    if count < options.minimumReadLength { return .tooShort }
    return count > MateBuffers.capacity ? .tooLong : nil
  }

  /// Adds an aligned read to the store, with its clipped ends and adapter tail.
  func append(
    _ candidate: CandidateAlignment, _ split: SplitAlignment?, mate: MateBuffers, operations: CIGARBuilder,
    quality: UInt8,
    template: Int,
    isSecond: Bool, isProper: Bool, to store: inout AlignedReadStore
  ) {
    let tail = mate.tailCount
    let leading = candidate.queryStart + (candidate.isReverse ? tail : 0)
    let trailing = mate.count - candidate.queryEnd + (candidate.isReverse ? 0 : tail)
    unsafe store.append(
      reference: candidate.reference, start: candidate.textStart - index.text.ranges[candidate.reference].lowerBound,
      length: candidate.textEnd - candidate.textStart, strand: candidate.isReverse ? .reverse : .forward,
      mappingQuality: quality, template: template, isSecond: isSecond, isProperPair: isProper,
      bases: mate.allCodes(candidate.isReverse), qualities: mate.allQualities(candidate.isReverse),
      leadingClip: leading, operations: operations.packed, trailingClip: trailing)
    if let split { store.append(split: split.moved(toRead: store.reads.count - 1)) }
  }
}
