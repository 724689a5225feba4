// The whole of an RNA sample: events and their fractions, then the calls in exons.

import Alignment
package import BioSequence
import Numerics
package import VariantCalling

/// An event with its fragments.
package struct CountedEvent: Sendable, Hashable {
  /// The event.
  package let event: SplicingEvent
  /// Fragments for and against it.
  package let counts: SplicingCounts
  /// The fraction of transcripts that have it.
  package let fraction: SplicingFraction
  /// Whether it counts as found.
  package let isCalled: Bool

  /// Fragments that show the event.
  package var fragments: Int { counts.event }
}

/// One known junction.
package struct CountedJunction: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// Index of the intron, which is that of the exon before it.
  package let intron: Int
  /// Fragments that cross it as annotated.
  package let fragments: Int
  /// Their share among all fragments at this junction.
  package let fraction: SplicingFraction
}

/// Everything that is said of one RNA sample.
package struct SplicingResult: Sendable {
  /// Every known junction, by gene and position.
  package let junctions: [CountedJunction]
  /// Events with at least two fragments, by gene and position.
  package let events: [CountedEvent]
  /// Calls on the records; splicing changes are not among them.
  package let calls: CallSet
  /// Fraction of fragments that run on into the intron where the transcript is spliced, over all junctions of both genes.
  package let unsplicedFraction: SplicingFraction
  /// What every base of the transcripts shows, by gene.
  package let counts: [TranscriptCounts]

  /// Whether the reads look like DNA: as many fragments run into introns as skip them, or more.
  package var looksLikeDNA: Bool { SplicingResult.isDNA(unsplicedFraction) }

  static func isDNA(_ unspliced: SplicingFraction) -> Bool { unspliced.fragments >= 20 && unspliced.low > 0.4 }
}

