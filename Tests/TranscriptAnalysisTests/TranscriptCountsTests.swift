// Base counts of transcripts: what a screen of RNA keeps for variants that nobody named when it ran.

import Alignment
import BioSequence
import Testing

@testable import TranscriptAnalysis

@Suite struct TranscriptCountsTests {
  /// Counts of a sample of which a part of the fragments is of an edited transcript of COL1A1.
  private func counts(
    _ change: Variant, edited: Int, plain: Int
  ) -> (counts: TranscriptCounts, all: [TranscriptCounts]) {
    let gene = TranscriptFixture.genes[0]
    var alignments = TranscriptAlignments()
    let changed = gene.mRNA.replacing(change.range, with: change.replacement).codes
    for round in 0..<edited { TranscriptFixture.map(changed, step: 40, first: 10_000 * round, into: &alignments) }
    for round in 0..<plain {
      TranscriptFixture.map(gene.mRNA.codes, step: 40, first: 1_000_000 + 10_000 * round, into: &alignments)
    }
    let all = TranscriptCounts.all(of: TranscriptFixture.genes, in: alignments.spliced)
    return (all[0], all)
  }

  @Test func aSubstitutionIsCountedByFragments() {
    let gene = TranscriptFixture.genes[0]
    let offset = 1300
    let code = (gene.mRNA.codes[offset] + 1) & 3
    let change = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [code]))
    let (found, all) = counts(change, edited: 3, plain: 5)
    let (alternate, reference) = (found.bases[Int(code)][offset], found.bases[Int(gene.mRNA.codes[offset])][offset])
    // A fragment of 320 with 20 bases between its mates covers a base in 300 of 40 steps each.
    #expect(alternate % 3 == 0 && reference % 5 == 0 && alternate * 5 == reference * 3 && alternate > 15)
    #expect(found.bases.allSatisfy { $0.count == gene.mRNA.count } && found.crossing.count == gene.mRNA.count)
    #expect(all[1].bases.allSatisfy { $0.allSatisfy { $0 == 0 } }, "the other gene has no read")
    #expect(found.indels.isEmpty && !found.isCut)
  }

  @Test(arguments: [(1300, 1303, ""), (1300, 1300, "ACG"), (2000, 2018, ""), (1500, 1501, ""), (3000, 3009, "")])
  func anIndelIsSeenAsOftenAsItIs(_ start: Int, _ end: Int, _ inserted: String) throws {
    let gene = TranscriptFixture.genes[0]
    let replacement = try #require(DNASequence(text: inserted))
    let change = Variant(range: start..<end, replacement: replacement).leftAligned(on: gene.mRNA)
    let (found, _) = counts(change, edited: 5, plain: 5)
    let own = try #require(found.indels.first { $0.variant == change }, "\(found.indels)")
    let room = change.shiftRange(on: gene.mRNA)
    let without = Int(min(found.crossing[room.lowerBound], found.crossing[room.upperBound]))
    #expect(abs(Double(own.fragments) / Double(own.fragments + without) - 0.5) < 0.08, "\(own.fragments) \(without)")
    // A sample without it crosses the place and has none.
    let (plain, _) = counts(change, edited: 0, plain: 5)
    #expect(plain.indels.isEmpty && plain.crossing[room.lowerBound] > 20)
  }

  @Test func matesCountOnceAndContradictionsNotAtAll() {
    let gene = TranscriptFixture.genes[0]
    var store = AlignedReadStore()
    let range = 1000..<1100
    let bases = Array(gene.mRNA.codes[range])
    var other = bases
    other[50] = (other[50] + 1) & 3
    func add(_ codes: [UInt8], _ template: Int, _ quality: UInt8 = 35) {
      store.append(
        reference: 0, start: range.lowerBound, strand: .forward, mappingQuality: 60, template: template,
        isSecond: false, isProperPair: true, bases: codes, qualities: [UInt8](repeating: quality, count: codes.count),
        cigar: [CIGAROperation(.match, codes.count)])
    }
    add(bases, 1); add(bases, 1)
    add(bases, 2); add(other, 2)
    add(other, 3, 10)
    let found = TranscriptCounts.all(of: TranscriptFixture.genes, in: store)[0]
    #expect(found.bases[Int(bases[50])][1050] == 1 && found.bases[Int(other[50])][1050] == 0)
    #expect(found.bases[Int(bases[51])][1051] == 2)
    #expect(found.crossing[1016] == 3 && found.crossing[1015] == 0 && found.crossing[1084] == 3)
    #expect(found.crossing[1085] == 0)
  }
}
