// How far a screen is: one line on the terminal for people, or lines of JSON for programs.

import ArgumentParser
import Collagen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What `--progress` takes.
enum ProgressForm: String, ExpressibleByArgument, CaseIterable, Sendable {
  case line
  case json
  case none
}

/// Tells progress on standard error, at most four times a second, on a terminal from the second second on; every ten seconds
/// where the terminal cannot draw a line anew.
final class ProgressLine {
  private let form: ProgressForm
  private let totalBytes: Int?
  private let start = ProgressLine.now()
  private var lastDrawn = 0.0
  private var isDrawn = false
  private var last: ScreenProgress?

  /// - Parameter paths: the inputs; time left is told only if all are files of known size.
  init(form: ProgressForm, paths: [String]) {
    self.form = form
    let sizes = paths.map(ProgressLine.size)
    totalBytes = sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +)
  }

  func update(_ progress: ScreenProgress) {
    guard form != .none else { return }
    let now = ProgressLine.now()
    last = progress
    let interval = form == .json ? 0.25 : Console.progressInterval
    guard form == .json || now - start > 2, now - lastDrawn > interval else { return }
    lastDrawn = now
    let seconds = now - start
    if form == .json { return draw(event("progress", progress, seconds)) }
    isDrawn = true
    Console.tellProgress(line(progress, seconds))
  }

  /// What matters first: a narrow terminal cuts the end off.
  private func line(_ progress: ScreenProgress, _ seconds: Double) -> String {
    let rate = "\(progress.reads) reads, \(Int(Double(progress.reads) / seconds)) reads/s"
    guard let totalBytes, totalBytes > 0, progress.bytes > 0 else { return "\(progress.bytes >> 20) MB, " + rate }
    let left = seconds * Double(max(0, totalBytes - progress.bytes)) / Double(progress.bytes)
    return "\(progress.bytes >> 20) of \(totalBytes >> 20) MB, \(Int(left.rounded(.up))) s left, " + rate
  }

  /// One line of JSON; counts never decrease, `total_bytes` is null where an input is a pipe.
  private func event(_ name: String, _ progress: ScreenProgress, _ seconds: Double) -> String {
    "{\"event\": \"\(name)\", \"reads\": \(progress.reads), \"bytes\": \(progress.bytes), "
      + "\"total_bytes\": \(totalBytes.map(String.init) ?? "null"), \"seconds\": \(Int(seconds)).\(Int(seconds * 10) % 10)}\n"
  }

  /// Takes the line away; to programs the end of reading is told.
  func finish() {
    if form == .json, let last { draw(event("read", last, ProgressLine.now() - start)) }
    if isDrawn { Console.clearProgress() }
    isDrawn = false
  }

  private func draw(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func size(_ path: String) -> Int? {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}
