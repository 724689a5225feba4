// Work on several threads, as many as the system has to give.

internal import Synchronization

/// Threads for work that is not reading. They ask nothing of the system but threads: not for `/proc`, nor for descriptors.
package enum WorkerThreads {
  /// Calls a body with every number below `count`, each once, and returns when all calls have returned.
  ///
  /// - Parameters:
  ///   - threads: threads that work, the calling one included; fewer do where the system has no more.
  ///   - body: called in order on one thread, in any order on several.
  package static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let counter = Counter()
      let helpers = (1..<max(1, min(threads, count))).map { _ in WorkerThread() }
        .prefix { $0.start { counter.work(count, body) } }
      counter.work(count, body)
      for helper in helpers { helper.join() }
    }
  }

  /// Runs a body on a thread of its own, for which nobody waits; on the calling one if the system has none left.
  package static func runApart(_ body: @escaping @Sendable () -> Void) {
    let thread = WorkerThread()
    if thread.start(body) { thread.detach() } else { body() }
  }

  /// The next number for whoever has nothing to do.
  private final class Counter: Sendable {
    private let next = Atomic(0)

    func work(_ count: Int, _ body: @Sendable (Int) -> Void) {
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
      }
    }
  }
}
