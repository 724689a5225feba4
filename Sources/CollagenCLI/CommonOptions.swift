// Options that every command with results shares.

import ArgumentParser
import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct CommonOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("Folder for the results.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    name: [.customShort("t", allowingJoined: true), .long],
    help: "Threads (default: all cores). Results do not depend on their number.")
  var threads: Int?

  @Flag(name: .long, help: "No progress and no table; warnings and errors stay.")
  var quiet = false

  @Flag(name: .long, help: "No progress line.")
  var noProgress = false

  @Option(
    help: "How progress is told on standard error: line (on a terminal only), json (a line of JSON at a time), or none."
  )
  var progress: ProgressForm = .line

  @Flag(name: .long, help: "No colour; NO_COLOR is respected as well.")
  var noColor = false

  @Flag(name: .long, help: "Replace this run's files in an existing folder, one by one; other files stay.")
  var force = false

  @Flag(
    name: .long,
    help: """
      Replace a folder that the same command made for the same sample, as a whole; other files in it stay. \
      COLLAGEN_REPLACE=1 does the same.
      """)
  var replace = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
    if let output, output.isEmpty { throw ValidationError("--output takes the name of a folder") }
  }

  /// What may become of an output folder that is not empty.
  var existing: OutputFolder.Existing {
    let isSet = unsafe getenv("COLLAGEN_REPLACE").map { unsafe String(cString: $0) } == "1"
    return OutputFolder.Existing(replace: replace || isSet, force: force)
  }

  /// The number of threads to use.
  var threadCount: Int { threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Whether progress may be drawn.
  var showsProgress: Bool { progressForm == .line }

  /// How progress is told: asked for as JSON always, a line only where somebody can see it.
  var progressForm: ProgressForm {
    if noProgress { return .none }
    return progress == .line && (quiet || !Console.errorIsTerminal) ? .none : progress
  }

  /// Whether colour may be used on standard output.
  var usesColor: Bool {
    guard !noColor, Console.outputTakesColor else { return false }
    return unsafe getenv("NO_COLOR") == nil
  }
}
