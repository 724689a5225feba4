// Where a read must lie to tell whether its molecule carries a change: longer sequences are met by more reads.

import BioSequence

/// How many places reads that tell have on a changed haplotype and on an unchanged one.
///
///     record    ....|dddddd|....     a read over either end of the deleted bases speaks against the deletion
///     changed   ....|....            a read over the junction speaks for it
///
/// With reads of r bases, d bases taken away, i put in and s bases by which the change may be moved, of which a read
/// must have all and some bases more (o on both sides), r + i - s - 2 o places tell of the change and r + d - s - 2 o
/// against it; no more than twice r - s - 2 o where reads do not reach from end to end. Mates that overlap are one read
/// of the length that they cover together: two reads of 150 bases of a fragment of 200 tell where one of 200 would.
struct TellingPlaces: Sendable, Hashable {
  /// Places of reads that show the change over those of reads that show the record.
  let weight: Double
  /// Whether reads tell of a tandem duplication by its junction only: no read reaches over the unit.
  let isJunctionOnly: Bool
  /// Molecules over a junction for each over an end, were there as many of both.
  let foundOfEnds: Double

  /// Both alike.
  static let even = TellingPlaces(weight: 1, isJunctionOnly: false, foundOfEnds: 1)

  /// Bases that a telling read has beyond the change.
  private static let overhang = 3
  /// Bases that a read has on both sides of an end of a duplicated unit.
  static let endOverhang = 10
  /// Molecules found over a junction for each over an end (measured with `accuracy call`, 40 to 54 duplicated exons at
  /// 100x: 0.99 and 1.01).
  private static let foundAtJunctions = 1.0
  /// With fewer places of its own the record is told by the ends of the unit.
  private static let leastPlaces = 30

  private init(weight: Double, isJunctionOnly: Bool, foundOfEnds: Double) {
    self.weight = weight
    self.isJunctionOnly = isJunctionOnly
    self.foundOfEnds = foundOfEnds
  }

  /// - Parameters:
  ///   - variant: the change, trimmed.
  ///   - span: the record range in which it may be put.
  ///   - readLength: bases of a read.
  ///   - reach: bases that a read covers together with a mate that overlaps it; `nil`: no mate does.
  init(of variant: Variant, span: Range<Int>, readLength: Int, reach: Double? = nil) {
    let taken = variant.range.count
    let put = variant.replacement.count
    let isPure = taken == 0 || put == 0
    guard taken != put, readLength > 2 * TellingPlaces.endOverhang else {
      self = .even
      return
    }
    let moved = isPure ? max(0, span.count - taken) : 0
    let own = readLength - 2 * TellingPlaces.overhang
    let isTandem = taken == 0 && moved >= put
    let found = TellingPlaces.foundAtJunctions
    guard own - moved >= TellingPlaces.leastPlaces else {
      self = isTandem ? TellingPlaces(weight: 1, isJunctionOnly: true, foundOfEnds: found) : .even
      return
    }
    // The bases of telling places on one end; a fragment is as long on either haplotype, so its mates overlap on both.
    let reached = max(reach ?? 0, Double(readLength)) - Double(2 * TellingPlaces.overhang)
    let most = isTandem ? reached : 2 * (reached - Double(moved))
    let with = max(1, min(reached + Double(put - moved), most))
    var without = min(reached + Double(taken - moved), 2 * (reached - Double(moved)))
    // Molecules against a long deletion are counted by halves.
    if taken >= AlleleSupport.longDeletion { without /= 2 }
    self = TellingPlaces(weight: with / max(1, without), isJunctionOnly: false, foundOfEnds: found)
  }

  /// The share of the molecules that a binomial interval may rest on where the junction of a duplication is counted
  /// apart from the ends of its unit: the ratio of two counts varies more than a share.
  static func certainty(ofShare share: Double) -> Double { max(0.15, (1 - share) / (1 + share / 2)) }
}
