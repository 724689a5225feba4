// The help of every command, held against snapshots: whoever changes what people read sees it in the diff.

import Foundation
import Testing

@Suite struct HelpTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/cases/help")

  /// Set COLLAGEN_RECORD=1 to write the snapshots anew. A missing one is written and fails once.
  @Test(arguments: [
    "", "screen", "name", "assay", "report", "cohort", "simulate", "reference", "schema", "template", "verify",
    "doctor",
  ])
  func isTheSnapshot(of command: String) throws {
    let run = try CommandRun(
      command.isEmpty ? ["--help"] : [command, "--help"], environment: ["COLUMNS": "100", "LC_ALL": "C"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let file = Self.folder.appending(path: (command.isEmpty ? "collagen" : command) + ".txt")
    if ProcessInfo.processInfo.environment["COLLAGEN_RECORD"] == "1" {
      return try Data(run.output.utf8).write(to: file)
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(run.output.utf8).write(to: file)
      Issue.record("there was no snapshot \(file.lastPathComponent); it was written")
      return
    }
    #expect(run.output == expected, "\(command) --help is not the snapshot; COLLAGEN_RECORD=1 writes it anew")
  }
}
