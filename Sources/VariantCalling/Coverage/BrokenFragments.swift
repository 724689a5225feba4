// Places at which more fragments break off than the sample's own rate of clipped reads allows, and no call explains why.

import Alignment
import BioSequence
import Numerics

/// Where fragments break: an insertion longer than reads show, a mobile element, a translocation, an unread inversion.
///
/// Of the n fragments aligned to one side of a junction between two bases, k have their further bases clipped there. The
/// sample's own rate c is (clipped ends elsewhere) / (2 x bases covered elsewhere), at least 10^-4. Fragments break there if
///
///     P(X >= k) x 2L < 0.01   for X ~ Binomial(n, c), L the target's bases,   k >= 4   and   k >= n / 10
///
/// Junctions that a passing call explains are left out. docs/decisions/0083.
struct BrokenFragments: Sendable {
  /// The bases beside such junctions, of which no verdict of reference can be given: sorted, apart.
  let ranges: [Range<Int>]

  /// Fewest fragments that break at one place.
  static let fewest = 4
  /// Smallest fraction of the fragments there.
  static let smallestFraction = 0.1
  /// Expected number of such places in a target without one.
  static let falseAlarms = 0.01
  /// A call explains clipped ends this near.
  private static let reach = 12
  /// Bases on each side of a junction that are left open: an aligner may take the first new ones for the record's.
  private static let margin = 3
  /// A clipped end to the right and one to the left within this distance are two sides of one place.
  private static let oneSite = 60

  init(pileup: Pileup, reads: PreparedReads, record: CallReference, calls: [VariantCall]) {
    let sites = BrokenFragments.sites(in: pileup, reads: reads, length: record.sequence.count)
    let covered = record.targets.reduce(0) { sum, target in
      sum + target.reduce(0) { $0 + Int(pileup.rawDepth[$1]) }
    }
    let usual = sites.filter { site in
      Double(site.broken) < BrokenFragments.smallestFraction * Double(site.fragments)
        || site.broken < BrokenFragments.fewest
    }
    let usualInTargets = usual.reduce(0) { sum, site in
      record.targets.contains { $0.contains(site.position) } ? sum + site.broken : sum
    }
    let rate = max(1e-4, Double(usualInTargets) / Double(max(1, 2 * covered)))
    let tests = 2 * record.targets.reduce(0) { $0 + $1.count }
    let explained = calls.filter(\.isPass).map { BrokenFragments.explained(by: $0.variant, on: record.sequence) }
    let broken = sites.filter { site in
      guard site.broken >= BrokenFragments.fewest,
        Double(site.broken) >= BrokenFragments.smallestFraction * Double(site.fragments),
        !explained.contains(where: { $0.contains { $0.contains(site.position) } })
      else { return false }
      let tail = 1 - Binomial(trials: site.fragments, probability: rate).cumulative(site.broken - 1)
      return tail * Double(tests) < BrokenFragments.falseAlarms
    }
    ranges = BrokenFragments.joined(broken, length: record.sequence.count)
  }

  /// A junction, and the fragments on one side of it.
  private struct Site {
    /// Record offset of the base after the junction.
    let position: Int
    /// Whether the clipped bases lie before the junction.
    let isLeft: Bool
    /// Fragments that are aligned up to the junction and clipped there.
    let broken: Int
    /// Fragments that are aligned to the base beside it.
    let fragments: Int
  }

  private static func sites(in pileup: Pileup, reads: PreparedReads, length: Int) -> [Site] {
    struct Place: Hashable, Comparable {
      let position: Int32
      let isLeft: Bool

      static func < (left: Place, right: Place) -> Bool {
        (left.position, left.isLeft ? 0 : 1) < (right.position, right.isLeft ? 0 : 1)
      }
    }
    var templates: [Place: Set<Int32>] = [:]
    for clip in pileup.clips {
      let template = Int32(truncatingIfNeeded: reads.store.reads[Int(clip.read)].template)
      templates[Place(position: clip.position, isLeft: clip.isLeft), default: []].insert(template)
    }
    return templates.keys.sorted().compactMap { place in
      let beside = Int(place.position) - (place.isLeft ? 0 : 1)
      guard (0..<length).contains(beside), let broken = templates[place]?.count else { return nil }
      return Site(
        position: Int(place.position), isLeft: place.isLeft, broken: broken,
        fragments: max(broken, Int(pileup.rawDepth[beside])))
    }
  }

  /// The places at which reads of a variant may be clipped: its ends, and for a tandem duplication those of the copied bases.
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

  private static func joined(_ sites: [Site], length: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var last: Site?
    for site in sites {
      let own = max(0, site.position - margin)..<min(length, site.position + margin)
      if let before = last, before.isLeft != site.isLeft, site.position - before.position <= oneSite,
        let range = found.popLast()
      {
        found.append(range.lowerBound..<max(range.upperBound, own.upperBound))
      } else if let range = found.last, own.lowerBound <= range.upperBound {
        found[found.count - 1] = range.lowerBound..<max(range.upperBound, own.upperBound)
      } else {
        found.append(own)
      }
      last = site
    }
    return found
  }
}
