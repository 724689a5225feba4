// Ctrl-C and kill: what is staged goes away, and the exit code tells which signal it was.

import Reporting
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Cleans up after SIGINT and SIGTERM.
enum Interruption {
  private static let staging = Mutex<String?>(nil)

  /// Tells which unpublished folder to remove if a signal comes; `nil` when there is none any more.
  static func setStaging(_ path: String?) {
    staging.withLock { $0 = path }
  }

  /// Starts a thread that waits for the signals. Call before any other thread is made: they inherit the mask.
  static func install() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    unsafe pthread_create(&thread, nil, { _ in unsafe Interruption.wait() }, nil)
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    var number: Int32 = 0
    while unsafe sigwait(&signals, &number) != 0 {}
    // The lock is kept: nothing may be published from here on.
    staging.withLock { path in
      if let path { OutputFolder.remove(path) }
      _exit(128 + number)
    }
    return nil
  }
}
