// Systems that give little: few descriptors, little memory, no core files. Always a status and a line, never a trap.

import Foundation
import Testing

@Suite struct LimitedSystemTests {
  private static let tables = ["cultures", "plate"].map {
    Repository.path("fixtures/cases/glycine/assay/glycine.\($0).csv")
  }

  /// Runs the command in a shell that has set a limit before.
  private func run(_ limit: String, _ arguments: [String], _ scratch: ScratchFolder) throws -> CommandRun {
    try CommandRun(
      ["-c", "\(limit) && exec \"$0\" \"$@\"", CommandRun.executable.path] + arguments, folder: scratch.url,
      executable: URL(filePath: "/bin/sh"))
  }

  @Test func fewDescriptorsEndInAMessageOrInResults() throws {
    let scratch = try ScratchFolder()
    let record = "@r\n" + String(repeating: "ACGTTGCA", count: 10) + "\n+\n" + String(repeating: "I", count: 80) + "\n"
    let reads = try scratch.write("s.fastq", String(repeating: record, count: 3))
    for count in 4...12 {
      let done = try run(
        "ulimit -n \(count)", ["screen", "--quiet", "-o", "o\(count)", reads], scratch)
      // The loader of a dynamic program may fail before the command begins.
      #expect([0, 65, 66, 73, 74, 127].contains(done.status), "\(count): \(done.status) \(done.errors.prefix(300))")
      #expect(!scratch.names().contains { $0.hasSuffix(".partial") })
      #expect(done.status == 0 || !scratch.names().contains("o\(count)"))
    }
  }

  @Test func noMemoryIsOneLineAndStatus70() throws {
    let scratch = try ScratchFolder()
    let words = ["screen", "--quiet", "-t", "2", "-o", "o"] + ScreenTests.demo
    var told = 0
    for megabytes in stride(from: 190, through: 400, by: 10) where told < 2 {
      let done = try run("ulimit -v \(megabytes * 1000)", words + ["--replace"], scratch)
      #expect([0, 70, 73, 74, 127].contains(done.status), "\(megabytes): \(done.status) \(done.errors.prefix(300))")
      guard done.status == 70 else { continue }
      told += 1
      let isOneLine = done.errors.split(separator: "\n").count == 1
      #expect(done.errors.hasPrefix("collagen: OUT_OF_MEMORY: ") && isOneLine, "\(done.errors)")
    }
    #expect(told > 0, "no limit was met while the command worked")
    // What a dead run left goes away with the next.
    #expect(try CommandRun(words + ["--replace"], folder: scratch.url).status == 0)
    #expect(scratch.names() == ["o"])
  }

  @Test func whatIsNoRegularFileIsNoSheetAndNoControl() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.path("controls"), withIntermediateDirectories: true)
    for name in ["controls/one.json", "sheet"] {
      let made = try CommandRun([scratch.path(name)], executable: URL(filePath: "/usr/bin/mkfifo"))
      #expect(made.status == 0)
    }
    let record = "@r\n" + String(repeating: "ACGTTGCA", count: 10) + "\n+\n" + String(repeating: "I", count: 80) + "\n"
    let reads = try scratch.write("s.fastq", record)
    let screen = try run("ulimit -t 60", ["screen", "--controls", "controls", "-o", "o", reads], scratch)
    #expect(screen.status == 65 && screen.errors.contains("one.json: is no regular file"), "\(screen.errors)")
    let cohort = try run("ulimit -t 60", ["cohort", "-o", "o", "sheet"], scratch)
    #expect(cohort.status == 66 && cohort.errors.hasPrefix("collagen: sheet"), "\(cohort.errors)")
    #expect(!scratch.names().contains("o"))
  }

  @Test func progressForProgramsIsJSONAndNotOfTheResult() throws {
    let scratch = try ScratchFolder()
    let record = "@r\n" + String(repeating: "ACGTTGCA", count: 10) + "\n+\n" + String(repeating: "I", count: 80) + "\n"
    let reads = try scratch.write("s.fastq", String(repeating: record, count: 3))
    let told = try CommandRun(["screen", "--quiet", "--progress", "json", "-o", "a", reads], folder: scratch.url)
    let plain = try CommandRun(["screen", "--quiet", "-o", "b", reads], folder: scratch.url)
    #expect(told.status == 0 && plain.status == 0)
    let lines = told.errors.split(separator: "\n").filter { $0.hasPrefix("{") }
    for line in lines {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(event?["reads"] is Int && event?["bytes"] is Int && event?["seconds"] is Double)
    }
    let last = try #require(lines.last)
    #expect(last.hasPrefix("{\"event\": \"read\", \"reads\": 3, "), "\(last)")
    #expect(!plain.errors.contains("{") && scratch.text("a/manifest.json") == scratch.text("b/manifest.json"))
  }
}
