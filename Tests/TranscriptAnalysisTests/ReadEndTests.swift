// Ends of reads that run a few bases past an aberrant junction say nothing of the bases that the transcript does not have.

import Alignment
import BioSequence
import Testing
import TypeICollagen
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct ReadEndTests {
  private typealias Made = TranscriptFixture

  /// Exons so far apart that what is made at one of them does not reach the next.
  private static func exons(from first: Int) -> [(gene: Int, exon: Int)] {
    Made.genes.indices.flatMap { gene in
      stride(from: first, to: Made.genes[gene].transcript.exons.count - 2, by: 13).map { (gene, $0) }
    }
  }

  /// Nothing is called at events, each of which all transcripts have, and no base is seen that they leave out.
  private static func expectNothing(_ events: [SplicingEvent]) {
    var alignments = TranscriptAlignments()
    for (number, event) in events.enumerated() {
      Made.map(around: event, Made.fragment(event), step: 3, first: number * 10_000, into: &alignments)
    }
    let found = Made.analysis.result(of: alignments)
    let called = Set(found.events.filter(\.isCalled).map(\.event))
    for event in events where called.contains(event) {
      let bases = found.counts[event.gene].bases
      let shown = event.lost.reduce(0) { sum, offset in sum + bases.reduce(0) { $0 + Int($1[offset]) } }
      #expect(shown == 0, "\(event)")
    }
    #expect(called.count * 2 > events.count && called.isSubset(of: events), "\(called.count) of \(events.count)")
    // What is not called as splicing, for want of a site, is a deletion or an insertion.
    let odd = found.calls.passing.filter { $0.variant.range.count == $0.variant.replacement.count }
    #expect(odd.isEmpty, "\(odd.map { ($0.reference, $0.variant) })")
  }

  /// Where all transcripts skip an exon nothing is known of its bases: no variant, no depth, no reference.
  @Test(arguments: [4, 8, 13]) func aSkippedExonHasNoBases(_ first: Int) {
    ReadEndTests.expectNothing(
      ReadEndTests.exons(from: first).map {
        SplicingEvent.skip(exons: $0.exon...$0.exon, of: Made.genes[$0.gene], number: $0.gene)
      })
  }

  /// The same of the part of an exon that another donor or acceptor leaves out.
  @Test(arguments: [4, 9]) func aShortenedExonHasNoBasesThere(_ first: Int) {
    let events = ReadEndTests.exons(from: first).compactMap { place -> SplicingEvent? in
      let gene = Made.genes[place.gene]
      let exon = gene.exonStarts[place.exon]..<gene.exonStarts[place.exon + 1]
      let donor = (exon.lowerBound + 9..<exon.upperBound - 6).first {
        SpliceSite.donor(at: gene.recordStart($0), on: gene) == .whole
      }
      return donor.map { SplicingEvent(gene: place.gene, kind: .crypticDonor, lost: $0..<exon.upperBound) }
    }
    ReadEndTests.expectNothing(events)
  }

  /// Bases of an intron that stay are not laid on the exon behind or before them.
  @Test func keptBasesAreNoVariantsOfTheNextExon() {
    let events = ReadEndTests.exons(from: 5).enumerated().map { index, place in
      let gene = Made.genes[place.gene]
      let intron = gene.introns[place.exon]
      let border = gene.exonStarts[place.exon + 1]
      return switch index % 3 {
      case 0:
        SplicingEvent(
          gene: place.gene, kind: .crypticDonor, at: border, gained: intron.lowerBound..<intron.lowerBound + 15)
      case 1:
        SplicingEvent(
          gene: place.gene, kind: .crypticAcceptor, at: border, gained: intron.upperBound - 15..<intron.upperBound)
      default: SplicingEvent.retention(intron: place.exon, of: gene, number: place.gene)
      }
    }
    ReadEndTests.expectNothing(events)
  }

  /// With half of the transcripts skipped, the others' bases alone count, whichever end of the exon they lie at.
  @Test func theOtherAlleleAloneIsSeenInTheExon() {
    let places = ReadEndTests.exons(from: 6)
    var alignments = TranscriptAlignments()
    var changes: [(gene: Int, offset: Int)] = []
    for (number, place) in places.enumerated() {
      let gene = Made.genes[place.gene]
      let exon = gene.exonStarts[place.exon]..<gene.exonStarts[place.exon + 1]
      let skip = SplicingEvent.skip(exons: place.exon...place.exon, of: gene, number: place.gene)
      let offset = [exon.lowerBound, exon.lowerBound + 2, exon.upperBound - 3, exon.upperBound - 1][number % 4]
      var bases = gene.mRNA.codes
      bases[offset] = (bases[offset] + 2) & 3
      Made.map(around: skip, Made.fragment(skip), step: 3, first: number * 20_000, into: &alignments)
      Made.map(around: skip, bases, step: 3, first: number * 20_000 + 10_000, into: &alignments)
      changes.append((place.gene, offset))
    }
    let found = Made.analysis.result(of: alignments)
    for change in changes {
      let counts = found.counts[change.gene].bases
      let code = Made.genes[change.gene].mRNA.codes[change.offset]
      #expect(counts[Int(code)][change.offset] == 0, "\(change)")
      #expect(counts[Int((code + 2) & 3)][change.offset] > 30, "\(change)")
    }
    #expect(found.calls.passing.count == changes.count, "\(found.calls.passing.map(\.variant))")
  }
}
