// Decides for every read near an event whether it has it, and counts fragments.

import Alignment
import BioSequence

/// What one read says of one event.
struct SplicingVote: Sendable {
  /// Event above template above two bits: bit 0 the event, bit 1 the right end.
  let key: UInt64
  /// Where the read begins, to recognise copies of one fragment.
  let start: Int32
  /// Index of the read in its store.
  let read: Int32

  init(event: Int, template: Int, hasEvent: Bool, isLeft: Bool, start: Int, read: Int) {
    key =
      UInt64(event) << 36 | UInt64(UInt32(truncatingIfNeeded: template)) << 2 | (isLeft ? 0 : 2) | (hasEvent ? 1 : 0)
    self.start = Int32(truncatingIfNeeded: start)
    self.read = Int32(read)
  }

  var event: Int { Int(key >> 36) }
  var fragment: UInt64 { key >> 2 }
  var hasEvent: Bool { key & 1 != 0 }
  var isLeft: Bool { key & 2 == 0 }
}

/// Counts the fragments for and against events.
///
/// A read votes where it has an aligned base before the event's end: its bases beyond are compared with what the known
/// transcript and the event have there, whatever the aligner made of them.
package struct SplicingCounter: Sendable {
  /// The genes.
  package let genes: [SplicedGene]
  /// The events, in the order of the results.
  package let events: [SplicingEvent]
  private let views: [SplicingViews]

  /// Transcript bases from an end within which fragments are cut short.
  private static let endReach = 700

  /// A counter for some events.
  package init(genes: [SplicedGene], events: [SplicingEvent]) {
    self.genes = genes
    self.events = events
    views = genes.enumerated().map { SplicingViews(events: events, gene: $0.offset, of: $0.element) }
  }

  /// The fragments of every event.
  package func counts(in alignments: TranscriptAlignments) -> [SplicingCounts] {
    SplicingCounter.tally(
      votes(in: alignments.spliced, isRecord: false) + votes(in: alignments.unspliced, isRecord: true), events.count)
  }

  /// The fraction of transcripts with an event.
  package func fraction(of event: Int, _ counts: SplicingCounts) -> SplicingFraction {
    let splicing = events[event]
    let length = genes[splicing.gene].mRNA.count
    let isNearStart = splicing.lost.lowerBound < SplicingCounter.endReach
    let isNearEnd = splicing.lost.upperBound > length - SplicingCounter.endReach
    return SplicingFraction(
      counts, isLoss: splicing.isLoss, ends: isNearStart == isNearEnd ? .both : isNearStart ? .left : .right)
  }

  /// The votes of all reads of a store.
  func votes(in store: AlignedReadStore, isRecord: Bool) -> [SplicingVote] {
    var votes: [SplicingVote] = []
    for (index, read) in store.reads.enumerated() where read.mappingQuality > 0 {
      let ordered = isRecord ? views[read.reference].byRecord : views[read.reference].byTranscript
      var offset = read.start
      var base = read.bases.lowerBound
      for operation in store.cigars[read.cigar] {
        if operation.kind == .match {
          vote(offset..<offset + operation.length, base, index, store, ordered, isRecord: isRecord, into: &votes)
        }
        if operation.consumesReference { offset += operation.length }
        if operation.consumesRead { base += operation.length }
      }
    }
    return votes
  }

  /// The votes that rest on one ungapped run of a read.
  private func vote(
    _ block: Range<Int>, _ base: Int, _ index: Int, _ store: AlignedReadStore, _ ordered: [SplicingView],
    isRecord: Bool, into votes: inout [SplicingVote]
  ) {
    let read = store.reads[index]
    let margin = SplicingView.longest
    var number = SplicingViews.first(in: ordered, from: block.lowerBound - margin) {
      isRecord ? $0.recordBorder : $0.border
    }
    while number < ordered.count {
      let view = ordered[number]
      let border = isRecord ? view.recordBorder : view.border
      if border > block.upperBound + margin { break }
      number += 1
      // The run must hold the base of the anchor that is furthest from the border.
      let anchor = isRecord ? min(view.anchor, view.exonBases) : view.anchor
      let held = view.isLeft ? border - anchor : border + anchor - 1
      guard block.contains(held) else { continue }
      let first = view.isLeft ? base + border - block.lowerBound : base + border - 1 - block.lowerBound
      guard read.bases.contains(first) else { continue }
      guard
        let hasEvent = view.verdict(
          index: first, in: read.bases, bases: store.bases.span, qualities: store.qualities.span),
        hasEvent || !view.isInner
      else { continue }
      votes.append(
        SplicingVote(
          event: view.event, template: read.template, hasEvent: hasEvent, isLeft: view.isLeftEnd,
          start: read.strand == .forward ? read.start : -read.end, read: index))
    }
  }

  /// Fragments from votes: each counts once, and one that contradicts itself not at all.
  static func tally(_ votes: [SplicingVote], _ eventCount: Int) -> [SplicingCounts] {
    let sorted = votes.sorted { $0.key < $1.key }
    var counts = [SplicingCounts](repeating: SplicingCounts(), count: eventCount)
    var starts = [Set<Int32>](repeating: [], count: eventCount)
    var start = 0
    while start < sorted.count {
      var end = start
      // Bits: known left 1, known right 2, event left 4, event right 8.
      var said = 0
      while end < sorted.count, sorted[end].fragment == sorted[start].fragment {
        let vote = sorted[end]
        said |= (vote.isLeft ? 1 : 2) << (vote.hasEvent ? 2 : 0)
        if vote.hasEvent { starts[vote.event].insert(vote.start) }
        end += 1
      }
      counts[sorted[start].event].add(said)
      start = end
    }
    for event in counts.indices { counts[event].starts = starts[event].count }
    return counts
  }
}

extension SplicingCounts {
  /// Adds a fragment: bits known left 1, known right 2, event left 4, event right 8.
  mutating func add(_ said: Int) {
    guard said & 3 == 0 || said & 12 == 0 else { return }
    if said & 3 != 0 {
      known += 1
      if said & 1 != 0 { knownLeft += 1 }
      if said & 2 != 0 { knownRight += 1 }
      if said & 3 == 3 { knownBoth += 1 }
    } else {
      event += 1
      if said & 4 != 0 { eventLeft += 1 }
      if said & 8 != 0 { eventRight += 1 }
      if said & 12 == 12 { eventBoth += 1 }
    }
  }
}
