// `collagen report` and `collagen cohort` as processes: parts of two persons stop, or stand in red.

import Foundation
import Testing

@Suite struct IdentityTests {
  private let glycine = Repository.path("fixtures/cases/glycine") + "/"
  private let smith = Repository.path("fixtures/cases/smith1995") + "/"

  private func report(_ record: String, _ words: [String] = [], in scratch: ScratchFolder) throws -> CommandRun {
    let record = try scratch.write("case.yaml", record)
    return try CommandRun(
      [
        "report", "--quiet", "-o", "out", "--case", record, "--screen", glycine + "glycine.screen.json", "--assay",
        glycine + "glycine.assay.json",
      ] + words, folder: scratch.url)
  }

  @Test func partsOfTwoPersonsStopAtExit65WithBothNamesAndTheRemedy() throws {
    let scratch = try ScratchFolder()
    let run = try report("id: P7\n", in: scratch)
    #expect(run.status == 65)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains("IDENTITY_MISMATCH") && $0.contains("the case is P7") })
    #expect(run.errors.contains("glycine.screen.json") && run.errors.contains("identity: {samples: [glycine]}"))
    #expect(run.errors.contains("glycine.assay.json") && run.errors.contains("identity: {lines: [glycine]}"))
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/out"))
    let mapped = try report("id: P7\nidentity: {samples: [glycine], lines: [glycine]}\n", in: scratch)
    #expect(mapped.status == 0 && mapped.errors.isEmpty, "\(mapped.errors)")
  }

  @Test func whoGoesOnIsWarnedAndTheOutputsAreMarked() throws {
    let scratch = try ScratchFolder()
    let run = try report("id: P7\n", ["--allow-identity-mismatch"], in: scratch)
    #expect(run.status == 0)
    #expect(
      run.errors.split(separator: "\n").count == 2
        && run.errors.contains("warning: glycine.screen.json: IDENTITY_MISMATCH"))
    for name in ["P7.report.html", "P7.report.txt", "P7.report.json", "P7.phenopacket.json"] {
      #expect(scratch.text("out/" + name).contains("IDENTITY_MISMATCH"), "\(name)")
    }
  }

  @Test func contradictionsOfTheRecordAreSaid() throws {
    let scratch = try ScratchFolder()
    let run = try report(
      "id: glycine\nfamily: {de_novo: confirmed, meioses: 4}\nfeatures: [hearing_loss, hearing_loss]\n", in: scratch)
    #expect(run.status == 0)
    #expect(run.errors.split(separator: "\n").count == 2)
    #expect(run.errors.contains("case.yaml: RECORD_CONTRADICTION: family: de_novo is confirmed, yet 4 of 4"))
    #expect(scratch.text("out/glycine.report.txt").contains("RECORD_CONTRADICTION: features: hearing_loss is listed"))
    let unknown = try report("id: glycine\nspecimn: {}\n", in: ScratchFolder())
    #expect(unknown.status == 65 && unknown.errors.contains("case.yaml:2:1: UNKNOWN_KEY: specimn: "))
    #expect(unknown.errors.contains("nearest known one is specimen"))
  }

  @Test func aSheetWithExchangedCellsFailsItsCasesAndNamesThem() throws {
    let scratch = try ScratchFolder()
    func row(_ id: String, assay: String, clinical: String) -> String {
      "\(id),\(smith)assay/\(assay).cultures.csv;\(smith)assay/\(assay).plate.csv,\(smith)clinical/\(clinical).yaml\n"
    }
    func run(_ rows: [String], _ output: String, _ words: [String] = []) throws -> CommandRun {
      let sheet = try scratch.write("\(output).csv", "case_id,assay,clinical\n" + rows.joined())
      return try CommandRun(["cohort", "--quiet", "-o", output, sheet] + words, folder: scratch.url)
    }
    let (one, two) = ("smith1995-07", "smith1995-11")
    let right = try run([row(one, assay: one, clinical: one), row(two, assay: two, clinical: two)], "right")
    #expect(right.status == 0 && right.errors.isEmpty, "\(right.errors)")
    let assays = try run([row(one, assay: two, clinical: one), row(two, assay: one, clinical: two)], "assays")
    // Each of the two cases lists two tables of the other one.
    #expect(assays.status == 65 && assays.errors.ranges(of: "IDENTITY_MISMATCH").count == 4, "\(assays.errors)")
    for id in [one, two] {
      let told = assays.errors.split(separator: "\n").first { $0.hasPrefix("collagen: case \(id): ") }
      #expect(told?.contains("IDENTITY_MISMATCH: assay: ") == true, "\(assays.errors)")
    }
    let records = try run([row(one, assay: one, clinical: two), row(two, assay: two, clinical: one)], "records")
    #expect(
      records.status == 65 && records.errors.contains("IDENTITY_MISMATCH: clinical: the record is of case \(two)"))
    let gone = try run([row(one, assay: one, clinical: one), row(two, assay: "gone", clinical: two)], "gone")
    #expect(gone.status == 65 && gone.errors.contains("gone.cultures.csv: no such file"), "\(gone.errors)")
    #expect(scratch.text("gone/\(one)/\(one).report.txt").contains("CASE \(one)"), "the other case is done")
    #expect(scratch.text("gone/collagen_gs_mqc.json").contains("\"not sequenced\""))
  }

  @Test func theSameReadsInTwoCasesAreAnError() throws {
    let scratch = try ScratchFolder()
    let read = "@r\nACGTACGTACGTACGTACGTACGTACGTACGTACGT\n+\n" + String(repeating: "I", count: 36) + "\n"
    let (one, two) = (try scratch.write("A_R1.fastq", read), try scratch.write("B_R1.fastq", read))
    let sheet = try scratch.write("s.csv", "case_id,reads1\nA,\(one)\nB,\(two)\n")
    let run = try CommandRun(
      ["cohort", "--quiet", "--allow-identity-mismatch", "-o", "out", sheet], folder: scratch.url)
    #expect(
      run.status == 65 && run.errors.contains("SAME_READS: A_R1.fastq holds the same bytes as B_R1.fastq of case B"))
  }
}
