// The fraction of fragments with a variant, and its confidence interval.

import Numerics

/// The fraction p = k/n of informative fragments that carry a variant, mates counted once, with its 95 % interval.
///
///     (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)         (Wilson 1927, J Am Stat Assoc 22:209)
///
/// Of a true fraction f, f + (1-f) m fragments show the variant, m being misread: both bounds b become (b - m)/(1 - m).
package struct AlleleFraction: Sendable, Hashable {
  /// Fragments with the variant over informative fragments, 0-1.
  package let value: Double
  /// Lower 95 % bound.
  package let low: Double
  /// Upper 95 % bound.
  package let high: Double

  /// The fraction and its interval from counts; 0 with the interval 0-1 if there is no fragment.
  ///
  /// - Parameter misread: the probability, 0-1, that a fragment without the variant reads as if it had it. Of a fraction f of
  ///   fragments with the variant, f + (1 - f) `misread` show it.
  package init(alternate: Int, total: Int, misread: Double = 0) {
    self.init(alternate: alternate, total: total, misread: misread, certainty: 1)
  }

  /// The same with an interval as wide as that of fewer fragments.
  ///
  /// - Parameter certainty: the part of the fragments, 0-1, that the interval rests on.
  init(alternate: Int, total: Int, misread: Double, certainty: Double) {
    guard total > 0 else {
      value = 0
      low = 0
      high = 1
      return
    }
    let fraction = Double(alternate) / Double(total)
    let shown = WilsonInterval(fraction: fraction, trials: Double(total) * certainty)
    value = fraction
    func withoutMisread(_ bound: Double) -> Double { max(0, (bound - misread) / (1 - misread)) }
    low = alternate == 0 ? 0 : withoutMisread(shown.low)
    high = alternate == total ? 1 : max(fraction, min(1, withoutMisread(shown.high)))
  }

  private init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The fraction if fragments with the variant are informative `weight` times as often as others.
  func weighing(_ weight: Double) -> AlleleFraction {
    guard weight != 1, weight > 0 else { return self }
    func weighed(_ fraction: Double) -> Double { fraction / (fraction + weight * (1 - fraction)) }
    return AlleleFraction(value: weighed(value), low: weighed(low), high: weighed(high))
  }
}
