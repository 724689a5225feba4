// The threads, monitors and bounded queues that carry data between the stages of reading.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A mutex with its condition variable.
@safe
final class Monitor: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    unsafe condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Runs `body` alone among all users of this monitor.
  func exclusively<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Gives the monitor up until someone signals; call it inside `exclusively` only.
  func wait() {
    unsafe pthread_cond_wait(condition, mutex)
  }

  /// Wakes all who wait.
  func signalAll() {
    unsafe pthread_cond_broadcast(condition)
  }
}

/// A thread that runs one closure and can be waited for.
final class WorkerThread: @unchecked Sendable {
  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var handle = pthread_t()
  private var isRunning = false

  /// Starts a thread. If the system has none to give, `body` runs nowhere and the result of `start` is false.
  func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let start = unsafe Unmanaged.passRetained(Start(body))
    let status = unsafe pthread_create(
      &handle, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    isRunning = status == 0
    if !isRunning { unsafe start.release() }
    return isRunning
  }

  /// Lets the thread go when it ends; it cannot be waited for any more.
  func detach() {
    guard isRunning else { return }
    isRunning = false
    pthread_detach(handle)
  }

  /// Waits until the closure has returned.
  func join() {
    guard isRunning else { return }
    isRunning = false
    pthread_join(handle, nil)
  }
}

/// A queue of at most `capacity` elements between one or more threads.
///
/// Waking a thread costs more than handing it an element, so it is done only where someone can be asleep: a consumer when
/// the queue was empty, a producer when half of the queue is free again.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let capacity: Int
  private var elements: [Element] = []
  private var isClosed = false

  init(capacity: Int) {
    self.capacity = capacity
    elements.reserveCapacity(capacity)
  }

  /// Whether the consumer gave up.
  var isCancelled: Bool { monitor.exclusively { isClosed } }

  /// Adds an element once there is room. False when the consumer gave up.
  func push(_ element: Element) -> Bool {
    monitor.exclusively {
      while elements.count >= capacity && !isClosed { monitor.wait() }
      guard !isClosed else { return false }
      elements.append(element)
      if elements.count == 1 { monitor.signalAll() }
      return true
    }
  }

  /// Takes the oldest element; nil once `cancel` was called.
  func pop() -> Element? {
    monitor.exclusively {
      while elements.isEmpty && !isClosed { monitor.wait() }
      guard !isClosed else { return nil }
      let element = elements.removeFirst()
      if elements.count == capacity / 2 { monitor.signalAll() }
      return element
    }
  }

  /// Drops what is in the queue and lets both sides return.
  func cancel() {
    let dropped = monitor.exclusively {
      isClosed = true
      let dropped = elements
      elements = []
      monitor.signalAll()
      return dropped
    }
    _ = dropped.count
  }
}
