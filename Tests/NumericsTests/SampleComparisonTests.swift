// Fisher's exact test and the rank sum against known values.

import Numerics
import Testing

@Suite struct SampleComparisonTests {
  @Test func fisherAgreesWithTheTeaTable() {
    // Fisher's tea: 3 of 4 and 1 of 4; two-sided p 34/70.
    #expect(abs(SampleComparison.fisherExact(3, 1, 1, 3) - 34.0 / 70) < 1e-9)
    #expect(abs(SampleComparison.fisherExact(4, 0, 0, 4) - 2.0 / 70) < 1e-9)
    #expect(SampleComparison.fisherExact(5, 0, 7, 0) == 1)
  }

  @Test func rankSumIsAntisymmetricAndZeroForEqualSamples() {
    #expect(SampleComparison.rankSum([1, 2, 3], [1, 2, 3]) == 0)
    let low = SampleComparison.rankSum(Array(0..<10), Array(10..<20))
    #expect(low < -3.7 && low > -3.9)
    #expect(abs(low + SampleComparison.rankSum(Array(10..<20), Array(0..<10))) < 1e-12)
  }

  /// scipy 1.x: fisher_exact and, by the normal approximation with ties and without continuity correction, mannwhitneyu.
  @Test func agreesWithSciPy() {
    let tables: [(Int, Int, Int, Int, Double)] = [
      (12, 5, 3, 14, 0.0048957925729217495),
      (1, 20, 15, 9, 4.564573755652013e-05),
      (40, 2, 60, 41, 6.182380098416022e-06),
      (300, 200, 250, 310, 6.035492598762512e-07),
      (0, 8, 9, 1, 0.0004113533525298232),
      (7, 7, 7, 7, 1.0),
    ]
    for (a, b, c, d, p) in tables {
      let value = SampleComparison.fisherExact(a, b, c, d)
      #expect((value / p - 1).magnitude < 1e-9, "\(a) \(b) \(c) \(d): \(value)")
    }
    let z = SampleComparison.rankSum([3, 5, 5, 9, 12, 14, 2, 2], [5, 6, 7, 7, 9, 15, 20, 21, 22, 12])
    #expect((z - -2.0520921533974485).magnitude < 1e-12)
  }

  @Test(arguments: [UInt64(71), 72]) func laws(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<200 {
      let (a, b, c, d) = (random.below(30), random.below(30), random.below(30), random.below(30))
      let p = SampleComparison.fisherExact(a, b, c, d)
      #expect(p > 0 && p <= 1, "seed \(seed): \(a) \(b) \(c) \(d)")
      for other in [
        SampleComparison.fisherExact(c, d, a, b), SampleComparison.fisherExact(b, a, d, c),
        SampleComparison.fisherExact(a, c, b, d),
      ] { #expect((other - p).magnitude < 1e-9, "seed \(seed): \(a) \(b) \(c) \(d)") }
      let sample = (0..<(1 + a)).map { _ in random.below(20) }
      let against = (0..<(1 + b)).map { _ in random.below(20) }
      let z = SampleComparison.rankSum(sample, against)
      #expect((z + SampleComparison.rankSum(against, sample)).magnitude < 1e-12, "seed \(seed)")
      // Only the order of the values counts.
      let stretched = SampleComparison.rankSum(sample.map { $0 * $0 }, against.map { $0 * $0 })
      #expect((z - stretched).magnitude < 1e-12, "seed \(seed)")
    }
  }

  @Test func nothingToCompare() {
    #expect(SampleComparison.fisherExact(0, 0, 3, 4) == 1 && SampleComparison.fisherExact(3, 0, 4, 0) == 1)
    #expect(SampleComparison.rankSum([], [1]) == 0 && SampleComparison.rankSum([1], []) == 0)
    #expect(SampleComparison.rankSum([5, 5], [5]) == 0)
  }
}
