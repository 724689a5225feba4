// The default sample name of an input.

import Collagen
import Testing

@Suite struct SampleNameTests {
  @Test func derivedFromFileNames() {
    let cases = [
      ("P07_S3_L001_R1_001.fastq.gz", "P07"), ("runs/a/P07_R1.fq.gz", "P07"), ("P07_1.fastq.bz2", "P07"),
      ("P07_12.fastq", "P07_12"), ("my_sample_2.fa", "my_sample"), ("R1.fastq.gz", "R1"), ("x", "x"), ("-", "stdin"),
      ("case_Smith_R2.fastq", "case_Smith"), ("P07.fastq.GZ", "P07"), ("P_L002_1.fq", "P"),
    ]
    for (file, name) in cases { #expect(SampleName.derived(fromFile: file) == name, "\(file)") }
  }

  @Test func faultsAreNamed() {
    #expect(SampleName.fault(in: "P07 left") == nil)
    #expect(SampleName.fault(in: "Müller-1") == nil)
    for bad in ["", "a/b", "a\tb", "a\nb", "..", "a\u{1B}[31m", "a\u{202E}b", String(repeating: "x", count: 201)] {
      #expect(SampleName.fault(in: bad) != nil)
    }
  }
}
