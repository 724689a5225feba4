// A low score is no evidence at +3 to +6, -3 and the last base of an exon, in whatever equal description the change lies there.

import BioSequence
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct WithheldPlaceTests {
  private static let seed: UInt64 = 2_023

  private func codes(_ variant: Variant, _ gene: CollagenGene, _ predictor: String) throws -> [String] {
    var call = try #require(Call(annotate(variant: variant, gene: gene), assembly: .grch38))
    (call.zygosity, call.filter) = (.heterozygous, ["PASS"])
    var inputs = AssessmentInputs()
    inputs.scores = try PredictorScores(
      text: "hgvs_c\tpredictor\tscore\n\(call.name)\t\(predictor)\t0\n", file: "s.tsv")
    return try #require(CriteriaAssessor(call, inputs: inputs)).ledger().applied.map(\.code)
  }

  /// Losses of one to three bases near sites, moved to both sides base by base as long as the allele stays the same.
  @Test func lossesThatAnEqualDescriptionBringsThereAreNotCleared() throws {
    var random = SplitMix64(seed: Self.seed)
    var counts = (moved: 0, kept: 0, cleared: 0)
    for _ in 0..<500 {
      let gene = GeneCatalog.embedded.genes[Int.random(in: 0...1, using: &random)]
      let model = gene.model.transcripts[0]
      let intron = Int.random(in: 1..<model.exons.count - 2, using: &random)
      let (donor, acceptor) = (model.exons[intron].upperBound, model.exons[intron + 1].lowerBound)
      let size = Int.random(in: 1...3, using: &random)
      let isDonor = Bool.random(using: &random)
      let start =
        isDonor
        ? donor + Int.random(in: 2...12, using: &random) : acceptor - Int.random(in: 3...12, using: &random) - size
      guard start >= donor + 2, start + size <= acceptor - 2 else { continue }
      let record = model.record
      var lower = start
      while record[lower - 1] == record[lower - 1 + size] { lower -= 1 }
      var upper = start
      while record[upper] == record[upper + size] { upper += 1 }
      let places = Set((lower...upper).flatMap { $0..<$0 + size })
      let withheld = Set(donor + 2..<donor + 6).union([donor - 1, acceptor - 3])
      // What reaches the two bases of a site is for PVS1.
      guard places.isDisjoint(with: [donor, donor + 1, acceptor - 1, acceptor - 2]) else { continue }
      let found = try codes(Variant(range: start..<start + size, replacement: DNASequence(codes: [])), gene, "SpliceAI")
      let label = "\(gene.symbol) \(start) \(size) seed \(Self.seed)"
      if places.isDisjoint(with: withheld) {
        #expect(found.contains("BP4"), "\(label) \(found)")
        let isFar = (places.min() ?? 0) >= donor + 6 && (places.max() ?? 0) < acceptor - 20
        #expect(found.contains("BP7") == isFar, "\(label) \(found)")
        counts.cleared += 1
      } else {
        #expect(!found.contains { $0.hasPrefix("B") }, "\(label) \(found)")
        if Set(start..<start + size).isDisjoint(with: withheld) { counts.moved += 1 } else { counts.kept += 1 }
      }
    }
    #expect(counts.moved > 5 && counts.kept > 60 && counts.cleared > 60, "\(counts)")
  }

  /// A score of the residue does not clear what the last base of an exon does for its donor.
  @Test func theLastBaseOfAnExonIsNotClearedByTheResidue() throws {
    var checked = 0
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in stride(from: 2, to: model.exons.count - 1, by: 5) {
        let last = model.exons[exon].upperBound - 1
        for (offset, isCleared) in [(last, false), (last - 9, true)] {
          for base in UInt8(0)..<4 where base != model.record[offset] {
            let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base]))
            let found = annotate(variant: variant, gene: gene)
            guard found.names.consequence.contains("missense"), !found.collagenEffects.contains(.glycineSubstitution)
            else {
              continue
            }
            let codes = try codes(variant, gene, "REVEL").filter { $0.hasPrefix("BP4") }
            #expect(codes.isEmpty != isCleared, "\(found.hgvsC ?? "") \(codes)")
            checked += 1
          }
        }
      }
    }
    #expect(checked > 20, "\(checked)")
  }
}
