// What `collagen screen` says of files in a wrong order, of reads that cannot be used, and of options it does not have.

import Foundation
import Testing

@Suite struct ScreenMessageTests {
  private func screen(_ arguments: [String], in scratch: ScratchFolder) throws -> CommandRun {
    try CommandRun(["screen", "-o", "out", "--force"] + arguments, folder: scratch.url)
  }

  /// Reads of COL1A1; without a gene of bases in no order.
  private static func reads(_ lane: String, mate: Int, gene: [UInt8]?) -> String {
    var state: UInt64 = 88_172_645_463_325_252
    func random() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Array("ACGT".utf8)[Int(state % 4)]
    }
    var text = ""
    for index in 0..<60 {
      let start = index * 3 + mate * 20
      let bases: [UInt8] = gene.map { Array($0[start..<start + 100]) } ?? (0..<100).map { _ in random() }
      let qualities = String(repeating: "F", count: bases.count)
      text += "@\(lane)\(index)/\(mate)\n\(String(decoding: bases, as: UTF8.self))\n+\n\(qualities)\n"
    }
    return text
  }

  private static func gene() throws -> [UInt8] {
    let record = try CommandRun(["reference", "--fasta"]).output.split(separator: ">")[0]
    return Array(Array(record.split(separator: "\n").dropFirst().joined().utf8)[11_000..<13_000])
  }

  @Test func anUnknownOptionIsToldFirstWithTheNearestOne() throws {
    let scratch = try ScratchFolder()
    for (arguments, word) in [
      (["-threads", "2", "A", "B"], "unknown option '-threads'. Did you mean '--threads'?"),
      (["--bogus", "a", "b", "c"], "unknown option '--bogus'."),
      (["--min-dept", "3", "a", "b", "c"], "Did you mean '--min-depth'?"),
      (["--moleculle=rna", "a", "b", "c"], "Did you mean '--molecule'?"),
      (["-help"], "unknown option '-help'. Did you mean '--help'?"),
    ] {
      let run = try CommandRun(["screen"] + arguments, folder: scratch.url)
      #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(word), "\(arguments): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    let joined = try CommandRun(["screen", "-t4", "absent.fq"], folder: scratch.url)
    #expect(joined.status == 66 && joined.errors.contains("NOT_FOUND"), "\(joined.errors)")
    #expect(try CommandRun(["screen", "-t0", "absent.fq"], folder: scratch.url).status == 64)
    // Words behind -- are files, and a lone dash is standard input.
    let file = try CommandRun(["screen", "--", "-threads"], folder: scratch.url)
    #expect(file.status == 66, "\(file.errors)")
    #expect(try CommandRun(["verify", "-quiet", "x"]).errors.contains("unknown option '-quiet'"))
  }

  @Test func indexReadsInThePlaceOfMatesAreTold() throws {
    let scratch = try ScratchFolder()
    let reads = Self.reads("A:1:2:", mate: 1, gene: try Self.gene())
    _ = try scratch.write("P7_R1.fastq", reads)
    let lines = reads.split(separator: "\n").enumerated().map { $0.offset % 2 == 0 ? $0.element : $0.element.prefix(8) }
    _ = try scratch.write("P7_I1.fastq", lines.joined(separator: "\n").replacing("/1\n", with: "/2\n") + "\n")
    let run = try screen(["--quiet", "P7_R1.fastq", "P7_I1.fastq"], in: scratch)
    #expect(run.status == 0 && run.errors.contains("the second reads have 8 bases at most"), "\(run.errors)")
  }

  /// Not one is aligned: "not expressed" would be said of a gene that fills the file.
  @Test func longReadsOfRNAAreRefused() throws {
    let scratch = try ScratchFolder()
    let gene = try Self.gene()
    func reads(_ count: Int, _ length: Int, _ name: String) -> String {
      (0..<count).map { number in
        let bases = String(decoding: gene[number..<number + length], as: UTF8.self)
        return "@\(name)\(number)\n\(bases)\n+\n\(String(repeating: "F", count: length))\n"
      }.joined()
    }
    _ = try scratch.write("long.fastq", reads(40, 1900, "l"))
    _ = try scratch.write("mixed.fastq", reads(40, 1900, "l") + reads(300, 150, "s"))
    _ = try scratch.write("few.fastq", reads(20, 1900, "l") + reads(300, 150, "s"))
    for file in ["long.fastq", "mixed.fastq"] {
      let run = try screen(["--molecule", "rna", file], in: scratch)
      #expect(run.status == 65 && run.errors.contains("LONG_READS") && run.errors.contains("40 of "), "\(run.errors)")
      #expect(!run.errors.contains("expressed"))
      #expect(!FileManager.default.fileExists(atPath: scratch.url.appending(path: "out").path()))
    }
    let few = try screen(["--molecule", "rna", "few.fastq"], in: scratch)
    #expect(
      few.status == 0 && (few.output + few.errors).contains("20 reads of the genes are longer than 1000 bases"),
      "\(few.errors)")
    #expect(try screen(["long.fastq"], in: scratch).status == 0)
  }

  @Test func identifiersThatAreNotThereAreRefused() throws {
    let scratch = try ScratchFolder()
    for mate in [1, 2] {
      _ = try scratch.write("u_R\(mate).fastq", Self.reads("A:1:2:", mate: mate, gene: try Self.gene()))
    }
    let none = try screen(["--umi", "name", "u_R1.fastq", "u_R2.fastq"], in: scratch)
    #expect(none.status == 65 && none.errors.contains("NO_IDENTIFIER"), "\(none.errors)")
    #expect(none.errors.split(separator: "\n").count == 1)
    let field = try screen(["--umi", "RX", "u_R1.fastq", "u_R2.fastq"], in: scratch)
    #expect(field.status == 65 && field.errors.contains("no field RX"), "\(field.errors)")
    #expect(try screen(["--umi", "R", "u_R1.fastq", "u_R2.fastq"], in: scratch).status == 64)
    #expect(try screen(["--umi-drop-singletons", "u_R1.fastq", "u_R2.fastq"], in: scratch).status == 64)
  }

  @Test func identifiersOfNamesAndFieldsGiveTheSame() throws {
    let scratch = try ScratchFolder()
    let gene = try Self.gene()
    var (one, two, sam) = ("", "", "@HD\tVN:1.6\n")
    for molecule in 0..<30 {
      let identifier =
        String((0..<8).map { Array("ACGT")[(molecule * 7 + 3 * $0) % 4] }) + (molecule % 2 == 0 ? "AC" : "GT")
      for copy in 0..<3 {
        let start = molecule * 11
        let first = String(decoding: gene[start..<start + 100], as: UTF8.self)
        let second = String(
          decoding: gene[start + 150..<start + 250].reversed().map { $0 ^ ($0 & 2 == 0 ? 0x15 : 0x04) }, as: UTF8.self)
        let quality = String(repeating: "F", count: 100)
        one += "@r\(molecule).\(copy)_\(identifier)\n\(first)\n+\n\(quality)\n"
        two += "@r\(molecule).\(copy)_\(identifier)\n\(second)\n+\n\(quality)\n"
        for (flag, bases) in [(77, first), (141, second)] {
          sam +=
            "r\(molecule).\(copy)\t\(flag)\t*\t0\t0\t*\t*\t0\t0\t\(bases)\t\(quality)\tNM:i:0\tRX:Z:\(identifier)\n"
        }
      }
    }
    _ = try scratch.write("f_R1.fastq", one)
    _ = try scratch.write("f_R2.fastq", two)
    _ = try scratch.write("f.sam", sam)
    var calls: [String] = []
    for arguments in [["--umi", "name", "f_R1.fastq", "f_R2.fastq"], ["--umi", "RX", "f.sam"]] {
      let run = try screen(["--sample", "f", "--format", "json"] + arguments, in: scratch)
      #expect(run.status == 0, "\(run.errors)")
      let fields = ["\"fragments\": 90", "\"families\": 30", "\"singletons\": 0", "\"duplicates\": \"families\""]
      #expect(fields.allSatisfy(run.output.contains), "\(run.output.suffix(2000))")
      calls.append(run.output.components(separatedBy: "\"calls\"").last ?? "")
    }
    #expect(
      calls[0].components(separatedBy: "\"families\": {")[0] == calls[1].components(separatedBy: "\"families\": {")[0])
  }

  @Test func longReadsAreAlignedAndTold() throws {
    let scratch = try ScratchFolder()
    let record = try CommandRun(["reference", "--fasta"]).output.split(separator: ">")[0]
    let gene = Array(record.split(separator: "\n").dropFirst().joined().utf8)
    var text = ""
    for index in 0..<30 {
      let bases = Array(gene[8000 + 100 * index..<14_000 + 100 * index])
      text +=
        "@l\(index)\n\(String(decoding: bases, as: UTF8.self))\n+\n\(String(repeating: "F", count: bases.count))\n"
    }
    _ = try scratch.write("long.fastq", text)
    let run = try screen(["long.fastq"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect((run.output + run.errors).contains("30 long reads (median 6000 bases)"), "\(run.output) \(run.errors)")
    #expect(!(run.output + run.errors).contains("not aligned"))
    // Of RNA they are refused with the reason.
    let rna = try screen(["--molecule", "rna", "long.fastq"], in: scratch)
    #expect(rna.status == 65 && rna.errors.contains("LONG_READS"), "\(rna.output) \(rna.errors)")
  }

  @Test func filesInAnotherOrderAreToldWithTheRightOne() throws {
    let scratch = try ScratchFolder()
    for lane in ["A", "B"] {
      for mate in [1, 2] { _ = try scratch.write("\(lane)_R\(mate).fastq", "@x\nACGT\n+\nIIII\n") }
    }
    for order in [["A_R1", "B_R1", "A_R2", "B_R2"], ["A_R1", "B_R1"], ["A_R2", "B_R2", "A_R1", "B_R1"]] {
      let run = try screen(order.map { $0 + ".fastq" }, in: scratch)
      #expect(run.status == 64 && !scratch.names().contains("out"), "\(order): \(run.errors)")
      #expect(
        run.errors.contains("mates stand in turn: A_R1.fastq A_R2.fastq B_R1.fastq B_R2.fastq"), "\(run.errors)")
    }
    for name in ["C_1.fq", "D_1.fq"] { _ = try scratch.write(name, "@x\nACGT\n+\nIIII\n") }
    let single = try screen(["C_1.fq", "D_1.fq"], in: scratch)
    #expect(single.status == 64 && single.errors.contains("cat C_1.fq D_1.fq | collagen screen"), "\(single.errors)")
  }

  @Test func aMateThatLiesBesideIsNamed() throws {
    let scratch = try ScratchFolder()
    let gene = try ScreenMessageTests.gene()
    for mate in [1, 2] {
      let text = ScreenMessageTests.reads("r", mate: mate, gene: gene)
      _ = try scratch.write("P07_R\(mate)_001.fastq", text)
    }
    let alone = try screen(["P07_R1_001.fastq"], in: scratch)
    #expect(alone.status == 0 && alone.output.contains("P07_R2_001.fastq lies beside it"), "\(alone.output)")
    #expect(scratch.text("out/P07.json").contains("P07_R2_001.fastq lies beside it"))
    try FileManager.default.removeItem(atPath: scratch.path("P07_R2_001.fastq"))
    let lone = try screen(["P07_R1_001.fastq"], in: scratch)
    #expect(lone.status == 0 && !lone.output.contains("lies beside"))
  }

  @Test func readsThatCannotBeUsedAreNoNegativeResult() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("random.fastq", ScreenMessageTests.reads("r", mate: 1, gene: nil))
    let random = try screen(["random.fastq"], in: scratch)
    #expect(random.status == 0 && random.output.contains("not one of 60 reads is of COL1A1"), "\(random.output)")
    #expect(random.output.contains("Variants not known") && !random.output.contains("none called"))
  }

  @Test func damagedAlignmentFilesAreToldInOneLine() throws {
    let scratch = try ScratchFolder()
    for (name, bytes) in [("a.bam", "BAM\u{1}"), ("a.cram", "CRAM\u{3}\u{0}"), ("a.sam", "@HD\tVN:1.6\n")] {
      _ = try scratch.write(name, Data((bytes + String(repeating: "x", count: 40)).utf8))
      let run = try screen([name], in: scratch)
      #expect(run.status == 65 && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      #expect(run.errors.hasPrefix("collagen: \(name):"), "\(run.errors)")
    }
  }

  /// Reads of nothing but N are equal in any two files.
  @Test func readsOfNothingButNAreNotTheSameFile() throws {
    let scratch = try ScratchFolder()
    for mate in [1, 2] {
      let record = "/\(mate)\n\(String(repeating: "N", count: 50))\n+\n\(String(repeating: "#", count: 50))\n"
      _ = try scratch.write("n_R\(mate).fastq", (0..<100).map { "@r\($0)\(record)" }.joined())
    }
    let run = try screen(["n_R1.fastq", "n_R2.fastq"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
  }
}
