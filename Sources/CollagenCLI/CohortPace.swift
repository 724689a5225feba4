// How long the rest of a cohort takes, from the cases that were worked on so far.

import Synchronization

/// The pace of a cohort; cases that are kept from an earlier run come at once and do not count.
final class CohortPace: Sendable {
  private let start = ContinuousClock.now
  private let first = Mutex<Int?>(nil)

  /// Seconds until all cases are finished at the pace so far; `nil` for the first case, which says nothing yet.
  ///
  /// - Parameters:
  ///   - finished: cases that are finished, the one that is told of among them.
  ///   - total: all cases.
  func secondsLeft(finished: Int, of total: Int) -> Int? {
    let kept = first.withLock { first in
      let kept = first ?? finished - 1
      first = kept
      return kept
    }
    let worked = finished - kept
    guard worked > 1 else { return nil }
    let seconds = Double((ContinuousClock.now - start).components.seconds)
    return Int((seconds * Double(total - finished) / Double(worked)).rounded(.up))
  }
}
