// Counts of which the probability itself differs from sample to sample.

/// The beta-binomial distribution: successes of `trials` whose probability is drawn from a beta distribution.
///
///     P(k) = C(n, k) B(k + a, n - k + b) / B(a, b)     mean a/(a + b)     a + b = (1 - rho)/rho
package struct BetaBinomial: Sendable, Hashable {
  /// Parameters of the beta distribution.
  package let alpha: Double
  package let beta: Double

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
    let used = samples.filter { $0.trials > 0 }
    guard used.count >= 2 else { return nil }
    let trials = used.reduce(0) { $0 + $1.trials }
    let mean = (used.reduce(0) { $0 + $1.successes } + 0.5) / (trials + 1)
    let scatter = used.reduce(0) { sum, sample in
      let excess = sample.successes - sample.trials * mean
      return sum + excess * excess / (sample.trials * mean * (1 - mean))
    }
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
