// The words that the command was called with, also where there is no /proc to read them from.

import CLastWords

enum ProgramArguments {
  /// All but the command's own name.
  ///
  /// `CommandLine.arguments` is empty in a root without /proc: every command would then look like a call for help.
  static let all: [String] = {
    let count = collagen_argument_count()
    guard count > 0 else { return Array(CommandLine.arguments.dropFirst()) }
    return (1..<max(1, count)).compactMap { number in
      unsafe collagen_argument(number).map { unsafe String(cString: $0) }
    }
  }()
}
