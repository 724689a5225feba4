// Mates by the names of their files, and what is said of files in another order.

import Testing

@testable import Collagen

@Suite struct MateFilesTests {
  @Test(arguments: [
    ("P07_R1.fastq.gz", 1, "P07_R2.fastq.gz"), ("a/P07_S3_L001_R2_001.fastq.gz", 2, "a/P07_S3_L001_R1_001.fastq.gz"),
    ("P07_1.fq", 1, "P07_2.fq"), ("R1_sample_R2.fq", 2, "R1_sample_R1.fq"), ("P07.r1.fa", 1, "P07.r2.fa"),
    ("SRR1_2.fastq.bz2", 2, "SRR1_1.fastq.bz2"), ("R1.fastq.gz", 1, "R2.fastq.gz"), ("a/r2.fq", 2, "a/r1.fq"),
    ("a/R1_001.fastq.gz", 1, "a/R2_001.fastq.gz"), ("W_forward.fastq.gz", 1, "W_reverse.fastq.gz"),
    ("d/W.Reverse.fq", 2, "d/W.Forward.fq"), ("W_FWD.fq", 1, "W_REV.fq"), ("forward.fq", 1, "reverse.fq"),
    ("forward_x_R2.fq", 2, "forward_x_R1.fq"), ("e_1_val_1.fq.gz", 1, "e_2_val_2.fq.gz"),
    ("f_R2_val_2.fq.gz", 2, "f_R1_val_1.fq.gz"), ("g_1P.fastq.gz", 1, "g_2P.fastq.gz"), ("j.1.fq.gz", 1, "j.2.fq.gz"),
    ("m.read1.fastq.gz", 1, "m.read2.fastq.gz"), ("q_pair2.fastq.gz", 2, "q_pair1.fastq.gz"),
    ("p_F.fastq.gz", 1, "p_R.fastq.gz"),
  ])
  func namesTellTheMate(_ path: String, _ number: Int, _ other: String) {
    #expect(MateFiles.mate(path) == MateFiles.Mate(number: number, other: other))
  }

  @Test(arguments: [
    "P07.fastq", "R1_sample.fq", "P1_sample.fq", "forwarded.fq", "revert_x.fq", "OR1.fq", "-", "P07_12.fq", "COL1A1.fq",
    "P07_1_raw.fq", "PR1.fq", "",
  ])
  func otherNamesTellNothing(_ path: String) {
    #expect(MateFiles.mate(path) == nil)
  }

  /// The mates' file may be compressed in another way, or be called `2.fq`.
  @Test(arguments: [
    ("a/S_R1.fq", "a/S_R2.fastq.gz"), ("S_1.fastq.gz", "S_2.fastq"), ("d/1.fastq.gz", "d/2.fastq.gz"),
    ("e_1_val_1.fq.gz", "e_2_val_2.fq.gz"),
  ])
  func aFileThatIsGivenAloneIsTold(_ path: String, _ other: String) throws {
    let remark = try #require(MateFiles.remark(onSingle: path) { $0 == other })
    #expect(remark.contains(try #require(other.split(separator: "/").last)))
    #expect(MateFiles.remark(onSingle: path) { $0 == path } == nil)
    #expect(MateFiles.remark(onSingle: "11.fq") { $0 == "21.fq" } == nil)
  }

  @Test func onlyPairsOfOneNumberAreFaults() {
    func fault(_ paths: String...) -> String? { MateFiles.fault(inOrder: paths) { _ in false } }
    #expect(fault("A_R1.fq", "A_R2.fq", "B_R1.fq", "B_R2.fq") == nil)
    #expect(fault("A_R2.fq", "A_R1.fq") == nil && fault("x.fq", "y.fq") == nil && fault("A_R1.fq", "A_R1.fq") == nil)
    #expect(fault("A_R1.fq", "B_R2.fq") == nil)
    #expect(
      fault("d/A_R1.fq", "d/B_R1.fq", "d/A_R2.fq", "d/B_R2.fq")
        == "A_R1.fq and B_R1.fq are no pair: by their names both are R1; mates stand in turn: "
        + "A_R1.fq A_R2.fq B_R1.fq B_R2.fq")
    #expect(fault("A_R1.fq", "B_R1.fq")?.contains("cat A_R1.fq B_R1.fq | collagen screen") == true)
  }
}
