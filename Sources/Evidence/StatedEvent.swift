// What a loss, gain or inversion of a file states, in whatever form, and whether two of them may be one.

import Documents
import Reporting

/// A loss, gain or inversion that is a structural variant, by its symbol, its junction or its length.
struct StatedEvent {
  let type: String
  /// First and last base, 1-based.
  let first, last: Int
  /// Whether its bases are written out, so that it is an allele of its own.
  var isWritten = false

  /// Losses, gains and inversions from so many bases on are told as events by some callers.
  static let leastBases = 50

  var words: String { ["DEL": "deletions", "DUP": "duplications", "INV": "inversions"][type] ?? "events" }

  /// The event of a call; `nil` for small changes, and for junctions with another place than the gene.
  init?(_ call: Call) {
    // Most calls are small and written out.
    let isBracketed = call.alt.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
    let change = abs(call.ref.utf8.count - call.alt.utf8.count)
    guard call.symbolic != nil || isBracketed || change >= StatedEvent.leastBases else { return nil }
    if let symbolic = call.symbolic {
      guard let end = symbolic.end else { return nil }
      (type, first, last) = (symbolic.type, call.pos + 1, end)
      return
    }
    if isBracketed, case .breakend(let junction) = VCFAlternate(call.alt) {
      if let named = StatedEvent.named(call) {
        (type, first, last) = named
        return
      }
      // Both junctions of an inversion keep one side and join the same side.
      guard junction.keepsLeft != junction.joinsRight, junction.position > 0 else { return nil }
      (type, first, last) = ("INV", min(call.pos, junction.position) + 1, max(call.pos, junction.position))
      return
    }
    guard !isBracketed else { return nil }
    if let named = StatedEvent.named(call) {
      (type, first, last) = named
    } else if call.ref.utf8.count > call.alt.utf8.count {
      (type, first, last) = ("DEL", call.pos + 1, call.pos + call.ref.utf8.count - 1)
    } else {
      return nil
    }
    isWritten = true
  }

  /// What a genomic name with exact ends says: `NC_000017.11:g.50194572_50194978del`.
  private static func named(_ call: Call) -> (String, Int, Int)? {
    guard let parts = call.hgvsG?.split(separator: ":g."), parts.count == 2 else { return nil }
    for (ending, type) in [("del", "DEL"), ("dup", "DUP"), ("inv", "INV")] where parts[1].hasSuffix(ending) {
      let ends = parts[1].dropLast(ending.count).split(separator: "_").map { Int($0) }
      guard ends.count == 2, let first = ends[0], let last = ends[1], last - first + 1 >= leastBases else { return nil }
      return (type, first, last)
    }
    return nil
  }
}

/// A call that is a loss, gain or inversion, with what it states.
struct EventCall {
  let call: Call
  let event: StatedEvent

  /// The part that two events stated of each, from which on they may be one that two callers wrote: the half that is usual
  /// where calls of structural variants are joined.
  static let samePart = 0.5
  /// Two callers put the ends of one inversion so far apart at most.
  private static let sameEnds = 50

  init?(_ call: Call) {
    guard let event = StatedEvent(call) else { return nil }
    (self.call, self.event) = (call, event)
  }

  /// Whether two records of losses or gains are of one event, for all that is known: half of each is the other's, they
  /// change the same exons (or are the same, where they change none), and no phase puts them on different chromosomes.
  func isSame(as other: EventCall) -> Bool {
    guard sharedPart(with: other) >= EventCall.samePart else { return false }
    let its = other.call
    let isPhased = call.phaseSet != nil && call.phaseSet == its.phaseSet
    let areAlike =
      call.hgvsG != nil && call.hgvsG == its.hgvsG
      || call.exon == its.exon && call.exon?.contains("i") == false && call.consequence == its.consequence
        && call.collagenEffect == its.collagenEffect
      || event.type == "INV" && abs(event.first - other.event.first) <= EventCall.sameEnds
        && abs(event.last - other.event.last) <= EventCall.sameEnds
    return areAlike && !(isPhased && call.genotype != its.genotype)
  }

  /// Whether two events that are not the same may be one: half of each is the other's, or one lies within the other, whose
  /// ends are not exact, as a caller by depth tells an event by its bins.
  func mayBe(_ other: EventCall) -> Bool {
    guard isComparable(with: other) else { return false }
    let isIn = event.first <= other.event.first && other.event.last <= event.last
    let isAround = other.event.first <= event.first && event.last <= other.event.last
    return sharedPart(with: other) >= EventCall.samePart || isIn && !call.hasExactEnds
      || isAround && !other.call.hasExactEnds
  }

  /// The bases that two events share, as a part of the longer one; 0 for two that cannot be one.
  private func sharedPart(with other: EventCall) -> Double {
    guard isComparable(with: other) else { return 0 }
    let longer = max(event.last - event.first, other.event.last - other.event.first) + 1
    let shared = min(event.last, other.event.last) - max(event.first, other.event.first) + 1
    return Double(max(0, shared)) / Double(max(1, longer))
  }

  /// Whether both are of one kind and gene. Two whose bases are written out are alleles of their own.
  private func isComparable(with other: EventCall) -> Bool {
    call.gene == other.call.gene && event.type == other.event.type
      && (!event.isWritten || !other.event.isWritten || call.hgvsG == other.call.hgvsG)
  }

  /// The exons of a loss or gain whose ends are not exact; `nil` for other calls.
  var inexactExons: ClosedRange<Int>? {
    guard !call.hasExactEnds, event.type == "DEL" || event.type == "DUP", let exon = call.exon, !exon.contains("i")
    else {
      return nil
    }
    let ends = exon.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return nil }
    return first...last
  }
}

extension Call {
  /// Whether both ends are stated as exact: without an interval, and named without question marks.
  var hasExactEnds: Bool {
    symbolic?.positionInterval == nil && symbolic?.endInterval == nil && hgvsG?.contains("?") != true
  }
}
