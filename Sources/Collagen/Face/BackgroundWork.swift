// Runs synchronous work on a thread of its own and hands its progress and result to asynchronous callers.

internal import SequenceIO
import Synchronization

/// Work that has begun. It is asked to stop when a task that waits for it is cancelled, and when nobody holds it any more.
final class BackgroundWork<Value: Sendable, Update: Sendable>: Sendable {
  typealias Body = @Sendable (Cancellation, (Update) -> Void) throws -> Value

  private let shared = Shared()

  /// Begins; the body runs outside the pool of threads that serves asynchronous functions, because it blocks. Where the
  /// system has no thread left it runs at once on the calling one.
  init(_ body: @escaping Body) {
    WorkerThreads.runApart { [shared] in
      do {
        shared.finish(.success(try body(shared.cancellation) { shared.publish($0) }))
      } catch {
        // Whatever fails after a stop was asked for is a consequence of it.
        shared.finish(.failure(shared.cancellation.isCancelled ? CancellationError() : error))
      }
    }
  }

  deinit { cancel() }

  /// Asks the work to stop soon.
  func cancel() { shared.cancellation.cancel() }

  /// Whether a stop was asked for.
  var isCancelled: Bool { shared.cancellation.isCancelled }

  /// What the work gives, once it has ended; after a cancellation, once its threads have stopped.
  var value: Value {
    get async throws {
      try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { shared.add($0) }
      } onCancel: {
        cancel()
      }
    }
  }

  /// The news from now on; a slow listener misses all but the latest.
  func updates() -> AsyncStream<Update> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { shared.add($0) }
  }

  /// What the worker and those who wait for it share.
  private final class Shared: Sendable {
    struct State {
      var outcome: Result<Value, any Error>?
      var waiting: [CheckedContinuation<Value, any Error>] = []
      var listeners: [AsyncStream<Update>.Continuation] = []
    }

    let cancellation = Cancellation()
    private let state = Mutex(State())

    func add(_ continuation: CheckedContinuation<Value, any Error>) {
      let outcome = state.withLock { state in
        if state.outcome == nil { state.waiting.append(continuation) }
        return state.outcome
      }
      if let outcome { continuation.resume(with: outcome) }
    }

    func add(_ listener: AsyncStream<Update>.Continuation) {
      let isOver = state.withLock { state in
        if state.outcome == nil { state.listeners.append(listener) }
        return state.outcome != nil
      }
      if isOver { listener.finish() }
    }

    func publish(_ update: Update) {
      for listener in state.withLock({ $0.listeners }) { listener.yield(update) }
    }

    func finish(_ outcome: Result<Value, any Error>) {
      let (waiting, listeners) = state.withLock { state in
        defer { state = State(outcome: outcome) }
        return (state.waiting, state.listeners)
      }
      listeners.forEach { $0.finish() }
      waiting.forEach { $0.resume(with: outcome) }
    }
  }
}

/// The news of work under way, as an asynchronous sequence that ends when the work does.
///
/// Cancelling the task that iterates cancels the work; leaving the loop does not. Each iteration begins with the next
/// news, and a slow one misses all but the latest.
public struct ProgressUpdates<Element: Sendable>: AsyncSequence, Sendable {
  let stream: @Sendable () -> AsyncStream<Element>
  let cancel: @Sendable () -> Void

  /// Begins to listen.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: stream().makeAsyncIterator(), cancel: cancel) }

  /// Listens.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var base: AsyncStream<Element>.AsyncIterator
    let cancel: @Sendable () -> Void

    /// The next news; `nil` when the work has ended.
    public mutating func next() async -> Element? {
      if Task.isCancelled { cancel() }
      let cancel = cancel
      return await withTaskCancellationHandler {
        await base.next()
      } onCancel: {
        cancel()
      }
    }
  }
}
