// How many fragments show an event and how many do not, and the fraction that follows, with its interval.

import Numerics

/// The fragments that distinguish an event from the known splicing.
///
/// Left is the known donor before what is left out or put in, right the known acceptor behind it. Fragments count at a site
/// with the same number of bases on both its sides, whatever form they have.
package struct SplicingCounts: Sendable, Hashable {
  /// Fragments with the event, at either end.
  package internal(set) var event = 0
  /// Fragments with the event at its left end.
  package internal(set) var eventLeft = 0
  /// Fragments with the event at its right end.
  package internal(set) var eventRight = 0
  /// Fragments with the event at both ends.
  package internal(set) var eventBoth = 0
  /// Fragments without the event, at either end.
  package internal(set) var known = 0
  /// Fragments without the event at its left end.
  package internal(set) var knownLeft = 0
  /// Fragments without the event at its right end.
  package internal(set) var knownRight = 0
  /// Fragments without the event at both ends.
  package internal(set) var knownBoth = 0
  /// Different positions at which reads with the event begin: copies of one fragment begin at one.
  package internal(set) var starts = 0
}

/// Which of an event's two ends count.
enum CountedEnds: Sendable {
  case both
  /// Near the 5' end of the transcript, where fragments are cut short: only junctions at the same distance from it compare.
  case left
  /// Likewise near the 3' end.
  case right
}

/// The fraction of transcripts that have an event, with its 95 % interval.
///
/// With e1 and e2 fragments of the event at the donor and at the acceptor, e12 of them at both, and k1, k2, k12 of the other
/// forms:
///
///     x = (e1 + e2)/2     Vx = (e1 + e2 + 2 e12)/4     y = (k1 + k2)/2     Vy = (k1 + k2 + 2 k12)/4
///     fraction = x/(x + y)     n = x y (x + y)^2 / (y^2 Vx + x^2 Vy)      (delta method, Poisson counts)
///
/// The interval is Wilson's (1927, J Am Stat Assoc 22:209) for n fragments: those at both sites are not counted as
/// independent. For an exon skip this is 1 - PSI. docs/decisions/0062, 0165.
package struct SplicingFraction: Sendable, Hashable {
  /// Fraction of transcripts, 0-1.
  package let value: Double
  /// Lower 95 % bound.
  package let low: Double
  /// Upper 95 % bound.
  package let high: Double
  /// The number of fragments that the interval rests on.
  package let fragments: Double

  /// A fraction from its amounts and the number of independent fragments.
  package init(part: Double, total: Double, fragments: Double) {
    self.fragments = fragments
    guard total > 0, fragments > 0 else {
      value = 0
      low = 0
      high = 1
      return
    }
    let fraction = part / total
    let interval = WilsonInterval(fraction: fraction, trials: fragments)
    value = fraction
    low = interval.low
    high = interval.high
  }

  private init(value: Double, low: Double, high: Double, fragments: Double) {
    self.value = value
    self.low = low
    self.high = high
    self.fragments = fragments
  }

  init(_ counts: SplicingCounts, ends: CountedEnds) {
    func mean(_ left: Int, _ right: Int, _ both: Int) -> (value: Double, variance: Double) {
      switch ends {
      case .both: (Double(left + right) / 2, Double(left + right + 2 * both) / 4)
      case .left: (Double(left), Double(left))
      case .right: (Double(right), Double(right))
      }
    }
    let (x, xVariance) = mean(counts.eventLeft, counts.eventRight, counts.eventBoth)
    let (y, yVariance) = mean(counts.knownLeft, counts.knownRight, counts.knownBoth)
    let total = x + y
    var fragments = total
    if x > 0, y > 0 {
      fragments = x * y * total * total / (y * y * xVariance + x * x * yVariance)
    } else if total > 0 {
      fragments = total * total / (xVariance + yVariance)
    }
    self.init(part: x, total: total, fragments: fragments)
  }

  /// The same fraction where fragments that show it may be missing: it may be larger, to 1.
  var asLowerLimit: SplicingFraction { SplicingFraction(value: value, low: low, high: 1, fragments: fragments) }

  /// The same fraction where fragments that show another form may be missing: it may be smaller, to 0.
  var asUpperLimit: SplicingFraction { SplicingFraction(value: value, low: 0, high: high, fragments: fragments) }

  /// What is left of a fraction of all transcripts when those that are not spliced yet are taken out.
  ///
  ///     mature = (fraction - u)/(1 - u)
  ///
  /// - Parameters:
  ///   - background: u and how much it differs from intron to intron (one standard deviation), which widens the interval.
  func without(_ background: UnsplicedLevel) -> SplicingFraction {
    guard background.fraction < 1 else { return SplicingFraction(part: 0, total: 1, fragments: fragments) }
    let scale = 1 / (1 - background.fraction)
    let spread = 1.96 * background.deviation
    let below = ((value - low) * (value - low) + spread * spread).squareRoot()
    let above = ((high - value) * (high - value) + spread * spread).squareRoot()
    func mature(_ value: Double) -> Double { min(1, max(0, (value - background.fraction) * scale)) }
    return SplicingFraction(
      value: mature(value), low: mature(value - below), high: mature(value + above), fragments: fragments)
  }

  /// The fraction among transcripts with the event and those that are spliced as known, from that among all.
  ///
  ///     ratio = x/(x + k),  x = fraction/(1 - fraction),  k = known fraction of the others
  func beside(known: Int, of others: Int) -> SplicingFraction {
    guard known < others, known > 0 else { return self }
    let k = Double(known) / Double(others)
    func ratio(_ value: Double) -> Double { value < 1 ? value / (value + k * (1 - value)) : 1 }
    return SplicingFraction(value: ratio(value), low: ratio(low), high: ratio(high), fragments: fragments)
  }
}
