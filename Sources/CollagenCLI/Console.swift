// Standard output and standard error, with every write checked.

import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The exit codes of the command line (sysexits), stable for pipelines.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  case badData = 65
  case noInput = 66
  case internalError = 70
  case cannotCreate = 73
  case inputOutput = 74
}

/// Ends the program with a status after one line on standard error.
struct ExitFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  init(_ error: OutputError) {
    status = error.code == .cannotCreate ? .cannotCreate : .inputOutput
    message = error.description
  }
}

enum Console {
  /// Writes results to standard output.
  static func output(_ text: String) throws(ExitFailure) {
    try output(Array(text.utf8))
  }

  /// Writes results to standard output.
  static func output(_ bytes: [UInt8]) throws(ExitFailure) {
    do {
      try OutputFile.writeAll(bytes, to: STDOUT_FILENO, path: "standard output")
    } catch {
      throw ExitFailure(.inputOutput, error.description)
    }
  }

  /// Writes a line to standard error; control bytes are shown as `\xNN`. There is nobody to tell when that fails.
  static func note(_ line: String) {
    try? OutputFile.writeAll(Array((printable(line) + "\n").utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// Draws on the terminal without a line end, for progress.
  static func draw(_ text: String) {
    try? OutputFile.writeAll(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }

  /// The text with control characters and escape sequences made visible, so that no input can steer a terminal.
  static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
      let isHidden = (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      if isControl || isHidden || (0x2066...0x2069).contains(scalar.value) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\x" + (digits.count < 2 ? "0" + digits : digits)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether standard error is a terminal (then progress may be drawn).
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether standard output is a terminal that knows escape sequences (then colour may be used).
  static var outputTakesColor: Bool { isatty(STDOUT_FILENO) == 1 && !isDumb }

  /// Columns of the terminal that standard output is; `nil` if it is none or does not say.
  static var outputWidth: Int? { width(STDOUT_FILENO) }

  /// Columns of the terminal that standard error is; `nil` if it is none or does not say.
  static var errorWidth: Int? { width(STDERR_FILENO) }

  /// Whether a line of the terminal can be drawn anew.
  static var errorCanRedraw: Bool { errorIsTerminal && !isDumb }

  /// Whether the terminal knows no escape sequences, as the shells inside editors.
  private static var isDumb: Bool { unsafe getenv("TERM").map { unsafe String(cString: $0) } == "dumb" }

  private static func width(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard isatty(descriptor) == 1, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Seconds between two lines of progress: a line that is drawn anew may change often, others stay on the terminal.
  static var progressInterval: Double { errorCanRedraw ? 0.25 : 10 }

  /// Tells a line of progress, over the one before it where the terminal can do that, cut to its width so that it stays one
  /// line.
  static func tellProgress(_ line: String) {
    let cut = String(line.prefix(max(10, (errorWidth ?? 80) - 1)))
    draw(errorCanRedraw ? "\r\u{1B}[K" + cut : cut + "\n")
  }

  /// Takes the line of progress away where the terminal can do that.
  static func clearProgress() {
    if errorCanRedraw { draw("\r\u{1B}[K") }
  }
}
