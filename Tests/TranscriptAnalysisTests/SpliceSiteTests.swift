// What is taken for another splice site, and what for a variant of the gene; reads too short to hold both new ends.

import Alignment
import BioSequence
import Testing
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct SpliceSiteTests {
  private let gene = TranscriptFixture.genes[0]

  /// The last `count` bases of every inner exon as a lost piece, with the site that an intron would begin at.
  private func lostEnds(_ count: Int) -> [(event: SplicingEvent, site: SpliceSite)] {
    (2..<gene.transcript.exons.count - 2).map { exon in
      let end = gene.exonStarts[exon + 1]
      let event = SplicingEvent(gene: 0, kind: .crypticDonor, lost: end - count..<end)
      return (event, SpliceSite.donor(at: gene.recordEnd(end - count), on: gene))
    }
  }

  private func result(_ event: SplicingEvent) -> SplicingResult {
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(gene.mRNA.codes, step: 7, into: &alignments)
    TranscriptFixture.map(TranscriptFixture.fragment(event), step: 7, first: 100_000, into: &alignments)
    return TranscriptFixture.analysis.result(of: alignments)
  }

  /// Pieces that can be spelled in one way only, so that no other site explains them.
  private func isUnique(_ event: SplicingEvent) -> Bool {
    Variant(range: event.lost, replacement: DNASequence()).shiftRange(on: gene.mRNA).count == event.lost.count
  }

  /// One piece of each length for which the gene has such a site. One that begins with GT can be spelled otherwise too, as
  /// the next exon begins with G; the best site counts.
  private func examples(_ site: SpliceSite) -> [(event: SplicingEvent, count: Int)] {
    [3, 4, 5, 7, 8, 9, 11, 12].compactMap { count in
      lostEnds(count).first { $0.site == site && (site == .whole || isUnique($0.event)) }.map { ($0.event, count) }
    }
  }

  @Test func aLossAtAWholeSiteIsSplicing() {
    let examples = examples(.whole)
    #expect(examples.count >= 2)
    for (event, count) in examples {
      let found = result(event)
      #expect(found.events.filter(\.isCalled).map(\.event) == [event], "\(count)")
      #expect(found.calls.passing.isEmpty)
      #expect(event.newSite(on: gene) == "GT")
    }
  }

  @Test func aLossWithoutASiteIsADeletion() {
    let examples = examples(.none)
    #expect(examples.count >= 2)
    for (event, count) in examples {
      let found = result(event)
      #expect(found.events.allSatisfy { !$0.isCalled }, "\(count)")
      #expect(found.calls.passing.map(\.variant.range.count) == [count])
      #expect(found.calls.passing.first.map { $0.variant.range.lowerBound } == gene.recordEnd(event.lost.lowerBound))
    }
  }

  @Test func aSiteOneBaseShortNeedsSixBases() throws {
    let (short, _) = try #require(lostEnds(4).first { $0.site == .near && isUnique($0.event) })
    #expect(result(short).events.allSatisfy { !$0.isCalled } && result(short).calls.passing.count == 1)
    let (long, _) = try #require(lostEnds(12).first { $0.site == .near && isUnique($0.event) })
    let found = result(long)
    #expect(found.events.filter(\.isCalled).map(\.event) == [long] && found.calls.passing.isEmpty)
    #expect(!["GT", ""].contains(long.newSite(on: gene)))
  }

  @Test func sitesOfEveryKind() {
    let intron = gene.introns[9]
    let border = gene.exonStarts[10]
    let retained = SplicingEvent.retention(intron: 9, of: gene, number: 0)
    #expect(retained.newSite(on: gene) == "")
    #expect(SplicingEvent.skip(exons: 9...9, of: gene, number: 0).newSite(on: gene) == "")
    let record = gene.record
    func text(_ range: Range<Int>) -> String { record[range].description }
    let donor = SplicingEvent(
      gene: 0, kind: .crypticDonor, at: border, gained: intron.lowerBound..<intron.lowerBound + 7)
    #expect(donor.newSite(on: gene) == text(intron.lowerBound + 7..<intron.lowerBound + 9))
    let acceptor = SplicingEvent(
      gene: 0, kind: .crypticAcceptor, at: border, gained: intron.upperBound - 7..<intron.upperBound)
    #expect(acceptor.newSite(on: gene) == text(intron.upperBound - 9..<intron.upperBound - 7))
    let exon = SplicingEvent(
      gene: 0, kind: .crypticExon, at: border, gained: intron.lowerBound + 30..<intron.lowerBound + 60)
    #expect(
      exon.newSite(on: gene) == text(intron.lowerBound + 28..<intron.lowerBound + 30) + "-"
        + text(intron.lowerBound + 60..<intron.lowerBound + 62))
  }

  /// Single reads of 75 bases, one at every base.
  private func mapShort(_ fragment: [UInt8], first: Int, step: Int, into alignments: inout TranscriptAlignments) {
    var scratch = TranscriptMapperScratch()
    let scores = [UInt8](repeating: 70, count: 75)
    for (number, start) in stride(from: 0, through: fragment.count - 75, by: step).enumerated() {
      _ = TranscriptFixture.mapper.mapSingle(
        bases: TranscriptFixture.text(fragment[start..<start + 75]).span, qualities: scores.span,
        template: first + number, into: &alignments, scratch: &scratch)
    }
  }

  @Test func shortReadsCountBothEndsOfAPieceThatWasPutIn() {
    // Bases of introns that stay: most reads hold one exon's border only, or lie on the record with a clipped end.
    for (intron, count, isDonor) in [(7, 19, true), (7, 33, true), (20, 25, false), (24, 45, false)] {
      let range = gene.introns[intron]
      let border = gene.exonStarts[intron + 1]
      let event =
        isDonor
        ? SplicingEvent(gene: 0, kind: .crypticDonor, at: border, gained: range.lowerBound..<range.lowerBound + count)
        : SplicingEvent(
          gene: 0, kind: .crypticAcceptor, at: border, gained: range.upperBound - count..<range.upperBound)
      var alignments = TranscriptAlignments()
      mapShort(gene.mRNA.codes, first: 0, step: 1, into: &alignments)
      mapShort(TranscriptFixture.fragment(event), first: 100_000, step: 1, into: &alignments)
      let found = TranscriptFixture.analysis.result(of: alignments).events.filter(\.isCalled)
      #expect(found.map(\.event) == [event])
      let fraction = found.first?.fraction.value ?? 0
      #expect(abs(fraction - 0.5) < 0.03, "\(intron) \(count): \(fraction)")
    }
  }

  @Test func anInsertionThatRepeatsTheEndOfAnIntronStandsThere() {
    let lift = RecordLift(gene: gene)
    for intron in [6, 11, 30] {
      let range = gene.introns[intron]
      let border = gene.exonStarts[intron + 1]
      let bases = gene.record[range.upperBound - 3..<range.upperBound]
      let lifted = lift.variant(Variant(range: border..<border, replacement: bases))
      let wanted = Variant(range: range.upperBound..<range.upperBound, replacement: bases).leftAligned(on: gene.record)
      #expect(lifted == wanted, "\(intron)")
    }
  }
}
