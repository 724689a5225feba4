// How many molecules show an event and how many do not, and the share that follows, with its interval.

/// The molecules that tell an event from the known splicing.
///
/// Left and right are the two ends of what is left out or put in. The form with more bases has two junctions, the other
/// one has one: of a skip the known form is counted at both its junctions, of a retention the event is.
package struct SplicingCounts: Sendable, Hashable {
  /// Molecules with the event, at either end.
  package internal(set) var event = 0
  /// Molecules with the event at its left end.
  package internal(set) var eventLeft = 0
  /// Molecules with the event at its right end.
  package internal(set) var eventRight = 0
  /// Molecules with the event at both ends.
  package internal(set) var eventBoth = 0
  /// Molecules without the event, at either end.
  package internal(set) var known = 0
  /// Molecules without the event at its left end.
  package internal(set) var knownLeft = 0
  /// Molecules without the event at its right end.
  package internal(set) var knownRight = 0
  /// Molecules without the event at both ends.
  package internal(set) var knownBoth = 0
  /// Different places at which reads with the event begin: copies of one molecule begin at one.
  package internal(set) var places = 0
}

/// Which of an event's two ends count.
enum CountedEnds: Sendable {
  case both
  /// Near the 5' end of the message, where fragments are cut short: only junctions at the same distance from it compare.
  case left
  /// Likewise near the 3' end.
  case right
}

/// The share of messages that have an event, with its 95 % interval.
///
/// The form with two junctions counts with the mean of both, so that neither form is seen more often for having more
/// junctions. The interval is Wilson's (1927, J Am Stat Assoc 22:209) for the number of molecules that would give the
/// same variance: molecules that cross both junctions are not counted as independent.
package struct SplicingShare: Sendable, Hashable {
  /// Share of messages, 0-1.
  package let value: Double
  /// Lower 95 % bound.
  package let low: Double
  /// Upper 95 % bound.
  package let high: Double
  /// The number of molecules that the interval rests on.
  package let molecules: Double

  /// A share from its amounts and the number of independent molecules.
  package init(part: Double, total: Double, molecules: Double) {
    self.molecules = molecules
    guard total > 0, molecules > 0 else {
      value = 0
      low = 0
      high = 1
      return
    }
    let share = part / total
    let z = 1.959964
    let scale = 1 + z * z / molecules
    let centre = share + z * z / (2 * molecules)
    let spread = z * (share * (1 - share) / molecules + z * z / (4 * molecules * molecules)).squareRoot()
    value = share
    low = part <= 0 ? 0 : max(0, (centre - spread) / scale)
    high = part >= total ? 1 : min(1, (centre + spread) / scale)
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
      // Molecules at one end only add 1/4 each to the variance of the mean, those at both ends 1.
      variance = (left + right + 2 * both) / 4
    case .left:
      double = left
      variance = left
    case .right:
      double = right
      variance = right
    }
    let total = single + double
    var molecules = total
    if double > 0, single > 0 {
      // Var(share) = s (d^2 + s V) / (s + d)^4 for the single form's Poisson count s and the mean d with variance V.
      molecules = double * total * total / (double * double + single * variance)
    } else if single == 0, variance > 0 {
      molecules = double * double / variance
    }
    self.init(part: isLoss ? single : double, total: total, molecules: molecules)
  }
}
