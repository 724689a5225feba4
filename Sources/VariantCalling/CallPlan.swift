// The work on one sample, region by region, and what is made of the regions' results.

import Alignment
import BioSequence
import Synchronization

/// What is known of one record before its regions are called.
private struct PlanPart: Sendable {
  let pileup: Pileup
  let regions: [ActiveRegion]
  let undone: [Range<Int>]
  let errorRate: Double?
}

/// The work on one sample: what is to be done for each region, and what is made of the regions' results.
struct CallPlan: Sendable {
  let caller: RegionCaller
  let pileups: [Pileup]
  let regions: [ActiveRegion]
  let library: LibraryProfile
  /// Ends of long events that are too many to be compared, by record.
  private let undone: [[Range<Int>]]

  /// Variants of more bases than this are not sought in clipped reads.
  private static let longestEvent = 30_000

  init<Failure: Error>(
    store: AlignedReadStore, references: [CallReference], options: CallOptions, loop: ParallelLoop<Failure>
  ) throws(Failure) {
    let reads = PreparedReads(
      store: store, references: references, marksDuplicates: options.marksDuplicates, amplicons: options.amplicons)
    let parts = Mutex([PlanPart?](repeating: nil, count: references.count))
    try loop(references.count) { index in
      let reference = references[index]
      let pileup = Pileup(reads: reads, reference: index, record: reference.sequence)
      let breakpoints = BreakpointFinder(record: reference.sequence, reads: reads, reference: index)
        .candidates(in: pileup)
      let errorRate = pileup.measuredErrorRate(in: reference.targets)
      let threshold = CandidateThreshold(minVAF: options.minVAF, errorRate: errorRate ?? Pileup.unknownErrorRate)
      let events = LongReadEvents(reads: reads, reference: index, record: reference).candidates()
      let finder = ActiveRegionFinder(
        reference: index, record: reference, threshold: threshold, store: store, agreed: events)
      let (extra, undone) = RegionBudget.comparable(
        (breakpoints + events).filter { $0.range.count + $0.replacement.count <= CallPlan.longestEvent })
      let part = PlanPart(
        pileup: pileup, regions: finder.regions(in: pileup, extra: extra), undone: undone, errorRate: errorRate)
      parts.withLock { $0[index] = part }
    }
    let found = parts.withLock { $0 }.compactMap { $0 }
    pileups = found.map(\.pileup)
    regions = found.flatMap(\.regions)
    undone = found.map(\.undone)
    // A gene without reads says nothing of the errors on the other one.
    let worst = found.compactMap(\.errorRate).max() ?? Pileup.unknownErrorRate
    let rates = found.map { $0.errorRate ?? Pileup.unknownErrorRate }
    let errors = ObservedErrors(reads: reads, references: references, pileups: found.map(\.pileup))
    library = LibraryProfile(reads: reads, pileups: pileups, references: references, mismatchRate: errors.overall)
    let indelErrors =
      library.isIndelProne || library.hasLongReads
      ? ObservedIndels(pileups: pileups, references: references, isWhole: library.hasLongReads) : nil
    caller = RegionCaller(
      reads: reads, references: references, options: options, errorRates: rates,
      model: LikelihoodModel(observed: errors, indels: indelErrors),
      pileups: pileups,
      contextErrors: ContextErrors(pileups: pileups, references: references, errorRate: worst),
      indelErrors: indelErrors)
  }

  /// About how much work a region is: the heavy ones come first, so that no thread is left with one at the end.
  func weight(_ number: Int) -> Int {
    let region = regions[number]
    let depths = pileups[region.reference].rawDepth
    let depth = Int(depths[min(region.window.lowerBound, depths.count - 1)])
    return depth * region.candidates.count * (region.window.count + 2 * TemplateEvidenceBuilder.flank)
  }

  /// What the windows that are done have on either haplotype, by record.
  func blocks(of results: [RegionCalls?]) -> [[Variant]] {
    var blocks = caller.references.map { _ in [Variant]() }
    for (region, result) in zip(regions, results) { blocks[region.reference] += result?.blocks ?? [] }
    return blocks
  }

