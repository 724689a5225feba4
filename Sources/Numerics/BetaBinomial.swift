// Counts of which the probability itself differs from sample to sample.

/// The beta-binomial distribution: successes of `trials` whose probability is drawn from a beta distribution.
///
///     P(k) = C(n, k) B(k + a, n - k + b) / B(a, b)     mean a/(a + b)     a + b = (1 - rho)/rho
package struct BetaBinomial: Sendable, Hashable {
  /// Parameters of the beta distribution.
  package let alpha: Double
  package let beta: Double

  /// Means nearer to 1 are taken as this.
  private static let mostMean = 0.999

  /// The mean of the distribution.
  package var mean: Double { alpha / (alpha + beta) }

  /// The standard deviation of the probability itself, without that of counting.
  package var deviation: Double { (mean * (1 - mean) / (alpha + beta + 1)).squareRoot() }

  /// A distribution from its mean (0-1) and its intraclass correlation rho (0-1): 0 would be the binomial distribution.
  ///
  /// - Precondition: both lie between 0 and 1, ends excluded.
  package init(mean: Double, correlation: Double) {
    precondition(mean > 0 && mean < 1 && correlation > 0 && correlation < 1, "a mean and a correlation between 0 and 1")
    let sum = (1 - correlation) / correlation
    alpha = mean * sum
    beta = (1 - mean) * sum
  }

  /// The distribution that samples of successes and trials come from: half a success is added to the mean, and the
  /// correlation is that which explains their scatter (Pearson's X^2 over its degrees of freedom), at least `least`.
  ///
  /// - Returns: `nil` for fewer than two samples with trials.
  package init?(samples: [(successes: Double, trials: Double)], least: Double) {
    self.init(samples: samples.map { ($0.successes, $0.trials, 1) }, level: 1, least: least)
  }

  /// The distribution for a sample of a given level, from samples whose probability is in proportion to their own levels:
  ///
  ///     rate = (sum of successes + 1/2)/(sum of trials x level + level)     mean = rate x level
  ///
  /// - Parameters:
  ///   - samples: successes, trials, and the level (above 0).
  ///   - level: of the sample that is asked about.
  /// - Returns: `nil` for fewer than two samples with trials.
  package init?(samples: [(successes: Double, trials: Double, level: Double)], level: Double, least: Double) {
    let used = samples.filter { $0.trials > 0 && $0.level > 0 }
    guard used.count >= 2, level > 0 else { return nil }
    let trials = used.reduce(0) { $0 + $1.trials }
    let rate =
      (used.reduce(0) { $0 + $1.successes } + 0.5) / (used.reduce(0) { $0 + $1.trials * $1.level } + level)
    let scatter = used.reduce(0) { sum, sample in
      let mean = min(BetaBinomial.mostMean, rate * sample.level)
      let excess = sample.successes - sample.trials * mean
      return sum + excess * excess / (sample.trials * mean * (1 - mean))
    }
    let mean = min(BetaBinomial.mostMean, rate * level)
    let factor = scatter / Double(used.count - 1)
    let size = trials / Double(used.count)
    let correlation = size > 1 ? (factor - 1) / (size - 1) : 0
    self.init(mean: mean, correlation: min(0.5, max(least, correlation)))
  }

  /// The probability of `successes` or more of `trials`.
  package func upperTail(_ successes: Int, of trials: Int) -> Double {
    guard successes > 0 else { return 1 }
    guard successes <= trials else { return 0 }
    let n = Double(trials)
    var k = Double(successes)
    let logFirst =
      SpecialFunction.logBinomial(trials, successes) + logBeta(k + alpha, n - k + beta) - logBeta(alpha, beta)
    var term = Elementary.exp(logFirst)
    var sum = term
    while k < n, term > sum * 1e-12 {
      // P(k + 1)/P(k) from the ratios of the gamma functions.
      term *= (n - k) / (k + 1) * (k + alpha) / (n - k - 1 + beta)
      k += 1
      sum += term
    }
    return min(1, sum)
  }

  /// The probability below which a share `p` of the beta distribution lies.
  package func quantile(_ p: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if SpecialFunction.incompleteBeta(middle, alpha, beta) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func logBeta(_ a: Double, _ b: Double) -> Double {
    SpecialFunction.logGamma(a) + SpecialFunction.logGamma(b) - SpecialFunction.logGamma(a + b)
  }
}
