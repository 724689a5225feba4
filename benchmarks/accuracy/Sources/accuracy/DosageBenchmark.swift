// `accuracy dosage`: exon deletions and duplications that no read spans, against controls or the sample itself.
//
//     accuracy dosage [samples=40] [controls=10] [depth=60] [design=panel|whole] [seed=1] [noise=0.05] [uneven=0.5]
//                     [exons=1,2,3|whole] [breakpoints=deep|intron] [null=0] [verbose=0] [write=DIR]
//
// A sample without the event is simulated first. For a deletion every fragment that touches the lost stretch is dropped
// with a chance of one half; for a duplication the fragments of a second simulation that lie inside the stretch are added
// with the same chance. So no read spans a breakpoint.

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
  let isDeletion: Bool
  /// What is lost or doubled on the record.
  let range: Range<Int>
}

/// One run of the dosage benchmark.
struct DosageBenchmark {
  var settings = [
    "samples": "40", "controls": "10", "depth": "60", "design": "panel", "seed": "1", "noise": "0.05",
    "uneven": "0.5", "exons": "1,2,3", "breakpoints": "deep", "null": "0", "verbose": "0", "write": "",
  ]
  let genes = ReferenceModels.all
  let targets: [[Range<Int>]]
  let references: [CallReference]
  let mapper: ReadMapper
  private static let longIntron = 500
  /// How well each exon is caught in this laboratory.
  var efficiency: [[Double]] = []

