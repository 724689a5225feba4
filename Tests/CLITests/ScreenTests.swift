// `collagen screen` as a process: files, streams, exit codes.

import Foundation
import Testing

@Suite struct ScreenTests {
  static let demo = ["fixtures/demo/demo_R1.fastq.gz", "fixtures/demo/demo_R2.fastq.gz"].map(Repository.path)

  private func screen(_ arguments: [String], in scratch: ScratchFolder, input: Data = Data()) throws -> CommandRun {
    try CommandRun(["screen"] + arguments, input: input, folder: scratch.url)
  }

  @Test func theDemoSampleIsNamedRight() throws {
    let scratch = try ScratchFolder()
    let run = try screen(Self.demo, in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("NM_000088.4:c.401dup") && run.output.contains("NP_000079.2:p.(Gly136TrpfsTer33)"))
    #expect(run.output.contains("NM_000089.4:c.1645C>G") && run.output.contains("NP_000080.2:p.(Pro549Ala)"))
    #expect(scratch.names() == ["demo.collagen"])
    #expect(
      scratch.names("demo.collagen") == [
        "demo.coverage.tsv", "demo.html", "demo.json", "demo.regions.bed.gz", "demo.regions.bed.gz.csi",
        "demo.variants.tsv", "demo.vcf.gz", "demo.vcf.gz.tbi",
        "demo_mqc.json", "manifest.json",
      ])
    let passed = scratch.text("demo.collagen/demo.variants.tsv").split(separator: "\n").filter {
      $0.contains("\tPASS\t")
    }
    #expect(passed.count == 2)
    let json =
      try JSONSerialization.jsonObject(with: Data(scratch.text("demo.collagen/demo.json").utf8)) as? [String: Any]
    let counts = try #require(json?["counts"] as? [String: Any])
    let filtered = try #require(counts["filtered"] as? [String: Int])
    #expect(
      counts["reads"] as? Int == (counts["used"] as? Int ?? 0) + filtered.values.reduce(0, +)
        + (counts["unmapped"] as? Int ?? 0))
    let coverage = try #require(json?["coverage"] as? [String: Any])
    #expect(
      coverage["target_bases"] as? Int
        == ["reference", "variant", "no_call"].reduce(0) { $0 + (coverage[$1] as? Int ?? 0) })
  }

  @Test func sameBytesForAnyThreadsLocaleAndContainer() throws {
    let scratch = try ScratchFolder()
    let settings: [(String, [String: String])] = [
      ("1", [:]), ("2", ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"]), ("7", ["LC_ALL": "C"]),
    ]
    for (threads, environment) in settings {
      let run = try CommandRun(
        ["screen", "--quiet", "--threads", threads, "-o", "t\(threads)"] + Self.demo, folder: scratch.url,
        environment: environment)
      #expect(run.status == 0 && run.output.isEmpty)
    }
    for name in scratch.names("t1") {
      let first = try Data(contentsOf: URL(filePath: scratch.path("t1/\(name)")))
      for other in ["t2", "t7"] {
        #expect(try Data(contentsOf: URL(filePath: scratch.path("\(other)/\(name)"))) == first, "\(other) \(name)")
      }
    }
  }

  @Test func readsOfAnotherSpeciesAreSuspected() throws {
    let scratch = try ScratchFolder()
    let record = try CommandRun(["reference", "--fasta"], folder: scratch.url).output.split(separator: ">")[0]
    let gene = Array(record.split(separator: "\n").dropFirst().joined().utf8)[11_000..<13_000]
    // One base in 45 differs, as in a close relative's gene; then the very gene itself.
    for (period, suspected) in [(45, true), (Int.max, false)] {
      let bases = gene.enumerated().map { index, base in
        index % period == period - 1 ? (base == UInt8(ascii: "A") ? UInt8(ascii: "C") : UInt8(ascii: "A")) : base
      }
      let reads = stride(from: 0, to: bases.count - 150, by: 3).map { start in
        let read = Array(bases[start..<start + 150])
        let complement: [UInt8: UInt8] = [65: 84, 67: 71, 71: 67, 84: 65]
        let turned = start % 2 == 0 ? read : read.reversed().map { complement[$0] ?? $0 }
        return "@r\(start)\n\(String(decoding: turned, as: UTF8.self))\n+\n\(String(repeating: "F", count: 150))\n"
      }
      let name = "relative\(suspected).fastq"
      _ = try scratch.write(name, reads.joined())
      let run = try screen([name], in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("more than expected of one person") == suspected, "\(run.output)")
    }
  }

  @Test func existingResultsAreSafe() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: true)
    _ = try scratch.write("out/mine.txt", "mine")
    let refused = try screen(["-o", "out"] + Self.demo, in: scratch)
    #expect(refused.status == 73 && refused.errors.contains("--force"))
    #expect(scratch.names("out") == ["mine.txt"])
    let forced = try screen(["-o", "out", "--force", "--quiet"] + Self.demo, in: scratch)
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(scratch.text("out/mine.txt") == "mine" && scratch.names("out").count == 11)
    let before = scratch.text("out/demo.json")
    let bad = try scratch.write("bad_R1.fastq", "@a\nACGT\n+\nII\n")
    let failed = try screen(["-o", "out", "--force", "--sample", "demo", bad], in: scratch)
    #expect(failed.status == 65 && scratch.text("out/demo.json") == before && scratch.names("out").count == 11)
    #expect(try screen(["-o", "bad_R1.fastq"] + Self.demo, in: scratch).status == 73)
  }

  @Test func badInputIsOneClearLine() throws {
    let scratch = try ScratchFolder()
    let good = "@a\nACGT\n+\nIIII\n"
    let one = try scratch.write("one_R1.fastq", good)
    let two = try scratch.write("one_R2.fastq", good + good)
    let cases: [([String], Int32, String)] = [
      ([scratch.path("absent.fq")], 66, "NOT_FOUND"), ([scratch.url.path], 66, "IS_DIRECTORY"),
      ([try scratch.write("empty.fq", "")], 65, "EMPTY_INPUT"), ([one, one], 65, "SAME_FILE_TWICE"),
      ([one, two], 65, "MATE_MISSING"), ([try scratch.write("text.fq", "hello\n")], 65, "UNKNOWN_FORMAT"),
      ([try scratch.write("cut.fq", "@a\nACGT\n+\nII")], 65, "cut.fq:"),
      ([try scratch.write("half.gz", Data([0x1F, 0x8B, 8, 0, 0]))], 65, "TRUNCATED_CONTAINER"),
    ]
    for (reads, status, word) in cases {
      let run = try screen(["-o", "out"] + reads, in: scratch)
      #expect(run.status == status && run.errors.contains(word), "\(reads) \(run.status) \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
      #expect(!scratch.names().contains("out"))
      #expect(!scratch.names().contains { $0.contains("partial") })
    }
  }

  @Test func emptyInputCanBeAllowed() throws {
    let scratch = try ScratchFolder()
    let empty = try scratch.write("empty.fq", "")
    let run = try screen(["--allow-empty", empty], in: scratch)
    #expect(run.status == 0 && run.output.contains("Variants not known"))
    #expect(scratch.text("empty.collagen/empty.coverage.tsv").contains("\tno_call\tno_reads\n"))
  }

  @Test func standardInputAndInterleavedReads() throws {
    let scratch = try ScratchFolder()
    let reads = "@a/1\nACGTACGTACGTACGTACGTACGTACGTACGTACGT\n+\n\(String(repeating: "I", count: 36))\n"
    let input = Data((reads + reads.replacing("/1", with: "/2")).utf8)
    let run = try screen(["--interleaved", "--format", "json", "-"], in: scratch, input: input)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"reads\": 2") && run.output.contains("\"sample\": \"stdin\""))
  }
}
