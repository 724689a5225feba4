// The sets of the benchmark, and how their samples are made.

import Foundation
import Numerics
import ReadSimulation
import VariantCalling

struct DosageSet {
  let name: String
  var batch = BatchSettings()
  /// Events to plant, one a sample; `nil`: wild type.
  var mix: EventMix?
  var samples = 200
  /// Samples of the same batch without events.
  var controls = 10
  /// Depth of the controls, if it is not that of the samples.
  var controlDepth: Double?
  /// Samples that share a batch and its controls.
  var batchSize = 20

  /// What is run.
  static var all: [DosageSet] {
    var sets: [DosageSet] = []
    func add(
      _ name: String, _ depth: Int, mix: EventMix?, samples: Int = 200, alone: Bool = false, bias: Double = 0,
      panel: Bool? = nil, change: (inout DosageSet) -> Void = { _ in }
    ) {
      let batch = BatchSettings(
        depth: Double(depth), design: panel ?? !alone ? .uneven : .everywhere, bias: bias)
      var set = DosageSet(
        name: "\(name) \(depth)x", batch: batch, mix: mix, samples: samples, controls: alone ? 0 : 10)
      change(&set)
      sets.append(set)
    }
    let simulated: (inout DosageSet) -> Void = { $0.batch.design = .simulated }
    for depth in [60, 30] {
      add("simulate's panel, 1-10 exons", depth, mix: EventMix(), change: simulated)
      add("simulate's panel, wild type", depth, mix: nil, change: simulated)
    }
    for depth in [60, 30] {
      add("simulate's panel, 1-10 exons, any introns", depth, mix: EventMix(isAnywhere: true), change: simulated)
    }
    for depth in [60, 30, 200] { add("panel, 1-10 exons", depth, mix: EventMix(), samples: depth > 60 ? 100 : 200) }
    for depth in [60, 30] {
      add(
        "panel, 1-10 exons lost, any introns", depth, mix: EventMix(isDeep: false, copyNumbers: [1]), samples: 100)
    }
    for depth in [200, 60, 30] { add("panel, single exons", depth, mix: EventMix(lengths: [1]), samples: 100) }
    for depth in [60, 30] {
      add("panel, 1-10 exons, both copies lost", depth, mix: EventMix(copyNumbers: [0]), samples: 50)
    }
    for depth in [60, 30] { add("panel, whole gene", depth, mix: EventMix(lengths: []), samples: 50) }
    for depth in [30, 60] { add("panel, wild type", depth, mix: nil, samples: 300) }
    for depth in [120, 200, 400] { add("panel, wild type", depth, mix: nil, samples: 100) }
    for (name, change) in others {
      for depth in [60, 30] {
        add("other panel, \(name), 1-10 exons", depth, mix: EventMix(), samples: 100, change: change)
        add("other panel, \(name), wild type", depth, mix: nil, samples: 100, change: change)
      }
      add("other panel, \(name), wild type", 200, mix: nil, samples: 60, change: change)
    }
    let amplicons: (inout DosageSet) -> Void = { $0.batch.design = .amplicons }
    for depth in [200, 60] {
      add("amplicons, 1-10 exons", depth, mix: EventMix(), samples: 100, change: amplicons)
      add("amplicons, wild type", depth, mix: nil, samples: 100, change: amplicons)
    }
    for depth in [60, 30] { add("no controls, 1-10 exons", depth, mix: EventMix(), samples: 100, alone: true) }
    for depth in [30, 60, 200] { add("no controls, wild type", depth, mix: nil, samples: 100, alone: true) }
    for depth in [30, 60] {
      add("no controls, wild type, GC bias", depth, mix: nil, samples: 100, alone: true, bias: 2)
    }
    for depth in [30, 60, 200] {
      add("no controls, wild type, panel", depth, mix: nil, samples: 100, alone: true, panel: true)
    }
    add("no controls, wild type, amplicons", 200, mix: nil, samples: 40, alone: true) {
      $0.batch.design = .amplicons
    }
    return sets
  }

  /// Panels that differ from the usual one in one thing.
  private static let others: [(name: String, change: @Sendable (inout DosageSet) -> Void)] = [
    ("exons vary by 10 %", { $0.batch.noise = 0.1 }),
    ("some exons vary by 20 %", { ($0.batch.noise, $0.batch.wildFraction, $0.batch.wildNoise) = (0.04, 0.05, 0.2) }),
    ("fragments of 200", { ($0.batch.insertMean, $0.batch.insertDeviation) = (200, 30) }),
    (
      "fragments of 450, even GC",
      { ($0.batch.insertMean, $0.batch.insertDeviation, $0.batch.slope) = (450, 90, 0) }
    ),
    ("other fragments in each sample", { $0.batch.insertSpread = 0.1 }),
    ("GC bends depth", { ($0.batch.slope, $0.batch.curvature) = (1.5, 8) }),
    ("GC bias of each fragment", { ($0.batch.slope, $0.batch.bias) = (0, 2) }),
    (
      "all differs",
      {
        ($0.batch.uneven, $0.batch.noise, $0.batch.geneNoise, $0.batch.depthNoise) = (0.8, 0.07, 0.06, 0.4)
        ($0.batch.slope, $0.batch.curvature) = (1, 5)
        ($0.batch.insertMean, $0.batch.insertDeviation, $0.batch.insertSpread) = (280, 80, 0.06)
      }
    ),
    ("a third are duplicates", { $0.batch.duplicates = 0.5 }),
    ("slipping errors", { $0.batch.errors = .slippage }),
    ("3 controls", { $0.controls = 3 }),
    ("5 controls", { $0.controls = 5 }),
    ("20 controls", { $0.controls = 20 }),
    ("controls of 100x", { $0.controlDepth = 100 }),
    ("controls of 20x", { $0.controlDepth = 20 }),
  ]

  /// Makes the samples of one seed.
  func batches(seed: Int) throws -> [CountedBatch] {
    var random = RandomSource(seed: UInt64(seed) &+ 3)
    return try stride(from: 0, to: samples, by: batchSize).map { start in
      let batchSeed = 1_000_000 * seed + 10_000 * (start / batchSize)
      let lab = PanelBatch(settings: batch, seed: batchSeed)
      var others = batch
      others.depth = controlDepth ?? batch.depth
      let reference = PanelBatch(settings: others, seed: batchSeed)
      let caller = VariantCaller(references: lab.references)
      var made = CountedBatch(settings: batch)
      for index in 0..<controls {
        let reads = try reference.pairs(seed: batchSeed + 5_000 + index, libraryOf: batchSeed + 5_000 + index)
        if let basis = caller.call(lab.map(reads)).copyNumber { made.controls.append(basis.counts) }
      }
      for index in start..<min(samples, start + batchSize) {
        let number = batchSeed + index - start
        let truth = mix?.draw(&random)
        let reads = try truth.map { try lab.plant($0, sample: number) } ?? lab.pairs(seed: number, libraryOf: number)
        let result = caller.call(lab.map(reads))
        guard let basis = result.copyNumber else { continue }
        made.samples.append(CountedSample(basis: basis, truth: truth, calls: result.calls))
      }
      return made
    }
  }
}
