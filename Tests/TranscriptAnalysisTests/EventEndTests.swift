// Both ends of new exons, near the start of a transcript and in short pieces; reads that fit two events; introns beside controls.

import Alignment
import BioSequence
import Numerics
import Testing

@testable import TranscriptAnalysis

@Suite struct EventEndTests {
  private let genes = TranscriptFixture.genes

  private func result(
    _ molecules: [(bases: [UInt8], step: Int)], controls: SplicingControls = SplicingControls()
  ) -> SplicingResult {
    var alignments = TranscriptAlignments()
    for (number, molecule) in molecules.enumerated() {
      TranscriptFixture.map(molecule.bases, step: molecule.step, first: number * 100_000, into: &alignments)
    }
    var analysis = TranscriptFixture.analysis
    analysis.controls = controls
    return analysis.result(of: alignments)
  }

  /// A piece of an intron between an AG and a GT.
  private func pseudoExon(_ gene: Int, intron: Int, lengths: ClosedRange<Int>) -> SplicingEvent? {
    let codes = genes[gene].record.codes
    let range = genes[gene].introns[intron]
    for start in range.lowerBound + 40..<range.upperBound - lengths.upperBound - 40
    where codes[start - 2] == 0 && codes[start - 1] == 2 {
      for length in lengths where codes[start + length] == 2 && codes[start + length + 1] == 3 {
        return SplicingEvent(
          gene: gene, kind: .crypticExon, at: genes[gene].exonStarts[intron + 1], gained: start..<start + length)
      }
    }
    return nil
  }

  /// Behind exons of 11 and 15 bases, 233 bases from the transcript's start: reads of the piece lie on the record, and what is
  /// clipped before them are those exons.
  @Test func anExonNearTheStartIsSeenFromBothSides() throws {
    let event = try #require(pseudoExon(1, intron: 2, lengths: 180...260))
    let found = result([(genes[1].mRNA.codes, 6), (TranscriptFixture.fragment(event), 24)])
    #expect(found.events.filter(\.isCalled).map(\.event) == [event])
  }

  /// A read over the whole of a short piece shows both its junctions, whatever side of it was aligned.
  @Test(arguments: [20...26, 40...46, 70...80])
  func shortPiecesCountAtBothEnds(_ lengths: ClosedRange<Int>) throws {
    let event = try #require((10..<30).lazy.compactMap { pseudoExon(0, intron: $0, lengths: lengths) }.first)
    let found = result([(genes[0].mRNA.codes, 6), (TranscriptFixture.fragment(event), 18)])
    let counted = try #require(found.events.first { $0.event == event })
    #expect(counted.isCalled)
    #expect(counted.counts.eventBoth * 3 > counted.counts.event, "\(counted.counts)")
    #expect(abs(counted.psi.value - 0.25) < 0.03, "\(counted.psi)")
  }

  /// A donor three bases inside exon 47 of COL1A1 leaves a transcript that one mismatch tells from an acceptor three bases
  /// inside the next exon.
  @Test func aReadShowsTheJunctionThatFitsItBest() throws {
    let border = 3932
    #expect(genes[0].exonStarts.contains(border))
    let event = SplicingEvent(gene: 0, kind: .crypticDonor, lost: border - 3..<border)
    let found = result([(genes[0].mRNA.codes, 8), (TranscriptFixture.fragment(event), 24)])
    #expect(found.events.filter(\.isCalled).map(\.event) == [event])
    #expect(found.events.map(\.event) == [event])
  }

  /// The row of a known junction and those of the events there are fractions of the same transcripts.
  @Test func fractionsAtASiteAddToOne() throws {
    let event = SplicingEvent.skip(exons: 20...20, of: genes[0], number: 0)
    let found = result([(genes[0].mRNA.codes, 8), (TranscriptFixture.fragment(event), 16)])
    let skip = try #require(found.events.first { $0.event == event && $0.isCalled })
    for junction in found.junctions where junction.gene == 0 && (19...20).contains(junction.intron) {
      #expect(abs(junction.fraction.value + skip.psi.value - 1) < 0.03, "\(junction.fraction)")
      #expect(junction.verdict == .aberrant)
    }
  }

  @Test func anIntronAboveItsPartInTheControlsIsKept() throws {
    // Three introns of a laboratory's lines are spliced late: 6, 8 and 10 %, the others 1 %.
    func kept(_ factor: Double) -> [[SplicingControls.KeptFraction?]] {
      genes.map { gene in
        gene.introns.indices.map {
          .init(value: factor * ([12: 0.06, 20: 0.08, 30: 0.1][$0] ?? 0.01), fragments: 2000)
        }
      }
    }
    let controls = SplicingControls(
      [0.5, 0.8, 1, 1.2, 2].map { SplicingControls.Control(events: [:], junctions: [], kept: kept($0)) })
    let sample = kept(1.5)[0]
    // The third has its part of this sample's level, 15 %.
    let late = try #require(controls.kept(gene: 0, intron: 30, own: sample))
    #expect(abs(late.mean - 0.15) < 0.005)
    #expect(late.upperTail(300, of: 2000) > 0.3)
    // An early one with as much does not.
    let early = try #require(controls.kept(gene: 0, intron: 25, own: sample))
    #expect(abs(early.mean - 0.015) < 0.001)
    #expect(early.upperTail(62, of: 2000) < 1e-4)
    #expect(early.upperTail(34, of: 2000) > 0.1)
    #expect(SplicingControls().kept(gene: 0, intron: 25, own: sample) == nil)
  }
}
