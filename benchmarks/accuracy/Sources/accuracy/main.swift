// The accuracy benchmark's command line: one sample set, one line of results a class.
//
//     accuracy [samples=20] [sites=6] [depth=60] [seed=1] [classes=snv,deletion,...] [longest=30] [vaf=] [minvaf=0.05]
//              [design=whole|panel|amplicon] [verbose=0]

import Alignment
import BioSequence
import Foundation
import ReadSimulation
import TypeICollagen
import VariantCalling

func logarithm(_ x: Double) -> Double { x > 0 ? log(x) : -1e300 }
func exponential(_ x: Double) -> Double { exp(x) }
func logPower(_ p: Double, _ n: Int) -> Double { Double(n) * log(p) }

var settings = [
  "samples": "20", "sites": "6", "depth": "60", "seed": "1", "longest": "30", "vaf": "", "minvaf": "0.05",
  "classes": "snv,mnv,delins,deletion,insertion,duplication,homopolymer,repeat_unit", "design": "whole",
  "aligner": "mapper",
  "verbose": "0", "show": "", "loop": "1", "fastq": "",
]
for argument in CommandLine.arguments.dropFirst() {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2, settings[parts[0]] != nil else {
    print("unknown setting \(argument)")
    exit(64)
  }
  settings[parts[0]] = parts[1]
}
@MainActor func number(_ key: String) -> Int { Int(settings[key] ?? "") ?? 0 }

let genes = ReferenceModels.all
let records = genes.map(\.record.sequence)
let targets = genes.map { gene in
  gene.record.preferredTranscript.exons.map {
    max(0, $0.lowerBound - 20)..<min(gene.record.sequence.count, $0.upperBound + 20)
  }
}
let references = genes.indices.map {
  CallReference(
    sequence: records[$0], targets: targets[$0], codingExons: genes[$0].record.preferredTranscript.codingExons,
    repeats: genes[$0].repeats)
}
let classes = (settings["classes"] ?? "").split(separator: ",").compactMap { ChangeClass(rawValue: String($0)) }
let caller = VariantCaller(
  references: references, options: CallOptions(minVAF: Double(settings["minvaf"] ?? "") ?? 0.05))
let index = KMerIndex(references: records, repeats: genes.map(\.repeats))
let mapper = ReadMapper(index: index)
let plain = PlainAligner(records: records)
let scorer = Scorer(records: records)
var draw = SiteDraw(seed: UInt64(number("seed")), genes: genes, targets: targets)
var tallies: [String: [Int]] = [:]
var bins = [[Int]](repeating: [0, 0], count: 10)
var extras = 0
var seconds = [0.0, 0.0, 0.0]
let clock = ContinuousClock()

@MainActor func text(_ call: VariantCall) -> String {
  let deleted = call.variant.deleted(on: records[call.reference])
  return
    "\(genes[call.reference].symbol) \(call.variant.range) \(deleted)>\(call.variant.replacement) \(call.genotype) "
    + "Q\(Int(call.quality)) GQ\(call.genotypeQuality) DP\(call.depth) AD\(call.referenceDepth),\(call.alternateDepth) "
    + call.filters.map(\.rawValue).joined(separator: ";")
}

// fastq=R1,R2 calls plain FASTQ files of another simulator instead and prints every call.
let files = (settings["fastq"] ?? "").split(separator: ",").map(String.init)
if files.count == 2 {
  let texts = try files.map { Array(try Data(contentsOf: URL(filePath: $0))).split(separator: 10) }
  var store = AlignedReadStore()
  var scratch = MapperScratch()
  for record in stride(from: 0, to: texts[0].count - 3, by: 4) {
    let (first, firstScores) = (Array(texts[0][record + 1]), Array(texts[0][record + 3]))
    let (second, secondScores) = (Array(texts[1][record + 1]), Array(texts[1][record + 3]))
    _ = mapper.mapPair(
      firstBases: first.span, firstQualities: firstScores.span, secondBases: second.span,
      secondQualities: secondScores.span, template: record / 4, into: &store, scratch: &scratch)
  }
  let result = caller.call(store)
  for call in result.calls { print(text(call)) }
  for coverage in result.coverage { print(coverage.counts) }
  exit(0)
}

