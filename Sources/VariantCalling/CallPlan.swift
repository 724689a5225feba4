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
  private let library: LibraryProfile
  /// Ends of long events that are too many to be compared, by record.
  private let undone: [[Range<Int>]]

  /// Variants of more bases than this are not sought in clipped reads.
  private static let longestEvent = 30_000

  init<Failure: Error>(
    store: AlignedReadStore, references: [CallReference], options: CallOptions, loop: ParallelLoop<Failure>
  ) throws(Failure) {
    let reads = PreparedReads(store: store, references: references, marksDuplicates: options.marksDuplicates)
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
  func callSet(from results: [RegionCalls], copyNumber: CopyNumberInput?) -> CallSet {
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
    let undone = undone(results)
    let broken = breaks(&calls)
    let doubtful = sequenceCalls(&calls)
    let coverage = references.enumerated().map { index, reference in
      let own = calls.filter { $0.reference == index }
      return ReferenceCoverage(
        pileup: pileups[index], record: reference, calls: own, options: caller.options,
        errorRate: caller.errorRates[index], broken: broken.ranges[index],
        breakpoints: broken.calls.filter { $0.reference == index }, undone: undone[index],
        doubtful: doubtful[index])
    }
    return CallSet(
      calls: calls, breakpoints: broken.calls, coverage: coverage, readUse: readUse,
      ampliconLike: caller.reads.ampliconLike,
      diagnostics: diagnostics(undone: undone.joined().count, foreign: broken.foreign), copyNumber: copyNumber,
      library: library)
  }

  /// Where fragments break off: as calls, and the bases beside all such places, by record. Calls of long events that
  /// contradict the places are removed.
  private func breaks(
    _ calls: inout [VariantCall]
  ) -> (calls: [BreakpointCall], ranges: [[Range<Int>]], foreign: Int) {
    var found: [BreakpointCall] = []
    var ranges = caller.references.map { _ in [Range<Int>]() }
    var foreign = 0
    // Reads of RNA break off where exons end.
    guard caller.options.judgesClippedEnds, !isSpliced else { return (found, ranges, foreign) }
    for (index, reference) in caller.references.enumerated() {
      let pileup = pileups[index]
      let junctions = BrokenFragments.junctions(in: pileup, reads: caller.reads, record: reference)
      guard !junctions.isEmpty else { continue }
      calls.removeAll {
        $0.reference == index
          && InsertedCopies.contradict($0.variant, junctions, clips: pileup.clips, on: reference.sequence)
      }
      var left = BrokenFragments.unexplained(
        junctions, by: calls.filter { $0.reference == index }, on: reference.sequence)
      let copies = ForeignCopies(left, exons: reference.exons)
      if !copies.isEmpty {
        foreign += max(1, copies.pieces.count)
        calls.removeAll { $0.reference == index && copies.has($0.variant) }
        left = BrokenFragments.unexplained(
          junctions, by: calls.filter { $0.reference == index }, on: reference.sequence)
      }
      found += BreakpointCaller(reads: caller.reads, pileup: pileup, record: reference, reference: index).calls(
        of: left
      ).filter { !copies.has($0) }
      ranges[index] = BrokenFragments.ranges(of: left, length: reference.sequence.count)
    }
    return (found, ranges, foreign)
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
    // A long read counts once, by its first piece.
    let uses = zip(caller.reads.uses, caller.reads.store.reads).filter { !$1.isSupplementary }.map(\.0)
    return ReadUse(
      used: uses.count { $0 == .used }, duplicates: uses.count { $0 == .duplicate },
      ambiguousAlignment: uses.count { $0 == .ambiguousAlignment })
  }

  private var isSpliced: Bool { splicedFraction > CallPlan.mostSpliced }

  private func diagnostics(undone: Int, foreign: Int) -> [CallDiagnostic] {
    var found: [CallDiagnostic] = []
    if library.orientation == .outward || library.orientation == .sameStrand {
      found.append(.orientation(library.orientation))
    }
    if library.isIndelProne { found.append(.indelProne(rate: library.indelRate)) }
    if undone > 0 { found.append(.tooComplex(windows: undone)) }
    if foreign > 0 { found.append(.foreignCopies(pieces: foreign)) }
    if caller.reads.ampliconLike { found.append(.ampliconLike) }
    let use = readUse
    let aligned = max(1, use.used + use.duplicates + use.ambiguousAlignment)
    if isSpliced { found.append(.splicedReads(fraction: splicedFraction)) }
    let duplicates = Double(use.duplicates) / Double(aligned)
    if duplicates > 0.5 { found.append(.manyDuplicates(fraction: duplicates)) }
    return found
  }
}
