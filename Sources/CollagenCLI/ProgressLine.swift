// One line on the terminal that says how far a screen is.

import Collagen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Draws progress on standard error, at most four times a second, from the second second on.
final class ProgressLine {
  private let isShown: Bool
  private let totalBytes: Int?
  private let start = ProgressLine.now()
  private var lastDrawn = 0.0
  private var isDrawn = false

  /// - Parameter paths: the inputs; time left is told only if all are files of known size.
  init(isShown: Bool, paths: [String]) {
    self.isShown = isShown
    let sizes = paths.map(ProgressLine.size)
    totalBytes = sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +)
  }

  func update(_ progress: ScreenProgress) {
    guard isShown else { return }
    let now = ProgressLine.now()
    guard now - start > 2, now - lastDrawn > 0.25 else { return }
    lastDrawn = now
    isDrawn = true
    let seconds = now - start
    var line = "\(progress.reads) reads, \(Int(Double(progress.reads) / seconds)) reads/s"
    line += ", \(progress.bytes >> 20) MB"
    if let totalBytes, totalBytes > 0, progress.bytes > 0 {
      let left = seconds * Double(max(0, totalBytes - progress.bytes)) / Double(progress.bytes)
      line += " of \(totalBytes >> 20) MB, \(Int(left.rounded(.up))) s left"
    }
    draw("\r\u{1B}[K" + line)
  }

  /// Takes the line away.
  func finish() {
    if isDrawn { draw("\r\u{1B}[K") }
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
