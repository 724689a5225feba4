// `collagen screen --molecule rna` as a process.

import Foundation
import Testing

@Suite struct RNATests {
  private func simulate(_ arguments: [String], in scratch: ScratchFolder) throws -> [String] {
    let run = try CommandRun(["simulate", "--quiet", "-o", "reads", "--sample", "s"] + arguments, folder: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    return [scratch.path("reads/s_R1.fastq.gz"), scratch.path("reads/s_R2.fastq.gz")]
  }

  /// Rows of a table by column name.
  private func table(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(header.map(String.init), line.map(String.init)))
    }
  }

  @Test func aSkippedExonAndTwoAllelesInOneSample() throws {
    let scratch = try ScratchFolder()
    let reads = try simulate(
      [
        "--molecule", "rna", "--depth", "90", "--seed", "4", "--splice", "COL1A1:skip:8@0.6", "--variant",
        "NM_000089.4:c.1645C>G",
      ], in: scratch)
    let run = try CommandRun(
      ["screen", "--molecule", "rna", "-o", "out", "--confirm", "NM_000089.4:c.1645C>G"] + reads, folder: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("exon_skip") && run.output.contains("balanced"))
    let text = scratch.text("out/s.junctions.tsv")
    #expect(text.hasPrefix("gene\tkind\tstart\tend\treads\tratio\tratio_low\tratio_high\t"))
    let rows = table(text)
    #expect(rows.count { $0["kind"] == "canonical" } == 101)
    let events = rows.filter { $0["filter"] == "PASS" }
    #expect(events.count == 1 && events.first?["kind"] == "exon_skip" && events.first?["exon"] == "8")
    #expect(events.first?["hgvs_r"] == "NM_000088.4:r.[=,589_642del]")
    #expect(events.first?["hgvs_p"] == "NP_000079.2:p.[=,Gln199_Pro216del]")
    #expect(rows.filter { $0["verdict"] == "aberrant" }.compactMap { $0["exon"] } == ["7^8", "8^9"])
    junctionFiles(scratch, rows)
    #expect(events.first?["collagen_effect"] == "in_frame_exon_skip")
    let low = Double(events.first?["ratio_low"] ?? "") ?? 1
    let high = Double(events.first?["ratio_high"] ?? "") ?? 0
    #expect(low < 0.3 && high > 0.3 && high - low < 0.35)
    let calls = table(scratch.text("out/s.variants.tsv")).filter { $0["filter"] == "PASS" }
    #expect(calls.compactMap { $0["hgvs_c"] } == ["NM_000089.4:c.1645C>G"])
    #expect(!scratch.text("out/s.coverage.tsv").contains("intron"))
    let json = try JSONSerialization.jsonObject(with: Data(scratch.text("out/s.json").utf8)) as? [String: Any]
    let rna = try #require(json?["rna"] as? [String: Any])
    #expect((rna["junctions"] as? [Any])?.count == rows.count)
    let ratios = try #require(rna["allele_ratios"] as? [[String: Any]])
    #expect(ratios.compactMap { $0["source"] as? String } == ["queried", "called"])
    #expect(scratch.text("out/s.html").contains("<h2>Splicing</h2>"))
  }

  /// Both files for other programs hold what the table holds.
  private func junctionFiles(_ scratch: ScratchFolder, _ rows: [[String: String]]) {
    let crossed = rows.filter { $0["kind"] != "intron_retention" && $0["reads"] != "0" }
    let star = scratch.text("out/s.SJ.out.tab").split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(star.count == crossed.count && star.allSatisfy { $0.count == 9 })
    let skip = rows.first { $0["kind"] == "exon_skip" && $0["filter"] == "PASS" } ?? [:]
    let line = star.first { $0[5] == "0" && $0[0] == "chr17" && $0[2] == skip["end"] ?? "" }
    #expect(line?[1].description == (skip["start"].flatMap { Int($0) }).map { "\($0 + 1)" })
    #expect(line?[3] == "2" && line?[4] == "2" && line?[6].description == skip["reads"])
    let bed = scratch.text("out/s.junctions.bed12").split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(bed.count == crossed.count && bed.allSatisfy { $0.count == 12 && $0[9] == "2" })
    for fields in bed {
      let sizes = fields[10].split(separator: ",").compactMap { Int($0) }
      let starts = fields[11].split(separator: ",").compactMap { Int($0) }
      let length = (Int(fields[2]) ?? 0) - (Int(fields[1]) ?? 0)
      #expect(starts.first == 0 && sizes.count == 2 && starts[1] + sizes[1] == length)
    }
  }

  @Test func controlLinesTellWhatIsNormal() throws {
    let scratch = try ScratchFolder()
    for number in 1...3 {
      let reads = try simulate(["--molecule", "rna", "--depth", "40", "--seed", "\(80 + number)"], in: scratch)
      let run = try CommandRun(
        ["screen", "--molecule", "rna", "--quiet", "--sample", "c\(number)", "-o", "lines/c\(number)"] + reads,
        folder: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
      try FileManager.default.removeItem(atPath: scratch.path("reads"))
    }
    let reads = try simulate(
      ["--molecule", "rna", "--depth", "60", "--seed", "84", "--splice", "COL1A2:skip:20@0.5"], in: scratch)
    let run = try CommandRun(
      ["screen", "--molecule", "rna", "-o", "out", "--controls", "lines"] + reads, folder: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    let events = table(scratch.text("out/s.junctions.tsv")).filter { $0["filter"] == "PASS" }
    #expect(events.count == 1 && events.first?["exon"] == "20")
    let p = Double(events.first?["p_value"] ?? "") ?? 1
    let high = Double(events.first?["normal_high"] ?? "") ?? 1
    #expect(p < 1e-5 && high < 0.05)
    #expect(scratch.text("out/s.json").contains("\"controls\": 3"))
    // The sample itself is no control, and two are too few.
    let alone = try CommandRun(
      ["screen", "--molecule", "rna", "-o", "again", "--controls", "lines/c1"] + reads, folder: scratch.url)
    #expect(alone.status == 0 && alone.output.contains("1 usable controls are too few for junctions"))
    // A cohort's RNA is compared with the same lines; that its DNA has no controls is told.
    let pair = reads.joined(separator: ";")
    let sheet = try scratch.write("s.csv", "case_id,rna\nq,\(pair)\n")
    let cohort = try CommandRun(
      ["cohort", "--quiet", "-o", "cohort", "--controls", "lines", sheet], folder: scratch.url)
    #expect(cohort.status == 0 && cohort.errors.isEmpty, "\(cohort.errors)")
    #expect(scratch.text("cohort/q/q.rna.json").contains("\"controls\": 3"))
    let dna = try scratch.write("d.csv", "case_id,reads1,reads2\nq,\(reads.joined(separator: ","))\n")
    let other = try CommandRun(["cohort", "--quiet", "-o", "dna", "--controls", "lines", dna], folder: scratch.url)
    #expect(other.errors.contains("lines: holds no screen of DNA"), "\(other.errors)")
  }

  /// What every warning about a library says; an even library has none of them.
  private static let librarySayings = [
    "holds genomic DNA", "not spliced (nuclear RNA", "repeat the ends of another one", "the library is stranded",
    "the strands are unequal", "expressed at less than 2 %", "is not expressed",
  ]

  @Test(
    arguments: [
      ([], nil), (["--library", "dna=0.05"], "holds genomic DNA"),
      (["--library", "unspliced=0.25"], "not spliced (nuclear RNA"),
      (["--library", "copies=0.5"], "repeat the ends of another one"),
      (["--library", "antisense=1"], "the library is stranded"),
      (["--library", "antisense=0.75"], "the strands are unequal"),
      (["--expression", "COL1A2@0.015", "--depth", "150"], "expressed at less than 2 %"),
      (["--expression", "COL1A2@0"], "is not expressed"),
    ] as [([String], String?)])
  func whatTheLibraryIsIsSaid(_ arguments: [String], _ saying: String?) throws {
    let scratch = try ScratchFolder()
    let reads = try simulate(["--molecule", "rna", "--depth", "60", "--seed", "19"] + arguments, in: scratch)
    let run = try CommandRun(["screen", "--molecule", "rna", "--quiet", "-o", "out"] + reads, folder: scratch.url)
    #expect(run.status == 0)
    for other in RNATests.librarySayings {
      #expect(run.errors.contains(other) == (other == saying), "\(arguments): \(run.errors)")
    }
  }

  @Test func theWrongMoleculeIsSaid() throws {
    let scratch = try ScratchFolder()
    let messages = try simulate(["--molecule", "rna", "--depth", "40", "--seed", "5"], in: scratch)
    let asDNA = try CommandRun(["screen", "-o", "dna", "--format", "tsv"] + messages, folder: scratch.url)
    #expect(asDNA.status == 0 && asDNA.errors.contains("this looks like RNA"))
    #expect(asDNA.output.split(separator: "\n").count { $0.contains("\tPASS\t") } == 0, "\(asDNA.output)")
    #expect(!scratch.names("dna").contains("s.junctions.tsv"))
    let genomic = try CommandRun(
      ["simulate", "--quiet", "-o", "genome", "--sample", "g", "--depth", "15", "--seed", "6"], folder: scratch.url)
    #expect(genomic.status == 0)
    let asRNA = try CommandRun(
      ["screen", "--molecule", "rna", "-o", "rna", "--quiet", scratch.path("genome/g_R1.fastq.gz")]
        + [scratch.path("genome/g_R2.fastq.gz")], folder: scratch.url)
    #expect(asRNA.status == 0 && asRNA.errors.contains("this looks like DNA"))
    #expect(!scratch.text("rna/g.junctions.tsv").contains("PASS"))
  }

  @Test func sameBytesForAnyThreadsAndAnIndexedBAM() throws {
    let scratch = try ScratchFolder()
    let reads = try simulate(
      ["--molecule", "rna", "--depth", "20", "--seed", "7", "--splice", "COL1A2:retain:12@0.5"], in: scratch)
    for threads in ["1", "3"] {
      let run = try CommandRun(
        ["screen", "--molecule", "rna", "--bam", "--quiet", "--threads", threads, "-o", "t\(threads)"] + reads,
        folder: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(scratch.names("t1").contains("s.bam.bai") && scratch.names("t1").contains("s.junctions.tsv"))
    for name in scratch.names("t1") {
      let first = try Data(contentsOf: URL(filePath: scratch.path("t1/\(name)")))
      #expect(try Data(contentsOf: URL(filePath: scratch.path("t3/\(name)"))) == first, "\(name)")
    }
  }
}
