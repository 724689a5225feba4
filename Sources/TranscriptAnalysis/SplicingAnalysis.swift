// The whole of an RNA sample: events and their fractions, then the calls in exons.

package import Alignment
package import BioSequence
import Numerics
package import VariantCalling

/// Analyses the aligned reads of one RNA sample.
package struct SplicingAnalysis: Sendable {
  /// The genes.
  package let genes: [SplicedGene]
  /// For each gene the coding sequence and repeats on its transcript, and the target.
  private let references: [CallReference]
  private var options: CallOptions
  /// Control lines, if there are any.
  package var controls = SplicingControls()
  /// Identifiers of molecules by template; `nil` where reads have none, so that copies are recognised by their ends.
  package var identifiers: [Int: MolecularIdentifier]?

  /// An analysis for some genes.
  ///
  /// - Parameters:
  ///   - targets: for each gene the record ranges that are queried; what of them lies in exons is called.
  ///   - repeats: for each gene the stretches of its record that occur elsewhere.
  ///   - options: thresholds; duplicates are marked only where there are more than the depth of these transcripts makes by chance.
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
    let copies = copies(in: alignments)
    let counter = SplicingCounter(genes: genes, events: EventFinder(genes: genes).events(in: alignments))
    let counts = counter.count(alignments, copies: copies)
    let kept = counter.events.indices.filter { counter.events[$0].kind == .intronRetention }
    let unspliced = SplicingAnalysis.unsplicedFraction(kept.map { counts.all[$0] })
    let retention = KeptIntrons(counter, counts, controls: controls)
    let judgement = EventJudgement(
      counter: counter, counts: counts, retention: retention, isDNA: SplicingResult.isDNA(unspliced), controls: controls
    )
    let library = LibraryTraits(alignments, copies: copies, genes: genes)
    let counted = judgement.counted().map { library.areReadsShort ? $0.fromShortReads : $0 }
    let isReal = counted.map { $0.counts.event >= 3 && $0.fraction.value >= 0.005 }
    let aberrant = zip(counted, isReal).filter(\.1).map(\.0.event)
    let split = EventReadSplitting(genes: genes, events: counter.events).cleaned(
      alignments.spliced, reads: counts.reads, isReal: isReal)
    let cleaned = ReadEnds(genes: genes, events: aberrant).cut(split)
    let (single, repeats) = withoutCopies(cleaned, copies)
    let calls = try caller.call(single, loop: loop)
    let expression = SplicingAnalysis.expression(counter, counts)
    let onRecords = lifted(calls, without: aberrant, repeats: repeats)
    return SplicingResult(
      junctions: junctions(counted, judgement, expression, areReadsShort: library.areReadsShort),
      events: counted.filter { $0.counts.event >= 2 }.sorted(by: SplicingAnalysis.precedes),
      reads: single, calls: onRecords, unsplicedFraction: unspliced, expression: expression,
      library: library, counts: TranscriptCounts.all(of: genes, in: cleaned, copies: copies),
      secondPerson: library.mayHideASecondPerson
        ? nil : SecondPerson(onRecords.calls, genes: genes, events: counted.filter(\.isCalled).map(\.event)))
  }

  /// Copies by identifiers where there are any, otherwise by both ends.
  private func copies(in alignments: TranscriptAlignments) -> FragmentCopies {
    identifiers.map { FragmentCopies(alignments, genes: genes, identifiers: $0) }
      ?? FragmentCopies(alignments, genes: genes)
  }

  /// The first fragment of every molecule, and the number of reads that are left out. Both mates tell a copy, also where only
  /// one of them lies on the transcript.
  private func withoutCopies(
    _ store: AlignedReadStore, _ copies: FragmentCopies
  ) -> (store: AlignedReadStore, repeats: Int) {
    guard copies.arePresent else { return (store, 0) }
    var store = store
    let repeats = store.leaveOutTemplates { copies.isCopy($0) }
    return (store, repeats)
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

  /// Fragments that run into introns against those that skip them, over all junctions.
  static func unsplicedFraction(_ introns: [SplicingCounts]) -> SplicingFraction {
    let into = introns.reduce(0.0) { $0 + Double($1.eventLeft + $1.eventRight) / 2 }
    let over = introns.reduce(0.0) { $0 + Double($1.knownLeft + $1.knownRight) / 2 }
    return SplicingFraction(part: into, total: into + over, fragments: into + over)
  }

  /// How much of each gene was seen, and whether that is enough to speak of.
  static func expression(_ counter: SplicingCounter, _ counts: SiteCounts) -> [GeneExpression] {
    let genes = counter.genes
    let amounts = genes.indices.map { gene -> Double in
      let ends = genes[gene].introns.indices.map { counter.table.ends[counter.table.known($0, gene: gene, genes)] }
      let sum = ends.reduce(0.0) { $0 + Double(counts.spliced(at: $1.donor) + counts.spliced(at: $1.acceptor)) / 2 }
      return sum / Double(max(1, ends.count))
    }
    let most = amounts.max() ?? 0
    return genes.indices.map { gene in
      let kept = counter.events.indices.filter {
        counter.events[$0].gene == gene && counter.events[$0].kind == .intronRetention
      }
      let level: GeneExpression.Level =
        amounts[gene] < 1 ? .notExpressed : amounts[gene] < EventRules.leastExpression * most ? .low : .expressed
      return GeneExpression(
        gene: gene, fragments: counts.fragments[gene], fragmentsPerJunction: amounts[gene], level: level,
        unspliced: unsplicedFraction(kept.map { counts.all[$0] }))
    }
  }

  /// The known junctions, each with its fraction among all that was seen at it.
  private func junctions(
    _ counted: [CountedEvent], _ judgement: EventJudgement, _ expression: [GeneExpression], areReadsShort: Bool
  ) -> [CountedJunction] {
    let (counter, counts) = (judgement.counter, judgement.counts)
    var touched: Set<Int> = []
    for (index, event) in counted.enumerated() where event.isCalled {
      for place in [counter.table.places[index]?.left, counter.table.places[index]?.right] {
        if let place { touched.insert(place.site) }
      }
    }
    return genes.enumerated().flatMap { number, gene in
      let kept = counter.events.indices.filter {
        counter.events[$0].gene == number && counter.events[$0].kind == .intronRetention
      }
      return gene.introns.indices.map { intron in
        let junction = counter.table.known(intron, gene: number, genes)
        let ends = counter.table.ends[junction]
        let sites = [ends.donor, ends.acceptor]
        let informative = sites.reduce(0.0) { $0 + Double(counts.spliced(at: $1)) } / 2
        let own = sites.map { counts.sites[$0][junction] ?? 0 }
        let mostOther =
          sites.flatMap { site in
            counts.sites[site].filter { $0.key >= 0 && $0.key != junction }.map(\.value)
          }.max() ?? 0
        let isTouched = sites.contains { touched.contains($0) }
        let isExcluded = !areReadsShort && SplicingAnalysis.excludes(mostOther, of: Int(informative))
        let verdict: JunctionVerdict =
          expression[number].level != .expressed ? .noCall : isTouched ? .aberrant : isExcluded ? .asAnnotated : .noCall
        // Where an event was called, the site that it uses: at the other one all transcripts may be spliced as known.
        let changed = zip(sites, own).filter { touched.contains($0.0) }.map { site, own in
          SplicingFraction(
            part: Double(own), total: judgement.total(at: site, counted), fragments: judgement.total(at: site, counted))
        }.min { $0.value < $1.value }
        let fraction =
          changed ?? SplicingFraction(part: Double(own[0] + own[1]) / 2, total: informative, fragments: informative)
        let isMeasured = informative >= 1 && !areReadsShort
        return CountedJunction(
          gene: number, intron: intron, fragments: own.max() ?? 0,
          fraction: areReadsShort ? fraction.asUpperLimit : fraction, overhang: counts.overhangs[junction],
          informative: informative,
          smallestPSI: isMeasured ? 1 - Elementary.exp(Elementary.log(0.05) / informative) : 1,
          verdict: verdict, kept: judgement.retention.besideJunctions(kept[intron]))
      }
    }
  }

  /// Whether another form with `count` of `total` fragments has less than ``EventRules/excludedPSI`` with 95 % confidence (the
  /// one-sided bound of Clopper and Pearson).
  static func excludes(_ count: Int, of total: Int) -> Bool {
    total > 0
      && Binomial.upperBound(successes: count, trials: total, tail: 0.05, tolerance: 1e-6) < EventRules.excludedPSI
  }

  /// Calls and coverage on the records, without the calls that are splicing events.
  ///
  /// - Parameter repeats: reads that were left out before as copies.
  private func lifted(_ calls: CallSet, without events: [SplicingEvent], repeats: Int) -> CallSet {
    let aberrant = genes.indices.map { number in
      Set(events.filter { $0.gene == number }.map { $0.transcriptVariant(on: genes[number]) })
    }
    let kept = calls.calls.filter { call in
      !aberrant[call.reference].contains(call.variant.leftAligned(on: genes[call.reference].mRNA))
    }
    return CallSet(
      calls: kept.map { RecordLift(gene: genes[$0.reference]).call($0) },
      coverage: calls.coverage.enumerated().map { RecordLift(gene: genes[$0.offset]).coverage($0.element) },
      readUse: ReadUse(
        used: calls.readUse.used, duplicates: calls.readUse.duplicates + repeats,
        ambiguousAlignment: calls.readUse.ambiguousAlignment), ampliconLike: calls.ampliconLike,
      diagnostics: calls.diagnostics.filter {
        if case .splicedReads = $0 { return false }
        return true
      })
  }
}

extension SplicingAnalysis {
  /// The fragments for and against one given variant of a record, called or not.
  ///
  /// - Parameters:
  ///   - variant: the variant on the record, in any representation.
  ///   - spliced: reads on the transcripts; of an analysed sample those of ``SplicingResult/reads``.
  /// - Returns: `nil` if the variant does not lie within one exon: no transcript shows it.
  package func evidence(
    for variant: Variant, on number: Int, in spliced: AlignedReadStore
  ) -> AlleleEvidence? {
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
    return caller.evidence(for: onTranscript, on: number, in: spliced)
  }
}
