// Where the pileup supports a variant: candidates, joined to windows in which haplotypes are compared.

import Alignment
import BioSequence

/// Finds the active regions of one record.
struct ActiveRegionFinder: Sendable {
  let reference: Int
  let record: CallReference
  let threshold: CandidateThreshold
  let store: AlignedReadStore
  /// What long reads agree on: their own versions of it, each with errors, are no candidates.
  var agreed: [Variant] = []

  /// Longest window; a read must span it.
  static let longest = 110
  /// Long events are readings of one if both ends lie at most this far apart.
  static let sameEnd = 25
  /// Most long events of one window.
  static let mostEvents = 5
  /// Variants of length from this on are other readings of a long event that ends where they do.
  static let rivalEvent = 30
  /// Candidates are looked for this far beyond the targets.
  static let margin = 60

  /// Windows in order of position. `extra` are candidates from elsewhere (clipped reads).
  func regions(in pileup: Pileup, extra: [Variant]) -> [ActiveRegion] {
    var found: [(span: Range<Int>, variant: Variant)] = []
    for target in searched() {
      for offset in target { found.append(contentsOf: substitutions(at: offset, in: pileup)) }
    }
    found.append(contentsOf: indels(in: pileup))
    for variant in extra {
      let span = variant.shiftRange(on: record.sequence)
      if isNearTarget(span) { found.append((span, variant)) }
    }
    found.sort {
      ($0.span.lowerBound, $0.span.upperBound, $0.variant) < ($1.span.lowerBound, $1.span.upperBound, $1.variant)
    }
    // A long variant has a window of its own: reads do not span it, and it must not swallow what lies inside it.
    let long = found.filter { $0.span.count > ActiveRegionFinder.longest }
    let short = found.filter { $0.span.count <= ActiveRegionFinder.longest }
    return join(short) + longRegions(long, short: short)
  }

  /// Windows of long events. Events whose ends lie close together are several readings of one: they share a window.
  private func longRegions(
    _ long: [(span: Range<Int>, variant: Variant)], short: [(span: Range<Int>, variant: Variant)]
  ) -> [ActiveRegion] {
    var groups: [(span: Range<Int>, variants: [Variant])] = []
    for event in long {
      let index = groups.firstIndex { group in
        abs(group.span.lowerBound - event.span.lowerBound) <= ActiveRegionFinder.sameEnd
          && abs(group.span.upperBound - event.span.upperBound) <= ActiveRegionFinder.sameEnd
          && group.variants.count < ActiveRegionFinder.mostEvents
      }
      if let index {
        let span = groups[index].span
        groups[index].span =
          min(span.lowerBound, event.span.lowerBound)..<max(span.upperBound, event.span.upperBound)
        groups[index].variants.append(event.variant)
      } else {
        groups.append((event.span, [event.variant]))
      }
    }
    return groups.map { group in
      // What else may explain the reads at the ends, wherever equal bases let these lie.
      let ends =
        group.variants.flatMap { [$0.range.lowerBound, $0.range.upperBound] } + [
          group.span.lowerBound, group.span.upperBound,
        ]
      let rivals = short.filter { rival in
        ends.contains {
          rival.span.lowerBound - ActiveRegion.reach < $0
            && $0 < rival.span.upperBound + ActiveRegion.reach
        }
      }
      // Another event that the same reads may show is compared as a whole.
      let span = rivals.filter { $0.variant.lengthChange.magnitude >= ActiveRegionFinder.rivalEvent }
        .reduce(group.span) {
          min($0.lowerBound, $1.span.lowerBound)..<max($0.upperBound, $1.span.upperBound)
        }
      return region(span: span, candidates: group.variants + rivals.map(\.variant), eventCount: group.variants.count)
    }
  }

