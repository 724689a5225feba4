// The code of the page of SequenceIO.

import SequenceIO

func countBases() throws {
  let reader = try SampleReader([
    .paired(InputSource(path: "P07_R1.fastq.gz"), InputSource(path: "P07_R2.fastq.gz"))
  ])
  var bases = 0
  while let slice = try reader.next() {
    for index in 0..<slice.count {
      slice.first.withSequence(slice.firstIndex(index)) { bases += $0.count }
    }
  }
  print(bases, "bases in first reads;", reader.completeness)
}
