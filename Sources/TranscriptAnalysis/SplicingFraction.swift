// How many fragments show an event and how many do not, and the fraction that follows, with its interval.

import Numerics

/// The fragments that distinguish an event from the known splicing.
///
/// Left and right are the two ends of what is left out or put in. The form with more bases has two junctions, the other
/// one has one: of a skip the known form is counted at both its junctions, of a retention the event is.
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
/// Of the two forms one has a single junction, seen by s fragments, the other has two, seen by d1 and d2, b by both. The second
/// counts with the mean, so that neither form is seen more often for having more junctions:
///
///     d = (d1 + d2)/2     V = (d1 + d2 + 2b)/4     fraction = s/(s + d) or d/(s + d)
///     n = d (s + d)^2 / (d^2 + s V)                from Var(fraction) = s (d^2 + s V)/(s + d)^4
///
/// The interval is Wilson's (1927, J Am Stat Assoc 22:209) for n fragments: those over both junctions are not counted as
/// independent. For an exon skip this is 1 - PSI. docs/decisions/0062.
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

  init(_ counts: SplicingCounts, isLoss: Bool, ends: CountedEnds) {
    let single = Double(isLoss ? counts.event : counts.known)
    let left = Double(isLoss ? counts.knownLeft : counts.eventLeft)
    let right = Double(isLoss ? counts.knownRight : counts.eventRight)
    let both = Double(isLoss ? counts.knownBoth : counts.eventBoth)
    let double: Double
    let variance: Double
    switch ends {
    case .both:
      double = (left + right) / 2
      // Fragments at one end only add 1/4 each to the variance of the mean, those at both ends 1.
      variance = (left + right + 2 * both) / 4
    case .left:
      double = left
      variance = left
    case .right:
      double = right
      variance = right
    }
    let total = single + double
    var fragments = total
    if double > 0, single > 0 {
      // Var(share) = s (d^2 + s V) / (s + d)^4 for the single form's Poisson count s and the mean d with variance V.
      fragments = double * total * total / (double * double + single * variance)
    } else if single == 0, variance > 0 {
      fragments = double * double / variance
    }
    self.init(part: isLoss ? single : double, total: total, fragments: fragments)
  }
}