  private func region(span: Range<Int>, candidates: [Variant], eventCount: Int = 0) -> ActiveRegion {
    let lower = max(0, span.lowerBound - ActiveRegion.flank)
    let upper = min(record.sequence.count, span.upperBound + ActiveRegion.flank)
    return ActiveRegion(
      reference: reference, window: lower..<upper, candidates: candidates, eventCount: eventCount)
  }

  /// The targets with their margins, merged.
  private func searched() -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for target in record.targets {
      let wide =
        max(
          0, target.lowerBound - ActiveRegionFinder.margin)..<min(
          record.sequence.count, target.upperBound + ActiveRegionFinder.margin)
      if let last = merged.last, wide.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(wide.upperBound, last.upperBound)
      } else {
        merged.append(wide)
      }
    }
    return merged
  }

  private func substitutions(at offset: Int, in pileup: Pileup) -> [(span: Range<Int>, variant: Variant)] {
    var found: [(span: Range<Int>, variant: Variant)] = []
    for base in 0..<4 {
      let count = Int(pileup.mismatches[4 * offset + base])
      guard count >= 2, threshold.accepts(count, of: Int(pileup.usableDepth(offset))) else {
        continue
      }
      let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [UInt8(base)]))
      found.append((variant.range, variant))
    }
    return found
  }

  /// Deletions and insertions, each of a position that enough reads have one at.
  private func indels(in pileup: Pileup) -> [(span: Range<Int>, variant: Variant)] {
    var found: [(span: Range<Int>, variant: Variant)] = []
    var index = 0
    while index < pileup.indels.count {
      let event = pileup.indels[index]
      var end = index
      while end < pileup.indels.count, pileup.indels[end].position == event.position { end += 1 }
      defer { index = end }
      let offset = Int(event.position)
      if isVersion(event) { continue }
      // The longest variant comes first: a deletion may begin far from a target and reach into it.
      let reach = max(1, -Int(event.lengthChange))
      guard isNearTarget(offset..<offset + reach), threshold.accepts(end - index, of: Int(pileup.rawDepth[offset]))
      else {
        continue
      }
      var counts: [Variant: Int] = [:]
      for event in pileup.indels[index..<end] {
        let deleted = event.lengthChange < 0 ? offset..<offset - Int(event.lengthChange) : offset..<offset
        counts[Variant(range: deleted, replacement: event.inserted(from: store)), default: 0] += 1
      }
      // One odd read among many is an error; where few reads are, each may be right.
      for (variant, count) in counts where count > 1 || end - index < 5 {
        found.append((variant.shiftRange(on: record.sequence), variant))
      }
    }
    return found
  }

  /// Whether a long indel is one read's version of an event that is agreed on.
  private func isVersion(_ event: IndelEvent) -> Bool {
    abs(event.lengthChange) >= LongReadEvents.shortest
      && agreed.contains {
        $0.range.lowerBound - LongReadEvents.reach < Int(event.position)
          && Int(event.position) < $0.range.upperBound + LongReadEvents.reach
      }
  }

  private func isNearTarget(_ range: Range<Int>) -> Bool {
    record.targets.contains {
      range.lowerBound < $0.upperBound + ActiveRegionFinder.margin
        && range.upperBound > $0.lowerBound - ActiveRegionFinder.margin
    }
  }

  /// Joins candidates that lie close together, as long as the window stays short.
  private func join(_ found: [(span: Range<Int>, variant: Variant)]) -> [ActiveRegion] {
    var regions: [ActiveRegion] = []
    var index = 0
    while index < found.count {
      var span = found[index].span
      var variants = [found[index].variant]
      index += 1
      while index < found.count, found[index].span.lowerBound < span.upperBound + ActiveRegion.reach {
        let wider = span.lowerBound..<max(span.upperBound, found[index].span.upperBound)
        if wider.count > ActiveRegionFinder.longest, found[index].span.lowerBound > span.upperBound { break }
        span = wider
        variants.append(found[index].variant)
        index += 1
      }
      regions.append(region(span: span, candidates: variants))
    }
    return regions
  }
}
