// Laws of exons that come as inserted bases, over both genes and every exon.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@Suite struct InsertedExonTests {
  private func insertion(_ bases: [UInt8], at place: Int, _ gene: CollagenGene) -> VariantAnnotation {
    VariantAnnotation(gene.model.names(replacing: place..<place, with: bases), gene)
  }

  /// Every inner exon with 30 bases of both introns, further times in a row: that many exons more, read as translating them does.
  @Test func repeatsOfAnExonAreThatManyExons() throws {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 1..<model.exons.count - 1 {
        let range = model.exons[exon].lowerBound - 30..<model.exons[exon].upperBound + 30
        let unit = Array(model.record[range])
        for copies in [3, 4] {
          let bases = Array(repeatElement(unit, count: copies - 1).joined())
          let found = insertion(bases, at: range.upperBound, gene)
          let label = "\(gene.symbol) exon \(exon + 1) [\(copies)] \(found.outcomes(gene).map(\.text))"
          let only = try #require(found.effect.splicing?.certain, "\(label)")
          #expect(only.splicing == .exonDuplication(exon...exon, copies: copies), "\(label)")
          let own = Array(model.record[model.exons[exon]])
          var codes = Array(model.spliced[..<model.exonStarts[exon + 1]])
          for _ in 1..<copies { codes += own }
          codes += model.spliced[model.exonStarts[exon + 1]...]
          let protein = GeneticCode.translate(
            DNASequence(codes: Array(codes[model.coding.lowerBound...])), stopping: true)
          if own.count * (copies - 1) % 3 == 0 {
            #expect(model.protein(after: only.coding.change) == protein, "\(label)")
          } else {
            #expect(only.coding.prematureStop == protein.count, "\(label)")
          }
          #expect(!found.collagenEffects.contains(.noncoding), "\(label)")
        }
      }
    }
  }

  /// A copy that is not quite a repeat, or stands deep in an intron: with the exon or without it, and never neither.
  @Test func otherCopiesOfAnExonAreUncertain() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 1..<model.exons.count - 1 {
        let range = model.exons[exon].lowerBound - 40..<model.exons[exon].upperBound + 30
        let unit = Array(model.record[range])
        var changed = unit
        changed[unit.count - 5] = (changed[unit.count - 5] + 1) % 4
        let next = model.exons[exon + 1].lowerBound
        let middle = model.exons[exon].upperBound + (next - model.exons[exon].upperBound) / 2
        for (bases, place) in [(changed, range.upperBound), ([0] + unit, range.upperBound), (unit, middle)] {
          let found = insertion(bases, at: place, gene)
          let label = "\(found.hgvsRecord.prefix(60)) exon \(exon + 1) \(found.outcomes(gene).map(\.text))"
          #expect(found.effect.splicing != nil && !found.collagenEffects.contains(.noncoding), "\(label)")
          #expect(found.outcomes(gene).contains { $0.name.hasPrefix("exon_duplication(\(exon + 1))") }, "\(label)")
          if found.effect.splicing?.certain == nil {
            #expect(found.collagenEffects.contains(.spliceUncertain), "\(label)")
            #expect(found.outcomes(gene).contains { $0.name == "normal_splicing" }, "\(label)")
          }
        }
      }
    }
  }

  /// Bases without an exon of the gene stay a matter of the intron.
  @Test func otherBasesInAnIntronBringNoExon() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for intron in 0..<model.exons.count - 1 {
        let range = model.exons[intron].upperBound..<model.exons[intron + 1].lowerBound
        guard range.count > 160 else { continue }
        let middle = range.lowerBound + range.count / 2
        // A stretch of the same intron that holds no site.
        let found = insertion(Array(model.record[middle - 40..<middle].reversed()), at: middle, gene)
        #expect(found.effect.splicing == nil, "\(found.hgvsRecord)")
      }
    }
  }
}
