// Regions on several threads.

import SequenceIO

/// Loops whose rounds run side by side.
package enum ParallelLoop {
  /// A loop over regions on several threads that begins no further one once a stop is asked for.
  package static func over(
    threads: Int, _ cancellation: Cancellation
  ) -> (Int, @Sendable (Int) -> Void) throws(CancellationError) -> Void {
    { count, body throws(CancellationError) in
      if threads > 1 {
        WorkerThreads.forEach(count, threads: threads) { if !cancellation.isCancelled { body($0) } }
      } else {
        for number in 0..<count where !cancellation.isCancelled { body(number) }
      }
      try cancellation.check()
    }
  }
}
