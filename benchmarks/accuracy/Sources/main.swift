// The accuracy benchmark's sample maker and in-process caller. `run` beside this package drives it.
//
//     accuracy make  FOLDER SETTING=VALUE...   writes FASTQ files, haplotypes and truth.tsv
//     accuracy call  SETTING=VALUE...          maps and calls in this process, prints truth and calls as one table
//     accuracy genes FOLDER                    writes the records, targets and chromosome places

import Alignment
import BioSequence
import Foundation
import ReadSimulation
import TypeICollagen
import VariantCalling

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(64)
}

var arguments = Array(CommandLine.arguments.dropFirst())
guard let mode = arguments.first, ["make", "call", "genes"].contains(mode) else { fail("make, call or genes") }
arguments.removeFirst()
var folder = "."
if mode != "call" {
  guard !arguments.isEmpty else { fail("\(mode) needs a folder") }
  folder = arguments.removeFirst()
}
var settings = SetSettings()
var minVAF = CallOptions.defaultMinVAF
for argument in arguments {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2 else { fail("unknown setting \(argument)") }
  let number = Double(parts[1])
  switch parts[0] {
  case "samples": settings.samples = Int(number ?? 0)
  case "first": settings.first = Int(number ?? 0)
  case "sites": settings.sites = Int(number ?? 0)
  case "depth": settings.depth = number ?? 60
  case "seed": settings.seed = Int(number ?? 1)
  case "longest": settings.longest = Int(number ?? 30)
  case "vaf": settings.fraction = number
  case "design": settings.design = parts[1]
  case "length": settings.readLength = Int(number ?? 150)
  case "insert": settings.insertMean = number ?? 370
  case "spread": settings.insertDeviation = number ?? 60
  case "single": settings.isSingle = number == 1
  case "duplicates": settings.duplicates = number ?? 0
  case "reads": settings.reads = parts[1]
  case "minvaf": minVAF = number ?? minVAF
  case "errors":
    guard let model = ErrorModel(rawValue: parts[1]) else { fail("unknown error model") }
    settings.errors = model
  case "classes":
    settings.classes = parts[1].split(separator: ",").map {
      guard let kind = ChangeClass(rawValue: String($0)) else { fail("unknown class \($0)") }
      return kind
    }
  default: fail("unknown setting \(argument)")
  }
}

let genes = GeneCatalog.embedded.genes
let records = genes.map(\.record.sequence)
/// The tool's default target: exons and 20 bases of intron, nothing outside the transcript.
let targets = genes.map { gene in
  let exons = gene.record.preferredTranscript.exons
  let transcript = exons[0].lowerBound..<exons[exons.count - 1].upperBound
  return exons.map { ($0.lowerBound - 20..<$0.upperBound + 20).clamped(to: transcript) }
}

@MainActor func write(_ text: some StringProtocol, _ name: String) throws {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
}

@MainActor func truthLine(_ sample: Int, _ site: PlantedSite) -> String {
  let allele =
    switch site.allele {
    case .homozygous: "hom"
    case .heterozygous(let side): "het\(side)"
    case .mosaic(let fraction): "mosaic\(fraction)"
    }
  return
    "\(sample)\t\(genes[site.gene].symbol)\t\(site.kind.rawValue)\t\(site.variant.range.lowerBound)\t"
    + "\(site.variant.range.upperBound)\t\(site.variant.replacement)\t\(allele)"
}

@MainActor func callLine(_ sample: Int, _ call: VariantCall) -> String {
  let filters = call.filters.isEmpty ? "PASS" : call.filters.map(\.rawValue).joined(separator: ";")
  return
    "\(sample)\t\(genes[call.reference].symbol)\t\(call.variant.range.lowerBound)\t\(call.variant.range.upperBound)\t"
    + "\(call.variant.replacement)\t\(call.genotype)\t\(call.zygosity.rawValue)\t\(Int(call.quality))\t"
    + "\(call.genotypeQuality)\t\(call.depth)\t\(call.referenceDepth),\(call.alternateDepth)\t\(filters)"
}

let letters = Nucleotide.allCases.map(\.ascii)
var draw = SampleDraw(settings: settings, genes: genes, targets: targets)

@MainActor func makeGenes() throws {
  var places = "symbol\tchrom\tstrand\tfirst_base_1based\tlength\n"
  var bed = ""
  for (number, gene) in genes.enumerated() {
    try write(">\(gene.symbol)\n\(records[number])\n", "\(gene.symbol).fa")
    guard let mapping = gene.record.mapping(on: .grch38) else { fail("no mapping") }
    let first = mapping.chromosomeRange(ofRecordRange: 0..<1).lowerBound + 1
    let second = mapping.chromosomeRange(ofRecordRange: 1..<2).lowerBound + 1
    places +=
      "\(gene.symbol)\tchr\(mapping.chromosome)\t\(second > first ? "+" : "-")\t\(first)\t\(records[number].count)\n"
    for range in targets[number] { bed += "\(gene.symbol)\t\(range.lowerBound)\t\(range.upperBound)\n" }
  }
  try write(places, "places.tsv")
  try write(bed, "targets.bed")
  try write(genes.indices.map { ">\(genes[$0].symbol)\n\(records[$0])\n" }.joined(), "genes.fa")
}

