// Lengths of fragments of RNA are those on the transcript, whatever introns lie between their ends.

import Alignment
import BioSequence
import Testing

@testable import TranscriptAnalysis

@Suite struct InsertLengthTests {
  @Test func intronsAreNotCounted() {
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(Array(TranscriptFixture.genes[0].mRNA.codes), step: 9, into: &alignments)
    let lengths = TranscriptFixture.analysis.result(of: alignments).library.insertLengths
    #expect(lengths.count > 400 && lengths.allSatisfy { $0 == 320 }, "\(Set(lengths))")
  }

  /// Ten copies of each fragment are one.
  @Test func copiesAreLeftOut() {
    var alignments = TranscriptAlignments()
    for copy in 0..<10 {
      TranscriptFixture.map(
        Array(TranscriptFixture.genes[0].mRNA.codes), step: 9, first: copy * 1000, spread: 150, into: &alignments)
    }
    let library = TranscriptFixture.analysis.result(of: alignments).library
    #expect(library.copiesPresent)
    #expect(library.insertLengths.count < 700 && library.insertLengths == library.insertLengths.sorted())
    #expect(
      library.insertLengths.first.map { $0 >= 320 } == true && library.insertLengths.last.map { $0 < 470 } == true)
  }

  @Test func readsWithoutMatesHaveNone() {
    var alignments = TranscriptAlignments()
    var scratch = TranscriptMapperScratch()
    let codes = TranscriptFixture.genes[0].mRNA.codes
    for start in 600..<1600 {
      _ = TranscriptFixture.mapper.mapSingle(
        bases: TranscriptFixture.text(codes[start..<start + 75]).span,
        qualities: [UInt8](repeating: 70, count: 75).span,
        template: start, into: &alignments, scratch: &scratch)
    }
    #expect(TranscriptFixture.analysis.result(of: alignments).library.insertLengths.isEmpty)
  }
}
