// Tail probabilities against sums of a plain formula, and the fit of mean and scatter.

import Testing

@testable import Numerics

@Suite struct BetaBinomialTests {
  @Test func theUniformPriorMakesEveryCountAlike() {
    // alpha = beta = 1: P(k) = 1/(n + 1).
    let even = BetaBinomial(mean: 0.5, correlation: 1.0 / 3)
    #expect(abs(even.alpha - 1) < 1e-12 && abs(even.beta - 1) < 1e-12)
    for k in 0...20 { #expect(abs(even.upperTail(k, of: 20) - Double(21 - k) / 21) < 1e-10) }
    #expect(abs(even.quantile(0.975) - 0.975) < 1e-9)
  }

  @Test func withoutScatterItIsTheBinomialDistribution() {
    let narrow = BetaBinomial(mean: 0.1, correlation: 1e-7)
    let binomial = Binomial(trials: 100, probability: 0.1)
    for k in [5, 10, 15, 25] {
      #expect(abs(narrow.upperTail(k, of: 100) - (1 - binomial.cumulative(k - 1))) < 1e-4, "\(k)")
    }
  }

  @Test func scatterWidensTheTail() throws {
    let alike = [(successes: 10.0, trials: 1000.0), (11, 1000), (9, 1000), (10, 1000)]
    let apart = [(successes: 2.0, trials: 1000.0), (30, 1000), (5, 1000), (3, 1000)]
    let first = try #require(BetaBinomial(samples: alike, least: 0.0005))
    let second = try #require(BetaBinomial(samples: apart, least: 0.0005))
    #expect(first.upperTail(40, of: 1000) < 1e-4 && second.upperTail(40, of: 1000) > 1e-3)
    #expect(BetaBinomial(samples: [(0, 100)], least: 0.001) == nil)
    let none = try #require(BetaBinomial(samples: [(0, 1600), (0, 1600), (0, 1600), (0, 1600)], least: 0.0005))
    #expect(none.upperTail(16, of: 1600) < 1e-5 && none.quantile(0.975) < 0.002)
  }

  @Test func endsAreSafe() {
    let any = BetaBinomial(mean: 0.2, correlation: 0.01)
    #expect(any.upperTail(0, of: 10) == 1 && any.upperTail(11, of: 10) == 0 && any.upperTail(10, of: 10) > 0)
  }
}
