// What is mixed into real libraries and must not be taken for the sample's own: like genes, unspliced transcripts, DNA, copies.

import Alignment
import BioSequence
import Numerics
import Testing
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct LibraryMixtureTests {
  private let genes = TranscriptFixture.genes

  private func result(_ molecules: [(bases: [UInt8], step: Int)]) -> SplicingResult {
    var alignments = TranscriptAlignments()
    for (number, molecule) in molecules.enumerated() {
      TranscriptFixture.map(molecule.bases, step: molecule.step, first: number * 100_000, into: &alignments)
    }
    return TranscriptFixture.analysis.result(of: alignments)
  }

  private func kept(_ intron: Int) -> SplicingEvent { .retention(intron: intron, of: genes[0], number: 0) }

  private func unspliced(_ gene: Int) -> [UInt8] {
    Array(genes[gene].record.codes[genes[gene].transcript.recordRange])
  }

  /// The part of a transcript with an intron, and of the spliced one, around it.
  private func around(_ intron: Int) -> (known: [UInt8], kept: [UInt8]) {
    let border = genes[0].exonStarts[intron + 1]
    let length = genes[0].introns[intron].count
    return (
      Array(genes[0].mRNA.codes[border - 900..<border + 900]),
      Array(TranscriptFixture.fragment(kept(intron))[border - 900..<border + 900 + length])
    )
  }

  @Test func aKeptIntronIsToldFromUnsplicedTranscriptsByTheJunctionsBesideIt() {
    for intron in [14, 30] {
      let bases = around(intron)
      // A tenth of the spliced transcripts keep it, beside two fifths of molecules that hold every intron.
      let found = result([
        (genes[0].mRNA.codes, 8), (bases.known, 8), (bases.kept, 36), (unspliced(0), 12), (genes[0].record.codes, 60),
      ])
      #expect(found.events.filter(\.isCalled).map(\.event) == [kept(intron)], "\(intron)")
      let psi = found.events.first { $0.event == kept(intron) }?.psi
      #expect(psi.map { $0.low <= 0.1 && 0.1 <= $0.high } == true, "\(psi.debugDescription)")
    }
  }

  @Test func unsplicedTranscriptsAndDNAAloneKeepNoIntron() {
    // Every other intron too: such a library has no one level.
    let exons = genes[0].transcript.exons
    var bases: [UInt8] = []
    for index in exons.indices {
      bases += genes[0].record.codes[exons[index]]
      if index % 2 == 0, index < exons.count - 1 { bases += genes[0].record.codes[genes[0].introns[index]] }
    }
    let found = result([(genes[0].mRNA.codes, 6), (unspliced(0), 14), (bases, 60), (genes[0].record.codes, 40)])
    #expect(found.events.allSatisfy { !$0.isCalled }, "\(found.events.filter(\.isCalled))")
  }

  /// Pairs of 75 bases of a like gene, which agree with this one for 50 bases and then no longer.
  @Test func shortReadsOfLikeGenesAreLeftOut() {
    let mRNA = genes[0].mRNA.codes
    var alignments = TranscriptAlignments()
    TranscriptFixture.map(Array(mRNA[2000..<3500]), step: 8, into: &alignments)
    var like = mRNA
    for offset in 2000..<3500 where !(2600..<2655).contains(offset) && offset % 4 == 1 {
      like[offset] = (like[offset] + 1) & 3
    }
    like[2630] = (like[2630] + 2) & 3
    var scratch = TranscriptMapperScratch()
    let scores = [UInt8](repeating: 70, count: 75)
    for number in 0..<40 {
      let start = 2590 + number % 20
      let one = TranscriptFixture.text(like[start..<start + 75])
      let end = start + 210 + number
      let two = TranscriptFixture.text(like[end - 75..<end].reversed().map { 3 - $0 })
      _ = TranscriptFixture.mapper.mapPair(
        firstBases: one.span, firstQualities: scores.span, secondBases: two.span, secondQualities: scores.span,
        template: 50_000 + number, into: &alignments, scratch: &scratch)
    }
    let found = TranscriptFixture.analysis.result(of: alignments)
    #expect(found.calls.passing.isEmpty, "\(found.calls.passing.map(\.variant))")
    #expect(alignments.spliced.reads.allSatisfy { $0.template < 50_000 })
  }

  @Test func ownReadsWithClippedEndsAreKept() {
    // A variant beside a junction that no transcript of the reference has, and one beside a tail.
    let skip = SplicingEvent.skip(exons: 9...9, of: genes[0], number: 0)
    var fragment = TranscriptFixture.fragment(skip)
    let place = skip.lost.lowerBound - 20
    fragment[place] = (fragment[place] + 1) & 3
    let known = Array(genes[0].mRNA.codes[skip.lost.lowerBound - 700..<skip.lost.upperBound + 700])
    let found = result([(known, 8), (Array(fragment[skip.lost.lowerBound - 700..<skip.lost.lowerBound + 700]), 16)])
    #expect(found.events.filter(\.isCalled).map(\.event) == [skip])
    #expect(found.calls.passing.map { $0.variant.range.lowerBound } == [genes[0].recordStart(place)])
  }

  @Test func copiesAreNotCountedAsAlleles() {
    let part = Array(genes[0].mRNA.codes[1500..<3000])
    var changed = part
    changed[700] = (part[700] + 1) & 3
    func counts(copies: Int) -> [Int32] {
      var alignments = TranscriptAlignments()
      TranscriptFixture.map(part, step: 9, spread: 61, into: &alignments)
      for copy in 0..<copies {
        TranscriptFixture.map(changed, step: 9, first: 10_000 + copy * 1000, spread: 61, into: &alignments)
      }
      let counts = TranscriptFixture.analysis.result(of: alignments).counts[0]
      return counts.bases.map { $0[2200] }
    }
    let (plain, copied) = (counts(copies: 1), counts(copies: 9))
    // Fragments of both alleles have the same ends here: as copies they count once together.
    #expect(plain.reduce(0, +) >= copied.reduce(0, +), "\(plain) \(copied)")
    #expect(copied.reduce(0, +) <= 45)
  }

  @Test func moleculesAreToldByTheirIdentifiers() throws {
    let part = Array(genes[0].mRNA.codes[1500..<3000])
    var alignments = TranscriptAlignments()
    for copy in 0..<4 { TranscriptFixture.map(part, step: 20, first: copy * 1000, into: &alignments) }
    let templates = Set(alignments.spliced.reads.map(\.template))
    func fragments(_ identifier: (Int) -> String) throws -> Int32 {
      var analysis = TranscriptFixture.analysis
      analysis.identifiers = try Dictionary(
        uniqueKeysWithValues: templates.map { ($0, try #require(MolecularIdentifier(Array(identifier($0).utf8)))) })
      let found = analysis.result(of: alignments)
      return found.counts[0].bases.reduce(0) { $0 + $1[2200] }
    }
    let words = ["ACGTACGT", "TTGACCAA", "GGATTACA", "CATGCATG"]
    // Four molecules with the same ends, one molecule four times, one of whose copies was misread.
    let four = try fragments { words[$0 / 1000] }
    let one = try fragments { _ in words[0] }
    let misread = try fragments { $0 / 1000 == 3 ? "ACGTACGA" : words[0] }
    #expect(four == 4 * one && misread == one && one > 5, "\(four) \(one) \(misread)")
  }

  @Test func fewFragmentsNeedALargerFraction() {
    func isEnough(_ event: Int, of total: Int) -> Bool {
      let low = SplicingFraction(part: Double(event), total: Double(total), fragments: Double(total)).low
      return low >= EventRules.leastFraction(fragments: event)
    }
    #expect(!isEnough(4, of: 68) && isEnough(4, of: 10) && isEnough(5, of: 20) && isEnough(8, of: 160))
  }
}