/// Analyses the aligned reads of one RNA sample.
package struct SplicingAnalysis: Sendable {
  /// The genes.
  package let genes: [SplicedGene]
  /// For each gene the coding sequence and repeats on its transcript, and the target.
  private let references: [CallReference]
  private var options: CallOptions

  /// Fragments that an event needs.
  package static let fewestFragments = 4
  /// Different positions at which their reads begin.
  package static let fewestStarts = 3
  /// Smallest fraction that an event is called at, at its lower bound.
  package static let smallestFraction = 0.02
  /// An intron counts as kept only when it is this many times likelier kept than the gene's other ones.
  package static let retentionFactor = 3.0

  /// An analysis for some genes.
  ///
  /// - Parameters:
  ///   - targets: for each gene the record ranges that are queried; what of them lies in exons is called.
  ///   - repeats: for each gene the stretches of its record that occur elsewhere.
  ///   - options: thresholds; duplicates are never marked: at the depth of these transcripts copies arise by chance.
  package init(genes: [SplicedGene], targets: [[Range<Int>]], repeats: [[Range<Int>]], options: CallOptions) {
    self.genes = genes
    self.options = CallOptions(minDepth: options.minDepth, minVAF: options.minVAF, marksDuplicates: false)
    self.options.judgesClippedEnds = false
    references = genes.indices.map { index in
      let gene = genes[index]
      return CallReference(
        sequence: gene.mRNA, targets: gene.mRNARanges(of: targets[index]),
        codingExons: [gene.transcript.codingRange], repeats: gene.mRNARanges(of: repeats[index]))
    }
  }

  /// The caller of variants on the transcripts.
  package var caller: VariantCaller { VariantCaller(references: references, options: options) }

  /// Runs the analysis, one region after the other.
  package func result(of alignments: TranscriptAlignments) -> SplicingResult {
    result(of: alignments, loop: VariantCaller.serialLoop)
  }

  /// Runs the analysis.
  ///
  /// - Throws: what the loop throws.
  package func result<Failure: Error>(
    of alignments: TranscriptAlignments, loop: ParallelLoop<Failure>
  ) throws(Failure) -> SplicingResult {
    let events = EventFinder(genes: genes).events(in: alignments)
    let counter = SplicingCounter(genes: genes, events: events)
    let splicedVotes = counter.votes(in: alignments.spliced, isRecord: false)
    let counts = SplicingCounter.tally(
      splicedVotes + counter.votes(in: alignments.unspliced, isRecord: true), events.count)
    let fractions = events.indices.map { counter.fraction(of: $0, counts[$0]) }
    let unspliced = SplicingAnalysis.unsplicedFraction(events, counts)
    let isDNA = SplicingResult.isDNA(unspliced)
    let backgrounds = genes.indices.map { gene in
      SplicingAnalysis.median(
        events.indices.filter { events[$0].gene == gene && events[$0].kind == .intronRetention }.map {
          fractions[$0].value
        })
    }
    let counted = events.indices.map { index in
      let background = events[index].kind == .intronRetention ? backgrounds[events[index].gene] : 0
      return CountedEvent(
        event: events[index], counts: counts[index], fraction: fractions[index],
        isCalled: !isDNA
          && SplicingAnalysis.isCalled(events[index], counts[index], fractions[index], background: background))
    }
    let isReal = counted.map { $0.counts.event >= 3 && $0.fraction.value >= 0.005 }
    let cleaned = EventReadSplitting(genes: genes, events: events).cleaned(
      alignments.spliced, votes: splicedVotes, isReal: isReal)
    let calls = try caller.call(cleaned, loop: loop)
    let aberrant = zip(counted, isReal).filter(\.1).map(\.0.event)
    return SplicingResult(
      junctions: junctions(counted),
      events: counted.filter { $0.counts.event >= 2 }.sorted(by: SplicingAnalysis.precedes),
      calls: lifted(calls, without: aberrant), unsplicedFraction: unspliced,
      counts: TranscriptCounts.all(of: genes, in: cleaned))
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
    _ event: SplicingEvent, _ counts: SplicingCounts, _ fraction: SplicingFraction, background: Double
  ) -> Bool {
    guard counts.event >= fewestFragments, counts.starts >= fewestStarts, fraction.low >= smallestFraction else {
      return false
    }
    if event.kind == .intronRetention {
      // Both ends must run on: one alone is another splice site, or a transcript that ends early.
      guard counts.eventLeft >= 2, counts.eventRight >= 2 else { return false }
      return fraction.low >= background * retentionFactor
    }
    return true
  }

  /// Fragments that run into introns against those that skip them, over all junctions.
  static func unsplicedFraction(_ events: [SplicingEvent], _ counts: [SplicingCounts]) -> SplicingFraction {
    var into = 0.0
    var over = 0.0
    for (event, count) in zip(events, counts) where event.kind == .intronRetention {
      into += Double(count.eventLeft + count.eventRight) / 2
      over += Double(count.known)
    }
    return SplicingFraction(part: into, total: into + over, fragments: into + over)
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// The known junctions, each with its fraction among all that was seen at it.
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
          gene: number, intron: intron, fragments: known,
          fraction: SplicingFraction(part: Double(known), total: total, fragments: total))
      }
    }
  }

  /// Calls and coverage on the records, without the calls that are splicing events.
  private func lifted(_ calls: CallSet, without events: [SplicingEvent]) -> CallSet {
    let aberrant = genes.indices.map { number in
      Set(events.filter { $0.gene == number }.map { $0.transcriptVariant(on: genes[number]) })
    }
    let kept = calls.calls.filter { call in
      !aberrant[call.reference].contains(call.variant.leftAligned(on: genes[call.reference].mRNA))
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

extension SplicingAnalysis {
  /// The fragments for and against one given variant of a record, called or not.
  ///
  /// - Parameter variant: the variant on the record, in any representation.
  /// - Returns: `nil` if the variant does not lie within one exon: no transcript shows it.
  package func evidence(for variant: Variant, on number: Int, in alignments: TranscriptAlignments) -> AlleleEvidence? {
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
    let onTranscript = Variant(range: range, replacement: change.replacement)
    return caller.evidence(for: onTranscript, on: number, in: alignments.spliced)
  }
}
