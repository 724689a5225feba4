// Intervals for a proportion, and the binomial probabilities they rest on.

/// The 95 % score interval of a proportion.
///
/// (p + z^2/2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2/n), z = 1.96 (Wilson 1927, J Am Stat Assoc 22:209).
package struct WilsonInterval: Sendable, Hashable {
  /// Lower bound, 0 where nothing was seen.
  package let low: Double
  /// Upper bound, 1 where nothing else was seen.
  package let high: Double

  /// The interval of a fraction that rests on `trials` independent observations, not necessarily a whole number of them; 0-1
  /// without any.
  package init(fraction: Double, trials n: Double) {
    guard n > 0 else {
      low = 0
      high = 1
      return
    }
    let z = Distribution.normal95
    let centre = fraction + z * z / (2 * n)
    let half = z * (fraction * (1 - fraction) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    low = fraction <= 0 ? 0 : Swift.max(0, (centre - half) / scale)
    high = fraction >= 1 ? 1 : Swift.min(1, (centre + half) / scale)
  }
}

/// The binomial distribution.
package struct Binomial: Sendable {
  /// The number of trials.
  package let trials: Int
  /// The probability of a success, 0-1.
  package let probability: Double

  /// A distribution of the number of successes.
  package init(trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// P(X <= k).
  ///
  /// From the likeliest of these numbers on, downward, each probability is the one before times a ratio: one exponential in all.
  /// - Complexity: O(k) at most, less where the terms vanish.
  package func cumulative(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    guard k < trials, probability > 0 else { return 1 }
    guard probability < 1 else { return 0 }
    // Above the mean the other tail is the shorter sum.
    if Double(k) >= probability * Double(trials) {
      return 1 - Binomial(trials: trials, probability: 1 - probability).cumulative(trials - k - 1)
    }
    let top =
      SpecialFunction.logBinomial(trials, k) + Double(k) * Elementary.log(probability)
      + Double(trials - k) * Elementary.log1p(-probability)
    let odds = (1 - probability) / probability
    var term = 1.0
    var sum = 1.0
    for i in stride(from: k, to: 0, by: -1) {
      term *= Double(i) / Double(trials - i + 1) * odds
      sum += term
      if term < 1e-17 * sum { break }
    }
    return Elementary.exp(top) * sum
  }

  /// The largest probability of success at which k or fewer successes have a probability of `tail`: the upper bound of
  /// Clopper and Pearson (1934, Biometrika 26:404); 1 if k is all of them.
  ///
  /// - Parameter tolerance: how far the bound may lie too high.
  package static func upperBound(successes k: Int, trials: Int, tail: Double, tolerance: Double = 1e-12) -> Double {
    guard k < trials else { return 1 }
    var low = 0.0
    var high = 1.0
    while high - low > tolerance {
      let middle = (low + high) / 2
      if Binomial(trials: trials, probability: middle).cumulative(k) > tail { low = middle } else { high = middle }
    }
    return high
  }

  /// The lower bound of Clopper and Pearson: the smallest probability at which k or more have a probability of `tail`.
  package static func lowerBound(successes k: Int, trials: Int, tail: Double, tolerance: Double = 1e-12) -> Double {
    1 - upperBound(successes: trials - k, trials: trials, tail: tail, tolerance: tolerance)
  }
}
