// What stands on a terminal: of 40 columns, and of one that knows no escape sequences.

import Foundation
import Testing

@Suite struct TerminalTests {
  /// What a terminal of 40 columns gets of both streams; `nil` where there is no `script` to make one.
  private func shown(_ words: [String], terminal: String, in scratch: ScratchFolder) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return nil }
    let command = ([CommandRun.executable.path] + words).map { "'\($0)'" }.joined(separator: " ")
    let run = try CommandRun(
      ["-qec", "stty cols 40; \(command)", scratch.path("typescript")], folder: scratch.url,
      environment: ["TERM": terminal, "NO_COLOR": "", "LC_ALL": "C.UTF-8"].filter { !$0.value.isEmpty },
      executable: URL(filePath: "/usr/bin/script"))
    #expect(run.status == 0, "\(run.output) \(run.errors)")
    return run.output
  }

  private func sheet(_ scratch: ScratchFolder) throws -> String {
    let rows = (1...3).map { "a-name-of-a-case-that-is-longer-than-a-line-\($0),\($0).yaml\n" }
    for (index, row) in rows.enumerated() {
      _ = try scratch.write("\(index + 1).yaml", "id: \(row.split(separator: ",")[0])\n")
    }
    return try scratch.write("cohort.csv", "case_id,clinical\n" + rows.joined())
  }

  @Test func aDumbTerminalGetsNoEscapesAndStillProgress() throws {
    let scratch = try ScratchFolder()
    guard let screen = try shown(["screen", "-o", "s"] + ScreenTests.demo, terminal: "dumb", in: scratch) else {
      return
    }
    #expect(screen.contains("Variants 2 called") && !screen.contains("\u{1B}"))
    let cohort = try #require(try shown(["cohort", "-o", "c", try sheet(scratch)], terminal: "dumb", in: scratch))
    #expect(!cohort.contains("\u{1B}"))
    let told = cohort.split(whereSeparator: \.isNewline).filter { $0.contains(" of 3 cases") }
    #expect(told.first?.hasPrefix("0 of 3 cases, a-name") == true && told.first?.count == 39, "\(told)")
    // Not a line a case: the next one comes after ten seconds.
    #expect(told.count < 3, "\(told)")
  }

  @Test func fortyColumnsAreEnoughForProgress() throws {
    let scratch = try ScratchFolder()
    guard let told = try shown(["cohort", "-o", "c", try sheet(scratch)], terminal: "xterm", in: scratch) else {
      return
    }
    let steps = told.components(separatedBy: "\r\u{1B}[K").filter { $0.contains(" of 3 cases") }
    #expect(steps.count > 3 && steps.allSatisfy { $0.count < 40 }, "\(steps)")
  }

  @Test func progressOfACohortAsJSONTellsCaseAndTime() throws {
    let scratch = try ScratchFolder()
    let run = try CommandRun(
      ["cohort", "--quiet", "--progress", "json", "-o", "c", try sheet(scratch)], folder: scratch.url)
    let events = try run.errors.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(events.map { $0["state"] as? String } == ["started", "done", "started", "done", "started", "done"])
    #expect(events.last?["case_id"] as? String == "a-name-of-a-case-that-is-longer-than-a-line-3")
    #expect(events.last?["seconds_left"] as? Int == 0 && events[1]["seconds_left"] is NSNull)
    #expect(events.allSatisfy { $0["seconds"] is Double })
  }
}