@MainActor func makeSample(_ sample: Int, plan: SimulationPlan) throws {
  var texts: [[UInt8]] = [[], []]
  var number = 0
  try drawPairs(plan, settings: settings) { first, firstScores, second, secondScores in
    number += 1
    for (mate, read) in [(first, firstScores), (second, secondScores)].enumerated() {
      texts[mate].append(contentsOf: "@S:1:F:1:\(number) \(mate + 1):N:0:1\n".utf8)
      texts[mate].append(contentsOf: read.0.map { letters[Int($0)] })
      texts[mate].append(contentsOf: [10, 43, 10])
      texts[mate].append(contentsOf: read.1.map { $0 + 33 })
      texts[mate].append(10)
    }
  }
  for mate in 0..<2 {
    try Data(texts[mate]).write(to: URL(filePath: "\(folder)/s\(sample)_R\(mate + 1).fastq"))
  }
}

/// Both haplotypes of both genes, for simulators that read FASTA.
@MainActor func makeHaplotypes(_ sample: Int, plan: SimulationPlan) throws {
  for side in 0..<2 {
    var text = ""
    for gene in genes.indices {
      let edits = plan.variants.filter {
        $0.gene == gene && ($0.allele == .homozygous || $0.allele == .heterozygous(haplotype: side))
      }
      let molecule = Molecule(record: records[gene], edits: edits.map(\.variant))
      text += ">\(genes[gene].symbol)_\(side)\n\(DNASequence(codes: molecule.codes))\n"
    }
    try write(text, "s\(sample)_h\(side).fa")
  }
}

if mode == "genes" {
  try makeGenes()
  exit(0)
}
if mode == "make" {
  var truth = "sample\tgene\tclass\tstart\tend\talt\tallele\n"
  try makeGenes()
  for sample in 0..<settings.samples {
    let (sites, plan) = draw.next(sample)
    guard sample >= settings.first else { continue }
    for site in sites { truth += truthLine(sample, site) + "\n" }
    try makeSample(sample, plan: plan)
    if settings.fraction == nil { try makeHaplotypes(sample, plan: plan) }
  }
  try write(truth, "truth.tsv")
  exit(0)
}

let references = genes.indices.map {
  CallReference(
    sequence: records[$0], targets: targets[$0], codingExons: genes[$0].record.preferredTranscript.codingExons,
    repeats: genes[$0].repeats)
}
let caller = VariantCaller(references: references, options: CallOptions(minVAF: minVAF))
let index = KMerIndex(references: records, repeats: genes.map(\.repeats))
let introns = genes.map { gene in
  let exons = gene.record.preferredTranscript.exons
  return zip(exons, exons.dropFirst()).map { $0.upperBound..<$1.lowerBound }
}
let mapper = ReadMapper(index: index, introns: introns)
for sample in 0..<settings.samples {
  let (sites, plan) = draw.next(sample)
  guard sample >= settings.first else { continue }
  var store = AlignedReadStore()
  var scratch = MapperScratch()
  var template = 0
  func map(_ firstCodes: [UInt8], _ firstScores: [UInt8], _ secondCodes: [UInt8], _ secondScores: [UInt8]) {
    let first = firstCodes.map { letters[Int($0)] }
    let second = secondCodes.map { letters[Int($0)] }
    let firstText = firstScores.map { $0 + 33 }
    let secondText = secondScores.map { $0 + 33 }
    if settings.isSingle {
      _ = mapper.mapSingle(
        bases: first.span, qualities: firstText.span, template: template, into: &store, scratch: &scratch)
    } else {
      _ = mapper.mapPair(
        firstBases: first.span, firstQualities: firstText.span, secondBases: second.span,
        secondQualities: secondText.span, template: template, into: &store, scratch: &scratch)
    }
    template += 1
  }
  if let folder = settings.reads {
    try filePairs(folder, sample: sample, map)
  } else {
    try drawPairs(plan, settings: settings, map)
  }
  for site in sites {
    var line = "T\t" + truthLine(sample, site)
    if settings.fraction != nil {
      let found = caller.evidence(for: site.variant, on: site.gene, in: store)
      line +=
        "\t\(found.alternateDepth)\t\(found.referenceDepth)\t\(found.alleleFraction.low)\t\(found.alleleFraction.high)"
    }
    print(line)
  }
  print("S\t\(sample)\t\(template)")
  for call in caller.call(store).calls { print("C\t" + callLine(sample, call)) }
}
