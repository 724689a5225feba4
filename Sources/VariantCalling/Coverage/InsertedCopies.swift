// Long events that a copy put in elsewhere only seems to make.

import BioSequence

/// Tells a deletion, duplication or inversion from a copy of the record's own bases that was put in somewhere else.
///
///     deletion a..b         right clips at a   left clips at b
///     duplication of s..e   left clips at s    right clips at e
///     inversion of s..e     both at s          both at e
///     copy of s..e at p     both at p          left clips at s, right clips at e
///
/// A copy of s..e put in at p makes the junctions p to s and e to p, which read as a deletion and a duplication, or as two
/// inversions, each of which leaves clipped reads at p without an explanation.
enum InsertedCopies {
  /// Shorter events are compared with their rivals as a whole.
  private static let shortest = 300
  /// So many bases of an insertion must be those beside it for it to be a duplication.
  private static let leastCopied = 100
  /// Fewest fragments that show a junction to be there at all.
  private static let fewest = 2

  /// Whether junctions of the record are evidence against a long event.
  static func contradict(
    _ variant: Variant, _ junctions: [BrokenJunction], clips: [ClipEvent], on record: DNASequence
  ) -> Bool {
    guard max(variant.range.count, variant.replacement.count) >= shortest else { return false }
    let near = BrokenFragments.reach
    let site = BrokenFragments.oneSite
    func breaks(_ isLeft: Bool, _ range: ClosedRange<Int>) -> Bool {
      junctions.contains { $0.isLeft == isLeft && range.contains($0.position) }
    }
    func isShown(_ isLeft: Bool, at position: Int) -> Bool {
      clips.count { $0.isLeft == isLeft && abs(Int($0.position) - position) <= near } >= fewest
    }
    if variant.isInversion(on: record) {
      // Each end of a true one has reads clipped on both sides.
      return [variant.range.lowerBound, variant.range.upperBound].contains { end in
        isShown(true, at: end) != isShown(false, at: end)
      }
    }
    if variant.range.count >= shortest, variant.replacement.count < shortest {
      let (start, end) = (variant.range.lowerBound, variant.range.upperBound)
      return breaks(true, start - site...start + near) || breaks(false, end - near...end + site)
    }
    guard let unit = copied(variant, on: record) else { return false }
    return breaks(false, unit.lowerBound - near...unit.lowerBound + site)
      || breaks(true, unit.upperBound - site...unit.upperBound + near)
  }

  /// The bases beside an insertion that it repeats; `nil` if they are few.
  private static func copied(_ variant: Variant, on record: DNASequence) -> Range<Int>? {
    let new = variant.replacement.codes
    let (lower, upper) = (variant.range.lowerBound, variant.range.upperBound)
    var before = 0
    while before < min(new.count, lower), new[new.count - 1 - before] == record.codes[lower - 1 - before] {
      before += 1
    }
    var after = 0
    while after < min(new.count, record.count - upper), new[after] == record.codes[upper + after] { after += 1 }
    guard max(before, after) >= leastCopied else { return nil }
    return before >= after ? lower - before..<lower : upper..<upper + after
  }
}
