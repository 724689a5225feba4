// One sample of a set: what is planted in it, and its reads.

import Alignment
import BioSequence
import Foundation
import ReadSimulation
import TypeICollagen

/// The settings of a sample set.
struct SetSettings {
  var samples = 20
  var first = 0
  var sites = 6
  var depth = 60.0
  var seed = 1
  var classes: [ChangeClass] = [
    .snv, .mnv, .delins, .deletion, .insertion, .duplication, .homopolymer, .repeatUnit,
  ]
  var longest = 30
  var fraction: Double?
  var design = "whole"
  var errors = ErrorModel.smooth
  var readLength = 150
  var insertMean = 370.0
  var insertDeviation = 60.0
  /// Whether the second reads are left out.
  var isSingle = false
  /// Share of the fragments that are read twice or more.
  var duplicates = 0.0
  /// A folder that reads are taken from (`s0_R1.fastq`, ...) in place of drawing them.
  var reads: String?
}

/// Draws the samples of a set, one after the other.
struct SampleDraw {
  let settings: SetSettings
  let genes: [CollagenGene]
  let targets: [[Range<Int>]]
  private var draw: SiteDraw

  init(settings: SetSettings, genes: [CollagenGene], targets: [[Range<Int>]]) {
    self.settings = settings
    self.genes = genes
    self.targets = targets
    draw = SiteDraw(seed: UInt64(settings.seed), genes: genes, targets: targets)
  }

  /// The sites of the next sample and the plan of its reads.
  mutating func next(_ sample: Int) -> (sites: [PlantedSite], plan: SimulationPlan) {
    var sites: [PlantedSite] = []
    for gene in genes.indices where settings.sites > 0 {
      sites += draw.sites(
        gene: gene, count: settings.sites, classes: settings.classes, spacing: 450, longest: settings.longest,
        fraction: settings.fraction)
    }
    var plan = SimulationPlan(
      genes: genes.map { SimulatedGene(sequence: $0.record.sequence) },
      variants: sites.map { PlantedVariant(gene: $0.gene, variant: $0.variant, allele: $0.allele) },
      seed: UInt64(settings.seed * 100_000 + sample))
    plan.depth = settings.depth
    plan.readLength = settings.readLength
    plan.insertMean = settings.insertMean
    plan.insertDeviation = settings.insertDeviation
    if settings.design == "panel" { plan.design = .capture(targets) }
    if settings.design == "amplicon" {
      plan.design = .amplicons(
        targets.map {
          $0.flatMap { range in
            stride(from: range.lowerBound - 50, to: range.upperBound + 50, by: 160).map { $0..<$0 + 280 }
          }
        })
    }
    return (sites, plan)
  }
}

/// Draws the pairs of a plan with the set's error model: codes and Phred scores of both reads.
func drawPairs(
  _ plan: SimulationPlan, settings: SetSettings, _ take: ([UInt8], [UInt8], [UInt8], [UInt8]) -> Void
) throws {
  if settings.errors == .smooth, settings.duplicates == 0 {
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    while simulator.next(&pair) {
      take(pair.firstBases, pair.firstQualities, pair.secondBases, pair.secondQualities)
    }
  } else {
    var draw = FragmentDraw(plan: plan, model: settings.errors, duplicates: settings.duplicates)
    draw.pairs(take)
  }
}

/// The pairs of two FASTQ files, without a check: they are made by simulators.
func filePairs(
  _ folder: String, sample: Int, _ take: ([UInt8], [UInt8], [UInt8], [UInt8]) -> Void
) throws {
  let files = try (1...2).map { mate in
    try Data(contentsOf: URL(filePath: "\(folder)/s\(sample)_R\(mate).fastq")).split(
      separator: 10, omittingEmptySubsequences: false)
  }
  for line in stride(from: 0, to: files[0].count - 3, by: 4) {
    let reads = files.map { file in
      (file[line + 1].map { Nucleotide(ascii: $0)?.rawValue ?? 4 }, file[line + 3].map { $0 - 33 })
    }
    take(reads[0].0, reads[0].1, reads[1].0, reads[1].1)
  }
}
