// Binomial probabilities and intervals: published values, coverage, laws.

import Numerics
import Testing

@Suite struct BinomialTests {
  /// Newcombe 1998 (Stat Med 17:857), table I: the score interval without continuity correction.
  @Test func newcombesScoreIntervals() {
    for (k, n, low, high) in [
      (81.0, 263.0, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
    ] {
      let interval = WilsonInterval(fraction: k / n, trials: n)
      #expect((interval.low - low).magnitude < 5e-5 && (interval.high - high).magnitude < 5e-5, "\(k) of \(n)")
    }
  }

  /// The same table: the exact interval of Clopper and Pearson.
  @Test func newcombesExactIntervals() {
    for (k, n, low, high) in [
      (81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684), (1, 29, 0.0009, 0.1776),
    ] {
      let lower = Binomial.lowerBound(successes: k, trials: n, tail: 0.025)
      let upper = Binomial.upperBound(successes: k, trials: n, tail: 0.025)
      #expect((lower - low).magnitude < 5.1e-5 && (upper - high).magnitude < 5.1e-5, "\(k) of \(n): \(lower)-\(upper)")
    }
    #expect(Binomial.upperBound(successes: 7, trials: 7, tail: 0.05) == 1)
    #expect(
      (Binomial.upperBound(successes: 0, trials: 10, tail: 0.05) - (1 - Elementary.pow(0.05, 0.1))).magnitude < 1e-11)
  }

  private func probability(_ k: Int, _ n: Int, _ p: Double) -> Double {
    Elementary.exp(
      SpecialFunction.logBinomial(n, k) + Double(k) * Elementary.log(p) + Double(n - k) * Elementary.log1p(-p))
  }

  /// Coverage computed, not drawn: the exact interval never below 95 %, the score interval near it.
  @Test func coverage() {
    for n in [10, 40] {
      let wilson = (0...n).map { WilsonInterval(fraction: Double($0) / Double(n), trials: Double(n)) }
      let exact = (0...n).map {
        Binomial.lowerBound(
          successes: $0, trials: n, tail: 0.025, tolerance: 1e-9)...Binomial.upperBound(
            successes: $0, trials: n, tail: 0.025, tolerance: 1e-9)
      }
      var mean = 0.0
      for step in 1..<100 {
        let p = Double(step) / 100
        let probabilities = (0...n).map { probability($0, n, p) }
        let byExact = zip(exact, probabilities).reduce(0) { $0 + ($1.0.contains(p) ? $1.1 : 0) }
        let byWilson = zip(wilson, probabilities).reduce(0) { $0 + ($1.0.low <= p && p <= $1.0.high ? $1.1 : 0) }
        #expect(byExact >= 0.95 - 1e-9, "\(n) \(p)")
        #expect(byWilson > 0.83, "\(n) \(p)")
        mean += byWilson / 99
      }
      #expect((mean - 0.95).magnitude < 0.012, "\(n): \(mean)")
    }
  }

  @Test(arguments: [UInt64(21), 22]) func laws(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<200 {
      let n = 1 + random.below(2000)
      let p = random.uniform(0.001, 0.999)
      let k = random.below(n)
      let below = Binomial(trials: n, probability: p).cumulative(k)
      let above = Binomial(trials: n, probability: 1 - p).cumulative(n - k - 1)
      #expect((below + above - 1).magnitude < 1e-11, "seed \(seed): \(k) of \(n) at \(p)")
      let step = below - Binomial(trials: n, probability: p).cumulative(k - 1)
      #expect((step - probability(k, n, p)).magnitude < 1e-11, "seed \(seed): \(k) of \(n) at \(p)")
      let fraction = Double(k) / Double(n)
      let interval = WilsonInterval(fraction: fraction, trials: Double(n))
      let mirror = WilsonInterval(fraction: 1 - fraction, trials: Double(n))
      #expect(interval.low <= fraction && fraction <= interval.high && interval.low >= 0 && interval.high <= 1)
      #expect((interval.low + mirror.high - 1).magnitude < 1e-12, "seed \(seed): \(k) of \(n)")
      let wider = WilsonInterval(fraction: fraction, trials: 0.5 * Double(n))
      #expect(wider.low <= interval.low && wider.high >= interval.high)
    }
  }

  @Test func edges() {
    #expect(WilsonInterval(fraction: 0, trials: 0) == WilsonInterval(fraction: 1, trials: -1))
    #expect(WilsonInterval(fraction: 0, trials: 0).high == 1)
    let coin = Binomial(trials: 10, probability: 0.5)
    #expect(coin.cumulative(-1) == 0 && coin.cumulative(10) == 1 && coin.cumulative(99) == 1)
    #expect((coin.cumulative(4) - 386.0 / 1024).magnitude < 1e-14)
    #expect(Binomial(trials: 10, probability: 0).cumulative(0) == 1)
    #expect(Binomial(trials: 10, probability: 1).cumulative(9) == 0)
    #expect(Binomial(trials: 10, probability: 1e-30).cumulative(3) == 1)
  }
}