  init(arguments: [String]) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, settings[parts[0]] != nil else {
        print("unknown setting \(argument)")
        exit(64)
      }
      settings[parts[0]] = parts[1]
    }
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
    var random = RandomSource(seed: UInt64(number("seed")) &+ 77_000)
    let spread = real("uneven")
    efficiency = targets.map { $0.map { _ in exp(spread * random.normal()) } }
  }

  func number(_ key: String) -> Int { Int(settings[key] ?? "") ?? 0 }
  func real(_ key: String) -> Double { Double(settings[key] ?? "") ?? 0 }

  /// The pairs of one sample; exon by exon the catch differs a little from the laboratory's usual one.
  func pairs(seed: Int, noiseSeed: Int) throws -> [SimulatedPair] {
    var plan = SimulationPlan(genes: genes.map { SimulatedGene(sequence: $0.record.sequence) }, seed: UInt64(seed))
    plan.depth = real("depth")
    if settings["design"] == "panel" {
      var random = RandomSource(seed: UInt64(noiseSeed))
      let noise = real("noise")
      let geneNoise = genes.map { _ in exp(0.03 * random.normal()) }
      plan.design = .capture(targets)
      plan.captureEfficiency = efficiency.indices.map { gene in
        efficiency[gene].map { $0 * geneNoise[gene] * exp(noise * random.normal()) }
      }
    }
    var simulator = try ReadSimulator(plan: plan)
    var pairs: [SimulatedPair] = []
    var pair = SimulatedPair()
    while simulator.next(&pair) { pairs.append(pair) }
    return pairs
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
  func extents(_ store: AlignedReadStore, count: Int) -> [(gene: Int, range: Range<Int>)] {
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

  func plant(_ truth: DosageTruth, seed: Int) throws -> [SimulatedPair] {
    var random = RandomSource(seed: UInt64(seed) &+ 5_000_000)
    let base = try pairs(seed: seed, noiseSeed: seed)
    var kept: [SimulatedPair] = []
    if truth.isDeletion {
      let places = extents(map(base), count: base.count)
      for (pair, place) in zip(base, places) {
        if place.gene == truth.gene, place.range.overlaps(truth.range), random.below(2) == 0 { continue }
        kept.append(pair)
      }
      return kept
    }
    kept = base
    let more = try pairs(seed: seed &+ 900_000, noiseSeed: seed)
    for (pair, place) in zip(more, extents(map(more), count: more.count)) {
      let isInside =
        truth.range.lowerBound <= place.range.lowerBound && place.range.upperBound <= truth.range.upperBound
      if place.gene == truth.gene, isInside, random.below(2) == 0 { kept.append(pair) }
    }
    return kept
  }

  func draw(_ random: inout RandomSource) -> DosageTruth {
    var gene = random.below(genes.count)
    var exons = genes[gene].record.preferredTranscript.exons
    let isDeletion = random.below(2) == 0
    if settings["exons"] == "whole" {
      return DosageTruth(
        gene: gene, exons: 0...exons.count - 1, isDeletion: isDeletion, range: 0..<genes[gene].record.sequence.count)
    }
    let lengths = (settings["exons"] ?? "1").split(separator: ",").compactMap { Int($0) }
    let length = lengths[random.below(lengths.count)]
    let isDeep = settings["breakpoints"] == "deep"
    var first = 1 + random.below(exons.count - length - 1)
    // Breakpoints that no read reaches lie in long introns, which few runs of exons in COL1A1 have on both sides.
    while isDeep,
      exons[first].lowerBound - exons[first - 1].upperBound < DosageBenchmark.longIntron
        || exons[first + length].lowerBound - exons[first + length - 1].upperBound < DosageBenchmark.longIntron
    {
      gene = random.below(genes.count)
      exons = genes[gene].record.preferredTranscript.exons
      first = 1 + random.below(exons.count - length - 1)
    }
    let last = first + length - 1
    if isDeep {
      // What a deletion must lose, and what a duplication can gain at most.
      let range =
        isDeletion
        ? exons[first].lowerBound..<exons[last].upperBound
        : exons[first - 1].upperBound..<exons[last + 1].lowerBound
      return DosageTruth(gene: gene, exons: first...last, isDeletion: isDeletion, range: range)
    }
    let left = exons[first - 1].upperBound + 10..<exons[first].lowerBound - 10
    let right = exons[last].upperBound + 10..<exons[last + 1].lowerBound - 10
    let lower = left.lowerBound + random.below(max(1, left.count))
    let upper = right.lowerBound + random.below(max(1, right.count))
    return DosageTruth(gene: gene, exons: first...last, isDeletion: isDeletion, range: lower..<upper)
  }

  func run() throws {
    let caller = VariantCaller(references: references)
    let dosage = ExonDosage(references: references)
    let seed = number("seed") * 100_000
    var controls: [[ExonCounts]] = []
    for index in 0..<number("controls") {
      let reads = try pairs(seed: seed + 50_000 + index, noiseSeed: seed + 50_000 + index)
      try write(reads, name: "control\(index)")
      if let basis = caller.call(map(reads)).dosage { controls.append(basis.counts) }
    }
    var random = RandomSource(seed: UInt64(seed) &+ 3)
    var tallies: [String: [Int]] = [:]
    var gaps: [String: Int] = [:]
    var extras = 0
    var seconds = 0.0
    for sample in 0..<number("samples") {
      let truth = number("null") > 0 ? nil : draw(&random)
      let reads =
        try truth.map { try plant($0, seed: seed + sample) } ?? pairs(seed: seed + sample, noiseSeed: seed + sample)
      try write(reads, name: "sample\(sample)")
      let result = caller.call(map(reads))
      guard let basis = result.dosage else { continue }
      let start = ContinuousClock().now
      let assessment = dosage.assess(basis, controls: controls, calls: result.calls)
      let spent = ContinuousClock().now - start
      seconds += Double(spent.components.attoseconds) * 1e-18 + Double(spent.components.seconds)
      if let gap = assessment.gap { gaps["\(gap)".prefix(30).description, default: 0] += 1 }
      let passing = assessment.events.filter(\.isPass)
      let fitting = passing.filter { event in
        truth.map {
          $0.gene == event.reference && $0.isDeletion == event.isDeletion && $0.exons.overlaps(event.exons)
        } ?? false
      }
      extras += passing.count - fitting.count
      if let truth {
        let isExact = fitting.contains { $0.exons == truth.exons && ($0.copyNumber == 1 || $0.copyNumber == 3) }
        let kind = truth.isDeletion ? "deletion" : "duplication"
        for key in ["\(kind) of \(truth.exons.count)", "all \(kind)", "all"] {
          var tally = tallies[key] ?? [0, 0, 0]
          tally[0] += 1
          tally[1] += fitting.isEmpty ? 0 : 1
          tally[2] += isExact ? 1 : 0
          tallies[key] = tally
        }
      }
      let isOdd = truth != nil ? fitting.isEmpty : !passing.isEmpty
      if number("verbose") > 1 || (number("verbose") > 0 && (isOdd || passing.count > fitting.count)) {
        print("sample \(sample):", truth.map { "\(genes[$0.gene].symbol) \($0.exons) del \($0.isDeletion)" } ?? "none")
        for event in assessment.events {
          print(
            "   ", genes[event.reference].symbol, event.exons, event.firstExon, event.lastExon, "CN", event.copyNumber,
            "p", event.probability, "Q", Int(event.quality), "GQ", event.genotypeQuality, event.observed, event.expected
          )
        }
      }
    }
    print("class\tn\tfound\texact_exons\trecall\tlow\thigh")
    for key in tallies.keys.sorted() {
      let tally = tallies[key] ?? [0, 0, 0]
      let interval = clopperPearson(tally[1], of: tally[0])
      print(
        "\(key)\t\(tally[0])\t\(tally[1])\t\(tally[2])\t"
          + String(format: "%.4f\t%.4f\t%.4f", Double(tally[1]) / Double(tally[0]), interval.low, interval.high))
    }
    print("false events: \(extras) in \(number("samples")) samples; not assessed: \(gaps)")
    print(String(format: "seconds of assessment a sample: %.4f", seconds / Double(max(1, number("samples")))))
  }

  /// Writes the pairs as FASTQ into the folder `write`, if one was given.
  func write(_ pairs: [SimulatedPair], name: String) throws {
    guard let folder = settings["write"], !folder.isEmpty else { return }
    let letters = Nucleotide.allCases.map(\.ascii)
    var first: [UInt8] = []
    var second: [UInt8] = []
    for (index, pair) in pairs.enumerated() {
      for (bases, scores, isSecond) in [
        (pair.firstBases, pair.firstQualities, false), (pair.secondBases, pair.secondQualities, true),
      ] {
        let text =
          Array("@p\(index)\n".utf8) + bases.map { letters[Int($0)] } + Array("\n+\n".utf8) + scores.map { $0 + 33 }
          + [10]
        if isSecond { second += text } else { first += text }
      }
    }
    try Data(first).write(to: URL(filePath: "\(folder)/\(name)_R1.fastq"))
    try Data(second).write(to: URL(filePath: "\(folder)/\(name)_R2.fastq"))
  }
}
