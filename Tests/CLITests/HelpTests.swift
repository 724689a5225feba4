// The help of every command, held against snapshots: whoever changes what people read sees it in the diff.

import Foundation
import Testing

@Suite struct HelpTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/cases/help")

  /// Set COLLAGEN_RECORD=1 to write the snapshots anew. A missing one is written and fails once.
  @Test(arguments: [
    "", "screen", "name", "assay", "report", "cohort", "knowledge", "knowledge build", "knowledge show", "simulate",
    "reference", "schema", "template", "verify", "doctor",
  ])
  func isTheSnapshot(of command: String) throws {
    let run = try CommandRun(
      command.split(separator: " ").map(String.init) + ["--help"], environment: ["COLUMNS": "100", "LC_ALL": "C"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let name = command.isEmpty ? "collagen" : command.replacingOccurrences(of: " ", with: "-")
    let file = Self.folder.appending(path: name + ".txt")
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

  /// The reference of commands in the documents is the help itself; COLLAGEN_RECORD=1 writes it anew.
  @Test func theReferenceOfCommandsIsTheHelp() throws {
    func help(_ words: [String]) throws -> String {
      try CommandRun(words + ["--help"], environment: ["COLUMNS": "100", "LC_ALL": "C"]).output
    }
    /// The words of the commands that a help lists below SUBCOMMANDS.
    func commands(_ text: String) -> [String] {
      text.components(separatedBy: "SUBCOMMANDS:").dropFirst().joined().split(separator: "\n")
        .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
    }
    var page = """
      # Commands

      <!-- The help of every command; recorded by the tests with COLLAGEN_RECORD=1. Do not edit. -->

      `collagen COMMAND --help` prints the same. What the files hold that a command reads and writes: [formats.md](formats.md),
      [reads.md](reads.md), [assay-tables.md](assay-tables.md).

      """
    func add(_ words: [String]) throws {
      let text = try help(words)
      page += "\n## collagen \(words.joined(separator: " "))".trimmingCharacters(in: .whitespaces) + "\n\n```text\n"
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      page +=
        lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
        .trimmingCharacters(in: .newlines) + "\n```\n"
      for command in commands(text) where command != "help" { try add(words + [command]) }
    }
    try add([])
    let path = Repository.path("docs/commands.md")
    if ProcessInfo.processInfo.environment["COLLAGEN_RECORD"] == "1" {
      return try Data(page.utf8).write(to: URL(filePath: path))
    }
    #expect(page.contains("## collagen knowledge build") && page.contains("## collagen template"))
    let given = try? String(contentsOfFile: path, encoding: .utf8)
    #expect(given == page, "docs/commands.md is not the help; COLLAGEN_RECORD=1 writes it anew")
  }
}
