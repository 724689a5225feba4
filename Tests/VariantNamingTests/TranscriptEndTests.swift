// Laws of changes that take away an end of the transcript, or turn the whole gene, over both genes.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@Suite struct TranscriptEndTests {
  private static let genes = GeneCatalog.embedded.genes

  private func deletion(_ range: Range<Int>, _ gene: CollagenGene) -> VariantAnnotation {
    VariantAnnotation(gene.model.names(replacing: range, with: []), gene)
  }

  /// From anywhere in the last exon up to the end of the gene: never without effect, however few bases are left of it.
  @Test func aLossUpToTheEndIsNeverWithoutEffect() {
    for gene in Self.genes {
      let model = gene.model.transcripts[0]
      let exon = model.exons[model.exons.count - 1]
      for start in stride(from: exon.lowerBound + 1, to: exon.upperBound - 40, by: 7) {
        for end in [0, 1, 2, 5, 20] + [-1, -2, -30, -400] {
          let found = deletion(start..<exon.upperBound - end, gene)
          let label = "\(found.hgvsRecord) \(found.outcomes(gene).map(\.text))"
          #expect(found.collagenEffects.contains(.nullAllele), "\(label)")
          #expect(found.collagenEffects.contains(.spliceUncertain) && found.names.effect.splicing != nil, "\(label)")
          #expect(found.outcomes(gene).first?.name == "transcript_end_lost", "\(label)")
        }
      }
    }
  }

  /// One base more or less at the far end changes no certain answer into another: what loses the stop codon is never noncoding.
  @Test func aLostStopCodonIsNeverNoncoding() {
    for gene in Self.genes {
      let model = gene.model.transcripts[0]
      let stop = model.transcript.recordOffset(ofTranscriptOffset: model.coding.upperBound - 1)
      let end = model.exons[model.exons.count - 1].upperBound
      for start in [0, 1, 2, 10, 80] {
        for last in stride(from: stop + 1, through: end, by: 1) {
          let found = deletion(stop - start..<last, gene)
          // Where the bases behind it make the same stop codon, nothing is lost.
          let from = model.coding.upperBound - 1 - start
          let codes =
            Array(model.spliced[model.coding.lowerBound..<from]) + model.spliced[(from + last - stop + start)...]
          if GeneticCode.translate(DNASequence(codes: codes), stopping: true) == model.protein { continue }
          #expect(
            !found.collagenEffects.contains(.noncoding)
              && !found.outcomes(gene).contains { $0.effects == [.noncoding] },
            "\(found.hgvsRecord) \(found.collagenEffect)")
        }
      }
    }
  }

  /// The leader lost as a whole, or but for a few bases; a few bases of it are no matter.
  @Test func aLostLeaderIsUncertain() {
    for gene in Self.genes {
      let model = gene.model.transcripts[0]
      let first = model.exons[0].lowerBound
      let start = model.transcript.recordOffset(ofTranscriptOffset: model.coding.lowerBound)
      for (low, high) in [
        (first, start), (first - 300, start), (first + 1, start), (first + 10, start), (first, start - 5),
      ] {
        let found = deletion(low..<high, gene)
        #expect(
          found.collagenEffects == [.nullAllele, .spliceUncertain], "\(found.hgvsRecord) \(found.collagenEffect)")
      }
      for (low, high) in [(first, first + 1), (first, first + 10), (start - 30, start - 3)] {
        #expect(deletion(low..<high, gene).collagenEffects == [.noncoding])
      }
      #expect(deletion(first..<start + 5, gene).collagenEffects == [.nullAllele])
      #expect(deletion(first - 300..<start + 5, gene).collagenEffects == [.nullAllele])
    }
  }

  /// Where the end is lost, no other splice site is looked for, whatever lies beside the last acceptor.
  @Test func withoutAnEndThereIsNoFurtherOutcome() {
    for gene in Self.genes {
      let model = gene.model.transcripts[0]
      let exon = model.exons[model.exons.count - 1]
      for before in 3...80 {
        let found = deletion(exon.lowerBound - before..<exon.upperBound, gene)
        #expect(found.outcomes(gene).map(\.name) == ["transcript_end_lost"], "\(found.hgvsRecord)")
        #expect(found.collagenEffects == [.nullAllele])
      }
    }
  }

  /// A gene turned as a whole keeps its transcript; what lies around it has changed.
  @Test func aWholeGeneTurnedIsUncertain() {
    for gene in Self.genes {
      let model = gene.model.transcripts[0]
      let whole = model.recordRange
      for margin in [0, 50, 1500] {
        let range = whole.lowerBound - margin..<whole.upperBound + margin
        let bases = model.record[range].reversed().map { $0 < 4 ? 3 - $0 : $0 }
        let found = VariantAnnotation(gene.model.names(replacing: range, with: bases), gene)
        #expect(found.collagenEffects == [.spliceUncertain], "\(margin) \(found.collagenEffect)")
        #expect(found.outcomes(gene).map(\.name) == ["gene_inversion"])
        #expect(found.consequence == "sequence_variant" && (margin == 0 || found.hgvsP?.hasSuffix(":p.?") == true))
      }
      // Turned from within, it is broken.
      let inner = whole.lowerBound - 100..<whole.upperBound - 3000
      let bases = model.record[inner].reversed().map { $0 < 4 ? 3 - $0 : $0 }
      let broken = VariantAnnotation(gene.model.names(replacing: inner, with: bases), gene)
      #expect(broken.outcomes(gene).first?.name != "gene_inversion")
    }
  }
}
