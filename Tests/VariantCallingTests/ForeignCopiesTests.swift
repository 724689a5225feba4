// Pieces of the genes that lie a further time elsewhere are no variants, and variants are not taken for such pieces.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct ForeignCopiesTests {
  private func junction(_ position: Int, isLeft: Bool, broken: Int = 30) -> BrokenJunction {
    BrokenJunction(position: position, isLeft: isLeft, broken: broken, fragments: 60, quality: 90)
  }

  @Test func aPieceEndsOnBothSides() {
    let copies = ForeignCopies([junction(1000, isLeft: true), junction(1800, isLeft: false)], exons: [])
    #expect(copies.pieces == [1000...1800] && !copies.isConstruct)
    // Introns cut short within it, and mismatches at its very end; not what lies apart from its ends.
    #expect(copies.has(Variant(range: 1200..<1400, replacement: DNASequence(codes: []))))
    #expect(copies.has(Variant(range: 1795..<1796, replacement: DNASequence(codes: [1]))))
    #expect(!copies.has(Variant(range: 1500..<1501, replacement: DNASequence(codes: [1]))))
    #expect(!copies.has(Variant(range: 900..<1400, replacement: DNASequence(codes: []))))
  }

  /// An intron that was cut short within a piece has ends of its own, in other fragments.
  @Test func endsWithinAPieceAreNotItsOwn() {
    let copies = ForeignCopies(
      [
        junction(1000, isLeft: true, broken: 280), junction(1400, isLeft: false, broken: 50),
        junction(1700, isLeft: true, broken: 57), junction(2600, isLeft: false, broken: 320),
      ], exons: [])
    #expect(copies.pieces.contains(1000...2600))
    // A repeated intron within it is no duplication of the gene.
    #expect(copies.has(Variant(range: 1200..<1200, replacement: DNASequence(codes: randomCodes(78, seed: 1)))))
  }

  @Test func insertionsOfTheGenesOwnBasesAreJoinedPieces() {
    let records = [DNASequence(codes: randomCodes(3000, seed: 61)), DNASequence(codes: randomCodes(3000, seed: 62))]
    func insertion(_ codes: [UInt8]) -> Variant { Variant(range: 500..<500, replacement: DNASequence(codes: codes)) }
    let own = Array(records[1].codes[700..<760])
    #expect(ForeignCopies.isJoined(insertion(own), records: records))
    #expect(ForeignCopies.isJoined(insertion(DNASequence(codes: own).reverseComplement.codes), records: records))
    #expect(ForeignCopies.isJoined(insertion(randomCodes(40, seed: 9) + own), records: records))
    #expect(!ForeignCopies.isJoined(insertion(randomCodes(80, seed: 9)), records: records))
    #expect(!ForeignCopies.isJoined(insertion(Array(own.prefix(20))), records: records))
  }

  @Test func otherBreaksAreNoPieces() {
    // A deletion's ends face each other; an insertion breaks on both sides of one place; two breaks that are unlike each other.
    let sets = [
      [junction(1000, isLeft: false), junction(1800, isLeft: true)],
      [junction(1000, isLeft: true), junction(1005, isLeft: false)],
      [junction(1000, isLeft: true, broken: 50), junction(1800, isLeft: false, broken: 9)],
      [junction(1000, isLeft: true)], [],
    ]
    for set in sets { #expect(ForeignCopies(set, exons: []).isEmpty) }
  }

  @Test func endsAtTheBordersOfManyExonsAreAConstruct() {
    let exons = (0..<8).map { 1000 + 500 * $0..<1100 + 500 * $0 }
    let borders = exons.prefix(4).flatMap {
      [junction($0.lowerBound - 10, isLeft: true), junction($0.upperBound + 10, isLeft: false)]
    }
    #expect(ForeignCopies(borders, exons: exons).isConstruct)
    #expect(!ForeignCopies(Array(borders.prefix(5)), exons: exons).isConstruct)
    // As many breaks elsewhere, as chimeric libraries have: no construct.
    let others = (0..<10).map { junction(1300 + 500 * $0, isLeft: $0 % 2 == 0) }
    #expect(!ForeignCopies(borders + others, exons: exons).isConstruct)
  }

  @Test func amplifiedExonsHaveNoCopyNumber() {
    let records = [
      CallReference(
        sequence: DNASequence(codes: randomCodes(9000, seed: 5)), targets: [0..<9000],
        exons: (0..<8).map { 500 + 1000 * $0..<700 + 1000 * $0 })
    ]
    func noCall(_ factor: Int, _ exons: Range<Int>) -> CopyNumberNoCall? {
      let groups = (0..<8).map { ExonGroup(first: $0, last: $0, count: exons.contains($0) ? 300 * factor : 300) }
      let input = CopyNumberInput(
        counts: [ExonFragmentCounts(exonCount: 8, groups: groups)], uniform: .fails(.captured))
      return ExonCopyNumber(references: records).assess(input, controls: [], calls: []).noCall
    }
    #expect(noCall(50, 2..<5) == .amplified(3) && noCall(7, 0..<2) == .amplified(2))
    // Two more copies are dosage.
    #expect(noCall(2, 2..<5) == .captured && noCall(1, 0..<0) == .captured)
  }
}
