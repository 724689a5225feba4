// One set of samples: simulated, mapped, called and compared with what was planted.

import Foundation
import ReadSimulation
import TypeICollagen
import VariantCalling

struct DosageSet {
  let name: String
  var batch = BatchSettings()
  /// Events to plant, one a sample; `nil`: wild type.
  var mix: EventMix?
  var samples = 200
  /// Samples of the same batch without events.
  var controls = 10
  /// Samples that share a batch and its controls.
  private static let batchSize = 50

  /// What is run.
  static var all: [DosageSet] {
    var sets: [DosageSet] = []
    func add(
      _ name: String, _ depth: Int, mix: EventMix?, samples: Int = 200, alone: Bool = false, bias: Double = 0,
      panel: Bool? = nil, change: (inout BatchSettings) -> Void = { _ in }
    ) {
      var batch = BatchSettings(depth: Double(depth), isPanel: panel ?? !alone, bias: bias)
      change(&batch)
      sets.append(
        DosageSet(
          name: "\(name) \(depth)x", batch: batch, mix: mix, samples: samples, controls: alone ? 0 : 10))
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
    for depth in [200, 400] { add("panel, wild type", depth, mix: nil, samples: 100) }
    let others: [(name: String, change: (inout BatchSettings) -> Void)] = [
      ("exons vary by 10 %", { $0.noise = 0.1 }),
      ("fragments of 200", { ($0.insertMean, $0.insertDeviation) = (200, 30) }),
      ("fragments of 450, even GC", { ($0.insertMean, $0.insertDeviation, $0.slope) = (450, 90, 0) }),
      ("other fragments in each sample", { $0.insertSpread = 0.1 }),
    ]
    for (name, change) in others {
      for depth in [60, 30] {
        add("other panel, \(name), 1-10 exons", depth, mix: EventMix(), samples: 100, change: change)
        add("other panel, \(name), wild type", depth, mix: nil, samples: 100, change: change)
      }
    }
    for depth in [60, 30] { add("no controls, 1-10 exons", depth, mix: EventMix(), samples: 100, alone: true) }
    for depth in [30, 60, 200] { add("no controls, wild type", depth, mix: nil, samples: 100, alone: true) }
    for depth in [30, 60] {
      add("no controls, wild type, GC bias", depth, mix: nil, samples: 100, alone: true, bias: 2)
    }
    for depth in [30, 60, 200] {
      add("no controls, wild type, panel", depth, mix: nil, samples: 100, alone: true, panel: true)
    }
    return sets
  }

  private struct Tally {
    var events = 0
    var found = 0
    var exact = 0
    var best = (chance: 0.0, real: 0.0)
    var extras = 0
    var gaps = 0
  }

  func run(seed: Int, verbosity: Int) throws {
    var tally = Tally()
    var tables: [String: (events: Int, found: Int, best: (chance: Double, real: Double))] = [:]
    var random = RandomSource(seed: UInt64(seed) &+ 3)
    for start in stride(from: 0, to: samples, by: DosageSet.batchSize) {
      let batchSeed = 1_000_000 * seed + 10_000 * (start / DosageSet.batchSize)
      let lab = PanelBatch(settings: batch, seed: batchSeed)
      let caller = VariantCaller(references: lab.references)
      var panel: [[ExonCounts]] = []
      for index in 0..<controls {
        let reads = try lab.pairs(seed: batchSeed + 5_000 + index, libraryOf: batchSeed + 5_000 + index)
        if let basis = caller.call(lab.map(reads)).dosage { panel.append(basis.counts) }
      }
      for index in start..<min(samples, start + DosageSet.batchSize) {
        let number = batchSeed + index % DosageSet.batchSize
        let truth = mix?.draw(&random)
        let reads = try truth.map { try lab.plant($0, sample: number) } ?? lab.pairs(seed: number, libraryOf: number)
        let result = caller.call(lab.map(reads))
        guard let basis = result.dosage else { continue }
        let told = ExonDosage(references: lab.references).assess(basis, controls: panel, calls: result.calls)
        if told.gap != nil { tally.gaps += 1 }
        let passing = told.events.filter(\.isPass)
        let fitting = passing.filter { event in
          truth.map {
            $0.gene == event.reference && $0.isDeletion == event.isDeletion && $0.exons.overlaps(event.exons)
          } ?? false
        }
        tally.extras += passing.count - min(1, fitting.count) + result.calls.count(where: \.isPass)
        if let truth {
          let power = limit(truth, panel: panel)
          tally.events += 1
          tally.found += fitting.isEmpty ? 0 : 1
          tally.best = (tally.best.chance + power.chance, tally.best.real + power.real)
          if fitting.contains(where: { $0.exons == truth.exons && $0.copyNumber == truth.copyNumber }) {
            tally.exact += 1
          }
          let exons = truth.exons.count
          let key = "\(truth.isDeletion ? "deletion" : "duplication") of \(exons > 4 ? "5-10" : "\(exons)")"
          let old = tables[key] ?? (0, 0, (0, 0))
          tables[key] = (
            old.events + 1, old.found + (fitting.isEmpty ? 0 : 1),
            (old.best.chance + power.chance, old.best.real + power.real)
          )
        }
        if verbosity > 1 || verbosity > 0 && (truth != nil && fitting.isEmpty || passing.count > fitting.count) {
          let words = truth.map { "\(lab.genes[$0.gene].symbol) \($0.exons) CN \($0.copyNumber)" } ?? "none"
          print("sample \(index):", words, told.gap.map { "\($0)" } ?? "")
          for event in told.events {
            print(
              "   ", lab.genes[event.reference].symbol, event.exons, "CN", event.copyNumber, "p", event.probability,
              "Q", Int(event.quality), event.observed, Int(event.expected), event.relativeDeviation)
          }
        }
      }
    }
    let interval = clopperPearson(tally.found, of: tally.events)
    func fixed(_ value: Double) -> String { String(format: "%.3f", value) }
    func bounds(_ sum: (chance: Double, real: Double), of events: Int) -> String {
      controls > 0 ? "\(fixed(sum.chance / Double(events))) | \(fixed(sum.real / Double(events)))" : "- | -"
    }
    let found =
      tally.events == 0
      ? "- | - | - | - | - | - | -"
      : "\(tally.events) | \(tally.found) | \(tally.exact) | \(fixed(Double(tally.found) / Double(tally.events))) | "
        + "\(fixed(interval.low))-\(fixed(interval.high)) | "
        + bounds(tally.best, of: tally.events)
    print("| \(name) | \(found) | \(tally.extras) in \(samples) | \(tally.gaps) |")
    if verbosity >= 0 {
      for key in tables.keys.sorted() {
        let row = tables[key] ?? (0, 0, (0, 0))
        print(
          "| - \(key) | \(row.events) | \(row.found) | | \(fixed(Double(row.found) / Double(row.events))) | | "
            + "\(bounds(row.best, of: row.events)) | | |")
      }
    }
  }

  /// What could be found at best, from the molecules that the controls have on average there: by chance alone, and with
  /// exons that vary and a mean that so many controls tell.
  private func limit(_ truth: DosageTruth, panel: [[ExonCounts]]) -> (chance: Double, real: Double) {
    guard !panel.isEmpty else { return (0, 0) }
    if mix?.lengths.isEmpty == true { return (1, 1) }
    var perExon = [Double](repeating: 0, count: panel[0][truth.gene].exonCount)
    for group in panel.flatMap({ $0[truth.gene].groups }) {
      let counts =
        truth.isDeletion
        ? group.first <= truth.exons.upperBound && group.last >= truth.exons.lowerBound
        : group.first >= truth.exons.lowerBound && group.last <= truth.exons.upperBound
      guard counts else { continue }
      // Molecules over several exons go with the mean of their effects.
      for exon in group.first...group.last {
        perExon[exon] += Double(group.count) / Double(group.last - group.first + 1)
      }
    }
    let number = Double(panel.count)
    let sum = max(perExon.reduce(0, +), 0.5)
    let variance = batch.noise * batch.noise * perExon.reduce(0) { $0 + $1 * $1 } / (sum * sum)
    let exons = panel[0].reduce(0) { $0 + $1.exonCount }
    func power(_ dispersion: Double) -> Double {
      bestPower(mean: sum / number, dispersion: dispersion, copyNumber: truth.copyNumber, exons: exons)
    }
    return (power(0), power(variance * (1 + 1 / number) + 1 / sum))
  }
}
