// Simulated samples of one laboratory batch: exons captured alike in all of them, with each sample's own deviations.

import Alignment
import BioSequence
import Foundation
import Numerics
import ReadSimulation
import TypeICollagen
import VariantCalling

/// Draws the samples of one batch.
struct PanelBatch {
  static let genes = GeneCatalog.embedded.genes
  static let targets = genes.map { gene in
    gene.record.preferredTranscript.exons.map { $0.lowerBound - 20..<$0.upperBound + 20 }
  }
  static let references = genes.indices.map {
    CallReference(
      sequence: genes[$0].record.sequence, targets: targets[$0],
      codingExons: genes[$0].record.preferredTranscript.codingExons, repeats: genes[$0].repeats,
      exons: genes[$0].record.preferredTranscript.exons)
  }
  private static let mapper = ReadMapper(
    index: KMerIndex(references: genes.map(\.record.sequence), repeats: genes.map(\.repeats)))
  /// GC content around the targets, minus one half.
  private static let gc = genes.indices.map { gene in
    targets[gene].map { target in
      let codes = genes[gene].record.sequence.codes[target.lowerBound - 130..<target.upperBound + 130]
      return Double(codes.count { $0 == 1 || $0 == 2 }) / Double(codes.count) - 0.5
    }
  }

  let settings: BatchSettings
  private let seed: Int
  private let efficiency: [[Double]]
  /// Each sample's own deviation, target by target.
  private let noise: [[Double]]

  var references: [CallReference] { PanelBatch.references }
  private var genes: [CollagenGene] { PanelBatch.genes }

  init(settings: BatchSettings, seed: Int) {
    self.settings = settings
    self.seed = seed
    var random = RandomSource(seed: UInt64(seed) &+ 77_000)
    // Very GC-rich and GC-poor exons are captured worse: half as well 0.2 away from one half.
    efficiency = PanelBatch.gc.map { $0.map { exp(settings.uneven * random.boundedNormal() - 17 * $0 * $0) } }
    noise = PanelBatch.gc.map {
      $0.map { _ in random.uniform() < settings.wildFraction ? settings.wildNoise : settings.noise }
    }
  }

  /// The pairs of one sample.
  ///
  /// - Parameter planted: changes of its molecules, for designs that draw from these.
  func pairs(seed: Int, libraryOf sample: Int, planted: [PlantedVariant] = []) throws -> [SimulatedPair] {
    var plan = SimulationPlan(
      genes: genes.map { SimulatedGene(sequence: $0.record.sequence) }, variants: planted, seed: UInt64(seed))
    var random = RandomSource(seed: UInt64(sample) &+ 31_000_000)
    let isEverywhere = settings.design == .everywhere
    plan.depth = settings.depth * exp(isEverywhere ? 0 : settings.depthNoise * random.boundedNormal())
    plan.insertMean = settings.insertMean
    plan.insertDeviation = settings.insertDeviation
    plan.errorModel = settings.errors
    if settings.insertSpread > 0 { plan.insertMean *= exp(settings.insertSpread * random.boundedNormal()) }
    switch settings.design {
    case .everywhere: break
    case .uneven: capture(&plan, random: &random)
    case .simulated:
      plan.design = .panel(
        TargetDesign(
          targets: PanelBatch.targets, batchSeed: UInt64(self.seed), spread: 0.25, seed: UInt64(sample), noise: 0.03))
    case .amplicons:
      let amplicons = PanelBatch.references.map {
        TargetDesign.amplicons(over: $0.targets, recordLength: $0.sequence.count)
      }
      plan.design = .primers(
        TargetDesign(
          targets: amplicons, batchSeed: UInt64(self.seed), spread: 0.3, seed: UInt64(sample), noise: settings.noise))
    }
    if settings.bias > 0 { plan.depth *= 2 }
    var simulator = try ReadSimulator(plan: plan)
    var pairs: [SimulatedPair] = []
    var pair = SimulatedPair()
    while simulator.next(&pair) {
      pairs.append(pair)
      if settings.duplicates > 0, random.uniform() < settings.duplicates { pairs.append(pair) }
    }
    return settings.bias > 0 ? biased(pairs, random: &random) : pairs
  }

