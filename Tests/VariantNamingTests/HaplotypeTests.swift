// Two changes of one haplotype, read together, against translating the changed sequence plainly.

import BioSequence
import HGVS
import Numerics
import Testing
import TypeICollagen
import VariantNaming

@Suite struct HaplotypeTests {
  private static let seed: UInt64 = 77

  /// 2,000 seeded pairs of a loss and a gain of 1 to 4 bases within 60 bases of each other.
  @Test func pairsInCisReadAsTranslatingThemDoes() throws {
    var random = SplitMix64(seed: Self.seed)
    var restored = 0
    for _ in 0..<2000 {
      let gene = GeneCatalog.embedded.genes[Int.random(in: 0...1, using: &random)]
      let model = gene.model.transcripts[0]
      let exons = model.exons.indices.filter { (1..<model.exons.count - 1).contains($0) && model.exons[$0].count > 40 }
      let exon = model.exons[exons[Int.random(in: 0..<exons.count, using: &random)]]
      let first = Int.random(in: exon.lowerBound + 4..<exon.upperBound - 24, using: &random)
      let lost = Int.random(in: 1...4, using: &random)
      let second = Int.random(in: first + lost + 8..<exon.upperBound - 4, using: &random)
      let gained = (0..<Int.random(in: 1...4, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) }
      let changes = [
        Variant(range: first..<first + lost, replacement: DNASequence(codes: [])),
        Variant(range: second..<second, replacement: DNASequence(codes: gained)),
      ]
      let label = "\(gene.symbol) \(first) -\(lost) \(second) +\(gained) seed \(Self.seed)"
      let places = changes.map { model.transcriptOffset(ofRecordOffset: $0.range.lowerBound) ?? 0 }
      var codes = model.spliced
      codes.insert(contentsOf: gained, at: places[1])
      codes.removeSubrange(places[0]..<places[0] + lost)
      let expected = GeneticCode.translate(DNASequence(codes: Array(codes[model.coding.lowerBound...])), stopping: true)
      // A shift over the border of the exon makes it a matter of splicing.
      if changes.contains(where: { model.splicingOutcomes(of: gene.model.names(of: $0).edit) != nil }) { continue }
      let joint = try #require(Haplotype(changes, gene: gene), "\(label)")
      if (gained.count - lost) % 3 == 0, expected.count == model.protein.count + (gained.count - lost) / 3 {
        restored += 1
        #expect(!joint.consequences.contains(.frameshift), "\(label) \(joint.hgvsP)")
        if joint.changes.count == 1 {
          #expect(model.protein(after: joint.changes[0]) == expected, "\(label) \(joint.hgvsP)")
        }
      } else if (gained.count - lost) % 3 != 0 {
        #expect(
          joint.consequences.contains(.frameshift) || joint.consequences.contains(.stopGained)
            || joint.consequences.contains(.stopLost), "\(label) \(joint.hgvsP)")
      }
    }
    #expect(restored > 200)
  }

  @Test func twoChangesInOneCodonAreOne() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let model = gene.model.transcripts[0]
    let start = model.transcript.recordOffset(ofTranscriptOffset: model.coding.lowerBound + 588)
    let changes = [0, 1].map { Variant(range: start + $0..<start + $0 + 1, replacement: DNASequence(codes: [0])) }
    let joint = try #require(Haplotype(changes, gene: gene))
    #expect(joint.changes.count == 1 && joint.hgvsP.hasPrefix("NP_000079.2:p.(Gly197"), "\(joint.hgvsP)")
    #expect(Haplotype([changes[0]], gene: gene) == nil)
  }
}
