// One end of an event as a read meets it: what follows if the transcript is the known one, and what if it is not.

import Alignment
import BioSequence

/// Where the known transcript and the event part, seen from one side.
///
///     left view      known    ...anchor|canonical bases      of a skip: the skipped exon's start
///                    event    ...anchor|other bases          the start of the exon after it
///     right view     the same from the other end, read backwards
struct SplicingView: Sendable {
  /// Index of the event.
  let event: Int
  /// Whether reads are followed in transcript direction.
  let isLeft: Bool
  /// Whether it is the event's left end that is seen: as ``isLeft``, but for an inner view.
  let isLeftEnd: Bool
  /// Whether the reads lie on the piece of an intron that was put in, and are followed out of it: only the event has it.
  let isInner: Bool
  /// Transcript offset at which the bases part: the first parting base (left) or the one after the last (right).
  let border: Int
  /// The same on the record, on the exon's side.
  let recordBorder: Int
  /// Bases of the exon beside the border that lie together on the record.
  let exonBases: Int
  /// The bases beyond the border, away from it, in both cases.
  let known: [UInt8]
  let altered: [UInt8]
  /// Fewest bases that a read must have before and beyond the border.
  var anchor = 0
  var reach = 0

  /// Bases that are compared at most.
  static let longest = 40
  /// Different bases that make a read informative.
  static let informative = 3
  static let shortest = 8

  init(
    event: Int, isLeft: Bool, isInner: Bool = false, border: Int, recordBorder: Int, exonBases: Int, known: [UInt8],
    altered: [UInt8]
  ) {
    self.event = event
    self.isLeft = isLeft
    self.isLeftEnd = isLeft != isInner
    self.isInner = isInner
    self.border = border
    self.recordBorder = recordBorder
    self.exonBases = exonBases
    self.known = known
    self.altered = altered
  }

  /// Number of bases after which the two cases differ in ``informative`` bases.
  var informativeLength: Int {
    var different = 0
    for index in 0..<min(known.count, altered.count) {
      if known[index] != altered[index] { different += 1 }
      if different == SplicingView.informative { return max(SplicingView.shortest, index + 1) }
    }
    return SplicingView.longest + 1
  }

  /// The views of an event, left and right.
  static func pair(of event: SplicingEvent, number: Int, gene: SplicedGene) -> [SplicingView] {
    let mRNA = gene.mRNA.codes
    let gained = event.isLoss ? [] : Array(gene.record.codes[event.gained])
    let start = event.lost.lowerBound
    let end = event.lost.upperBound
    let exonBefore = gene.transcript.exonIndex(containingTranscriptOffset: max(0, start - 1))
    let exonAfter = gene.transcript.exonIndex(containingTranscriptOffset: end)
    var left = SplicingView(
      event: number, isLeft: true, border: start, recordBorder: gene.recordEnd(start),
      exonBases: start - gene.exonStarts[exonBefore], known: Array(mRNA[start...].prefix(longest)),
      altered: Array((gained.prefix(longest) + mRNA[end...].prefix(longest)).prefix(longest)))
    var right = SplicingView(
      event: number, isLeft: false, border: end, recordBorder: gene.recordStart(end),
      exonBases: gene.exonStarts[exonAfter + 1] - end, known: mRNA[..<end].suffix(longest).reversed(),
      altered: (mRNA[..<start].suffix(longest) + gained.suffix(longest)).suffix(longest).reversed())
    // The same rule at every junction, so that no form of the transcript is easier to see than the other one.
    let lengths = (left.informativeLength, right.informativeLength)
    left.reach = lengths.0
    left.anchor = lengths.1
    right.reach = lengths.1
    right.anchor = lengths.0
    return [left, right]
  }

