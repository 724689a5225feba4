// A finished run of the command with the memory that it took, as the kernel counts it.

import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One finished run of `collagen` with its highest resident size.
struct MeasuredRun {
  let status: Int32
  let errors: String
  /// Highest resident size.
  let megabytes: Int

  init(_ arguments: [String], folder: ScratchFolder) throws {
    let outer = try ScratchFolder()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, outer.path("out"), flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, outer.path("err"), flags, 0o600)
    // The shell only changes the folder: `exec` makes it the command.
    let words =
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.url.path, CommandRun.executable.path] + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var process = pid_t()
    let failure = unsafe posix_spawn(&process, words[0], &actions, nil, &pointers, environ)
    try #require(failure == 0, "the command could not be started")
    // What wait4 tells counts the memory of the process that started the command, which may be larger. The kernel's mark of the
    // command's own never falls, so that the last look before its end is the peak.
    var state: Int32 = 0
    var peak = 0
    while true {
      peak = max(peak, MeasuredRun.highWater(process))
      let ended = unsafe waitpid(process, &state, WNOHANG)
      if ended == process || ended < 0 && errno != EINTR { break }
      usleep(500)
    }
    status = state & 0x7F == 0 ? (state >> 8) & 0xFF : 128 + state & 0x7F
    megabytes = peak / 1024
    errors = outer.text("err")
  }

  /// `VmHWM` of a process in kilobytes; 0 when it has ended.
  private static func highWater(_ process: pid_t) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first ?? 0
  }
}
