// The whole of an RNA sample: events and their shares, then the calls in exons.

import Alignment
package import BioSequence
package import VariantCalling

/// An event with its molecules.
package struct CountedEvent: Sendable, Hashable {
  /// The event.
  package let event: MessageEvent
  /// Molecules for and against it.
  package let counts: SplicingCounts
  /// The share of messages that have it.
  package let share: SplicingShare
  /// Whether it counts as found.
  package let isCalled: Bool

  /// Molecules that show the event.
  package var molecules: Int { counts.event }
}

/// One known junction.
package struct CountedJunction: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// Index of the intron, which is that of the exon before it.
  package let intron: Int
  /// Molecules that cross it as annotated.
  package let molecules: Int
  /// Their share among all molecules at this junction.
  package let share: SplicingShare
}

/// Everything that is said of one RNA sample.
package struct MessageResult: Sendable {
  /// Every known junction, by gene and place.
  package let junctions: [CountedJunction]
  /// Events with at least two molecules, by gene and place.
  package let events: [CountedEvent]
  /// Calls on the records; departures of splicing are not among them.
  package let calls: CallSet
  /// Share of molecules that run on into the intron where the message is spliced, over all junctions of both genes.
  package let unsplicedShare: SplicingShare

  /// Whether the reads look like DNA: as many molecules run into introns as jump them, or more.
  package var looksLikeDNA: Bool { MessageResult.isDNA(unsplicedShare) }

  static func isDNA(_ unspliced: SplicingShare) -> Bool { unspliced.molecules >= 20 && unspliced.low > 0.4 }
}

