// A new splice site is found as one where a variant of the gene lies in the bases that it keeps, or beside it.

import Alignment
import BioSequence
import Testing
import TypeICollagen
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct SiteBesideVariantTests {
  private typealias Made = TranscriptFixture

  /// An event with a substitution of the record on the same transcripts.
  private typealias Planted = (event: SplicingEvent, offset: Int)

  private static let places: [(gene: Int, exon: Int)] = [0, 1].flatMap { gene in [7, 20, 33, 46].map { (gene, $0) } }

  private static func fragment(_ planted: Planted) -> [UInt8] {
    let event = planted.event
    let gene = Made.genes[event.gene]
    var bases = Made.fragment(event)
    if event.gained.contains(planted.offset) {
      bases[event.lost.lowerBound + planted.offset - event.gained.lowerBound] ^= 2
    } else if let own = gene.transcript.transcriptOffset(ofRecordOffset: planted.offset) {
      bases[own < event.lost.lowerBound ? own : own - event.lost.count + event.gained.count] ^= 2
    }
    return bases
  }

  /// All events, eight in a sample, at half of the transcripts: each is called as what it is, and nothing else but the variants.
  private static func expectTheEvents(_ planted: [(_ place: Int) -> Planted]) {
    for first in stride(from: 0, to: planted.count, by: places.count) {
      var alignments = TranscriptAlignments()
      var made: [Planted] = []
      for (place, make) in planted[first..<min(planted.count, first + places.count)].enumerated() {
        made.append(make(place))
        for (number, codes) in [
          Made.genes[places[place].gene].mRNA.codes, fragment(made[place]),
        ].enumerated() {
          Made.map(
            around: made[place].event, codes, step: 5, first: (2 * place + number) * 10_000, into: &alignments)
        }
      }
      let found = Made.analysis.result(of: alignments)
      let called = Set(found.events.filter(\.isCalled).map(\.event))
      for planted in made where !called.contains(planted.event) {
        Issue.record("not found: \(planted.event), variant at \(planted.offset)")
      }
      #expect(called.isSubset(of: made.map(\.event)), "\(called.subtracting(made.map(\.event)))")
      let odd = found.calls.passing.filter { call in
        !made.contains { $0.event.gene == call.reference && call.variant.range.contains($0.offset) }
      }
      #expect(odd.isEmpty, "\(odd.map { ($0.reference, $0.variant) })")
    }
  }

  @Test func basesOfTheIntronAreKept() {
    var planted: [(Int) -> Planted] = []
    for length in [6, 9, 12] {
      for step in -2..<length {
        planted.append { place in
          let gene = Made.genes[Self.places[place].gene]
          let intron = gene.introns[Self.places[place].exon]
          let event = SplicingEvent(
            gene: Self.places[place].gene, kind: .crypticDonor, at: gene.exonStarts[Self.places[place].exon + 1],
            gained: intron.lowerBound..<intron.lowerBound + length)
          return (event, intron.lowerBound + step)
        }
        planted.append { place in
          let gene = Made.genes[Self.places[place].gene]
          let intron = gene.introns[Self.places[place].exon]
          let event = SplicingEvent(
            gene: Self.places[place].gene, kind: .crypticAcceptor, at: gene.exonStarts[Self.places[place].exon + 1],
            gained: intron.upperBound - length..<intron.upperBound)
          return (event, intron.upperBound - 1 - step)
        }
      }
    }
    Self.expectTheEvents(planted)
  }

  @Test func aVariantOfANeighbouringExonHidesNoSkip() {
    Self.expectTheEvents(
      (0..<24).map { number in
        { place in
          let gene = Made.genes[Self.places[place].gene]
          let exon = Self.places[place].exon
          let skip = SplicingEvent.skip(exons: exon...exon, of: gene, number: Self.places[place].gene)
          let (before, after) = (gene.transcript.exons[exon - 1], gene.transcript.exons[exon + 1])
          return (skip, number % 2 == 0 ? before.upperBound - 1 - number / 2 : after.lowerBound + number / 2)
        }
      })
  }
}
