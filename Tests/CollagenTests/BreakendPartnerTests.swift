// Breaks whose other end lies on the genes are placed there, on the right strand; others are not.

import BioSequence
import Documents
import Testing
import TypeICollagen

@testable import Collagen
@testable import VariantCalling

@Suite struct BreakendPartnerTests {
  private let genes = GeneCatalog.embedded.genes

  /// A place of exon 10 of a gene, outside repeats.
  private func place(_ gene: Int) -> Int { genes[gene].record.preferredTranscript.exons[9].lowerBound + 5 }

  @Test(arguments: [0, 1], [false, true]) func bothKindsArePlacedOnEitherStrand(gene: Int, isTurned: Bool) throws {
    let codes = genes[gene].record.sequence.codes
    let at = place(gene)
    for kind in [BreakpointCall.Kind.breakAfter, .breakBefore] {
      for inserted in [0, 3] {
        let extra = DNASequence(codes: [0, 1, 2].prefix(inserted).map { UInt8($0) })
        var own = DNASequence(codes: Array(codes[at..<at + 60]))
        if isTurned { own = own.reverseComplement }
        let bases = kind == .breakAfter ? extra.codes + own.codes : own.codes + extra.codes
        let partner = try #require(
          BreakendPartner(behind: DNASequence(codes: bases), kind: kind, genes: genes))
        #expect(partner.gene == gene && abs(partner.inserted - inserted) <= inserted)
        // The base next to the break, and whether the record goes on upwards from there.
        let rises = (kind == .breakAfter) != isTurned
        #expect(partner.rises == rises)
        #expect(abs(partner.offset - (rises ? at : at + 59)) <= 3)
      }
    }
  }

  @Test func theAlleleReadsBackAsTheSamePlace() throws {
    let at = place(1)
    let bases = DNASequence(codes: Array(genes[1].record.sequence.codes[at..<at + 60]))
    let partner = try #require(BreakendPartner(behind: bases, kind: .breakAfter, genes: genes))
    let mapping = try #require(genes[1].record.mapping(on: .grch38))
    let text = try #require(
      partner.allele(kept: "G", between: "TT", keepsBefore: true, assembly: .grch38, genes: genes))
    guard case .breakend(let read) = VCFAlternate(text) else {
      Issue.record("\(text) is no breakend")
      return
    }
    #expect(read.contig == "chr7" && read.position == mapping.chromosomeOffset(ofRecordOffset: at) + 1)
    // COL1A2 lies on the forward strand: what follows goes on upwards.
    #expect(read.keepsLeft && read.joinsRight && read.inserted == "TT")
  }

  @Test func basesOfElsewhereAreNotPlaced() {
    var random = SplitRandom(seed: 5)
    let foreign = DNASequence(codes: (0..<60).map { _ in random.next() })
    #expect(BreakendPartner(behind: foreign, kind: .breakAfter, genes: genes) == nil)
    let repeated = genes[0].repeats[0]
    let own = DNASequence(codes: Array(genes[0].record.sequence.codes[repeated.lowerBound..<repeated.lowerBound + 60]))
    #expect(BreakendPartner(behind: own, kind: .breakAfter, genes: genes) == nil)
  }

  /// Bases from a seed.
  private struct SplitRandom {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 62)
    }
  }
}
