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
    // What would have been seen of another form is not known either.
    #expect(short.junctions.allSatisfy { $0.smallestPSI == 1 && $0.fraction.low == 0 })
  }

  /// Pairs of reads of two lengths in turn along the transcript of the first gene, a fifth of them without its exon 8.
  private func skipped(lengths: [Int]) -> SplicingResult {
    var alignments = TranscriptAlignments()
    var scratch = TranscriptMapperScratch()
    let skip = SplicingEvent.skip(exons: 7...7, of: TranscriptFixture.genes[0], number: 0)
    let forms =
      [TranscriptFixture.fragment(skip)] + [[UInt8]](repeating: TranscriptFixture.genes[0].mRNA.codes, count: 4)
    var number = 0
    for form in forms {
      for start in 300..<1100 {
        let length = lengths[number % lengths.count]
        let first = TranscriptFixture.text(form[start..<start + length])
        let second = TranscriptFixture.text(form[start + 220 - length..<start + 220].reversed().map { 3 - $0 })
        let scores = [UInt8](repeating: 70, count: length)
        _ = TranscriptFixture.mapper.mapPair(
          firstBases: first.span, firstQualities: scores.span, secondBases: second.span, secondQualities: scores.span,
          template: number, into: &alignments, scratch: &scratch)
        number += 1
      }
    }
    return TranscriptFixture.analysis.result(of: alignments)
  }

  @Test(arguments: [[36], [42], [44, 100, 100], [75]]) func fractionsOfShortReadsAreLowerLimits(_ lengths: [Int]) throws
  {
    let result = skipped(lengths: lengths)
    let isShort = lengths[0] < 50
    #expect(result.library.areReadsShort == isShort)
    for event in result.events where event.event.kind == .exonSkip && event.isCalled {
      #expect(event.psi.low <= 0.2 && event.psi.high >= 0.2 && event.fraction.high >= 0.2)
      #expect((event.psi.high == 1) == isShort)
    }
    if !isShort { #expect(result.events.contains { $0.event.kind == .exonSkip && $0.isCalled }) }
    let beside = try #require(result.junctions.first { $0.gene == 0 && $0.intron == 6 })
    #expect(beside.fraction.low <= 0.8 && beside.fraction.high >= 0.8)
  }
}
