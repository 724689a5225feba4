// `collagen assay` as a process: the factor of the collagenase digestion, layouts read back, and mistakes at the command line.

import Foundation
import Testing

@Suite struct AssayTests {
  private static func study(_ name: String) -> String { Repository.path("fixtures/assay/study/\(name).csv") }

  @Test func collagenaseFactor() throws {
    let scratch = try ScratchFolder()
    func percent(_ arguments: [String], _ folder: String) throws -> Double {
      let run = try CommandRun(
        ["assay", "--quiet", "-o", folder] + arguments + [Self.study("collagenase")], folder: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
      let json = try JSONSerialization.jsonObject(with: Data(scratch.text(folder + "/assay.json").utf8))
      let rows = try #require((json as? [String: Any])?["collagenase"] as? [[String: Any]])
      return try #require(rows[0].first { $0.key.lowercased().contains("percent") }?.value as? Double)
    }
    #expect(abs(try percent([], "a") - 100 * 51100 / (51100 + 5.4 * 28900)) < 1e-6)
    #expect(scratch.text("a/assay.html").contains("no source was found"))
    #expect(abs(try percent(["--collagenase-factor", "4.3"], "b") - 100 * 51100 / (51100 + 4.3 * 28900)) < 1e-6)
    #expect(scratch.text("b/assay.html").contains("was set for this run"))
    for bad in ["0", "-1", "nan", "inf", "x"] {
      let run = try CommandRun(
        ["assay", "--collagenase-factor=\(bad)", Self.study("collagenase")], folder: scratch.url)
      #expect(run.status == 64, "\(bad)")
    }
    #expect(scratch.names() == ["a", "b"])
  }

  @Test func layoutIsAMap() throws {
    let scratch = try ScratchFolder()
    let made = try CommandRun(
      ["assay", "--quiet", "--layout", "2", "--seed", "7", "-o", "l", Self.study("cultures")], folder: scratch.url)
    #expect(made.status == 0, "\(made.errors)")
    #expect(scratch.names("l") == ["layout.P1.plater.csv", "layout.P2.plater.csv", "layout.csv", "manifest.json"])
    // A map alone holds no signals: told, and what is missing.
    for name in scratch.names("l") where name.hasSuffix(".csv") {
      let run = try CommandRun(["assay", "l/" + name], folder: scratch.url)
      #expect(run.status == 65 && run.errors.contains("signal") && run.errors.contains(name), "\(run.errors)")
    }
    let refused = try CommandRun(
      ["assay", "--layout", "40", "--seed", "7", Self.study("cultures")], folder: scratch.url)
    #expect(refused.status == 65 && refused.errors.contains("fewer plates"))
    #expect(scratch.names() == ["l"])
  }

  /// Mistakes: one line that names the file, a status that is not 0, nothing left behind.
  @Test func mistakes() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(at: scratch.url.appending(path: "d"), withIntermediateDirectories: true)
    _ = try scratch.write("file", "x")
    let plate = Self.study("plate")
    let cases: [(arguments: [String], status: Int32, words: String)] = [
      (["nowhere.csv"], 66, "nowhere.csv"), (["d"], 66, "d"), (["file"], 65, "file"),
      (["-o", "file/out", plate], 73, "file"),
      ([plate, plate], 65, "same content"), (["-o", "d", "--curve", "6pl", plate], 64, "6pl"), ([], 64, "file"),
      (["--layout", "1", plate], 64, "seed"), (["--layout", "0", "--seed", "1", plate], 64, "1 to 100"),
    ]
    for item in cases {
      let run = try CommandRun(["assay"] + item.arguments, folder: scratch.url)
      #expect(run.status == item.status, "\(item.arguments): \(run.status) \(run.errors)")
      #expect(run.errors.contains(item.words), "\(item.arguments): \(run.errors)")
      #expect(run.output.isEmpty && scratch.names() == ["d", "file"] && scratch.names("d").isEmpty)
    }
  }
}
