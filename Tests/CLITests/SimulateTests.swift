// `collagen simulate` as a process: same seed same bytes, truth files, and bad input in one line.

import Foundation
import Testing

@Suite struct SimulateTests {
  private func simulate(_ arguments: [String], in scratch: ScratchFolder) throws -> CommandRun {
    try CommandRun(["simulate", "--depth", "2"] + arguments, folder: scratch.url)
  }

  private func data(_ name: String, in scratch: ScratchFolder) throws -> Data {
    try Data(contentsOf: URL(filePath: scratch.path(name)))
  }

  /// FASTA with N's and lower case, 2,000 bases in all.
  private func background(in scratch: ScratchFolder) throws -> String {
    let bases = (0..<2000).map { "ACGT"["ACGT".index("ACGT".startIndex, offsetBy: ($0 * $0 / 7 + $0 / 3) % 4)] }
    let text = String(bases[..<900]) + "\nNNNNnn\n" + String(bases[900...]).lowercased()
    return try scratch.write("background.fa", ">one\n\(text)\n>two\nACGT\n")
  }

  @Test func theSeedDecidesEveryByte() throws {
    let scratch = try ScratchFolder()
    let fasta = try background(in: scratch)
    let settings = [
      [
        "--molecule", "rna", "--splice", "COL1A1:skip:8@0.7", "--allele-loss", "COL1A2@0.3", "--expression", "COL1A2@2",
      ],
      ["--design", "panel", "--batch-seed", "4", "--random", "3", "--error-model", "slippage"],
      [
        "--design", "amplicon", "--random", "2@0.2", "--random-classes", "snv,long_duplication", "--error-model",
        "binned",
      ],
      ["--background", fasta, "--background-pairs", "50", "--random", "1@hom", "--error-model", "flat"],
    ]
    for (index, setting) in settings.enumerated() {
      for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
        let run = try simulate(setting + ["--seed", seed, "--quiet", "-o", "\(name)\(index)"], in: scratch)
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(setting) \(run.errors)")
      }
      let names = scratch.names("a\(index)")
      #expect(names.count == (index == 0 ? 7 : 5) && names == scratch.names("b\(index)"))
      for name in names {
        let first = try data("a\(index)/\(name)", in: scratch)
        #expect(try data("b\(index)/\(name)", in: scratch) == first, "\(setting) \(name)")
        let isDrawn = name.hasSuffix(".gz") || index > 0
        #expect(try data("c\(index)/\(name)", in: scratch) != first || !isDrawn, "\(setting) \(name)")
      }
    }
  }

  @Test func plantedVariantsAreTold() throws {
    let scratch = try ScratchFolder()
    let given = ["NM_000088.4:c.589G>T@h2", "COL1A2:c.1009G>A@0.05"].flatMap { ["--variant", $0] }
    let run = try simulate(given + ["--random", "4", "--random-classes", "inversion,mnv", "--seed", "1"], in: scratch)
    #expect(run.status == 0 && run.output.hasSuffix(" pairs in simulated.simulated\n"), "\(run.errors)")
    let vcf = scratch.text("simulated.simulated/simulated.truth.vcf").split(separator: "\n")
    #expect(vcf.filter { !$0.hasPrefix("#") }.count == 6)
    #expect(vcf.contains { $0.hasPrefix("chr17\t50198002\t.\tC\tA\t") && $0.contains(";HAPLOTYPE=2\t") })
    #expect(vcf.contains { $0.contains("HGVSC=NM_000089.4:c.1009G>A\tGT:VAF\t0/1:0.0500") })
    let table = scratch.text("simulated.simulated/simulated.truth.tsv").split(separator: "\n").dropFirst()
    let classes = table.map { String($0.split(separator: "\t")[1]) }.sorted()
    #expect(classes == ["inversion", "inversion", "mnv", "mnv", "snv", "snv"])
  }

  @Test func pairsFollowDesignAndBackground() throws {
    let scratch = try ScratchFolder()
    let fasta = try background(in: scratch)
    func pairs(_ arguments: [String]) throws -> Int {
      let run = try simulate(arguments + ["--seed", "1", "--force"], in: scratch)
      #expect(run.status == 0, "\(arguments) \(run.errors)")
      return try #require(run.output.split(separator: " ").first.flatMap { Int($0) })
    }
    let bed = try scratch.write("panel.bed", "chr17\t50197900\t50198200\tx\nchr1\t100\t200\ty\n")
    let even = ["--batch-spread", "0", "--sample-spread", "0"]
    // (300 bases + 370 - 1) x 2 / 300; one pair an amplicon for each unit of depth.
    #expect(try pairs(["--design", "panel", "--target", bed] + even) == 4)
    #expect(try pairs(["--design", "amplicon", "--target", bed] + even) == 2)
    let alone = try pairs([])
    #expect(try pairs(["--background", fasta, "--background-pairs", "70"]) == alone + 70)
    #expect(try pairs(["--background", fasta, "--pairs", "\(alone + 9)"]) == alone + 9)
  }

  @Test func badInputIsOneClearLine() throws {
    let scratch = try ScratchFolder()
    let elsewhere = try scratch.write("elsewhere.bed", "chr1\t100\t200\n")
    let damaged = try scratch.write("damaged.bed", "chr17\t200\t100\n")
    let short = try scratch.write("short.bed", "chr17\t50197900\t50197930\n")
    let tiny = try scratch.write("tiny.fa", ">one\nACGTNACGT\n")
    let text = try scratch.write("text.fa", "hello\n")
    let fill = ["--background-pairs", "5", "--background"]
    let cases: [([String], Int32, String)] = [
      (["--variant", "NM_000088.4:c.589A>T"], 64, "--variant NM_000088.4:c.589A>T: "),
      (["--variant", "COL1A1:c.589G>T@2"], 64, "after '@'"),
      (["--variant", "COL1A1:c.589G>T", "--variant", "COL1A1:c.588_590del"], 64, "overlaps"),
      (["--random", "2", "--random-classes", "snv,snp"], 64, "no class snp"),
      (["--random", "2", "--random-classes", ""], 64, "--random-classes"),
      (["--random", "two"], 64, "--random takes"), (["--random-classes", "snv"], 64, "needs --random"),
      (["--random", "900"], 64, "do not fit into the exons"), (["--target", elsewhere], 64, "needs --design"),
      (["--design", "panel", "--molecule", "rna"], 64, "--molecule dna"),
      (["--design", "panel", "--target", elsewhere], 65, "elsewhere.bed: MISSING: no line lies on"),
      (["--design", "panel", "--target", damaged], 65, "damaged.bed:1: "),
      (["--design", "amplicon", "--target", short], 65, "short.bed:1: "),
      (["--design", "panel", "--target", "absent.bed"], 66, "NOT_FOUND"),
      (fill + ["absent.fa"], 66, "NOT_FOUND"), (fill + [text], 65, "UNKNOWN_FORMAT"), (fill + [tiny], 65, "tiny.fa"),
      (["--background", tiny], 64, "--background-pairs"), (["--background-pairs", "5"], 64, "--background"),
      (["--pairs", "3"], 64, "--pairs"), (["--splice", "COL1A1:skip:8"], 64, "--molecule rna"),
      (["--molecule", "rna", "--splice", "COL1A1:skip:52"], 64, "--splice COL1A1:skip:52"),
      (["--molecule", "rna", "--variant", "COL1A1:c.640_642+5del@0.1"], 64, "across the border of an exon"),
      (["--molecule", "rna", "--allele-loss", "COL1A1@2"], 64, "--allele-loss"),
    ]
    for (arguments, status, words) in cases {
      let run = try simulate(arguments + ["--seed", "1", "-o", "out"], in: scratch)
      #expect(run.status == status && run.errors.contains(words), "\(arguments) \(run.status) \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty, "\(arguments) \(run.errors)")
      #expect(!scratch.names().contains { $0 == "out" || $0.contains("partial") }, "\(arguments)")
    }
  }
}