  /// Puts the results of all regions, in their order, together.
  ///
  /// - Parameters:
  ///   - molecules: counts of all fragments by record, where only some were kept.
  ///   - firstTemplates: the number of each lane's first template.
  func callSet(
    from results: [RegionCalls], copyNumber: CopyNumberInput?, molecules: MoleculeCounts? = nil,
    firstTemplates: [Int] = []
  ) -> CallSet {
    let references = caller.references
    var calls: [VariantCall] = []
    var seen: Set<CallKey> = []
    let isSpliced = self.isSpliced
    let refuted = Set(
      zip(regions, results).flatMap { region, result in
        result.refuted.map { CallKey(reference: region.reference, variant: $0) }
      })
    for call in PhaseSets.linked(results) where reachesTarget(call) {
      if refuted.contains(CallKey(reference: call.reference, variant: call.variant)) { continue }
      if isSpliced, touchesIntron(call) { continue }
      if seen.insert(CallKey(reference: call.reference, variant: call.variant)).inserted { calls.append(call) }
    }
    calls.sort { ($0.reference, $0.variant) < ($1.reference, $1.variant) }
    calls = ContextReview.reviewed(
      AlleleConflicts.resolved(LocalPloidy.settled(calls, references: references), references: references),
      caller: caller, pileups: pileups)
    var all: [Pileup]?
    if let molecules {
      let counts = molecules.finished()
      calls = MosaicSubstitutions(
        pileups: counts, references: references, options: caller.options, areAgreed: molecules.areAgreed
      ).merged(with: calls, replaces: !molecules.areAgreed)
      if !molecules.areAgreed { all = counts }
    }
    let undone = undone(results)
    let broken = BreakReview(caller: caller, pileups: pileups, library: library, isSpliced: isSpliced).review(&calls)
    var doubtful = sequenceCalls(&calls)
    let contamination = reviewOrigin(of: &calls, doubtful: &doubtful, molecules: all)
    let coverage = references.enumerated().map { index, reference in
      let own = calls.filter { $0.reference == index }
      return ReferenceCoverage(
        pileup: pileups[index], record: reference, calls: own, options: caller.options,
        errorRate: caller.errorRates[index], broken: broken.ranges[index],
        breakpoints: broken.calls.filter { $0.reference == index }, undone: undone[index],
        doubtful: doubtful[index], molecules: all?[index])
    }
    return CallSet(
      calls: calls, breakpoints: broken.calls, coverage: coverage, readUse: readUse,
      ampliconLike: caller.reads.ampliconLike,
      diagnostics: diagnostics(
        undone: undone.joined().count, foreign: broken.foreign,
        calls: calls.count { $0.filters.contains(.foreignDNA) },
        doubtful: calls.count { $0.filters.contains(.possibleContamination) }), copyNumber: copyNumber,
      library: library, contamination: contamination, lanes: laneComparison(firstTemplates))
  }

  /// Sets aside calls of DNA that is not the person's; where most reads are of another species, no base is reference.
  private func reviewOrigin(
    of calls: inout [VariantCall], doubtful: inout [[Range<Int>]], molecules: [Pileup]?
  ) -> Contamination? {
    guard caller.options.judgesClippedEnds else { return nil }
    calls = OriginReview(
      reads: caller.reads, references: caller.references, library: library, isSpliced: isSpliced
    ).reviewed(calls)
    if library.isOfAnotherSpecies {
      for (index, record) in caller.references.enumerated() { doubtful[index] += record.targets }
    }
    return reviewContamination(of: &calls, molecules: molecules)
  }

  /// Adds what sequences without qualities show besides; bases that are not reference without a call, by record.
  private func sequenceCalls(_ calls: inout [VariantCall]) -> [[Range<Int>]] {
    guard caller.options.readsAreSequences else { return caller.references.map { _ in [] } }
    let found = caller.references.enumerated().map { index, reference in
      SequenceCaller(reads: caller.reads, pileup: pileups[index], record: reference, reference: index).found(
        beside: calls.filter { $0.reference == index })
    }
    calls = (calls + found.flatMap(\.calls)).sorted { ($0.reference, $0.variant) < ($1.reference, $1.variant) }
    return found.map(\.doubtful)
  }

  /// What was left undone, by record.
  private func undone(_ results: [RegionCalls]) -> [[Range<Int>]] {
    var undone = undone
    for (region, result) in zip(regions, results) where result.isOverBudget { undone[region.reference] += region.ends }
    return undone
  }

