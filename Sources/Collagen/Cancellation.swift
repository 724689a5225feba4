// A flag by which one thread asks others to stop.

import Synchronization

/// A request to stop, shared by whoever may make it and all who work. It is never taken back.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// Nobody has asked yet.
  package init() {}

  /// Asks for a stop.
  package func cancel() { flag.store(true, ordering: .releasing) }

  /// Whether a stop was asked for.
  package var isCancelled: Bool { flag.load(ordering: .acquiring) }

  /// Throws if a stop was asked for.
  package func check() throws(CancellationError) {
    if isCancelled { throw CancellationError() }
  }
}
