// Calls of different windows that cannot all be true.

import BioSequence

/// Settles which of several overlapping calls stand.
///
/// A long event and the short variants at its ends are called in windows of their own. What the one explains, the other
/// may take for a variant too: a base beside a homozygous deletion, a second deletion a little longer. There are two
/// haplotypes, so of calls that overlap or touch no more than two copies are kept, those of the highest quality first;
/// and no two that are phased onto one haplotype: the same fragments show both, and one variant explains them.
enum AlleleConflicts {
  /// A call with the positions at which it touches others.
  private struct Entry {
    let index: Int
    let call: VariantCall
    /// The bases that are taken away; of an insertion or duplication both ends of the stretch that it may lie at.
    let extents: [Range<Int>]
    var isLong: Bool { max(call.variant.range.count, call.variant.replacement.count) >= longest }

    func touches(_ other: Entry) -> Bool {
      call.reference == other.call.reference
        && extents.contains { extent in other.extents.contains { meet(extent, $0) } }
    }

    /// Whether two long events share a breakpoint.
    func sharesEnd(with other: Entry) -> Bool {
      let ends = extents.flatMap { [$0.lowerBound, $0.upperBound] }
      return isLong && other.isLong && call.reference == other.call.reference
        && other.extents.contains { extent in
          ends.contains { abs($0 - extent.lowerBound) <= 5 || abs($0 - extent.upperBound) <= 5 }
        }
    }
  }

  /// The highest quality of a call that better ones contradict.
  private static let contradicted = 10.0
  /// Events of this many bases are long.
  private static let longest = 60

  /// The calls in their order; those that others contradict have a quality of at most ``contradicted`` and the filter
  /// for it.
  static func resolved(_ calls: [VariantCall], references: [CallReference]) -> [VariantCall] {
    var calls = calls
    let entries = calls.enumerated().filter { $1.isPass && $1.zygosity != .mosaic }
      .map { Entry(index: $0, call: $1, extents: extents(of: $1, on: references[$1.reference].sequence)) }
      .sorted {
        $0.call.quality != $1.call.quality ? $0.call.quality > $1.call.quality : $0.index < $1.index
      }
    var kept: [Entry] = []
    for entry in entries {
      let near = kept.filter { $0.touches(entry) }
      if near.contains(where: { areInCis($0.call, entry.call) || $0.sharesEnd(with: entry) })
        || hasThreeCopies(near, and: entry)
      {
        calls[entry.index] = entry.call.lowered(to: contradicted)
      } else {
        kept.append(entry)
      }
    }
    return calls
  }

  private static func extents(of call: VariantCall, on record: DNASequence) -> [Range<Int>] {
    guard call.variant.range.isEmpty else { return [call.variant.range] }
    let span = call.variant.shiftRange(on: record)
    return [span.lowerBound..<span.lowerBound, span.upperBound..<span.upperBound]
  }

  private static func meet(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
  }

  private static func areInCis(_ left: VariantCall, _ right: VariantCall) -> Bool {
    guard let set = left.phaseSet, set == right.phaseSet, left.genotype.isPhased, right.genotype.isPhased else {
      return false
    }
    return left.genotype.first == 1 && right.genotype.first == 1
      || left.genotype.second == 1 && right.genotype.second == 1
  }

  /// Whether at one base of the call, or beside it, more than two copies of variants lie. A long call may reach over
  /// several others that do not meet each other.
  private static func hasThreeCopies(_ near: [Entry], and entry: Entry) -> Bool {
    let positions = (near + [entry]).flatMap { $0.extents.flatMap { [$0.lowerBound, $0.upperBound] } }
    func lies(_ entry: Entry, at position: Int) -> Bool { entry.extents.contains { meet($0, position..<position) } }
    return positions.contains { position in
      lies(entry, at: position)
        && near.filter { lies($0, at: position) }
          .reduce(entry.call.genotype.copies) { $0 + $1.call.genotype.copies } > 2
    }
  }
}

extension VariantCall {
  /// This call with a quality of at most `most`, and the filter for it if that is too low.
  func lowered(to most: Double) -> VariantCall {
    var call = self
    call.quality = min(quality, most)
    if most < VariantCall.leastQuality, !filters.contains(.lowQuality) {
      call.filters = (filters + [.lowQuality]).sorted()
    }
    return call
  }
}
