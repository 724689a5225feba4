// Places at which more fragments break off than the sample's own rate of clipped reads allows, and no call explains why.

import Alignment
import BioSequence
import Numerics

/// A junction between two bases at which more fragments break than usual.
struct BrokenJunction: Sendable, Hashable {
  /// Record offset of the base after the junction.
  let position: Int
  /// Whether the clipped bases lie before the junction.
  let isLeft: Bool
  /// Fragments that are aligned up to the junction and clipped there.
  let broken: Int
  /// Fragments that are aligned to the base beside it.
  let fragments: Int
  /// Phred-scaled number of such junctions expected in a target of this size where nothing breaks.
  let quality: Double
}

/// Where fragments break: an insertion longer than reads show, a mobile element, a translocation, an unread inversion.
///
/// Of the n fragments aligned to one side of a junction between two bases, k have their further bases clipped there. The
/// sample's own rate c is (clipped ends elsewhere) / (2 x bases covered elsewhere), at least 10^-4. Fragments break there if
///
///     P(X >= k) x 2L < 0.01   for X ~ Binomial(n, c), L the target's bases,   k >= 4   and   k >= n / 10
///
/// docs/decisions/0083.
enum BrokenFragments {
  /// Fewest fragments that break at one place.
  static let fewest = 4
  /// Smallest fraction of the fragments there.
  static let smallestFraction = 0.1
  /// Expected number of such places in a target without one.
  static let falseAlarms = 0.01
  /// Fewest bases that a change of equal length replaces for reads over it to be clipped.
  static let leastClipped = 6
  /// A call explains clipped ends this near.
  static let reach = 12
  /// Bases on each side of a junction that are left open: an aligner may take the first new ones for the record's.
  private static let margin = 3
  /// A clipped end to the right and one to the left within this distance are two sides of one place.
  static let oneSite = 60

  /// The junctions of a record, in order of position.
  static func junctions(in pileup: Pileup, reads: PreparedReads, record: CallReference) -> [BrokenJunction] {
    let places = BrokenFragments.places(in: pileup, reads: reads, length: record.sequence.count)
    let covered = record.targets.reduce(0) { sum, target in
      sum + target.reduce(0) { $0 + Int(pileup.rawDepth[$1]) }
    }
    func isUnusual(_ place: Place) -> Bool {
      place.broken >= fewest && Double(place.broken) >= smallestFraction * Double(place.fragments)
    }
    let usualInTargets = places.reduce(0) { sum, place in
      !isUnusual(place) && record.targets.contains { $0.contains(place.position) } ? sum + place.broken : sum
    }
    let rate = max(1e-4, Double(usualInTargets) / Double(max(1, 2 * covered)))
    let tests = Double(2 * record.targets.reduce(0) { $0 + $1.count })
    return places.filter(isUnusual).compactMap { place in
      let tail = 1 - Binomial(trials: place.fragments, probability: rate).cumulative(place.broken - 1)
      let expected = max(tail, 1e-15) * tests
      guard expected < falseAlarms else { return nil }
      return BrokenJunction(
        position: place.position, isLeft: place.isLeft, broken: place.broken, fragments: place.fragments,
        quality: -Phred.perNat * Elementary.log(expected))
    }
  }

  /// Those of the junctions that no passing call explains.
  static func unexplained(
    _ junctions: [BrokenJunction], by calls: [VariantCall], on record: DNASequence
  ) -> [BrokenJunction] {
    let passed = calls.filter(\.isPass)
    func explains(_ call: VariantCall, _ junction: BrokenJunction) -> Bool {
      // Reads that end beside a substitution are clipped too, but few of those over it.
      let isShort =
        call.variant.range.count == call.variant.replacement.count && call.variant.range.count < leastClipped
      return !isShort || junction.broken * 4 <= junction.fragments
    }
    let explained = passed.map { (call: $0, places: BrokenFragments.explained(by: $0.variant, on: record)) }
    return junctions.filter { junction in
      !explained.contains { explains($0.call, junction) && $0.places.contains { $0.contains(junction.position) } }
    }
  }

  private struct Place {
    let position: Int
    let isLeft: Bool
    let broken: Int
    let fragments: Int
  }

  private static func places(in pileup: Pileup, reads: PreparedReads, length: Int) -> [Place] {
    struct Key: Hashable, Comparable {
      let position: Int32
      let isLeft: Bool

      static func < (left: Key, right: Key) -> Bool {
        (left.position, left.isLeft ? 0 : 1) < (right.position, right.isLeft ? 0 : 1)
      }
    }
    var templates: [Key: Set<Int32>] = [:]
    for clip in pileup.clips {
      let template = Int32(truncatingIfNeeded: reads.store.reads[Int(clip.read)].template)
      templates[Key(position: clip.position, isLeft: clip.isLeft), default: []].insert(template)
    }
    return templates.keys.sorted().compactMap { key in
      let beside = Int(key.position) - (key.isLeft ? 0 : 1)
      guard (0..<length).contains(beside), let broken = templates[key]?.count else { return nil }
      return Place(
        position: Int(key.position), isLeft: key.isLeft, broken: broken,
        fragments: max(broken, Int(pileup.rawDepth[beside])))
    }
  }

  /// Where reads of a variant may be clipped: its ends, and for a tandem duplication those of the copied bases.
  private static func explained(by variant: Variant, on record: DNASequence) -> [ClosedRange<Int>] {
    let span = variant.shiftRange(on: record)
    let ends = [min(span.lowerBound, variant.range.lowerBound), max(span.upperBound, variant.range.upperBound)]
    var places = ends
    let copied = variant.replacement.count
    if variant.range.isEmpty, copied > 0 { places += ends.flatMap { [$0 - copied, $0 + copied] } }
    let around = places.map { $0 - reach...$0 + reach }
    let isShort = span.count <= 4 * reach
    return isShort ? around + [ends[0] - reach...ends[1] + reach] : around
  }

  /// The bases beside junctions, of which no verdict of reference can be given: sorted, apart.
  static func ranges(of junctions: [BrokenJunction], length: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var last: BrokenJunction?
    for junction in junctions {
      let own = max(0, junction.position - margin)..<min(length, junction.position + margin)
      if let before = last, before.isLeft != junction.isLeft, junction.position - before.position <= oneSite,
        let range = found.popLast()
      {
        found.append(range.lowerBound..<max(range.upperBound, own.upperBound))
      } else if let range = found.last, own.lowerBound <= range.upperBound {
        found[found.count - 1] = range.lowerBound..<max(range.upperBound, own.upperBound)
      } else {
        found.append(own)
      }
      last = junction
    }
    return found
  }
}
