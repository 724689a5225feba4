// What real libraries hold: unspliced transcripts, several products of one site, tails, copies, genes that are silent.

import Alignment
import BioSequence
import Testing
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct RealLibraryTests {
  private let genes = TranscriptFixture.genes

  /// Molecules cut every so many bases, mapped one after the other.
  private func alignments(_ molecules: [(bases: [UInt8], step: Int)]) -> TranscriptAlignments {
    var alignments = TranscriptAlignments()
    for (number, molecule) in molecules.enumerated() {
      TranscriptFixture.map(molecule.bases, step: molecule.step, first: number * 100_000, into: &alignments)
    }
    return alignments
  }

  private func result(_ molecules: [(bases: [UInt8], step: Int)]) -> SplicingResult {
    TranscriptFixture.analysis.result(of: alignments(molecules))
  }

  /// An exon with an AG a few bases behind its start.
  private func crypticAcceptor(_ gene: Int) -> SplicingEvent? {
    let codes = genes[gene].record.codes
    for exon in 5..<45 {
      let start = genes[gene].transcript.exons[exon].lowerBound
      guard let bases = (3...8).first(where: { codes[start + $0 - 2] == 0 && codes[start + $0 - 1] == 2 }) else {
        continue
      }
      let offset = genes[gene].exonStarts[exon]
      return SplicingEvent(gene: gene, kind: .crypticAcceptor, lost: offset..<offset + bases)
    }
    return nil
  }

  /// The part of the transcript around an event, without it and with it.
  private func around(_ event: SplicingEvent) -> (known: [UInt8], altered: [UInt8]) {
    let start = max(0, event.lost.lowerBound - 700)
    let end = event.lost.upperBound + 700
    let altered = TranscriptFixture.fragment(event)
    return (
      Array(genes[event.gene].mRNA.codes[start..<end]),
      Array(altered[start..<min(altered.count, end + event.gained.count - event.lost.count)])
    )
  }

  /// The unspliced transcript.
  private func unspliced(_ gene: Int) -> [UInt8] {
    Array(genes[gene].record.codes[genes[gene].transcript.recordRange])
  }

  /// Another GT in an intron, so many bases from the donor.
  private func crypticDonor(_ gene: Int, from first: Int, distances: ClosedRange<Int>) -> SplicingEvent? {
    let codes = genes[gene].record.codes
    for intron in first..<genes[gene].introns.count - 3 {
      let range = genes[gene].introns[intron]
      for distance in distances {
        let site = range.lowerBound + distance
        guard codes[site] == 2, codes[site + 1] == 3 else { continue }
        return SplicingEvent(
          gene: gene, kind: .crypticDonor, at: genes[gene].exonStarts[intron + 1], gained: range.lowerBound..<site)
      }
    }
    return nil
  }

  @Test func unsplicedTranscriptsAreNoEventsAndDoNotDiluteThem() throws {
    let event = try #require(crypticDonor(0, from: 12, distances: 10...30))
    let found = result([
      (genes[0].mRNA.codes, 8), (TranscriptFixture.fragment(event), 24), (unspliced(0), 16),
    ])
    #expect(found.events.filter(\.isCalled).map(\.event) == [event])
    let called = try #require(found.events.first { $0.event == event })
    #expect(called.psi.low < 0.25 && called.psi.high > 0.25 && abs(called.psi.value - 0.25) < 0.06, "\(called.psi)")
    #expect(found.calls.passing.isEmpty)
    let fraction = found.expression[0].unspliced.value
    #expect(abs(fraction - 0.27) < 0.05, "\(fraction)")
  }

  @Test func formsThatShareASiteAddToOne() throws {
    let intron = 20
    let donor = try #require(crypticDonor(0, from: intron, distances: 4...40))
    let place = try #require(genes[0].exonStarts.firstIndex(of: donor.lost.lowerBound)) - 1
    let skip = SplicingEvent.skip(exons: place...place, of: genes[0], number: 0)
    let kept = SplicingEvent.retention(intron: place, of: genes[0], number: 0)
    let found = result([
      (genes[0].mRNA.codes, 8), (TranscriptFixture.fragment(skip), 16), (TranscriptFixture.fragment(donor), 16),
      (TranscriptFixture.fragment(kept), 16),
    ])
    let called = found.events.filter(\.isCalled)
    #expect(Set(called.map(\.event)) == [skip, donor, kept])
    // Truth: the normal form two fifths, each of the others one fifth.
    for event in called { #expect(abs(event.psi.value - 0.2) < 0.06, "\(event.event.kind) \(event.psi.value)") }
    let sum = called.reduce(0) { $0 + $1.psi.value }
    #expect(abs(sum - 0.6) < 0.06, "\(sum)")
    // Each is a larger fraction of two forms than of all four.
    #expect(called.allSatisfy { $0.fraction.value > $0.psi.value })
  }

  @Test func pseudoExonsOfAnyLengthAreFoundAsWhatTheyAre() throws {
    let codes = genes[1].record.codes
    for length in [18, 33, 90, 300] {
      var found: SplicingEvent?
      for (intron, range) in genes[1].introns.enumerated().dropFirst(5) where range.count > length + 100 && found == nil
      {
        for start in range.lowerBound + 40..<range.upperBound - length - 40 {
          guard codes[start - 2] == 0, codes[start - 1] == 2, codes[start + length] == 2, codes[start + length + 1] == 3
          else { continue }
          found = SplicingEvent(
            gene: 1, kind: .crypticExon, at: genes[1].exonStarts[intron + 1], gained: start..<start + length)
          break
        }
      }
      let event = try #require(found)
      let bases = around(event)
      let result = result([(bases.known, 8), (bases.altered, 24)])
      #expect(result.events.filter(\.isCalled).map(\.event) == [event], "\(length)")
      #expect(result.calls.passing.isEmpty, "\(length) \(result.calls.passing.map(\.variant))")
    }
  }

  @Test func sitesAFewBasesOffAreJunctions() throws {
    // GTGAGT: the intron begins at the second GT in some transcripts.
    let gained = try #require(crypticDonor(0, from: 5, distances: 4...5))
    // An AG three to five bases into an exon: it begins there in some transcripts.
    let lost = try #require(crypticAcceptor(0) ?? crypticAcceptor(1))
    for event in [gained, lost] {
      let bases = around(event)
      let found = result([(bases.known, 6), (bases.altered, 18)])
      #expect(found.events.filter(\.isCalled).map(\.event) == [event], "\(event)")
      #expect(found.calls.passing.isEmpty, "\(found.calls.passing.map(\.variant))")
    }
  }

  @Test func tailsAndEarlierEndsMakeNoCall() {
    for before in [0, 420] {
      for gene in 0...1 {
        let tail = [UInt8](repeating: 0, count: 90)
        let whole = Array(genes[gene].mRNA.codes.suffix(1400))
        let found = result([(whole, 8), (Array(whole.dropLast(before)) + tail, 8)])
        #expect(found.calls.passing.isEmpty, "\(before) \(found.calls.passing.map(\.variant.range))")
        #expect(found.events.allSatisfy { !$0.isCalled })
      }
    }
  }

  @Test func variantsBesideAJunctionKeepNoIntron() {
    let start = genes[0].exonStarts[22]
    let mRNA = genes[0].mRNA.codes
    var substituted = mRNA
    substituted[start] = (mRNA[start] + 1) & 3
    substituted[start - 1] = (mRNA[start - 1] + 2) & 3
    let shortened = Array(mRNA[..<start]) + Array(mRNA[(start + 1)...])
    let lengthened = Array(mRNA[..<(start + 2)]) + [0, 3, 0] + Array(mRNA[(start + 2)...])
    for changed in [substituted, shortened, lengthened] {
      let part = start - 700..<start + 700
      let found = result([(Array(mRNA[part]), 8), (Array(changed[part]), 8), (unspliced(0), 60)])
      #expect(found.events.allSatisfy { !$0.isCalled || $0.event.kind != .intronRetention })
    }
  }

  @Test func copiesCountOnce() {
    let skip = SplicingEvent.skip(exons: 9...9, of: genes[0], number: 0)
    let (known, altered) = around(skip)
    func result(copies: Int) -> SplicingResult {
      var alignments = TranscriptAlignments()
      for copy in 0..<copies {
        TranscriptFixture.map(known, step: 9, first: copy * 10_000, spread: 61, into: &alignments)
        TranscriptFixture.map(altered, step: 31, first: copy * 10_000 + 5000, spread: 61, into: &alignments)
      }
      return TranscriptFixture.analysis.result(of: alignments)
    }
    let (plain, copied) = (result(copies: 1), result(copies: 4))
    #expect(!plain.library.copiesPresent && copied.library.copiesPresent && copied.library.repeated > 0.7)
    let events = [plain, copied].map { $0.events.first { $0.event == skip } }
    #expect(events[0]?.counts == events[1]?.counts && events[0] != nil)
    // A fragment with the event may by chance have the ends of one without it.
    #expect(zip(plain.junctions, copied.junctions).allSatisfy { abs($0.fragments - $1.fragments) <= 3 })
  }

  @Test func copiesOfOneMoleculeAreNoEvent() {
    let skip = SplicingEvent.skip(exons: 9...9, of: genes[0], number: 0)
    let fragment = TranscriptFixture.fragment(skip)
    // One molecule over the junction, forty times.
    let molecule = Array(fragment[skip.lost.lowerBound - 100..<skip.lost.lowerBound + 220])
    let copies = [(bases: [UInt8], step: Int)](repeating: (molecule, 1000), count: 40)
    let found = result([(around(skip).known, 6)] + copies)
    #expect(found.events.first { $0.event == skip }?.isCalled != true)
  }

  @Test func aSilentGeneHasNoCall() {
    let found = result([(genes[0].mRNA.codes, 4), (genes[1].mRNA.codes, 1500)])
    #expect(found.expression[0].level == .expressed && found.expression[1].level != .expressed)
    #expect(found.junctions.allSatisfy { $0.gene == 0 || $0.verdict == .noCall })
    let own = found.junctions.filter { $0.gene == 0 }
    // Near the ends fragments of one length give fewer reads over a junction.
    #expect(own.filter { $0.verdict == .asAnnotated }.allSatisfy { $0.informative >= 59 && $0.smallestPSI < 0.05 })
    #expect(own.filter { $0.verdict == .noCall }.allSatisfy { $0.informative < 60 })
    #expect(own.contains { $0.verdict == .asAnnotated } && own.allSatisfy { $0.verdict != .aberrant })
  }

  @Test func anEventIsNotAsAnnotated() {
    let skip = SplicingEvent.skip(exons: 9...9, of: genes[0], number: 0)
    let bases = around(skip)
    let found = result([(bases.known, 3), (bases.altered, 9)])
    let aberrant = found.junctions.filter { $0.verdict == .aberrant }.map(\.intron)
    #expect(aberrant == [8, 9])
  }

  @Test func genomicDNAAndStrandsAreMeasured() throws {
    let found = result([
      (genes[0].mRNA.codes, 10), (genes[1].mRNA.codes, 10), (genes[0].record.codes, 100), (genes[1].record.codes, 100),
    ])
    let genomic = try #require(found.library.genomic)
    #expect(abs(genomic - 0.1) < 0.04, "\(genomic)")
    let antisense = try #require(found.library.antisenseFirst)
    #expect(abs(antisense - 0.5) < 0.05)
    #expect(found.events.allSatisfy { !$0.isCalled } && found.calls.passing.isEmpty)
    let clean = result([(genes[0].mRNA.codes, 60), (genes[1].mRNA.codes, 60)])
    #expect(clean.library.genomic == 0)
  }

  @Test func readsOfLikeGenesAreLeftOut() {
    // A difference in every tenth base, as another collagen has.
    let other = genes[0].mRNA.codes.enumerated().map { $0.offset % 10 == 3 ? ($0.element + 1) & 3 : $0.element }
    let found = result([(Array(genes[0].mRNA.codes[2000..<3500]), 8), (Array(other[2000..<3500]), 8)])
    #expect(found.calls.passing.isEmpty && found.events.allSatisfy { !$0.isCalled })
  }
}
