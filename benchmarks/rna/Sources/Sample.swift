// Simulated RNA samples: any mixture of message forms, mapped and analysed in this process.

import Alignment
import BioSequence
import ReadSimulation
import TranscriptAnalysis
import TypeICollagen
import VariantCalling

/// A transcript of a gene and its fraction of that gene's transcripts.
struct Form {
  var gene: Int
  var exons: [Range<Int>]
  var fraction: Double
  var variants: [PlantedVariant] = []
}

/// What all samples have in common.
struct Bench {
  let models = GeneCatalog.embedded.genes
  let genes: [SplicedGene]
  let mapper: TranscriptMapper
  let analysis: SplicingAnalysis

  init() {
    genes = models.map { SplicedGene(record: $0.record.sequence, transcript: $0.record.preferredTranscript) }
    let index = KMerIndex(references: models.map(\.record.sequence), repeats: models.map(\.repeats))
    mapper = TranscriptMapper(genes: genes, records: index, repeats: models.map(\.repeats))
    analysis = SplicingAnalysis(
      genes: genes, targets: genes.map(\.transcript.exons), repeats: models.map(\.repeats), options: CallOptions())
  }

  /// Exons without some of them.
  func exons(_ gene: Int, without skipped: ClosedRange<Int>) -> [Range<Int>] {
    var exons = genes[gene].transcript.exons
    exons.removeSubrange(skipped.lowerBound..<skipped.upperBound + 1)
    return exons
  }

  /// Exons of which one has other ends; neighbours that touch are joined.
  func exons(_ gene: Int, _ exon: Int, changedTo range: Range<Int>) -> [Range<Int>] {
    var exons = genes[gene].transcript.exons
    exons[exon] = range
    var joined: [Range<Int>] = []
    for exon in exons {
      if let last = joined.last, last.upperBound >= exon.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<exon.upperBound
      } else {
        joined.append(exon)
      }
    }
    return joined
  }

  /// Reads of a mixture, mapped.
  func placed(_ forms: [Form], depth: Double, readLength: Int = 150, seed: UInt64) throws -> TranscriptAlignments {
    // One gene a simulation: the other one has no molecule.
    try placed(
      forms.enumerated().filter { $1.fraction > 0 }.map { number, form in
        var plan = SimulationPlan(
          genes: [SimulatedGene(sequence: models[form.gene].record.sequence, exons: form.exons)],
          variants: form.variants.map { PlantedVariant(gene: 0, variant: $0.variant, allele: $0.allele) },
          seed: seed &* 1000 &+ UInt64(number))
        plan.molecule = .rna(RNAPlan())
        plan.depth = depth * form.fraction
        plan.readLength = readLength
        return plan
      })
  }

  /// Reads of a plan, mapped.
  func placed(_ plan: SimulationPlan) throws -> TranscriptAlignments { try placed([plan]) }

  /// Reads of several plans in one lane, mapped.
  func placed(_ plans: [SimulationPlan]) throws -> TranscriptAlignments {
    var placed = TranscriptAlignments()
    var scratch = TranscriptMapperScratch()
    var template = 0
    for plan in plans {
      var simulator = try ReadSimulator(plan: plan)
      var pair = SimulatedPair()
      while simulator.next(&pair) {
        let firstBases = pair.firstBases.map { letters[Int($0)] }
        let secondBases = pair.secondBases.map { letters[Int($0)] }
        // As the program screens reads before it maps them.
        let isCandidate = [firstBases, secondBases].contains {
          unsafe $0.withUnsafeBufferPointer { unsafe mapper.isCandidate($0) }
        }
        guard isCandidate else { continue }
        let firstQualities = pair.firstQualities.map { $0 + 33 }
        let secondQualities = pair.secondQualities.map { $0 + 33 }
        _ = mapper.mapPair(
          firstBases: firstBases.span, firstQualities: firstQualities.span, secondBases: secondBases.span,
          secondQualities: secondQualities.span, template: template, into: &placed, scratch: &scratch)
        template += 1
      }
    }
    return placed
  }

  /// Both genes as they are.
  func ordinary(_ gene: Int, fraction: Double = 1, variants: [PlantedVariant] = []) -> Form {
    Form(gene: gene, exons: genes[gene].transcript.exons, fraction: fraction, variants: variants)
  }
}

private let letters: [UInt8] = Array("ACGTN".utf8)
