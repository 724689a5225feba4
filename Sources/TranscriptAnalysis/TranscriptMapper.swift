// Places the reads of transcripts: on the spliced transcripts first, and on the records where these fit better.

package import Alignment
import BioSequence

/// The working memory of a ``TranscriptMapper``: one for each thread.
package struct TranscriptMapperScratch: ~Copyable {
  fileprivate var mapper = MapperScratch()
  fileprivate var spliced = AlignedReadStore()
  fileprivate var unspliced = AlignedReadStore()

  /// Memory for one thread.
  package init() {}
}

/// Maps RNA reads to the transcripts of the genes.
///
/// A read crosses two to four junctions of exons of 45-108 bases: on the spliced transcript that is one diagonal, so the
/// mapper for genomic reads serves, and a skipped exon is a deletion there. Reads that do not fit are mapped to the
/// records too, known introns as `N`, and the better of both alignments is kept.
///
/// - Complexity: as ``Alignment/ReadMapper`` for a read that fits its transcript, twice that for others.
package struct TranscriptMapper: Sendable {
  /// The genes, indexed as the reads' ``Alignment/AlignedRead/reference``.
  package let genes: [SplicedGene]
  private let transcriptMapper: ReadMapper
  private let recordMapper: ReadMapper
  private let transcriptScreen: ReadScreen
  private let recordScreen: ReadScreen
  private let foreign: ForeignReads

  /// Points that a position on a record must be better by.
  private static let margin = 6

  /// A mapper for some genes.
  ///
  /// - Parameters:
  ///   - records: the index of the genes' records, in their order.
  ///   - repeats: for each gene the stretches of its record that also occur elsewhere in the genome.
  package init(genes: [SplicedGene], records: KMerIndex, repeats: [[Range<Int>]]) {
    self.genes = genes
    let mRNAs = KMerIndex(
      references: genes.map(\.mRNA), repeats: zip(genes, repeats).map { $0.mRNARanges(of: $1) })
    let longest = genes.map(\.mRNA.count).max() ?? 0
    // A gap of any length is a deletion of the transcript: exons that were skipped together.
    transcriptMapper = ReadMapper(index: mRNAs, options: MappingOptions(maximumDeletion: longest))
    recordMapper = ReadMapper(index: records, introns: genes.map(\.introns))
    transcriptScreen = ReadScreen(index: mRNAs)
    recordScreen = ReadScreen(index: records)
    foreign = ForeignReads(genes: genes)
  }

  /// Whether a read may come from a transcript, or from a record.
  @unsafe package func isCandidate(_ ascii: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe transcriptScreen.isCandidate(ascii) || recordScreen.isCandidate(ascii)
  }

  /// Maps a pair; the stores receive the reads that are used.
  package func mapPair(
    firstBases: Span<UInt8>, firstQualities: Span<UInt8>, secondBases: Span<UInt8>, secondQualities: Span<UInt8>,
    template: Int, into alignments: inout TranscriptAlignments, scratch: inout TranscriptMapperScratch
  ) -> TemplateOutcome {
    scratch.spliced.removeAll()
    let onTranscript = transcriptMapper.mapPair(
      firstBases: firstBases, firstQualities: firstQualities, secondBases: secondBases,
      secondQualities: secondQualities, template: template, into: &scratch.spliced, scratch: &scratch.mapper)
    if scratch.spliced.reads.count == 2, isExplained(scratch.spliced) {
      let kept = keep([(0, false), (1, false)], &scratch, isPair: true, in: &alignments)
      return TemplateOutcome(
        first: TranscriptMapper.outcome(onTranscript.first, isKept: kept.first),
        second: TranscriptMapper.outcome(onTranscript.second ?? .unmapped, isKept: kept.second))
    }
    scratch.unspliced.removeAll()
    let onRecord = recordMapper.mapPair(
      firstBases: firstBases, firstQualities: firstQualities, secondBases: secondBases,
      secondQualities: secondQualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper)
    let chosen = [false, true].compactMap { better(isSecond: $0, scratch.spliced, scratch.unspliced) }
    let kept = keep(chosen, &scratch, isPair: true, in: &alignments)
    let second = TranscriptMapper.better(onTranscript.second ?? .unmapped, onRecord.second ?? .unmapped)
    return TemplateOutcome(
      first: TranscriptMapper.outcome(
        TranscriptMapper.better(onTranscript.first, onRecord.first), isKept: kept.first),
      second: TranscriptMapper.outcome(second, isKept: kept.second))
  }

  /// Maps a read without a mate.
  package func mapSingle(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, into alignments: inout TranscriptAlignments,
    scratch: inout TranscriptMapperScratch
  ) -> TemplateOutcome {
    scratch.spliced.removeAll()
    scratch.unspliced.removeAll()
    var outcome = transcriptMapper.mapSingle(
      bases: bases, qualities: qualities, template: template, into: &scratch.spliced, scratch: &scratch.mapper
    ).first
    if scratch.spliced.reads.count != 1 || !isExplained(scratch.spliced) {
      let onRecord = recordMapper.mapSingle(
        bases: bases, qualities: qualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper
      ).first
      outcome = TranscriptMapper.better(outcome, onRecord)
    }
    let chosen = [better(isSecond: false, scratch.spliced, scratch.unspliced)].compactMap { $0 }
    let kept = keep(chosen, &scratch, isPair: false, in: &alignments)
    return TemplateOutcome(first: TranscriptMapper.outcome(outcome, isKept: kept.first))
  }

  private static func better(_ first: ReadOutcome, _ second: ReadOutcome) -> ReadOutcome {
    if first == .used || second == .used { return .used }
    return first == .unmapped ? second : first
  }

  /// What became of a read that has a position, which a look at all its bases may reject.
  private static func outcome(_ outcome: ReadOutcome, isKept: Bool) -> ReadOutcome {
    outcome == .used && !isKept ? .filtered(.lowIdentity) : outcome
  }

  /// The better of a read's two positions.
  private func better(
    isSecond: Bool, _ spliced: AlignedReadStore, _ unspliced: AlignedReadStore
  ) -> (index: Int, isRecord: Bool)? {
    let one = spliced.reads.firstIndex { $0.isSecond == isSecond }
    let two = unspliced.reads.firstIndex { $0.isSecond == isSecond }
    guard let one else { return two.map { ($0, true) } }
    guard let two else { return (one, false) }
    let lead = score(two, of: unspliced, isRecord: true) - score(one, of: spliced, isRecord: false)
    return lead > TranscriptMapper.margin ? (two, true) : (one, false)
  }

  /// Appends the reads of a template, unless they are of another gene.
  ///
  /// - Returns: whether the first and the second read were appended.
  private func keep(
    _ reads: [(index: Int, isRecord: Bool)], _ scratch: inout TranscriptMapperScratch, isPair: Bool,
    in alignments: inout TranscriptAlignments
  ) -> (first: Bool, second: Bool) {
    var kept = (first: false, second: false)
    guard
      !isForeign(reads, scratch.spliced, scratch.unspliced, isAlone: isPair && reads.count == 1)
    else { return kept }
    for (index, isRecord) in reads {
      let store = isRecord ? scratch.unspliced : scratch.spliced
      guard append(index: index, of: store, isRecord: isRecord, to: &alignments) else { continue }
      if store.reads[index].isSecond { kept.second = true } else { kept.first = true }
    }
    return kept
  }

  /// Appends a read; of one on a transcript the poly(A) tail that it runs into is left out.
  ///
  /// - Returns: whether it was appended.
  private func append(
    index: Int, of store: AlignedReadStore, isRecord: Bool = false, to alignments: inout TranscriptAlignments
  ) -> Bool {
    let read = store.reads[index]
    guard !isRecord else {
      alignments.unspliced.append(index, of: store)
      return true
    }
    guard
      let end = PolyATail.start(
        in: store.bases[read.bases], operations: store.cigars[read.cigar], at: read.start,
        of: genes[read.reference].mRNA.codes)
    else {
      alignments.spliced.append(index, of: store)
      return true
    }
    let kept = read.bases.lowerBound..<end
    let (start, operations) = EventReadSplitting.trimmed(Array(store.cigars[read.cigar]), read: read, to: kept)
    guard operations.contains(where: { $0.kind == .match }) else { return false }
    alignments.spliced.append(
      reference: read.reference, start: start, strand: read.strand, mappingQuality: read.mappingQuality,
      template: read.template, isSecond: read.isSecond, isProperPair: read.isProperPair, bases: store.bases[kept],
      qualities: store.qualities[kept], cigar: operations)
    return true
  }

  /// Whether the reads of one template are of another gene.
  ///
  /// - Parameter isAlone: of a pair only one read has a position.
  private func isForeign(
    _ reads: [(index: Int, isRecord: Bool)], _ spliced: AlignedReadStore, _ unspliced: AlignedReadStore, isAlone: Bool
  ) -> Bool {
    foreign.areForeign(
      reads.map { .init(store: $0.isRecord ? unspliced : spliced, index: $0.index, isRecord: $0.isRecord) },
      isAlone: isAlone)
  }

  /// Whether nothing of a template needs another explanation.
  private func isExplained(_ store: AlignedReadStore) -> Bool {
    store.reads.indices.allSatisfy { index in
      let read = store.reads[index]
      return read.bases.count - score(index, of: store, isRecord: false) <= 14
    }
  }

  /// What an alignment is worth: equal bases, less 4 a mismatch of good quality and at most 18 a gap.
  private func score(_ index: Int, of store: AlignedReadStore, isRecord: Bool) -> Int {
    let read = store.reads[index]
    let gene = genes[read.reference]
    let codes = (isRecord ? gene.record : gene.mRNA).codes.span
    let bases = store.bases.span
    let qualities = store.qualities.span
    var score = 0
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      switch operation.kind {
      case .match:
        for step in 0..<operation.length {
          if bases[base + step] == codes[offset + step] {
            score += 1
          } else {
            score -= qualities[base + step] >= 15 ? 4 : 1
          }
        }
      case .insertion, .deletion: score -= min(6 + operation.length, 18)
      case .skip, .softClip: break
      }
      if operation.consumesReference { offset += operation.length }
      if operation.consumesRead { base += operation.length }
    }
    return score
  }
}
