// The places at which fragments break off: what they explain, what contradicts them, and what is of further copies.

import BioSequence

/// Holds the calls of a sample against the places at which its fragments break off.
struct BreakReview {
  /// What comes of it.
  struct Result {
    /// Breaks as calls of their own.
    var calls: [BreakpointCall] = []
    /// Bases without a verdict of reference, by record.
    var ranges: [[Range<Int>]]
    /// Pieces of the genes that lie a further time elsewhere.
    var foreign = 0
  }

  let caller: RegionCaller
  let pileups: [Pileup]
  let library: LibraryProfile
  let isSpliced: Bool

  /// Removes the calls that the places contradict, or that are of further copies; what is removed leaves its bases without a
  /// verdict.
  func review(_ calls: inout [VariantCall]) -> Result {
    var result = Result(ranges: caller.references.map { _ in [] })
    // Reads of RNA break off where exons end.
    guard caller.options.judgesClippedEnds, !isSpliced else { return result }
    var junctions = caller.references.indices.map { index in
      BrokenFragments.junctions(in: pileups[index], reads: caller.reads, record: caller.references[index])
    }
    let all = junctions
    let oneSided = junctions.map(ForeignCopies.oneSided)
    for (index, reference) in caller.references.enumerated() {
      let contradicted = contradictedByDepth(calls, on: index)
      remove(from: &calls, on: index, into: &result) { call in
        contradicted.events.contains(call.variant)
          || InsertedCopies.contradict(
            call.variant, junctions[index], clips: pileups[index].clips, on: reference.sequence)
      }
      if contradicted.isConstruct {
        result.foreign += contradicted.events.count
        remove(from: &calls, on: index, into: &result) { BreakReview.isLong($0.variant) }
      }
      if junctions[index].isEmpty { continue }
      let left = BrokenFragments.unexplained(
        junctions[index], by: calls.filter { $0.reference == index }, on: reference.sequence)
      let copies = ForeignCopies(left, exons: reference.exons)
      if !copies.isEmpty {
        result.foreign += max(1, copies.pieces.count)
        remove(from: &calls, on: index, into: &result) { copies.has($0.variant) }
      }
      let still = BrokenFragments.unexplained(
        junctions[index], by: calls.filter { $0.reference == index }, on: reference.sequence)
      if !contradicted.isConstruct {
        result.calls += BreakpointCaller(
          reads: caller.reads, pileup: pileups[index], record: reference, reference: index
        ).calls(of: still).filter { !copies.has($0) }
      }
      junctions[index] = still
    }
    // Two genomes of one person have no ends at so many places; pieces that were joined anew have.
    let still = zip(junctions, oneSided).reduce(0) { sum, pair in
      sum + pair.0.count { pair.1.contains($0) }
    }
    let isConstruct = still >= BreakReview.fewestOneSided || library.isMixedWithSpecies
    if isConstruct {
      result.foreign += library.isMixedWithSpecies ? 0 : still
      for index in caller.references.indices {
        remove(from: &calls, on: index, into: &result) { BreakReview.isLong($0.variant) }
      }
      removeBreaks(from: &result) { _ in true }
    }
    if result.foreign > 0 {
      removeJoined(from: &calls, isConstruct ? all : oneSided, into: &result)
      removeBreaks(from: &result) { $0.kind != .insertion }
    }
    for (index, reference) in caller.references.enumerated() {
      result.ranges[index] += BrokenFragments.ranges(of: junctions[index], length: reference.sequence.count)
    }
    return result
  }

  /// So many one-sided ends without an explanation, on all records, are of pieces that were joined anew.
  private static let fewestOneSided = 6

  /// Takes back calls of breaks, which leaves their bases without a verdict.
  private func removeBreaks(from result: inout Result, where isRefuted: (BreakpointCall) -> Bool) {
    for call in result.calls where isRefuted(call) {
      let length = caller.references[call.reference].sequence.count
      result.ranges[call.reference].append(
        max(0, call.range.lowerBound - 3)..<min(length, call.range.upperBound + 3))
    }
    result.calls.removeAll(where: isRefuted)
  }

  /// Where pieces of the genes were joined anew, insertions of the genes' own bases, and small changes where fragments break,
  /// are of those.
  private func removeJoined(
    from calls: inout [VariantCall], _ junctions: [[BrokenJunction]], into result: inout Result
  ) {
    let records = caller.references.map(\.sequence)
    for index in caller.references.indices {
      remove(from: &calls, on: index, into: &result) {
        ForeignCopies.isJoined($0.variant, records: records)
          || ForeignCopies.isAtJunction($0.variant, junctions[index])
      }
      result.calls.removeAll { call in
        call.reference == index && call.kind == .insertion
          && ForeignCopies.isJoined(
            Variant(
              range: call.position..<call.position, replacement: DNASequence(codes: call.first.codes + call.last.codes)),
            records: records)
      }
    }
  }

  /// Long events that the depth of an evenly covered sample contradicts, and whether they are so many that the record has
  /// further copies joined in another order.
  private func contradictedByDepth(_ calls: [VariantCall], on reference: Int) -> (events: [Variant], isConstruct: Bool)
  {
    guard !caller.reads.ampliconLike, !library.hasLongReads else { return ([], false) }
    let record = caller.references[reference].sequence
    let events = calls.filter { $0.reference == reference && $0.isPass && BreakReview.isLong($0.variant) }
    guard !events.isEmpty, let depth = EventDepth(pileup: pileups[reference], events: events) else {
      return ([], false)
    }
    let found = depth.contradicted(events) { variant in
      let (start, new) = (variant.range.lowerBound, variant.replacement.codes)
      return start + new.count <= record.count && record.codes[start..<start + new.count].elementsEqual(new)
    }
    return (found.map { events[$0].variant }, found.count >= EventDepth.fewestOfConstruct)
  }

  private static func isLong(_ variant: Variant) -> Bool {
    max(variant.range.count, variant.replacement.count) >= EventDepth.shortest
  }

  private func remove(
    from calls: inout [VariantCall], on reference: Int, into result: inout Result,
    where isRefuted: (VariantCall) -> Bool
  ) {
    let length = caller.references[reference].sequence.count
    calls.removeAll { call in
      guard call.reference == reference, isRefuted(call) else { return false }
      guard call.isPass else { return true }
      for end in [call.variant.range.lowerBound, call.variant.range.upperBound] {
        result.ranges[reference].append(max(0, end - 3)..<min(length, end + 3))
      }
      return true
    }
  }
}
