// Reads that are too short for unknown junctions say nothing of them.

import Alignment
import BioSequence
import Testing

@testable import TranscriptAnalysis

@Suite struct ShortReadTests {
  /// Reads of a length along the transcript of the first gene, without mates.
  private func result(length: Int) -> SplicingResult {
    var alignments = TranscriptAlignments()
    var scratch = TranscriptMapperScratch()
    let bases = Array(TranscriptFixture.genes[0].mRNA.codes[600..<2600])
    let scores = [UInt8](repeating: 70, count: length)
    var number = 0
    for _ in 0..<4 {
      for start in 0...bases.count - length {
        _ = TranscriptFixture.mapper.mapSingle(
          bases: TranscriptFixture.text(bases[start..<start + length]).span, qualities: scores.span, template: number,
          into: &alignments, scratch: &scratch)
        number += 1
      }
    }
    return TranscriptFixture.analysis.result(of: alignments)
  }

  @Test func noJunctionIsAsAnnotatedByShortReads() {
    let long = result(length: 75)
    #expect(long.library.readLength == 75 && !long.library.arePaired && !long.library.areReadsShort)
    #expect(long.junctions.contains { $0.verdict == .asAnnotated })
    // A skip in 20 % of the transcripts leaves 1 % of such reads.
    let short = result(length: 42)
    #expect(short.library.areReadsShort && short.junctions.contains { $0.informative > 60 })
    #expect(!short.junctions.contains { $0.verdict == .asAnnotated })
  }
}