for sample in 0..<number("samples") {
  var sites: [PlantedSite] = []
  for gene in genes.indices where number("sites") > 0 {
    sites += draw.sites(
      gene: gene, count: number("sites"), classes: classes, spacing: 400, longest: number("longest"),
      fraction: Double(settings["vaf"] ?? ""))
  }
  var plan = SimulationPlan(
    genes: records.map { SimulatedGene(sequence: $0) },
    variants: sites.map { PlantedVariant(gene: $0.gene, variant: $0.variant, allele: $0.allele) },
    seed: UInt64(number("seed") * 100_000 + sample))
  plan.depth = Double(number("depth"))
  if settings["design"] == "panel" { plan.design = .capture(targets) }
  if settings["design"] == "amplicon" {
    plan.design = .amplicons(
      targets.map {
        $0.flatMap { range in
          stride(from: range.lowerBound - 50, to: range.upperBound + 50, by: 160).map { $0..<$0 + 280 }
        }
      })
  }
  let started = clock.now
  var simulator = try ReadSimulator(plan: plan)
  var pair = SimulatedPair()
  var pairs: [SimulatedPair] = []
  while simulator.next(&pair) { pairs.append(pair) }
  let simulated = clock.now
  var store = AlignedReadStore()
  if settings["aligner"] == "plain" {
    for pair in pairs { plain.add(pair, to: &store) }
  } else {
    var scratch = MapperScratch()
    let letters = Nucleotide.allCases.map(\.ascii)
    for pair in pairs {
      let first = pair.firstBases.map { letters[Int($0)] }
      let second = pair.secondBases.map { letters[Int($0)] }
      let firstScores = pair.firstQualities.map { $0 + 33 }
      let secondScores = pair.secondQualities.map { $0 + 33 }
      _ = mapper.mapPair(
        firstBases: first.span, firstQualities: firstScores.span, secondBases: second.span,
        secondQualities: secondScores.span, template: pair.index, into: &store, scratch: &scratch)
    }
  }
  let aligned = clock.now
  var result = caller.call(store)
  for _ in 1..<max(2, number("loop")) where number("loop") > 1 { result = caller.call(store) }
  let called = clock.now
  for (index, part) in [simulated - started, aligned - simulated, called - aligned].enumerated() {
    seconds[index] += Double(part.components.attoseconds) * 1e-18 + Double(part.components.seconds)
  }
  // show=sample:gene:offset prints the reads over an offset that do not match through.
  let show = (settings["show"] ?? "").split(separator: ":").compactMap { Int($0) }
  if show.count == 3, show[0] == sample {
    for read in store.reads where read.reference == show[1] && read.start - 40 < show[2] && read.end + 40 > show[2] {
      let runs = store.cigars[read.cigar].map(\.description).joined()
      print(
        read.start, read.end, read.strand.symbol, read.mappingQuality, read.isProperPair, runs,
        DNASequence(codes: Array(store.bases[read.bases])))
    }
  }
  let (scores, extra) = scorer.score(sites, calls: result.passing)
  extras += extra.count
  if number("verbose") > 0 {
    for call in extra { print("extra sample \(sample):", text(call)) }
  }
  for (site, score) in zip(sites, scores) {
    for key in [
      "\(site.kind.rawValue) \(site.allele == .homozygous ? "hom" : "het")", "all \(genes[site.gene].symbol)",
    ] {
      var tally = tallies[key] ?? [0, 0, 0, 0]
      tally[0] += 1
      tally[1] += score.isFound ? 1 : 0
      tally[2] += score.isExact ? 1 : 0
      tally[3] += score.isSequenceExact ? 1 : 0
      tallies[key] = tally
    }
    if let quality = score.genotypeQuality {
      bins[quality / 10][0] += 1
      bins[quality / 10][1] += score.isExact ? 0 : 1
    }
    if !score.isExact, number("verbose") > 0 {
      let plain = site.variant.deleted(on: records[site.gene])
      print(
        "missed sample \(sample): \(genes[site.gene].symbol) \(site.variant.range) \(plain)>\(site.variant.replacement) \(site.allele) \(site.kind)"
      )
      for call in result.calls
      where call.reference == site.gene && abs(call.variant.range.lowerBound - site.variant.range.lowerBound) < 200 {
        print("    ", text(call))
      }
    }
  }
}
print("class\tn\tfound\texact\tsequence\trecall_exact\tlow\thigh")
for key in tallies.keys.sorted() {
  let tally = tallies[key] ?? [0, 0, 0, 0]
  let interval = clopperPearson(tally[2], of: tally[0])
  print(
    "\(key)\t\(tally[0])\t\(tally[1])\t\(tally[2])\t\(tally[3])\t"
      + String(format: "%.4f\t%.4f\t%.4f", Double(tally[2]) / Double(tally[0]), interval.low, interval.high))
}
print("extra calls: \(extras) in \(number("samples")) samples")
print("GQ bins (calls, wrong):", bins.map { "\($0[0]),\($0[1])" }.joined(separator: " "))
print(String(format: "seconds: simulate %.2f align %.2f call %.2f", seconds[0], seconds[1], seconds[2]))
