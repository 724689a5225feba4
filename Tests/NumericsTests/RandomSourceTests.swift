// The random generators against published and independently computed numbers, and the moments of what they draw.

import Numerics
import Testing

@Suite struct RandomSourceTests {
  /// The first numbers of the published C code of SplitMix64 (Vigna 2015) for this seed.
  @Test func splitMixKnownAnswers() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
    #expect(SplitMix64.hash(1_234_567) == numbers[0])
  }

  /// xoshiro256** written a second time, from its publication.
  @Test func xoshiroAgreesWithItsDefinition() {
    for seed in [UInt64(0), 42, .max] {
      var filler = SplitMix64(seed: seed)
      var s = (0..<4).map { _ in filler.next() }
      func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { x << k | x >> (64 - k) }
      var random = RandomSource(seed: seed)
      for _ in 0..<1000 {
        let expected = rotated(s[1] &* 5, 7) &* 9
        let t = s[1] << 17
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)
        #expect(random.next() == expected, "seed \(seed)")
      }
    }
  }

  @Test func drawsStayInTheirRanges() {
    var random = RandomSource(seed: 9)
    for bound in [1, 2, 3, 10, 1000, Int.max] {
      for _ in 0..<200 { #expect((0..<bound).contains(random.below(bound))) }
    }
    for _ in 0..<1000 {
      #expect((0..<1).contains(random.uniform()))
      #expect((-3.0..<5).contains(random.uniform(-3, 5)))
      #expect(random.boundedNormal().magnitude <= 6)
    }
    #expect(random.poisson(0) == 0 && random.poisson(-1) == 0)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func moments(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let count = 20_000
    func check(_ values: [Double], mean: Double, deviation: Double, _ name: String) {
      #expect((values.mean - mean).magnitude < 4.5 * deviation / Double(count).squareRoot(), "seed \(seed): \(name)")
      #expect((values.standardDeviation / deviation - 1).magnitude < 0.04, "seed \(seed): \(name)")
    }
    check((0..<count).map { _ in random.uniform() }, mean: 0.5, deviation: (1.0 / 12).squareRoot(), "uniform")
    let normal = (0..<count).map { _ in random.normal() }
    check(normal, mean: 0, deviation: 1, "normal")
    // The tails of a normal variable: P(|Z| > 3) = 0.0027.
    let tail = Double(normal.count { $0.magnitude > 3 }) / Double(count)
    #expect((tail - 0.0027).magnitude < 4.5 * (0.0027 / Double(count)).squareRoot(), "seed \(seed): \(tail)")
    check((0..<count).map { _ in random.boundedNormal() }, mean: 0, deviation: 1, "bounded normal")
    check((0..<count).map { _ in random.poisson(3.5) }, mean: 3.5, deviation: 3.5.squareRoot(), "poisson")
    check((0..<count).map { _ in random.poisson(400) }, mean: 400, deviation: 20, "poisson of a large mean")
    var counts = [Double](repeating: 0, count: 6)
    for _ in 0..<count { counts[random.below(6)] += 1 }
    let expected = Double(count) / 6
    let chi = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(1 - Distribution.chiSquared(chi, df: 5) > 1e-4, "seed \(seed): \(counts)")
  }

  @Test func shufflesArePermutationsWithoutPreference() {
    var random = SplitMix64(seed: 4)
    var places = [Int](repeating: 0, count: 4)
    for _ in 0..<8000 {
      var items = [0, 1, 2, 3]
      random.shuffle(&items)
      #expect(items.sorted() == [0, 1, 2, 3])
      places[items.firstIndex(of: 0) ?? 0] += 1
    }
    #expect(places.allSatisfy { abs($0 - 2000) < 200 }, "\(places)")
    var one = [7]
    random.shuffle(&one)
    #expect(one == [7])
    var (a, b) = (SplitMix64(seed: 5), SplitMix64(seed: 5))
    var (x, y) = (Array(0..<50), Array(0..<50))
    a.shuffle(&x)
    b.shuffle(&y)
    #expect(x == y && x != Array(0..<50))
  }
}
