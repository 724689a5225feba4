// Fractions of kept introns: a junction beside one is seen whether the intron between is spliced or not.

import Alignment
import BioSequence
import Testing

@testable import TranscriptAnalysis

@Suite struct KeptIntronFractionTests {
  private let genes = TranscriptFixture.genes

  /// A quarter of the transcripts around an intron keep it.
  private func psi(ofIntron intron: Int, gene: Int) -> SplicingFraction? {
    let event = SplicingEvent.retention(intron: intron, of: genes[gene], number: gene)
    let border = genes[gene].exonStarts[intron + 1]
    let range = border - 700..<border + 700
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(genes[gene].mRNA.codes, step: 40, into: &alignments)
    TranscriptFixture.map(Array(genes[gene].mRNA.codes[range]), step: 4, first: 100_000, into: &alignments)
    TranscriptFixture.map(
      Array(
        TranscriptFixture.fragment(event)[range.lowerBound..<range.upperBound + genes[gene].introns[intron].count]),
      step: 12, first: 200_000, into: &alignments)
    return TranscriptFixture.analysis.result(of: alignments).events.first { $0.event == event && $0.isCalled }?.psi
  }

  @Test func junctionsBeyondAShortExonAreSeenBesideAKeptIntron() {
    // Exons of 45 bases: fifteen of the sixty bases that are compared lie beyond them.
    for (gene, side) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let exons = genes[gene].transcript.exons
      let introns = (8..<exons.count - 8).filter { exons[$0 + side].count == 45 && exons[$0 + 1 - side].count > 60 }
      #expect(!introns.isEmpty)
      for intron in introns.prefix(3) {
        let psi = psi(ofIntron: intron, gene: gene)
        // Fragments begin every 4, 40 (spliced) and 12 bases (kept).
        let truth = (1.0 / 12) / (1.0 / 4 + 1.0 / 12 + 1.0 / 40)
        #expect(psi.map { abs($0.value - truth) < 0.025 } == true, "\(gene) \(intron) \(psi.debugDescription)")
      }
    }
  }
}
