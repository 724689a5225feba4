// Whether the lanes of a sample are of one person: counts of alleles by lane.

package import BioSequence
import Numerics

/// Two groups of a sample's lanes that one DNA does not explain.
///
/// At a place where the sample shows a substitution, one lane has it in a of n fragments and the others in b of m. Is it one DNA, whatever
/// the fraction of the allele in it (a genotype, a mosaic, an allele that fewer reads align of), the probability is at most
///
///     P0 = max over p of B(a; n, p) B(b; m, p)
///
/// Are they two persons with different genotypes there, an allele being in e, 1/2 or 1 - e of the fragments (e = 0.01), it is
///
///     P1 = 1/6 sum over g != h of B(a; n, g) B(b; m, h)
///     E = mean over d of prod over places of (1 - d + d P1/P0)      d = 0.5, 0.2, 0.05, 0.01
///
/// d is the part of the places at which the two differ: more of strangers than of sibs. Substitutions that the same fragments may show
/// (``together``) are one place with the mean of their P1/P0. Of one DNA E is 1 or less in the mean, so that E >= T has a probability of
/// 1/T at most, however many places there are. Lanes are told apart where E >= 1000 times the number of comparisons. docs/decisions/0340.
package struct LaneComparison: Sendable, Hashable {
  package typealias Count = LaneCount

  /// A substitution at which the two groups differ.
  package struct Difference: Sendable, Hashable {
    package let reference: Int
    package let variant: Variant
    /// Counts of ``LaneComparison/lane`` and of ``LaneComparison/others``.
    package let lane: Count
    package let others: Count
  }

  /// The lane that differs, and those that it differs from, as indices.
  package let lane: Int
  package let others: [Int]
  /// Places at which they differ, by position.
  package let differences: [Difference]
  /// Places that were compared.
  package let places: Int
  /// Places, each beyond the reach of the others' fragments, that all fragments of one and none of the other show.
  package let opposite: Int

  private static let errors = 0.01
  private static let parts = [0.5, 0.2, 0.05, 0.01]
  private static let leastEvidence = 1e3
  /// The least P1/P0 of a difference that is named.
  private static let leastTold = 10.0
  private static let sureDepth = 20
  private static let sureFraction = 0.95
  /// More lanes are held against all others only, not each against each.
  private static let mostPaired = 16

  /// The comparison with the largest E, if it tells two persons.
  ///
  /// - Parameters:
  ///   - sites: substitutions by place: of each the counts by lane.
  ///   - isRobust: whether the one place that tells most is left out, as a primer over a variant may hide one allele.
  init?(_ places: [[LaneSites.Site]], lanes: Int, isRobust: Bool) {
    let groups = LaneComparison.groups(lanes)
    var best: (evidence: Double, lane: Int, others: [Int])?
    for (lane, others) in groups {
      let ratios = places.map { sites in
        let logs = sites.map { LaneComparison.logRatio($0.count(of: [lane]), $0.count(of: others)) }
        return Elementary.logSumExp(logs) - Elementary.log(Double(max(1, logs.count)))
      }.sorted()
      let evidence = LaneComparison.logEvidence(isRobust ? ratios.dropLast() : ratios[...])
      if evidence > best?.evidence ?? -.infinity { best = (evidence, lane, others) }
    }
    guard let best,
      best.evidence >= Elementary.log(LaneComparison.leastEvidence * Double(groups.count))
    else { return nil }
    (lane, others) = (best.lane, best.others)
    self.places = places.count
    let told = places.map { sites in
      sites.compactMap { site -> Difference? in
        let (one, other) = (site.count(of: [best.lane]), site.count(of: best.others))
        guard LaneComparison.logRatio(one, other) >= Elementary.log(LaneComparison.leastTold) else { return nil }
        return Difference(reference: site.reference, variant: site.variant, lane: one, others: other)
      }
    }
    differences = told.flatMap { $0 }
    opposite = told.count { $0.contains(where: LaneComparison.isOpposite) }
  }

  /// Each lane against all others, and each two.
  private static func groups(_ lanes: Int) -> [(lane: Int, others: [Int])] {
    guard lanes > 2 else { return [(1, [0])] }
    let rest = (0..<lanes).map { lane in (lane, (0..<lanes).filter { $0 != lane }) }
    guard lanes <= mostPaired else { return rest }
    return rest + (0..<lanes).flatMap { lane in (0..<lane).map { (lane, [$0]) } }
  }

  /// ln P1/P0.
  static func logRatio(_ one: Count, _ other: Count) -> Double {
    func log(_ count: Count, _ fraction: Double) -> Double {
      let (seen, unseen) = (Double(count.alternate), Double(count.depth - count.alternate))
      return (seen > 0 ? seen * Elementary.log(fraction) : 0) + (unseen > 0 ? unseen * Elementary.log(1 - fraction) : 0)
    }
    let fractions = [errors, 0.5, 1 - errors]
    let pairs = fractions.flatMap { first in
      fractions.filter { $0 != first }.map { log(one, first) + log(other, $0) }
    }
    let all = Count(alternate: one.alternate + other.alternate, depth: one.depth + other.depth)
    guard all.depth > 0 else { return 0 }
    return Elementary.logSumExp(pairs) - Elementary.log(Double(pairs.count)) - log(all, all.fraction)
  }

  /// ln E.
  private static func logEvidence(_ ratios: ArraySlice<Double>) -> Double {
    let products = parts.map { part in
      ratios.reduce(0.0) {
        $0 + Elementary.logSumExp([Elementary.log(1 - part), Elementary.log(part) + $1])
      }
    }
    return Elementary.logSumExp(products) - Elementary.log(Double(parts.count))
  }

  private static func isOpposite(_ found: Difference) -> Bool {
    let (low, high) =
      found.lane.fraction < found.others.fraction ? (found.lane, found.others) : (found.others, found.lane)
    return min(low.depth, high.depth) >= sureDepth && low.fraction <= 1 - sureFraction && high.fraction >= sureFraction
  }
}
