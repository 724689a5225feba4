// Every damaged and valid input of the catalogue, in several sizes of blocks and buffers.

import Testing

@testable import SequenceIO

@Suite("Damaged and valid inputs")
struct CorpusTests {
  /// Sizes of the blocks read, of the buffers decoded into, and threads.
  static let shapes: [(block: Int, chunk: Int, threads: Int)] = [(1 << 18, 1 << 18, 1), (61, 300, 2), (4096, 1024, 3)]

  private func complaints(_ cases: [CorpusCase]) -> [String] {
    var complaints: [String] = []
    for (block, chunk, threads) in CorpusTests.shapes {
      var options = StreamOptions()
      options.blockSize = block
      options.chunkSize = chunk
      options.handOverSize = 3 * chunk
      options.decodingThreads = threads
      for item in cases {
        if let complaint = item.complaint(.of(item.bytes, options)) { complaints.append("\(block): \(complaint)") }
        options.usesBaseInflater.toggle()
      }
    }
    return complaints
  }

  @Test("valid FASTQ texts") func acceptedTexts() { #expect(complaints(CorpusCase.acceptedTexts()) == []) }
  @Test("bad bytes") func damagedBytes() { #expect(complaints(CorpusCase.damagedBytes()) == []) }
  @Test("lines lost, doubled, torn") func damagedLines() { #expect(complaints(CorpusCase.damagedLines()) == []) }
  @Test("cut off, or something else") func foreign() { #expect(complaints(CorpusCase.truncatedAndForeign()) == []) }
  @Test("FASTA") func fasta() { #expect(complaints(CorpusCase.fastaTexts()) == []) }
  @Test("valid gzip") func acceptedGzip() { #expect(complaints(CorpusCase.acceptedGzip()) == []) }
  @Test("damaged gzip") func refusedGzip() { #expect(complaints(CorpusCase.refusedGzip()) == []) }
  @Test("BGZF") func bgzf() { #expect(complaints(CorpusCase.bgzfFiles()) == []) }
  @Test("bzip2") func bzip2() { #expect(complaints(CorpusCase.bzip2Files()) == []) }
}
