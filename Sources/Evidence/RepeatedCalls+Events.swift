// Losses, gains and inversions that a file tells more than once: in two forms, by two callers, or exon by exon.

import Documents
import Reporting

extension RepeatedCalls {
  /// Losses or gains with inexact ends of neighbouring exons, as callers by exons write one event, in sentences.
  static func neighbours(_ calls: [Call], _ lines: [Int]) -> [String] {
    var runs: [[Int]] = []
    let events = calls.indices.filter { calls[$0].isPass && calls[$0].inexactExons != nil }
    guard events.count <= 1000 else { return [] }
    let sorted = events.sorted { (calls[$0].inexactExons?.lowerBound ?? 0) < (calls[$1].inexactExons?.lowerBound ?? 0) }
    for index in sorted {
      let run = runs.firstIndex { calls[$0[$0.count - 1]].isBefore(calls[index]) }
      if let run { runs[run].append(index) } else { runs.append([index]) }
    }
    return runs.filter { $0.count > 1 }.map { run in
      let numbers = run.map { String(lines[$0]) }.joined(separator: ", ")
      let exons = run.compactMap { calls[$0].exon }.joined(separator: ", ")
      return
        "lines \(numbers): \(calls[run[0]].event?.words ?? "events") of neighbouring exons (\(exons)) are counted one by one; "
        + "if they are one event, its effect is that of all these exons together: give it as one record"
    }
  }
}

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
    if let symbolic = call.symbolic {
      guard let end = symbolic.end else { return nil }
      (type, first, last) = (symbolic.type, call.pos + 1, end)
      return
    }
    if case .breakend(let junction) = VCFAlternate(call.alt) {
      if let named = StatedEvent.named(call) {
        (type, first, last) = named
        return
      }
      // Both junctions of an inversion keep one side and join the same side.
      guard junction.keepsLeft != junction.joinsRight, junction.position > 0 else { return nil }
      (type, first, last) = ("INV", min(call.pos, junction.position) + 1, max(call.pos, junction.position))
      return
    }
    guard abs(call.ref.utf8.count - call.alt.utf8.count) >= StatedEvent.leastBases else { return nil }
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

extension Call {
  /// The part that two events stated of each, from which on they may be one that two callers wrote: the half that is usual
  /// where calls of structural variants are joined.
  static let samePart = 0.5
  /// Two callers put the ends of one inversion so far apart at most.
  private static let sameEnds = 50

  /// The loss, gain or inversion that the call is.
  var event: StatedEvent? { StatedEvent(self) }

  /// Whether two records of losses or gains are of one event, for all that is known: half of each is the other's, they
  /// change the same exons (or are the same, where they change none), and no phase puts them on different chromosomes.
  func isEvent(like other: Call) -> Bool {
    guard sharedPart(with: other) >= Call.samePart, let own = event, let its = other.event else { return false }
    let isPhased = genotype?.contains("|") == true && other.genotype?.contains("|") == true
    let areAlike =
      hgvsG != nil && hgvsG == other.hgvsG
      || exon == other.exon && exon?.contains("i") == false && consequence == other.consequence
        && collagenEffect == other.collagenEffect
      || own.type == "INV" && abs(own.first - its.first) <= Call.sameEnds && abs(own.last - its.last) <= Call.sameEnds
    return areAlike && !(isPhased && genotype != other.genotype)
  }

  /// The bases that two events of one kind and gene share, as a part of the longer one; 0 for other calls, and for two whose
  /// bases are written out: these are alleles of their own.
  func sharedPart(with other: Call) -> Double {
    guard let (own, its) = events(with: other) else { return 0 }
    let longer = max(own.last - own.first, its.last - its.first) + 1
    return Double(max(0, min(own.last, its.last) - max(own.first, its.first) + 1)) / Double(max(1, longer))
  }

  /// Whether one of two events of one kind lies within the other, whose ends are not exact: a caller by depth tells an
  /// event by its bins.
  func holds(or other: Call) -> Bool {
    guard let (own, its) = events(with: other) else { return false }
    let isIn = own.first <= its.first && its.last <= own.last
    let isAround = its.first <= own.first && own.last <= its.last
    return isIn && !hasExactEnds || isAround && !other.hasExactEnds
  }

  private func events(with other: Call) -> (StatedEvent, StatedEvent)? {
    guard gene == other.gene, let own = event, let its = other.event, own.type == its.type,
      !own.isWritten || !its.isWritten || hgvsG == other.hgvsG
    else { return nil }
    return (own, its)
  }

  /// Whether both ends are stated as exact: without an interval, and named without question marks.
  var hasExactEnds: Bool {
    symbolic?.positionInterval == nil && symbolic?.endInterval == nil && hgvsG?.contains("?") != true
  }

  /// The exons of a loss or gain whose ends are not exact; `nil` for other calls.
  fileprivate var inexactExons: ClosedRange<Int>? {
    guard !hasExactEnds, let event, event.type == "DEL" || event.type == "DUP", let exon, !exon.contains("i") else {
      return nil
    }
    let ends = exon.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return nil }
    return first...last
  }

  /// Whether another event of the same kind and genotype begins at the next exon.
  fileprivate func isBefore(_ next: Call) -> Bool {
    guard let own = inexactExons, let its = next.inexactExons else { return false }
    return gene == next.gene && event?.type == next.event?.type && zygosity == next.zygosity
      && its.lowerBound == own.upperBound + 1
  }
}
