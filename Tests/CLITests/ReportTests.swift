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
}
