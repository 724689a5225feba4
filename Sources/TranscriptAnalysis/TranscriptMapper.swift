// Places the reads of messages: on the spliced transcripts first, and on the records where these fit better.

package import Alignment
import BioSequence

/// The placed reads of one RNA sample. A read is in one of the stores at most.
package struct PlacedMessages: Sendable {
  /// Reads on the spliced transcripts; coordinates are message offsets.
  package var spliced = AlignedReadStore()
  /// Reads that the spliced transcripts do not explain (introns, other splice sites); coordinates are record offsets.
  package var unspliced = AlignedReadStore()

  /// No reads.
  package init() {}
}

/// The working memory of a ``MessageMapper``: one for each thread.
package struct MessageScratch: ~Copyable {
  fileprivate var mapper = MapperScratch()
  fileprivate var spliced = AlignedReadStore()
  fileprivate var unspliced = AlignedReadStore()

  /// Memory for one thread.
  package init() {}
}

/// Maps RNA reads to the messages of the genes.
///
/// A read crosses two to four junctions of exons of 45-108 bases: on the spliced transcript that is one diagonal, so the
/// mapper for genomic reads serves, and a skipped exon is a deletion there. Reads that do not fit are mapped to the
/// records too, known introns being jumped, and the better of both places is kept.
///
/// - Complexity: as ``Alignment/ReadMapper`` for a read that fits its transcript, twice that for others.
package struct MessageMapper: Sendable {
  /// The genes, indexed as the reads' ``Alignment/AlignedRead/reference``.
  package let genes: [SplicedGene]
  private let messageMapper: ReadMapper
  private let recordMapper: ReadMapper
  private let messageScreen: ReadScreen
  private let recordScreen: ReadScreen

  /// Points that a place on a record must be better by.
  private static let margin = 6

  /// A mapper for some genes.
  ///
  /// - Parameters:
  ///   - records: the index of the genes' records, in their order.
  ///   - repeats: for each gene the stretches of its record that also occur elsewhere in the genome.
  package init(genes: [SplicedGene], records: KMerIndex, repeats: [[Range<Int>]]) {
    self.genes = genes
    let messages = KMerIndex(
      references: genes.map(\.message), repeats: zip(genes, repeats).map { $0.messageRanges(of: $1) })
    let longest = genes.map(\.message.count).max() ?? 0
    // A jump of any length is a deletion of the message: exons that were skipped together.
    messageMapper = ReadMapper(index: messages, options: MappingOptions(maximumDeletion: longest))
    recordMapper = ReadMapper(index: records, introns: genes.map(\.introns))
    messageScreen = ReadScreen(index: messages)
    recordScreen = ReadScreen(index: records)
  }

  /// Whether a read may come from a message, or from a record.
  @unsafe package func isCandidate(_ ascii: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe messageScreen.isCandidate(ascii) || recordScreen.isCandidate(ascii)
  }

  /// Maps a pair; the stores receive the reads that are used.
  package func mapPair(
    firstBases: Span<UInt8>, firstQualities: Span<UInt8>, secondBases: Span<UInt8>, secondQualities: Span<UInt8>,
    template: Int, into placed: inout PlacedMessages, scratch: inout MessageScratch
  ) -> TemplateOutcome {
    scratch.spliced.removeAll()
    let onMessage = messageMapper.mapPair(
      firstBases: firstBases, firstQualities: firstQualities, secondBases: secondBases,
      secondQualities: secondQualities, template: template, into: &scratch.spliced, scratch: &scratch.mapper)
    if scratch.spliced.reads.count == 2, isExplained(scratch.spliced) {
      for index in 0...1 { placed.spliced.append(index, of: scratch.spliced) }
      return onMessage
    }
    scratch.unspliced.removeAll()
    let onRecord = recordMapper.mapPair(
      firstBases: firstBases, firstQualities: firstQualities, secondBases: secondBases,
      secondQualities: secondQualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper)
    for isSecond in [false, true] {
      keepBetter(isSecond: isSecond, spliced: scratch.spliced, unspliced: scratch.unspliced, in: &placed)
    }
    return TemplateOutcome(
      first: MessageMapper.better(onMessage.first, onRecord.first),
      second: MessageMapper.better(onMessage.second ?? .unmapped, onRecord.second ?? .unmapped))
  }

  /// Maps a read without a mate.
  package func mapSingle(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, into placed: inout PlacedMessages,
    scratch: inout MessageScratch
  ) -> TemplateOutcome {
    scratch.spliced.removeAll()
    let onMessage = messageMapper.mapSingle(
      bases: bases, qualities: qualities, template: template, into: &scratch.spliced, scratch: &scratch.mapper)
    if scratch.spliced.reads.count == 1, isExplained(scratch.spliced) {
      placed.spliced.append(0, of: scratch.spliced)
      return onMessage
    }
    scratch.unspliced.removeAll()
    let onRecord = recordMapper.mapSingle(
      bases: bases, qualities: qualities, template: template, into: &scratch.unspliced, scratch: &scratch.mapper)
    keepBetter(isSecond: false, spliced: scratch.spliced, unspliced: scratch.unspliced, in: &placed)
    return TemplateOutcome(first: MessageMapper.better(onMessage.first, onRecord.first))
  }

  private static func better(_ first: ReadOutcome, _ second: ReadOutcome) -> ReadOutcome {
    if first == .used || second == .used { return .used }
    return first == .unmapped ? second : first
  }

  private func keepBetter(
    isSecond: Bool, spliced: AlignedReadStore, unspliced: AlignedReadStore, in placed: inout PlacedMessages
  ) {
    let one = spliced.reads.firstIndex { $0.isSecond == isSecond }
    let two = unspliced.reads.firstIndex { $0.isSecond == isSecond }
    if let one {
      let lead = two.map { score($0, of: unspliced, isRecord: true) - score(one, of: spliced, isRecord: false) }
      if let two, let lead, lead > MessageMapper.margin {
        placed.unspliced.append(two, of: unspliced)
      } else {
        placed.spliced.append(one, of: spliced)
      }
    } else if let two {
      placed.unspliced.append(two, of: unspliced)
    }
  }

  /// Whether nothing of a template asks for another explanation.
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
    let codes = (isRecord ? gene.record : gene.message).codes.span
    let bases = store.bases.span
    let qualities = store.qualities.span
    var score = 0
    var offset = read.start
    var base = read.bases.lowerBound
    for run in store.cigars[read.cigar] {
      switch run.kind {
      case .match:
        for step in 0..<run.length {
          if bases[base + step] == codes[offset + step] {
            score += 1
          } else {
            score -= qualities[base + step] >= 15 ? 4 : 1
          }
        }
      case .insertion, .deletion: score -= min(6 + run.length, 18)
      case .skip, .softClip: break
      }
      if run.consumesReference { offset += run.length }
      if run.consumesRead { base += run.length }
    }
    return score
  }
}
