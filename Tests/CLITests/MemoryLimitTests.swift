// Every command refuses what is too large, in one line, and without the memory that it would take to read it.

import Foundation
import Testing

@Suite struct MemoryLimitTests {
  /// A run, and its highest resident size in megabytes.
  private func peak(_ arguments: [String], _ scratch: ScratchFolder) throws -> (run: MeasuredRun, megabytes: Int) {
    let run = try MeasuredRun(arguments, folder: scratch)
    return (run, run.megabytes)
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