  /// Fragments over the exons; `nil` if no record has exons.
  func copyNumberInput() -> CopyNumberInput? {
    CopyNumberInput(reads: caller.reads, references: caller.references, library: library, isSpliced: isSpliced)
  }

  /// So many bases put in within ``besideExon`` of an exon's end may be those of the next one.
  private static let exonLike = 12
  private static let besideExon = 30

  /// More spliced reads than this fraction are RNA.
  private static let mostSpliced = 0.05

  /// Part of the aligned reads that skip introns.
  private var splicedFraction: Double {
    let use = readUse
    let aligned = max(1, use.used + use.duplicates + use.ambiguousAlignment)
    return Double(pileups.reduce(0) { $0 + $1.splicedReads }) / Double(aligned)
  }

  /// Whether a call lies in an intron or leaves one out, or puts bases in beside one: spliced reads say nothing of
  /// introns, and their next exon looks put in.
  private func touchesIntron(_ call: VariantCall) -> Bool {
    let exons = caller.references[call.reference].codingExons
    let range = call.variant.range
    if call.variant.replacement.count >= CallPlan.exonLike {
      let isBeside = exons.flatMap { [$0.lowerBound, $0.upperBound] }.contains {
        range.lowerBound - CallPlan.besideExon <= $0 && $0 <= range.upperBound + CallPlan.besideExon
      }
      if isBeside { return true }
    }
    return zip(exons, exons.dropFirst()).contains { first, second in
      let intron = first.upperBound..<second.lowerBound
      return call.variant.range.isEmpty
        ? intron.contains(call.variant.range.lowerBound) : call.variant.range.overlaps(intron)
    }
  }

  private struct CallKey: Hashable {
    let reference: Int
    let variant: Variant
  }

  /// Whether any equal representation of the variant touches a target; an insertion right beside a target's end counts.
  private func reachesTarget(_ call: VariantCall) -> Bool {
    let record = caller.references[call.reference]
    let span = call.variant.shiftRange(on: record.sequence)
    return record.targets.contains {
      span.isEmpty || call.variant.range.isEmpty
        ? span.lowerBound <= $0.upperBound && span.upperBound >= $0.lowerBound : span.overlaps($0)
    }
  }

  private var readUse: ReadUse {
    let reads = zip(caller.reads.uses, caller.reads.store.reads)
    // A long read counts once, by its first piece.
    func count(_ use: PreparedReads.Use) -> Int { reads.count { $0 == use && !$1.isSupplementary } }
    return ReadUse(
      used: count(.used), duplicates: count(.duplicate), ambiguousAlignment: count(.ambiguousAlignment))
  }

  /// Where fewer reads begin in a given primer, it is told.
  private static let fewestAtPrimers = 0.8

  var isSpliced: Bool { splicedFraction > CallPlan.mostSpliced }

  private func diagnostics(undone: Int, foreign: Int, calls: Int, doubtful: Int) -> [CallDiagnostic] {
    var found: [CallDiagnostic] = []
    if library.orientation == .outward || library.orientation == .sameStrand {
      found.append(.orientation(library.orientation))
    }
    if library.isIndelProne { found.append(.indelProne(rate: library.indelRate)) }
    if undone > 0 { found.append(.tooComplex(windows: undone)) }
    if foreign > 0 { found.append(.foreignCopies(pieces: foreign)) }
    if library.isDivergent { found.append(.divergentReads(fraction: library.divergentFraction)) }
    if calls > 0 { found.append(.foreignCalls(calls: calls)) }
    if doubtful > 0 { found.append(.possiblyForeign(calls: doubtful)) }
    if caller.reads.ampliconLike { found.append(.ampliconLike) }
    if let primers = caller.reads.primers {
      if let matched = primers.matched {
        if matched < CallPlan.fewestAtPrimers { found.append(.primersUnmatched(fraction: 1 - matched)) }
      } else {
        found.append(.primersAssumed(length: PrimerBases.assumed))
      }
    }
    let use = readUse
    let aligned = max(1, use.used + use.duplicates + use.ambiguousAlignment)
    if isSpliced { found.append(.splicedReads(fraction: splicedFraction)) }
    let duplicates = Double(use.duplicates) / Double(aligned)
    if duplicates > 0.5 { found.append(.manyDuplicates(fraction: duplicates)) }
    return found
  }
}
