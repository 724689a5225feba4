// What every command shares: help, version, usage errors, a full disk; and `collagen reference`.

import Foundation
import Testing

@Suite struct ToolTests {
  @Test func helpAndVersionAreAnswers() throws {
    for arguments in [["--help"], ["--version"], ["help"], ["screen", "--help"], ["reference", "--help"]] {
      let run = try CommandRun(arguments)
      #expect(run.status == 0 && !run.output.isEmpty && run.errors.isEmpty, "\(arguments)")
    }
    #expect(try CommandRun(["screen", "--help"]).output.contains("EXAMPLES"))
    #expect(try CommandRun(["--version"]).output.contains("SQ.QHD1sq0MO0ekfVC3dyTMD76jTTuJdHzC"))
  }

  @Test func usageErrorsEndWith64AndHelp() throws {
    let wrong = try CommandRun(["scren"])
    #expect(wrong.status == 64 && wrong.errors.contains("Did you mean 'screen'?") && wrong.output.isEmpty)
    for (arguments, told) in [
      (["knowledge", "shw"], "there is no command 'knowledge shw'. Did you mean 'show'? See 'collagen knowledge"),
      (["screen", "--molecule", "dnaa", "a.fq"], "--molecule takes dna, rna, not 'dnaa'. Did you mean 'dna'?"),
      (["screen", "--molecule=protein", "a.fq"], "--molecule takes dna, rna, not 'protein'. See"),
      (["name", "--assembly", "hg38", "x"], "--assembly takes GRCh38, GRCh37, not 'hg38'. Did you mean 'GRCh38'?"),
      (["reference", "--assembly", "b37"], "Did you mean 'GRCh37'?"),
    ] {
      let run = try CommandRun(arguments)
      #expect(run.status == 64 && run.errors.contains(told) && run.output.isEmpty, "\(arguments): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    // A word in another case is no mistake of its own where another one is told.
    #expect(try !CommandRun(["reference", "--assembly", "grch37", "--bed", "x"]).errors.contains("takes"))
    #expect(try CommandRun(["screen"]).status == 64)
    #expect(try CommandRun(["reference", "--fastq"]).status == 64)
    #expect(try CommandRun(["screen", "--threads", "0", "x"]).status == 64)
    #expect(try CommandRun(["screen", "a", "b", "c"]).status == 64)
  }

  @Test func referenceExportsCoordinatesOfBothAssemblies() throws {
    let table = try CommandRun(["reference"])
    #expect(table.output.contains("LRG_1\tNG_007400.1\tNM_000088.4,NM_000088.3\tNP_000079.2\t51\t24544\tGRCh38"))
    let bed = try CommandRun(["reference", "--bed"]).output.split(separator: "\n")
    #expect(bed.count == 103)
    #expect(bed.contains("chr17\t50197948\t50198002\tCOL1A1_exon_8\t0\t-"))
    let old = try CommandRun(["reference", "--bed", "--assembly", "grch37"]).output
    #expect(old.contains("chr17\t48275309\t48275363\tCOL1A1_exon_8\t0\t-"))
    let gff = try CommandRun(["reference", "--gff"]).output
    #expect(gff.hasPrefix("##gff-version 3\n") && gff.contains("\tCDS\t"))
    let fasta = try CommandRun(["reference", "--fasta"]).output
    #expect(fasta.split(separator: "\n").filter { $0.hasPrefix(">") }.count == 2)
  }

  @Test func aFullDiskIsAnError() throws {
    // /dev/full takes nothing; only Linux has it.
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = CommandRun.executable
    process.arguments = ["reference"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }
}
