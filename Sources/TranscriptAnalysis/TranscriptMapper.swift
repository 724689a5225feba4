// Places the reads of transcripts: on the spliced transcripts first, and on the records where these fit better.

package import Alignment
import BioSequence

/// The aligned reads of one RNA sample. A read is in one of the stores at most.
package struct TranscriptAlignments: Sendable {
  /// Reads on the spliced transcripts; coordinates are transcript offsets.
  package var spliced = AlignedReadStore()
  /// Reads that the spliced transcripts do not explain (introns, other splice sites); coordinates are record offsets.
  package var unspliced = AlignedReadStore()

  /// No reads.
  package init() {}
}

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
      for index in 0...1 { alignments.spliced.append(index, of: scratch.spliced) }
      return onTranscript
    }
    scratch.unspliced.removeAll()
    let onRecord = recordMapper.mapPair(
      firstBases: firstBases, firstQualities: firstQualities, secondBases: secondBases,
      secondQualities: secondQualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper)
    for isSecond in [false, true] {
      keepBetter(isSecond: isSecond, spliced: scratch.spliced, unspliced: scratch.unspliced, in: &alignments)
    }
    return TemplateOutcome(
      first: TranscriptMapper.better(onTranscript.first, onRecord.first),
      second: TranscriptMapper.better(onTranscript.second ?? .unmapped, onRecord.second ?? .unmapped))
  }

  /// Maps a read without a mate.
  package func mapSingle(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, into alignments: inout TranscriptAlignments,
    scratch: inout TranscriptMapperScratch
  ) -> TemplateOutcome {
    scratch.spliced.removeAll()
    let onTranscript = transcriptMapper.mapSingle(
      bases: bases, qualities: qualities, template: template, into: &scratch.spliced, scratch: &scratch.mapper)
    if scratch.spliced.reads.count == 1, isExplained(scratch.spliced) {
      alignments.spliced.append(0, of: scratch.spliced)
      return onTranscript
    }
    scratch.unspliced.removeAll()
    let onRecord = recordMapper.mapSingle(
      bases: bases, qualities: qualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper)
    keepBetter(isSecond: false, spliced: scratch.spliced, unspliced: scratch.unspliced, in: &alignments)
    return TemplateOutcome(first: TranscriptMapper.better(onTranscript.first, onRecord.first))
  }

  private static func better(_ first: ReadOutcome, _ second: ReadOutcome) -> ReadOutcome {
    if first == .used || second == .used { return .used }
    return first == .unmapped ? second : first
  }

  private func keepBetter(
    isSecond: Bool, spliced: AlignedReadStore, unspliced: AlignedReadStore, in alignments: inout TranscriptAlignments
  ) {
    let one = spliced.reads.firstIndex { $0.isSecond == isSecond }
    let two = unspliced.reads.firstIndex { $0.isSecond == isSecond }
    if let one {
      let lead = two.map { score($0, of: unspliced, isRecord: true) - score(one, of: spliced, isRecord: false) }
      if let two, let lead, lead > TranscriptMapper.margin {
        alignments.unspliced.append(two, of: unspliced)
      } else {
        alignments.spliced.append(one, of: spliced)
      }
    } else if let two {
      alignments.unspliced.append(two, of: unspliced)
    }
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