  private func capture(_ plan: inout SimulationPlan, random: inout RandomSource) {
    let slope = settings.slope * random.boundedNormal()
    let curvature = settings.curvature > 0 ? settings.curvature * random.boundedNormal() : 0
    let mean = efficiency.joined().reduce(0, +) / Double(efficiency.joined().count)
    plan.design = .capture(PanelBatch.targets)
    plan.captureEfficiency = efficiency.indices.map { gene in
      let level = exp(settings.geneNoise * random.boundedNormal()) / mean
      return efficiency[gene].indices.map {
        let gc = PanelBatch.gc[gene][$0]
        return efficiency[gene][$0] * level
          * exp(slope * gc + curvature * gc * gc + noise[gene][$0] * random.boundedNormal())
      }
    }
  }

  /// About half of the pairs, kept by the GC content of their fragments.
  private func biased(_ pairs: [SimulatedPair], random: inout RandomSource) -> [SimulatedPair] {
    let slope = settings.bias * (random.uniform() < 0.5 ? -1 : 1)
    let places = extents(map(pairs), count: pairs.count)
    return zip(pairs, places).filter { _, place in
      guard place.gene >= 0 else { return false }
      let codes = genes[place.gene].record.sequence.codes[place.range]
      let content = Double(codes.count { $0 == 1 || $0 == 2 }) / Double(max(1, codes.count)) - 0.5
      return random.uniform() < min(1, 0.6 * exp(slope * content - 8 * content * content))
    }.map(\.0)
  }

  func map(_ pairs: [SimulatedPair]) -> AlignedReadStore {
    var store = AlignedReadStore()
    var scratch = MapperScratch()
    let letters = Nucleotide.allCases.map(\.ascii)
    for (template, pair) in pairs.enumerated() {
      let first = pair.firstBases.map { letters[Int($0)] }
      let second = pair.secondBases.map { letters[Int($0)] }
      let firstScores = pair.firstQualities.map { $0 + 33 }
      let secondScores = pair.secondQualities.map { $0 + 33 }
      _ = PanelBatch.mapper.mapPair(
        firstBases: first.span, firstQualities: firstScores.span, secondBases: second.span,
        secondQualities: secondScores.span, template: template, into: &store, scratch: &scratch)
    }
    return store
  }

  /// For every template its gene and extent; -1 for what was not placed.
  private func extents(_ store: AlignedReadStore, count: Int) -> [(gene: Int, range: Range<Int>)] {
    var found = [(gene: Int, range: Range<Int>)](repeating: (-1, 0..<0), count: count)
    for read in store.reads {
      let old = found[read.template]
      found[read.template] =
        old.gene == read.reference
        ? (old.gene, min(old.range.lowerBound, read.start)..<max(old.range.upperBound, read.end))
        : (read.reference, read.start..<read.end)
    }
    return found
  }

  /// The pairs of a sample with an event.
  ///
  /// Designs that draw from the sample's molecules get a changed one. Otherwise, of a deletion every fragment that touches
  /// the lost stretch is dropped with the probability of a lost copy; for a duplication the fragments of a second simulation
  /// that lie inside the stretch are added with the probability of one more copy. So no read spans a breakpoint.
  func plant(_ truth: DosageTruth, sample: Int) throws -> [SimulatedPair] {
    if settings.design == .simulated || settings.design == .amplicons {
      return try pairs(seed: sample, libraryOf: sample, planted: [planted(truth)])
    }
    var random = RandomSource(seed: UInt64(sample) &+ 5_000_000)
    let base = try pairs(seed: sample, libraryOf: sample)
    let probability = truth.copyNumber == 0 || truth.copyNumber == 4 ? 1.0 : 0.5
    if truth.isDeletion {
      let places = extents(map(base), count: base.count)
      return zip(base, places).filter { _, place in
        !(place.gene == truth.gene && place.range.overlaps(truth.range) && random.uniform() < probability)
      }.map(\.0)
    }
    let more = try pairs(seed: sample &+ 900_000, libraryOf: sample)
    let places = extents(map(more), count: more.count)
    return base
      + zip(more, places).filter { _, place in
        place.gene == truth.gene && truth.range.lowerBound <= place.range.lowerBound
          && place.range.upperBound <= truth.range.upperBound && random.uniform() < probability
      }.map(\.0)
  }

  private func planted(_ truth: DosageTruth) -> PlantedVariant {
    let record = genes[truth.gene].record.sequence
    let variant =
      truth.isDeletion
      ? Variant(range: truth.range, replacement: DNASequence(codes: []))
      : Variant(range: truth.range.upperBound..<truth.range.upperBound, replacement: record[truth.range])
    let isBoth = truth.copyNumber == 0 || truth.copyNumber == 4
    return PlantedVariant(
      gene: truth.gene, variant: variant, allele: isBoth ? .homozygous : .heterozygous(haplotype: 0))
  }
}
