// `collagen report` as a process: what it says of halves that are missing.

import Foundation
import Testing

@Suite struct ReportTests {
  @Test func filesThatARecordNamesAreToldAsNotRead() throws {
    let scratch = try ScratchFolder()
    let record = try scratch.write(
      "P9.yaml",
      "id: P9\nsequence: {reads: [P9_R1.fastq.gz], molecule: dna}\nfibroblast_assay: {files: [P9.plate.csv]}\n")
    let alone = try CommandRun(["report", "--quiet", "--case", record], folder: scratch.url)
    #expect(alone.status == 0)
    let lines = alone.errors.split(separator: "\n")
    #expect(lines.count == 2, "\(alone.errors)")
    #expect(
      lines.first?.hasPrefix("collagen: warning: P9.yaml: sequence: ") == true && alone.errors.contains("--screen"))
    #expect(lines.last?.contains("P9.yaml: fibroblast_assay.files: ") == true && alone.errors.contains("--assay"))
    #expect(!alone.errors.contains("R1") && !alone.errors.contains("plate"), "names of files stay in the record")
    let text = scratch.text("P9.report/P9.report.txt").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("The files that the record names were not read."))
    #expect(text.contains("The tables that the record names were not read."))
  }

  @Test func nothingIsSaidWhereBothHalvesAreGivenOrNoneIsNamed() throws {
    let scratch = try ScratchFolder()
    let glycine = Repository.path("fixtures/cases/glycine") + "/"
    let named = try scratch.write(
      "glycine.yaml",
      "id: glycine\nsequence: {vcf: glycine.vcf}\nfibroblast_assay: {cultured: yes, files: [glycine.plate.csv]}\n")
    let both = try CommandRun(
      [
        "report", "--quiet", "-o", "both", "--case", named, "--screen", glycine + "glycine.screen.json", "--assay",
        glycine + "glycine.assay.json",
      ], folder: scratch.url)
    #expect(both.status == 0 && both.errors.isEmpty, "\(both.errors)")
    let unnamed = try scratch.write("P9.yaml", "id: P9\nfibroblast_assay: {cultured: no}\n")
    let none = try CommandRun(["report", "--quiet", "-o", "none", "--case", unnamed], folder: scratch.url)
    #expect(none.status == 0 && none.errors.isEmpty, "\(none.errors)")
    #expect(!scratch.text("none/P9.report.txt").contains("not read"))
  }

  /// A report that is issued again into its own folder says what changed; without the option a changed result is warned of.
  @Test func aReportIsIssuedAgainInItsFolder() throws {
    let scratch = try ScratchFolder()
    let glycine = Repository.path("fixtures/cases/glycine") + "/"
    let plain = "id: glycine\nfeatures: [blue_sclerae]\n"
    let record = try scratch.write("glycine.yaml", plain)
    func report(_ words: String...) throws -> CommandRun {
      try CommandRun(
        ["report", "--quiet", "--replace", "-o", "r", "--case", record, "--screen", glycine + "glycine.screen.json"]
          + ["--known", glycine + "known.vcf"]
          + words, folder: scratch.url)
    }
    #expect(try report("--date", "2026-01-10").status == 0)
    let again = try report("--date", "2026-01-10")
    #expect(again.status == 0 && again.errors.isEmpty, "the same once more is nothing to warn of: \(again.errors)")
    _ = try scratch.write(
      "glycine.yaml", plain + "curation: [{code: PM1, strength: not_met, reason: ours, by: A, date: 2026-02-01}]\n")
    let told = try report("--date", "2026-03-01", "--previous", "r/glycine.report.json")
    #expect(told.status == 0 && told.errors.isEmpty, "\(told.errors)")
    let text = scratch.text("r/glycine.report.txt").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Report 2 of this case. It takes the place of report 1 of 2026-01-10"))
    #expect(text.contains("- class, COL1A1 c.3496G>T: now Uncertain significance"))
    #expect(try CommandRun(["verify", "r"], folder: scratch.url).status == 0)

    _ = try scratch.write("glycine.yaml", plain)
    let silent = try report("--date", "2026-04-01")
    #expect(silent.status == 0 && silent.errors.contains("the report that this one replaces differs in its result"))
    #expect(!silent.errors.contains("c.3496"), "nothing of the patient stands in a message")
    let early = try report("--date", "2026-03-31", "--previous", "r/glycine.report.json")
    #expect(early.status == 65 && early.errors.contains("glycine.report.json:") && early.errors.contains("--date"))
    #expect(
      scratch.text("r/glycine.report.json").contains("2026-04-01"), "a refused report leaves the folder as it was")
  }

  /// A file of known variants that has nothing of the genes is most likely another one: every command says so, once.
  @Test(arguments: [
    ["screen", "--quiet", "-o", "s"], ["screen", "--format", "tsv", "-o", "s"], ["report", "--quiet", "-o", "r"],
    ["cohort", "--quiet", "-o", "c"],
  ])
  func aFileOfOtherVariantsIsToldOnce(words: [String]) throws {
    let scratch = try ScratchFolder()
    let header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    let known = try scratch.write("k.vcf", header + "chr1\t100\tx\tA\tG\t.\t.\tCLNSIG=Pathogenic\n")
    let glycine = Repository.path("fixtures/cases/glycine") + "/"
    let input: [String]
    switch words[0] {
    case "screen": input = ScreenTests.demo
    case "report": input = ["--case", glycine + "case.yaml", "--screen", glycine + "glycine.screen.json"]
    default:
      for name in ["P1", "P2"] { _ = try scratch.write("\(name).yaml", "id: \(name)\n") }
      input = [try scratch.write("cohort.csv", "case_id,clinical\nP1,P1.yaml\nP2,P2.yaml\n")]
    }
    let done = try CommandRun(words + ["--known", known] + input, folder: scratch.url)
    #expect(done.status == 0, "\(done.errors)")
    let lines = done.errors.split(separator: "\n").filter { $0.contains("k.vcf") }
    let warning = "collagen: warning: k.vcf: not one entry lies in the genes: is it the right file?"
    #expect(lines == [Substring(warning)], "\(done.errors)")
    #expect(!done.output.contains("?."))
  }
}
