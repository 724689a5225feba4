// Folders of results as a process makes them: manifests, `collagen verify`, --replace, and inputs that were changed since.

import Foundation
import Testing

@Suite struct ResultFolderTests {
  private static let tables = ["cultures", "plate"].map {
    Repository.path("fixtures/cases/glycine/assay/glycine.\($0).csv")
  }
  private static let record = Repository.path("fixtures/cases/glycine/case.yaml")

  private func assay(_ arguments: [String], in scratch: ScratchFolder, _ environment: [String: String] = [:]) throws
    -> CommandRun
  {
    try CommandRun(
      ["assay", "--quiet"] + arguments + ResultFolderTests.tables, folder: scratch.url, environment: environment)
  }

  @Test func aChangedFileIsToldByVerifyAndByTheNextCommand() throws {
    let scratch = try ScratchFolder()
    #expect(try assay(["-o", "a"], in: scratch).status == 0)
    let whole = try CommandRun(["verify", "a"], folder: scratch.url)
    #expect(whole.status == 0 && whole.output.hasPrefix("a: whole (assay,"), "\(whole.output)")
    let report = ["report", "--quiet", "--case", ResultFolderTests.record, "--assay", "a/assay.json"]
    #expect(try CommandRun(report + ["-o", "r1"], folder: scratch.url).status == 0)
    let text = scratch.text("a/assay.json")
    _ = try scratch.write("a/assay.json", text.replacing("\"dishes\": 3", with: "\"dishes\": 4"))
    #expect(scratch.text("a/assay.json") != text)
    let told = try CommandRun(report + ["-o", "r2"], folder: scratch.url)
    #expect(told.status == 65 && told.errors.contains("assay.json: CHANGED_FILE: "), "\(told.errors)")
    #expect(told.errors.split(separator: "\n").count == 1 && !scratch.names().contains("r2"))
    _ = try scratch.write("a/notes.txt", "mine")
    try FileManager.default.removeItem(atPath: scratch.path("a/wells.tsv"))
    let changed = try CommandRun(["verify", "a", "r1"], folder: scratch.url)
    #expect(changed.status == 65 && changed.errors.contains("1 of 2 folders are not whole"))
    #expect(
      changed.output.contains(
        "  changed: assay.json\n  missing: wells.tsv\n  added (foreign): notes.txt\nr1: whole (report of glycine,"),
      "\(changed.output)")
    let json = try CommandRun(["verify", "--format", "json", "a"], folder: scratch.url)
    #expect(json.output.hasPrefix("{\n  \"schema\": \"collagen.verify/1\"") && json.status == 65)
    try FileManager.default.removeItem(atPath: scratch.path("a/manifest.json"))
    #expect(try CommandRun(["verify", "a"], folder: scratch.url).output.hasPrefix("a: foreign"))
    #expect(try CommandRun(["verify", "absent"], folder: scratch.url).status == 66)
  }

  @Test func theManifestTellsWhatDecidesTheBytesAndNothingElse() throws {
    let scratch = try ScratchFolder()
    let other = [
      ["-o", "a", "--curve", "4pl"], ["--output=deep/b", "--curve", "4pl", "--no-color", "-t4", "--no-progress"],
      ["-t", "3", "--force", "--curve", "4pl", "-o", scratch.path("c"), "--replace"],
    ]
    for arguments in other { #expect(try assay(arguments, in: scratch).status == 0, "\(arguments)") }
    let manifest = scratch.text("a/manifest.json")
    #expect(manifest == scratch.text("deep/b/manifest.json") && manifest == scratch.text("c/manifest.json"))
    let words = ["collagen", "assay", "--curve", "4pl", "glycine.cultures.csv", "glycine.plate.csv"]
    #expect(
      manifest.contains(
        "\"command_line\": [\n    " + words.map { "\"\($0)\"" }.joined(separator: ",\n    ") + "\n  ]"), "\(manifest)")
    #expect(!manifest.replacing("collagen.manifest/1", with: "").contains("/"), "\(manifest)")
  }

  @Test func replacingNeedsAFolderOfTheSameCommandAndSample() throws {
    let scratch = try ScratchFolder()
    #expect(try assay(["-o", "a"], in: scratch).status == 0)
    let refused = try assay(["-o", "a"], in: scratch)
    #expect(refused.status == 73 && refused.errors.contains("--replace"), "\(refused.errors)")
    _ = try scratch.write("a/notes.txt", "mine")
    #expect(try assay(["-o", "a", "--replace", "--curve", "4pl"], in: scratch).status == 0)
    #expect(scratch.text("a/notes.txt") == "mine" && scratch.text("a/manifest.json").contains("4pl"))
    #expect(try assay(["-o", "a"], in: scratch, ["COLLAGEN_REPLACE": "1"]).status == 0)
    #expect(try CommandRun(["verify", "a"], folder: scratch.url).status == 0)
    let report = try CommandRun(
      ["report", "--quiet", "--case", ResultFolderTests.record, "-o", "a", "--replace"], folder: scratch.url)
    #expect(report.status == 73 && report.errors.contains("collagen report of glycine"), "\(report.errors)")
    _ = try scratch.write("plain.txt", "x")
    #expect(try assay(["-o", ".", "--replace"], in: scratch).status == 73)
    #expect(scratch.names() == ["a", "plain.txt"])
  }

  @Test func theWorkingFolderAndALinkCanBeTheDestination() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.path("work"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "work")
    for destination in [".", "../link", "../work/"] {
      let run = try CommandRun(
        ["assay", "--quiet", "--replace", "-o", destination] + ResultFolderTests.tables,
        folder: scratch.url.appending(path: "work"))
      #expect(run.status == 0, "\(destination): \(run.errors)")
      #expect(
        scratch.names("work") == [
          "assay.html", "assay.json", "lines.tsv", "manifest.json", "samples.tsv", "wells.tsv",
        ],
        "\(destination): \(scratch.names("work"))")
    }
    #expect(scratch.names() == ["link", "work"])
    #expect(try CommandRun(["verify", "."], folder: scratch.url.appending(path: "work")).status == 0)
  }

  @Test func theDestinationIsTriedBeforeTheWork() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("file", "x")
    // The reads are not there either: what is told first was looked at first.
    let run = try CommandRun(["screen", "-o", "file", "absent.fq"], folder: scratch.url)
    #expect(run.status == 73 && run.errors.contains("not a folder"), "\(run.errors)")
  }

  @Test func aCohortIsVerifiedWithItsCases() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("a.yaml", "schema: collagen.case/2\nid: A\n")
    _ = try scratch.write("b.yaml", "schema: collagen.case/2\nid: B\n")
    let sheet = try scratch.write("sheet.csv", "case_id,clinical\nA,a.yaml\nB,b.yaml\n")
    let cohort = ["cohort", "-o", "out", sheet]
    #expect(try CommandRun(cohort, folder: scratch.url).status == 0)
    let whole = try CommandRun(["verify", "out"], folder: scratch.url)
    #expect(whole.status == 0 && whole.output.split(separator: "\n").count == 3, "\(whole.output)")
    _ = try scratch.write("out/A/A.report.txt", "edited")
    let changed = try CommandRun(["verify", "out"], folder: scratch.url)
    #expect(changed.status == 65 && changed.output.contains("out/A: changed (cohort of A,"), "\(changed.output)")
    // A case whose files were edited is not kept.
    let again = try CommandRun(cohort, folder: scratch.url)
    #expect(again.status == 0 && again.output.contains("2 cases, 1 kept"), "\(again.output) \(again.errors)")
    #expect(try CommandRun(["verify", "out"], folder: scratch.url).status == 0)
    #expect(!scratch.names("out").contains { $0.contains("partial") })
  }
}
