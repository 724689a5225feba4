// Chances: intervals of shares, and what a test of one count could find at best.

import Foundation

/// Clopper-Pearson's interval of a share at 95 %.
func clopperPearson(_ successes: Int, of total: Int) -> (low: Double, high: Double) {
  guard total > 0 else { return (0, 1) }
  func probability(_ p: Double, _ k: Int) -> Double {
    let ways = lgamma(Double(total + 1)) - lgamma(Double(k + 1)) - lgamma(Double(total - k + 1))
    let rest = Double(total - k) * log1p(-p)
    return exp(ways + Double(k) * log(p) + rest)
  }
  func tail(_ p: Double, from low: Int, through high: Int) -> Double {
    var sum = 0.0
    for k in low...high { sum += probability(p, k) }
    return sum
  }
  func solve(_ isBelow: (Double) -> Bool) -> Double {
    var low = 1e-12
    var high = 1 - 1e-12
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
  return (
    successes == 0 ? 0 : solve { tail($0, from: successes, through: total) < 0.025 },
    successes == total ? 1 : solve { tail($0, from: 0, through: successes) > 0.025 }
  )
}

/// The probability that one count tells an event at one false event in 100 samples over all single exons of both genes.
///
/// - Parameter dispersion: variance beyond probability over the squared mean; 0: a Poisson count of exactly known mean.
func bestPower(mean: Double, dispersion: Double, copyNumber: Int, exons: Int) -> Double {
  let level = 0.01 / Double(exons)
  let changed = max(mean * Double(copyNumber) / 2, 0.1)
  func probability(_ k: Int, _ mean: Double) -> Double {
    let x = Double(k)
    guard dispersion > 0 else { return exp(x * log(mean) - mean - lgamma(x + 1)) }
    let shape = 1 / dispersion
    return exp(
      lgamma(x + shape) - lgamma(shape) - lgamma(x + 1) + x * log(mean / (mean + shape))
        + shape * log(shape / (mean + shape)))
  }
  var tail = 0.0
  if copyNumber < 2 {
    var limit = 0
    while tail + probability(limit, mean) <= level {
      tail += probability(limit, mean)
      limit += 1
    }
    return (0..<limit).reduce(0) { $0 + probability($1, changed) }
  }
  var limit = Int(mean * 4 + 80)
  while tail + probability(limit, mean) <= level {
    tail += probability(limit, mean)
    limit -= 1
  }
  return 1 - (0...limit).reduce(0) { $0 + probability($1, changed) }
}
