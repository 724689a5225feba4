// Ctrl-C and kill: what is staged goes away, and the exit code tells which signal it was.

import Reporting
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Cleans up after SIGINT, SIGTERM and SIGHUP.
enum Interruption {
  private static let staging = Mutex<[String: String]>([:])

  /// Tells which unpublished folder of this thread to remove if a signal comes; `nil` when there is none any more.
  static func setStaging(_ path: String?) {
    staging.withLock { $0["\(pthread_self())"] = path }
  }

  /// Starts a thread that waits for the signals. Call before any other thread is made: they inherit the mask.
  /// Where the system has no thread for it the signals end the process at once; the next run removes what was staged.
  static func install() {
    var signals = Interruption.signals()
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    if unsafe pthread_create(&thread, nil, { _ in unsafe Interruption.wait() }, nil) != 0 {
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
  }

  /// Whether the caller ignores SIGHUP, as nohup does; it stays ignored then.
  private static let ignoresHangup: Bool = {
    let handler = signal(SIGHUP, SIG_DFL)
    let isIgnored = unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    if isIgnored { signal(SIGHUP, SIG_IGN) }
    return isIgnored
  }()

  /// The signals that are waited for.
  private static func signals() -> sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] + (ignoresHangup ? [] : [SIGHUP]) { unsafe sigaddset(&signals, number) }
    return signals
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var signals = Interruption.signals()
    var number: Int32 = 0
    while unsafe sigwait(&signals, &number) != 0 {}
    // The lock is kept: nothing may be published from here on.
    staging.withLock { paths in
      for path in paths.values { OutputFolder.remove(path) }
      _exit(128 + number)
    }
    return nil
  }
}