  /// The views of an event's new ends from the piece of an intron that it puts in.
  ///
  /// A read of which most lies on that piece is aligned there, on the record, with its end beyond the new site clipped:
  /// without these views such reads would count for one end of the event only, or for none.
  static func inner(of event: SplicingEvent, number: Int, gene: SplicedGene, outer: [SplicingView]) -> [SplicingView] {
    guard event.kind != .intronRetention, !event.isLoss else { return [] }
    let mRNA = gene.mRNA.codes
    let record = gene.record.codes
    let start = event.lost.lowerBound
    var views: [SplicingView] = []
    if event.kind != .crypticDonor {
      let next = gene.transcript.exonIndex(containingTranscriptOffset: start)
      let beside = event.kind == .crypticExon ? 0 : gene.exonStarts[next + 1] - start
      views.append(
        SplicingView(
          event: number, isLeft: false, isInner: true, border: start, recordBorder: event.gained.lowerBound,
          exonBases: event.gained.count + beside,
          known: record[..<event.gained.lowerBound].suffix(longest).reversed(),
          altered: mRNA[..<start].suffix(longest).reversed()))
    }
    if event.kind != .crypticAcceptor {
      let last = gene.transcript.exonIndex(containingTranscriptOffset: max(0, start - 1))
      let beside = event.kind == .crypticExon ? 0 : start - gene.exonStarts[last]
      views.append(
        SplicingView(
          event: number, isLeft: true, isInner: true, border: start, recordBorder: event.gained.upperBound,
          exonBases: event.gained.count + beside,
          known: Array(record[event.gained.upperBound...].prefix(longest)),
          altered: Array(mRNA[start...].prefix(longest))))
    }
    // A fragment needs the same bases on both sides of a junction, from wherever it is seen.
    for index in views.indices {
      let same = outer[views[index].isLeftEnd ? 0 : 1]
      views[index].anchor = same.reach
      views[index].reach = same.anchor
    }
    return views
  }

  /// What a read says, of which base `index` is the first one beyond the border.
  ///
  /// - Parameters:
  ///   - range: the read's bases in the store.
  /// - Returns: true for the event, false for the known transcript, `nil` if it is not informative.
  func verdict(index: Int, in range: Range<Int>, bases: Span<UInt8>, qualities: Span<UInt8>) -> Bool? {
    let before = isLeft ? index - range.lowerBound : range.upperBound - 1 - index
    let beyond = isLeft ? range.upperBound - index : index + 1 - range.lowerBound
    guard before >= anchor, beyond >= reach else { return nil }
    let count = min(beyond, min(known.count, altered.count))
    let first = known.span
    let second = altered.span
    var knownMisses = 0
    var alteredMisses = 0
    for step in 0..<count {
      let index = isLeft ? index + step : index - step
      guard bases[index] < 4, qualities[index] >= 10 else { continue }
      if bases[index] != first[step] { knownMisses += 1 }
      if bases[index] != second[step] { alteredMisses += 1 }
    }
    let fewer = min(knownMisses, alteredMisses)
    guard abs(knownMisses - alteredMisses) >= 2, fewer * 8 <= count else { return nil }
    return alteredMisses < knownMisses
  }
}

/// The views of one gene's events by position.
struct SplicingViews: Sendable {
  /// Sorted by border.
  let byTranscript: [SplicingView]
  /// Sorted by record border.
  let byRecord: [SplicingView]

  init(events: [SplicingEvent], gene number: Int, of gene: SplicedGene) {
    var outer: [SplicingView] = []
    var inner: [SplicingView] = []
    for (index, event) in events.enumerated() where event.gene == number {
      let pair = SplicingView.pair(of: event, number: index, gene: gene)
      guard pair.allSatisfy({ max($0.anchor, $0.reach) <= SplicingView.longest }) else { continue }
      outer += pair
      inner += SplicingView.inner(of: event, number: index, gene: gene, outer: pair)
    }
    byTranscript = outer.sorted { ($0.border, $0.event) < ($1.border, $1.event) }
    byRecord = (outer + inner).sorted { ($0.recordBorder, $0.event) < ($1.recordBorder, $1.event) }
  }

  /// The index of the first view at or after an offset.
  static func first(in views: [SplicingView], from offset: Int, _ position: (SplicingView) -> Int) -> Int {
    var low = 0
    var high = views.count
    while low < high {
      let middle = (low + high) / 2
      if position(views[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
