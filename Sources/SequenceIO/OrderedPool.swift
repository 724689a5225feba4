// Helper threads for jobs whose results are taken in the order in which the jobs were given.

/// One piece of work; its result lies in itself.
package protocol PoolJob: AnyObject, Sendable {
  /// Does the work; called once, on any thread.
  func run()
}

/// Runs jobs on helper threads, and on the thread that asks for a result that is not begun.
///
/// With one thread there is no helper, and each job runs when its result is asked for.
package final class OrderedPool<Job: PoolJob>: @unchecked Sendable {
  private enum State {
    case running
    case done
  }

  private let monitor = Monitor()
  private var waiting: [Job] = []
  private var states: [ObjectIdentifier: State] = [:]
  private var isClosed = false
  private var helpers: [WorkerThread] = []
  /// Threads that work, the asking one included.
  package let threadCount: Int

  /// A pool without jobs.
  ///
  /// - Parameter threads: threads that work, the asking one included.
  package init(threads: Int) {
    threadCount = max(threads, 1)
  }

  deinit {
    close()
  }

  /// Gives a job to whoever is free.
  package func submit(_ job: Job) {
    monitor.exclusively {
      waiting.append(job)
      monitor.signalAll()
    }
    if helpers.count < threadCount - 1 { startHelper() }
  }

  /// Makes sure that a submitted job is done; works on others while someone else is at it.
  package func finish(_ job: Job) {
    while true {
      let next = monitor.exclusively { () -> Job? in
        while true {
          if states[ObjectIdentifier(job)] == .done { return nil }
          if let next = takeWaiting() { return next }
          monitor.wait()
        }
      }
      guard let next else { break }
      perform(next)
    }
    monitor.exclusively { states[ObjectIdentifier(job)] = nil }
  }

  /// Whether a submitted job, which was not finished yet, is done.
  package func isDone(_ job: Job) -> Bool {
    monitor.exclusively { states[ObjectIdentifier(job)] == .done }
  }

  /// Stops the helpers after the jobs that they are at.
  package func close() {
    monitor.exclusively {
      isClosed = true
      waiting = []
      monitor.signalAll()
    }
    for helper in helpers { helper.join() }
    helpers = []
  }

  private func startHelper() {
    let helper = WorkerThread()
    // The pool joins its helpers before it goes, so they need not keep it.
    let pool = UnownedPool(pool: self)
    if helper.start({ unsafe pool.pool.help() }) { helpers.append(helper) }
  }

  @safe
  private struct UnownedPool: @unchecked Sendable {
    unowned(unsafe) let pool: OrderedPool
  }

  private func help() {
    while true {
      let job = monitor.exclusively { () -> Job? in
        while !isClosed {
          if let job = takeWaiting() { return job }
          monitor.wait()
        }
        return nil
      }
      guard let job else { return }
      perform(job)
    }
  }

  /// Takes the oldest job that nobody is at; call it inside the monitor only.
  private func takeWaiting() -> Job? {
    guard !waiting.isEmpty else { return nil }
    let job = waiting.removeFirst()
    states[ObjectIdentifier(job)] = .running
    return job
  }

  private func perform(_ job: Job) {
    job.run()
    monitor.exclusively {
      states[ObjectIdentifier(job)] = .done
      monitor.signalAll()
    }
  }
}
