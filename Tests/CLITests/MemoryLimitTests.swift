// Every command refuses what is too large, in one line, and without the memory that it would take to read it.

import Foundation
import Testing

@Suite struct MemoryLimitTests {
  /// Highest resident size of a run in megabytes, and what it said; the status is that of the command.
  private func peak(_ arguments: [String], _ scratch: ScratchFolder) throws -> (run: CommandRun, megabytes: Int) {
    let shell =
      "/usr/bin/env python3 -c '"
      + "import resource,subprocess,sys;code=subprocess.run(sys.argv[1:]).returncode;"
      + "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024);sys.exit(code)' \"$@\""
    let run = try CommandRun(
      ["-c", shell, "sh", CommandRun.executable.path] + arguments, folder: scratch.url,
      executable: URL(filePath: "/bin/sh"))
    let last = run.output.split(separator: "\n").last.map(String.init) ?? ""
    return (run, try #require(Int(last), "\(run.output.suffix(200)) \(run.errors)"))
  }

  /// Files of which no more may be read than decides that they are not what they should be.
  @Test(arguments: ["one line", "empty lines", "very many columns", "open quote"])
  func tablesAndLists(_ kind: String) throws {
    let scratch = try ScratchFolder()
    let text =
      switch kind {
      case "one line": Data(repeating: 0x41, count: 5_000_000)
      case "empty lines": Data(repeating: 0x0A, count: 1_100_000)
      case "very many columns":
        Data(("case_id," + (0..<20_000).map { "c\($0)" }.joined(separator: ",") + "\n").utf8)
      default: Data(("case_id,reads1\n\"" + String(repeating: "a,\n", count: 5_000)).utf8)
      }
    let path = try scratch.write("given.csv", text)
    for words in [
      ["cohort", path, "-o", "out"], ["assay", path, "-o", "out"], ["report", "--case", path, "-o", "out"],
    ] {
      let (run, megabytes) = try peak(words, scratch)
      #expect(run.status == 65, "\(words[0]), \(kind): \(run.status) \(run.errors.prefix(300))")
      #expect(megabytes <= 256, "\(words[0]), \(kind): \(megabytes) MB")
      #expect(run.errors.utf8.count < 8000 && run.errors.hasPrefix("collagen: "), "\(run.errors.prefix(300))")
      #expect(scratch.names() == ["given.csv"])
    }
    // Every line of a list is answered, also one that is no description.
    guard kind != "open quote" else { return }
    let (run, megabytes) = try peak(["name", "--input", path], scratch)
    #expect(kind == "empty lines" ? run.status == 0 : run.status == 65, "name, \(kind): \(run.errors.prefix(300))")
    #expect(megabytes <= 128, "name, \(kind): \(megabytes) MB")
  }
}
