// One end of an event as a read meets it: what follows if the message is the known one, and what if it is not.

import Alignment
import BioSequence

/// Where the known message and the event part, seen from one side.
///
///     left view      known    ...anchor|canonical bases      of a skip: the skipped exon's start
///                    event    ...anchor|other bases          the start of the exon after it
///     right view     the same from the other end, read backwards
struct SplicingView: Sendable {
  /// Index of the event.
  let event: Int
  /// Whether reads are followed in message direction.
  let isLeft: Bool
  /// Message offset at which the bases part: the first parting base (left) or the one after the last (right).
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
  /// Different bases that make a read tell.
  static let telling = 3
  static let shortest = 8

  /// Number of bases after which the two cases differ in ``telling`` bases.
  var tellingLength: Int {
    var different = 0
    for index in 0..<min(known.count, altered.count) {
      if known[index] != altered[index] { different += 1 }
      if different == SplicingView.telling { return max(SplicingView.shortest, index + 1) }
    }
    return SplicingView.longest + 1
  }

  /// The views of an event, left and right.
  static func pair(of event: MessageEvent, number: Int, gene: SplicedGene) -> [SplicingView] {
    let message = gene.message.codes
    let gained = event.isLoss ? [] : Array(gene.record.codes[event.gained])
    let start = event.lost.lowerBound
    let end = event.lost.upperBound
    let exonBefore = gene.transcript.exonIndex(containingTranscriptOffset: max(0, start - 1))
    let exonAfter = gene.transcript.exonIndex(containingTranscriptOffset: end)
    var left = SplicingView(
      event: number, isLeft: true, border: start, recordBorder: gene.recordEnd(start),
      exonBases: start - gene.exonStarts[exonBefore], known: Array(message[start...].prefix(longest)),
      altered: Array((gained.prefix(longest) + message[end...].prefix(longest)).prefix(longest)))
    var right = SplicingView(
      event: number, isLeft: false, border: end, recordBorder: gene.recordStart(end),
      exonBases: gene.exonStarts[exonAfter + 1] - end, known: message[..<end].suffix(longest).reversed(),
      altered: (message[..<start].suffix(longest) + gained.suffix(longest)).suffix(longest).reversed())
    // The same rule at every junction, so that no form of the message is easier to see than the other one.
    let lengths = (left.tellingLength, right.tellingLength)
    left.reach = lengths.0
    left.anchor = lengths.1
    right.reach = lengths.1
    right.anchor = lengths.0
    return [left, right]
  }

  /// What a read says, of which base `index` is the first one beyond the border.
  ///
  /// - Parameters:
  ///   - range: the read's bases in the store.
  /// - Returns: true for the event, false for the known message, `nil` if it does not tell.
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
      let place = isLeft ? index + step : index - step
      guard bases[place] < 4, qualities[place] >= 10 else { continue }
      if bases[place] != first[step] { knownMisses += 1 }
      if bases[place] != second[step] { alteredMisses += 1 }
    }
    let fewer = min(knownMisses, alteredMisses)
    guard abs(knownMisses - alteredMisses) >= 2, fewer * 8 <= count else { return nil }
    return alteredMisses < knownMisses
  }
}

/// The views of one gene's events by place.
struct SplicingViews: Sendable {
  /// Sorted by border.
  let byMessage: [SplicingView]
  /// Sorted by record border.
  let byRecord: [SplicingView]

  init(events: [MessageEvent], gene number: Int, of gene: SplicedGene) {
    let views = events.enumerated().filter { $0.element.gene == number }.flatMap {
      SplicingView.pair(of: $0.element, number: $0.offset, gene: gene)
    }.filter { max($0.anchor, $0.reach) <= SplicingView.longest }
    byMessage = views.sorted { ($0.border, $0.event) < ($1.border, $1.event) }
    byRecord = views.sorted { ($0.recordBorder, $0.event) < ($1.recordBorder, $1.event) }
  }

  /// The index of the first view at or after an offset.
  static func first(in views: [SplicingView], from offset: Int, _ place: (SplicingView) -> Int) -> Int {
    var low = 0
    var high = views.count
    while low < high {
      let middle = (low + high) / 2
      if place(views[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
