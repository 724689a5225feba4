// Compares what is told with what was planted, and prints a row of the table for each set.

import Foundation
import TypeICollagen
import VariantCalling

/// Counts of one set.
struct Judge {
  private struct Row {
    var events = 0
    var found = 0
    var best = (probability: 0.0, real: 0.0)
  }

  let set: DosageSet
  let verbosity: Int
  private let references: [CallReference]
  private var total = Row()
  private var rows: [String: Row] = [:]
  private var exact = 0
  private var extras = 0
  private var gaps = 0
  private var samples = 0
  private var seconds = 0.0
  /// Highest probability of a true and of a false event, one a sample: what other thresholds would give.
  private var ranks: [(isTrue: Bool, probability: Double)] = []

  init(set: DosageSet, references: [CallReference], verbosity: Int) {
    self.set = set
    self.references = references
    self.verbosity = verbosity
  }

  /// Judges all samples of a batch.
  mutating func add(_ batch: CountedBatch, number: Int) {
    for (index, sample) in batch.samples.enumerated() {
      samples += 1
      var tool = ExonCopyNumber(references: references)
      if verbosity > 2 { tool.leastProbability = 0.001 }
      let start = Date()
      let told = tool.assess(sample.basis, controls: batch.controls, calls: sample.calls)
      seconds += Date().timeIntervalSince(start)
      if told.noCall != nil { gaps += 1 }
      let truth = sample.truth
      func fits(_ event: CopyNumberEvent) -> Bool {
        guard let truth else { return false }
        return truth.gene == event.reference && truth.isDeletion == event.isDeletion
          && truth.exons.overlaps(event.exons)
      }
      let passing = told.events.filter(\.isPass)
      let fitting = passing.filter(fits)
      let extra = passing.count - min(1, fitting.count) + sample.callCount
      extras += extra
      if let best = told.events.filter(fits).map(\.probability).max() { ranks.append((true, best)) }
      if let best = told.events.filter({ !fits($0) }).map(\.probability).max() { ranks.append((false, best)) }
      let isFound = sample.isResolved || !fitting.isEmpty
      if let truth { count(truth, isFound: isFound, isResolved: sample.isResolved, fitting, batch) }
      if verbosity == 2 || verbosity == 1 && (truth != nil && !isFound || extra > 0) {
        print("batch \(number) sample \(index):", truth.map(text) ?? "none", told.noCall.map { "\($0)" } ?? "")
        for event in told.events {
          print(
            "   ", GeneCatalog.embedded.genes[event.reference].symbol, event.exons, "CN", event.copyNumber, "p",
            event.probability, "Q", Int(event.quality), event.observed, Int(event.expected), event.relativeDeviation)
        }
      }
    }
  }

  private func text(_ truth: DosageTruth) -> String {
    "\(GeneCatalog.embedded.genes[truth.gene].symbol) \(truth.exons) CN \(truth.copyNumber)"
  }

  private mutating func count(
    _ truth: DosageTruth, isFound: Bool, isResolved: Bool, _ fitting: [CopyNumberEvent], _ batch: CountedBatch
  ) {
    let power = limit(truth, panel: batch.controls)
    let exons = truth.exons.count
    let key =
      "\(truth.isDeletion ? "deletion" : "duplication") of \(exons > 10 ? "all" : exons > 4 ? "5-10" : "\(exons)")"
    func added(to row: Row) -> Row {
      Row(
        events: row.events + 1, found: row.found + (isFound ? 1 : 0),
        best: (row.best.probability + power.probability, row.best.real + power.real))
    }
    total = added(to: total)
    rows[key] = added(to: rows[key] ?? Row())
    if isResolved || fitting.contains(where: { $0.exons == truth.exons && $0.copyNumber == truth.copyNumber }) {
      exact += 1
    }
  }

  /// Prints the set's row, and one for each kind of event.
  func report() {
    func fixed(_ value: Double) -> String { String(format: "%.3f", value) }
    func bounds(_ row: Row) -> String {
      set.controls > 0 && set.batch.design != .amplicons
        ? "\(fixed(row.best.probability / Double(row.events))) | \(fixed(row.best.real / Double(row.events)))" : "- | -"
    }
    func range(_ count: Int, _ all: Int) -> String {
      let interval = clopperPearson(count, of: all)
      return "\(fixed(interval.low))-\(fixed(interval.high))"
    }
    let found =
      total.events == 0
      ? "- | - | - | - | - | - | -"
      : "\(total.events) | \(total.found) | \(exact) | \(fixed(Double(total.found) / Double(total.events))) | "
        + "\(range(total.found, total.events)) | \(bounds(total))"
    print("| \(set.name) | \(found) | \(extras) in \(samples) | \(gaps) |")
    if verbosity > 2 { reportThresholds() }
    if verbosity > 0 { print("    assessed in \(fixed(1000 * seconds / Double(max(1, samples)))) ms a sample") }
    guard verbosity >= 0 else { return }
    for key in rows.keys.sorted() {
      let row = rows[key] ?? Row()
      print(
        "| - \(key) | \(row.events) | \(row.found) | | \(fixed(Double(row.found) / Double(row.events))) | | "
          + "\(bounds(row)) | | |")
    }
  }

  private func reportThresholds() {
    for threshold in [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
      let over = ranks.filter { $0.probability >= threshold }
      print(
        "    from \(threshold): \(over.count(where: \.isTrue)) true, \(over.count { !$0.isTrue }) samples with a false one"
      )
    }
  }

  /// What could be found at best, from the molecules that the controls have on average there: by probability alone, and with
  /// exons that vary and a mean that so many controls tell.
  private func limit(_ truth: DosageTruth, panel: [[ExonFragmentCounts]]) -> (probability: Double, real: Double) {
    guard !panel.isEmpty else { return (0, 0) }
    if set.mix?.lengths.isEmpty == true { return (1, 1) }
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
    let scale = set.batch.depth / (set.controlDepth ?? set.batch.depth)
    let sum = max(perExon.reduce(0, +), 0.5)
    let variance = set.batch.ownNoise * set.batch.ownNoise * perExon.reduce(0) { $0 + $1 * $1 } / (sum * sum)
    let exons = panel[0].reduce(0) { $0 + $1.exonCount }
    func power(_ dispersion: Double) -> Double {
      bestPower(mean: sum * scale / number, dispersion: dispersion, copyNumber: truth.copyNumber, exons: exons)
    }
    return (power(0), power(variance * (1 + 1 / number) + 1 / sum))
  }
}
