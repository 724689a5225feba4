// The cases that wait for a worker, and what became of those that are done.

import CaseReporting
import Reporting
import Synchronization

/// Hands rows of a sheet to workers and keeps their results in the order of the sheet.
final class CohortLine: Sendable {
  private struct State {
    var waiting: ArraySlice<Int>
    var done: [(row: Int, entry: CohortEntry)] = []
    var failure: (any Error)?
  }

  private let state: Mutex<State>
  /// Workers that can have something to do.
  let workers: Int

  init(_ rows: [Int], options: CohortOptions) {
    state = Mutex(State(waiting: rows[...]))
    workers = max(1, min(options.jobs, rows.count))
  }

  /// The next row, or `nil` when there is none or the run has failed.
  func next() -> Int? { state.withLock { $0.failure == nil ? $0.waiting.popFirst() : nil } }

  /// Cases behind us.
  var finished: Int { state.withLock { $0.done.count } }

  /// Takes a result; gives the number of cases that are done.
  func finish(_ row: Int, _ entry: CohortEntry) -> Int {
    state.withLock {
      $0.done.append((row, entry))
      return $0.done.count
    }
  }

  /// Ends the run for all workers; the first error is told.
  func stop(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

  /// The results.
  func entries() throws -> [CohortEntry] {
    try state.withLock {
      if let failure = $0.failure { throw failure }
      return $0.done.sorted { $0.row < $1.row }.map(\.entry)
    }
  }
}

/// What the caller of a run gave to be called back, by one worker at a time.
// Sendable although the functions are not: the lock lets one worker at a time call them.
final class CohortCaller: @unchecked Sendable {
  private let lock = Mutex<Void>(())
  private let staging: (String?) -> Void
  private let cancelled: () -> Bool
  private let progress: (CohortProgress) -> Void

  init(
    staging: @escaping (String?) -> Void, isCancelled: @escaping () -> Bool,
    progress: @escaping (CohortProgress) -> Void
  ) {
    self.staging = staging
    cancelled = isCancelled
    self.progress = progress
  }

  var isCancelled: Bool { lock.withLock { (_: inout Void) in cancelled() } }
  func setStaging(_ path: String?) { lock.withLock { (_: inout Void) in staging(path) } }
  func tell(_ step: CohortProgress) { lock.withLock { (_: inout Void) in progress(step) } }
}

/// Input files as the manifest of a finished folder lists them; files of one name in its order.
struct ListedInputs {
  private var files: [Manifest.File] = []

  init(_ found: Manifest.Found) {
    if case .manifest(let manifest) = found { files = manifest.inputs }
  }

  /// The next listed file of this name; `nil` if there is none.
  mutating func next(_ path: String) -> Manifest.File? {
    let name = SourceName.base(path)
    guard let index = files.firstIndex(where: { $0.name == name }) else { return nil }
    return files.remove(at: index)
  }
}

/// Why cases of a shard failed, for the run that gathers them: in a hidden folder beside the cases.
enum CohortFailures {
  /// A reason that was told before.
  struct Told: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
  }

  private static func path(_ id: String, _ folder: String) -> String { "\(folder)/.failed/\(id)" }

  static func write(_ reason: String, case id: String, in folder: String) {
    try? OutputFolder.prepare(folder + "/.failed")
    // Where it cannot be written, the run that gathers says that the case is not there.
    try? OutputFile.replace(path: path(id, folder), bytes: Array((reason + "\n").utf8))
  }

  static func read(case id: String, in folder: String) -> String? {
    FileBytes.read(path(id, folder), maximumCount: 1 << 20).map { oneLine(String(decoding: $0, as: UTF8.self)) }
  }

  static func forget(case id: String, in folder: String) { OutputFile.remove(path: path(id, folder)) }

  /// A reason without line ends, as tables have it.
  static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: "; ") }
}
