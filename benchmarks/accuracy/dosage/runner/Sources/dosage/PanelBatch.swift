// Simulated samples of one laboratory batch: exons caught alike in all of them, with each sample's own deviations.

import Alignment
import BioSequence
import Foundation
import ReadSimulation
import TypeICollagen
import VariantCalling

/// An event to plant.
struct DosageTruth {
  let gene: Int
  let exons: ClosedRange<Int>
  /// 0, 1, 3 or 4.
  let copyNumber: Int
  /// What is lost or doubled on the record.
  let range: Range<Int>

  var isDeletion: Bool { copyNumber < 2 }
}

/// How a batch is made. Reads are 2x150.
struct BatchSettings {
  /// Mean depth: read bases over a base where baits catch fragments.
  var depth = 60.0
  /// Fragments that touch an exon or 20 bases beside it, otherwise fragments from everywhere on the records.
  var isPanel = true
  /// Standard deviation of the logarithm of how well an exon is caught, the same in the whole batch.
  var uneven = 0.5
  /// The same of each sample's deviation from that, exon by exon.
  var noise = 0.05
  /// Standard deviation of a sample's slope of log depth by GC content (0-1).
  var slope = 0.7
  /// Standard deviation of the logarithm of the depth ratio of the two genes.
  var geneNoise = 0.03
  /// Standard deviation of the logarithm of a sample's depth.
  var depthNoise = 0.15
  /// Slope of the logarithm of depth by the GC content of fragments, without a panel; its sign changes from sample to
  /// sample, and depth falls towards both extremes besides.
  var bias = 0.0
  /// Mean length of the fragments in bases.
  var insertMean = 370.0
  /// Standard deviation of the fragments' lengths within a sample.
  var insertDeviation = 60.0
  /// Standard deviation of the logarithm of a sample's mean length.
  var insertSpread = 0.0
}

/// Draws the samples of one batch.
struct PanelBatch {
  let settings: BatchSettings
  let genes = ReferenceModels.all
  let targets: [[Range<Int>]]
  let references: [CallReference]
  private let mapper: ReadMapper
  private let efficiency: [[Double]]
  private let gc: [[Double]]

  init(settings: BatchSettings, seed: Int) {
    self.settings = settings
    let genes = ReferenceModels.all
    let targets = genes.map { gene in
      gene.record.preferredTranscript.exons.map { $0.lowerBound - 20..<$0.upperBound + 20 }
    }
    self.targets = targets
    references = genes.indices.map {
      CallReference(
        sequence: genes[$0].record.sequence, targets: targets[$0],
        codingExons: genes[$0].record.preferredTranscript.codingExons, repeats: genes[$0].repeats,
        exons: genes[$0].record.preferredTranscript.exons)
    }
    mapper = ReadMapper(index: KMerIndex(references: genes.map(\.record.sequence), repeats: genes.map(\.repeats)))
    gc = genes.indices.map { gene in
      targets[gene].map { target in
        let codes = genes[gene].record.sequence.codes[target.lowerBound - 130..<target.upperBound + 130]
        return Double(codes.count { $0 == 1 || $0 == 2 }) / Double(codes.count) - 0.5
      }
    }
    var random = RandomSource(seed: UInt64(seed) &+ 77_000)
    // Very GC-rich and GC-poor exons are caught worse: half as well 0.2 away from one half.
    efficiency = gc.map { $0.map { exp(settings.uneven * random.normal() - 17 * $0 * $0) } }
  }

  /// The pairs of one sample.
  func pairs(seed: Int, libraryOf sample: Int) throws -> [SimulatedPair] {
    var plan = SimulationPlan(genes: genes.map { SimulatedGene(sequence: $0.record.sequence) }, seed: UInt64(seed))
    var random = RandomSource(seed: UInt64(sample) &+ 31_000_000)
    plan.depth = settings.depth * exp(settings.isPanel ? settings.depthNoise * random.normal() : 0)
    plan.insertMean = settings.insertMean
    plan.insertDeviation = settings.insertDeviation
    if settings.insertSpread > 0 { plan.insertMean *= exp(settings.insertSpread * random.normal()) }
    if settings.isPanel {
      let slope = settings.slope * random.normal()
      let mean = efficiency.joined().reduce(0, +) / Double(efficiency.joined().count)
      plan.design = .capture(targets)
      plan.captureEfficiency = efficiency.indices.map { gene in
        let level = exp(settings.geneNoise * random.normal()) / mean
        return efficiency[gene].indices.map {
          efficiency[gene][$0] * level * exp(slope * gc[gene][$0] + settings.noise * random.normal())
        }
      }
    }
    if settings.bias > 0 { plan.depth *= 2 }
    var simulator = try ReadSimulator(plan: plan)
    var pairs: [SimulatedPair] = []
    var pair = SimulatedPair()
    while simulator.next(&pair) { pairs.append(pair) }
    return settings.bias > 0 ? biased(pairs, random: &random) : pairs
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
      _ = mapper.mapPair(
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

  /// The pairs of a sample with an event. Of a deletion every fragment that touches the lost stretch is dropped with the
  /// chance of a lost copy; for a duplication the fragments of a second simulation that lie inside the stretch are
  /// added with the chance of one more copy. So no read spans a breakpoint.
  func plant(_ truth: DosageTruth, sample: Int) throws -> [SimulatedPair] {
    var random = RandomSource(seed: UInt64(sample) &+ 5_000_000)
    let base = try pairs(seed: sample, libraryOf: sample)
    let chance = truth.copyNumber == 0 || truth.copyNumber == 4 ? 1.0 : 0.5
    if truth.isDeletion {
      let places = extents(map(base), count: base.count)
      return zip(base, places).filter { _, place in
        !(place.gene == truth.gene && place.range.overlaps(truth.range) && random.uniform() < chance)
      }.map(\.0)
    }
    let more = try pairs(seed: sample &+ 900_000, libraryOf: sample)
    let places = extents(map(more), count: more.count)
    return base
      + zip(more, places).filter { _, place in
        place.gene == truth.gene && truth.range.lowerBound <= place.range.lowerBound
          && place.range.upperBound <= truth.range.upperBound && random.uniform() < chance
      }.map(\.0)
  }
}
