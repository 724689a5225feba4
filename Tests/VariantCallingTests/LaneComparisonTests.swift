// Lanes of one person and of two: counts of alleles by lane.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct LaneComparisonTests {
  private typealias Count = LaneComparison.Count

  private static let base = Variant(range: 10..<11, replacement: DNASequence(codes: [1]))

  /// Places with one site each; the counts of every lane as (with the variant, all).
  private func places(_ counts: [[(Int, Int)]]) -> [[LaneSites.Site]] {
    counts.map { lanes in
      [LaneSites.Site(reference: 0, variant: Self.base, counts: lanes.map { Count(alternate: $0.0, depth: $0.1) })]
    }
  }

  private func told(_ counts: [[(Int, Int)]], isRobust: Bool = false) -> LaneComparison? {
    LaneComparison(places(counts), lanes: counts[0].count, isRobust: isRobust)
  }

  /// Any fraction of any allele, in lanes of unequal depth: one DNA is never told to be two.
  @Test func lanesOfOneDNAAreNotToldApart() {
    var random = TestRandom(seed: 5)
    func count(_ depth: Int, _ percent: Int) -> (Int, Int) {
      ((0..<depth).count { _ in random.below(100) < percent }, depth)
    }
    for number in 0..<2000 {
      let depths = (0..<2 + number % 3).map { _ in [1, 5, 20, 60][random.below(4)] }
      let counts = (0..<1 + random.below(20)).map { _ in
        let percent = [50, 50, 99, 30, 10, 75][random.below(6)]
        return depths.map { count($0, percent) }
      }
      #expect(told(counts) == nil, "\(counts)")
    }
  }

  /// What differs between batches of one DNA: an allele that fewer fragments of one show, a mosaic of one tissue, errors of one library.
  @Test(arguments: [
    [(500, 1000), (400, 1000)], [(20, 200), (0, 200)], [(60, 1000), (0, 1000)], [(0, 30), (1, 3)], [(15, 30), (0, 2)],
  ])
  func unequalFractionsAreNoOtherGenotypes(_ lanes: [(Int, Int)]) {
    #expect(told([lanes, lanes, lanes]) == nil)
  }

  @Test(arguments: [
    ([[(20, 40), (0, 40)], [(0, 30), (14, 30)]], 1, 0), ([[(40, 40), (0, 40)]], 1, 1),
    ([[(40, 40), (0, 40)], [(0, 20), (20, 20)]], 1, 2), ([[(20, 40), (1, 40)], [(20, 40), (38, 40)]], 1, 0),
    (
      [
        [(0, 10), (1, 10), (10, 10), (0, 10)], [(5, 10), (4, 10), (0, 10), (6, 10)],
        [(9, 10), (10, 10), (4, 10), (10, 10)],
      ], 2, 0
    ),
  ])
  func otherGenotypesAreToldWithTheirLane(_ counts: [[(Int, Int)]], _ lane: Int, _ opposite: Int) throws {
    let found = try #require(told(counts))
    #expect(found.lane == lane && found.others == (0..<counts[0].count).filter { $0 != lane })
    #expect(found.opposite == opposite && found.differences.count == counts.count && found.places == counts.count)
  }

  /// Two persons in two lanes each, of which no lane differs from all others together.
  @Test func everyTwoLanesAreCompared() {
    let counts = (0..<3).map { _ in [(20, 40), (20, 40), (0, 40), (0, 40)] }
    #expect(told(counts) != nil)
  }

  /// A lane of about one fragment a place, where forty places differ.
  @Test func manyPlacesTellALaneOfFewFragments() {
    #expect(told((0..<40).map { $0 % 2 == 0 ? [(30, 30), (0, 1)] : [(15, 30), (0, 1)] }) != nil)
    #expect(told((0..<40).map { $0 % 2 == 0 ? [(15, 30), (1, 1)] : [(15, 30), (0, 1)] }) == nil)
  }

  /// A primer over a variant hides an allele in the amplicons of one kit.
  @Test func oneAmpliconAloneTellsNothing() {
    let one = [[(20, 40), (0, 40)], [(20, 40), (22, 40)]]
    #expect(told(one) != nil && told(one, isRobust: true) == nil)
    #expect(told(one + [[(0, 40), (20, 40)]], isRobust: true) != nil)
  }

  /// Substitutions beside an indel and those that the same fragments show; mates are one fragment.
  @Test func sitesAreCountedByLane() {
    let codes = randomCodes(6000, seed: 41)
    var sample = HandMade(codes)
    func changed(_ places: [Int], _ range: Range<Int>) -> [Int: UInt8] {
      Dictionary(uniqueKeysWithValues: places.filter { range.contains($0) }.map { ($0, (codes[$0] + 1) & 3) })
    }
    for number in 0..<40 {
      let isFirst = number < 25
      for (start, places) in [(1000, isFirst ? [1050, 1120] : []), (3000, [3050]), (5000, isFirst ? [] : [5060])] {
        let range = start + number % 20..<start + number % 20 + 150
        let template = number * 3 + start / 2000
        sample.add(range, changed: changed(places, range), template: template)
        sample.add(range, changed: changed(places, range), strand: .reverse, template: template, isSecond: true)
      }
    }
    let found = LaneSites(
      sample.prepared(), pileups: [sample.pileup()], references: [sample.reference], firstTemplates: [0, 75],
      hasLongReads: false)
    #expect(found.places.map { $0.map(\.variant.range.lowerBound) } == [[1050, 1120], [3050], [5060]])
    let counts = found.places.flatMap { $0 }.map { $0.counts.map { [$0.alternate, $0.depth] } }
    #expect(
      counts == [[[25, 25], [0, 15]], [[25, 25], [0, 15]], [[25, 25], [15, 15]], [[0, 25], [15, 15]]])
  }
}