/// Analyses the placed reads of one RNA sample.
package struct MessageAnalysis: Sendable {
  /// The genes.
  package let genes: [SplicedGene]
  /// For each gene the coding sequence and repeats on its message, and the target.
  private let references: [CallReference]
  private let options: CallOptions

  /// Molecules that an event needs.
  package static let fewestMolecules = 4
  /// Different places at which their reads begin.
  package static let fewestPlaces = 3
  /// Smallest share that an event is called at, at its lower bound.
  package static let smallestShare = 0.02
  /// An intron counts as kept only when it is this many times likelier kept than the gene's other ones.
  package static let retentionFactor = 3.0

  /// An analysis for some genes.
  ///
  /// - Parameters:
  ///   - targets: for each gene the record ranges that are asked about; what of them lies in exons is called.
  ///   - repeats: for each gene the stretches of its record that occur elsewhere.
  ///   - options: thresholds; duplicates are never marked: at the depth of these messages copies arise by chance.
  package init(genes: [SplicedGene], targets: [[Range<Int>]], repeats: [[Range<Int>]], options: CallOptions) {
    self.genes = genes
    self.options = CallOptions(minDepth: options.minDepth, minVAF: options.minVAF, marksDuplicates: false)
    references = genes.indices.map { index in
      let gene = genes[index]
      return CallReference(
        sequence: gene.message, targets: gene.messageRanges(of: targets[index]),
        codingExons: [gene.transcript.codingRange], repeats: gene.messageRanges(of: repeats[index]))
    }
  }

  /// The caller of changes on the messages.
  package var caller: VariantCaller { VariantCaller(references: references, options: options) }

  /// Runs the analysis.
  package func result(
    of placed: PlacedMessages, loop: VariantCaller.ParallelLoop = VariantCaller.serialLoop
  ) -> MessageResult {
    let events = EventFinder(genes: genes).events(in: placed)
    let counter = SplicingCounter(genes: genes, events: events)
    let splicedVotes = counter.votes(in: placed.spliced, isRecord: false)
    let counts = SplicingCounter.tally(splicedVotes + counter.votes(in: placed.unspliced, isRecord: true), events.count)
    let shares = events.indices.map { counter.share(of: $0, counts[$0]) }
    let unspliced = MessageAnalysis.unsplicedShare(events, counts)
    let isDNA = MessageResult.isDNA(unspliced)
    let backgrounds = genes.indices.map { gene in
      MessageAnalysis.median(
        events.indices.filter { events[$0].gene == gene && events[$0].kind == .intronRetention }.map {
          shares[$0].value
        })
    }
    let counted = events.indices.map { index in
      let background = events[index].kind == .intronRetention ? backgrounds[events[index].gene] : 0
      return CountedEvent(
        event: events[index], counts: counts[index], share: shares[index],
        isCalled: !isDNA
          && MessageAnalysis.isCalled(events[index], counts[index], shares[index], background: background))
    }
    let isReal = counted.map { $0.counts.event >= 3 && $0.share.value >= 0.005 }
    let cleaned = MessageCleaning(genes: genes, events: events).cleaned(
      placed.spliced, votes: splicedVotes, isReal: isReal)
    let calls = caller.call(cleaned, loop: loop)
    let departures = zip(counted, isReal).filter(\.1).map(\.0.event)
    return MessageResult(
      junctions: junctions(counted),
      events: counted.filter { $0.counts.event >= 2 }.sorted(by: MessageAnalysis.precedes),
      calls: lifted(calls, without: departures), unsplicedShare: unspliced)
  }

  private static func precedes(_ left: CountedEvent, _ right: CountedEvent) -> Bool {
    (
      left.event.gene, left.event.lost.lowerBound, left.event.lost.upperBound, left.event.gained.lowerBound,
      left.event.gained.upperBound
    )
      < (
        right.event.gene, right.event.lost.lowerBound, right.event.lost.upperBound, right.event.gained.lowerBound,
        right.event.gained.upperBound
      )
  }

  private static func isCalled(
    _ event: MessageEvent, _ counts: SplicingCounts, _ share: SplicingShare, background: Double
  ) -> Bool {
    guard counts.event >= fewestMolecules, counts.places >= fewestPlaces, share.low >= smallestShare else {
      return false
    }
    if event.kind == .intronRetention {
      // Both ends must run on: one alone is another splice site, or a message that ends early.
      guard counts.eventLeft >= 2, counts.eventRight >= 2 else { return false }
      return share.low >= background * retentionFactor
    }
    return true
  }

  /// Molecules that run into introns against those that jump them, over all junctions.
  static func unsplicedShare(_ events: [MessageEvent], _ counts: [SplicingCounts]) -> SplicingShare {
    var into = 0.0
    var over = 0.0
    for (event, count) in zip(events, counts) where event.kind == .intronRetention {
      into += Double(count.eventLeft + count.eventRight) / 2
      over += Double(count.known)
    }
    return SplicingShare(part: into, total: into + over, molecules: into + over)
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// The known junctions, each with its share among all that was seen at it.
  private func junctions(_ counted: [CountedEvent]) -> [CountedJunction] {
    genes.enumerated().flatMap { number, gene in
      let own = counted.filter { $0.event.gene == number }
      return gene.introns.indices.map { intron in
        let border = gene.exonStarts[intron + 1]
        var known = 0
        var others = 0.0
        for item in own {
          let event = item.event
          if event.kind == .intronRetention, event.lost.lowerBound == border {
            known = item.counts.known
            others += Double(item.counts.eventLeft + item.counts.eventRight) / 2
          } else if event.lost.lowerBound == border || event.lost.upperBound == border
            || event.lost.contains(border)
          {
            others += Double(item.counts.event)
          }
        }
        let total = Double(known) + others
        return CountedJunction(
          gene: number, intron: intron, molecules: known,
          share: SplicingShare(part: Double(known), total: total, molecules: total))
      }
    }
  }

  /// Calls and coverage on the records, without the calls that are splicing events.
  private func lifted(_ calls: CallSet, without events: [MessageEvent]) -> CallSet {
    let departures = genes.indices.map { number in
      Set(events.filter { $0.gene == number }.map { $0.messageVariant(on: genes[number]) })
    }
    let kept = calls.calls.filter { call in
      !departures[call.reference].contains(call.variant.leftAligned(on: genes[call.reference].message))
    }
    return CallSet(
      calls: kept.map { RecordLift(gene: genes[$0.reference]).call($0) },
      coverage: calls.coverage.enumerated().map { RecordLift(gene: genes[$0.offset]).coverage($0.element) },
      readUse: calls.readUse, ampliconLike: calls.ampliconLike,
      diagnostics: calls.diagnostics.filter {
        if case .splicedReads = $0 { return false }
        return true
      })
  }
}

extension MessageAnalysis {
  /// The molecules for and against one given change of a record, called or not.
  ///
  /// - Parameter variant: the change on the record, in any spelling.
  /// - Returns: `nil` if the change does not lie within one exon: no message shows it.
  package func evidence(for variant: Variant, on number: Int, in placed: PlacedMessages) -> AlleleEvidence? {
    let gene = genes[number]
    let change = variant.trimmed(on: gene.record)
    let first = max(change.range.lowerBound, 1)
    guard
      let start = gene.transcript.transcriptOffset(
        ofRecordOffset: change.range.isEmpty ? first - 1 : change.range.lowerBound),
      let last = gene.transcript.transcriptOffset(
        ofRecordOffset: change.range.isEmpty ? change.range.lowerBound : change.range.upperBound - 1)
    else { return nil }
    let range = change.range.isEmpty ? start + 1..<start + 1 : start..<last + 1
    guard range.count == change.range.count else { return nil }
    let onMessage = Variant(range: range, replacement: change.replacement)
    return caller.evidence(for: onMessage, on: number, in: placed.spliced)
  }
}
