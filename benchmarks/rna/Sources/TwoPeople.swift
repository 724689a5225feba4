// Whether RNA of two people in one lane is told, and never that of one.

import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis

/// A site of the population: a substitution and how frequent it is.
private struct PopulationSite {
  let gene: Int
  let variant: Variant
  let frequency: Double
}

/// A substitution at a place of a transcript that none of the others is near.
private func substitution(_ gene: Int, _ taken: inout Set<Int>, _ random: inout RandomSource) -> Variant {
  let transcript = bench.genes[gene].transcript
  while true {
    let offset = transcript.recordOffset(ofTranscriptOffset: 200 + random.below(transcript.length - 500))
    let base = bench.genes[gene].record.codes[offset]
    let variant = Variant(
      range: offset..<offset + 1, replacement: DNASequence(codes: [(base + 1 + UInt8(random.below(3))) & 3]))
    if !(-2...2).contains(where: { taken.contains(2 * (offset + $0) + gene) }) {
      taken.insert(2 * offset + gene)
      return variant
    }
  }
}

/// Sites in exons of both genes: as many, and as frequent, as make two people differ at ten of their 11,000 bases.
private func population(_ random: inout RandomSource) -> [PopulationSite] {
  var taken: Set<Int> = []
  return (0..<24).map { number in
    PopulationSite(
      gene: number % 2, variant: substitution(number % 2, &taken, &random),
      frequency: 0.05 + 0.45 * random.uniform() * random.uniform())
  }
}

/// A person's germline, with up to six variants of their own, and in one of four a mosaic one.
private func person(_ sites: [PopulationSite], _ random: inout RandomSource) -> [PlantedVariant] {
  var planted = sites.compactMap { site -> PlantedVariant? in
    let alleles = (0...1).filter { _ in random.uniform() < site.frequency }
    guard let haplotype = alleles.first else { return nil }
    return PlantedVariant(
      gene: site.gene, variant: site.variant,
      allele: alleles.count == 2 ? .homozygous : .heterozygous(haplotype: haplotype))
  }
  var taken = Set(sites.map { 2 * $0.variant.range.lowerBound + $0.gene })
  for _ in 0..<random.below(7) {
    let gene = random.below(2)
    planted.append(
      PlantedVariant(
        gene: gene, variant: substitution(gene, &taken, &random), allele: .heterozygous(haplotype: random.below(2))))
  }
  if random.below(4) == 0 {
    let gene = random.below(2)
    planted.append(
      PlantedVariant(
        gene: gene, variant: substitution(gene, &taken, &random), allele: .mosaic(fraction: random.uniform(0.05, 0.4))))
  }
  return planted
}

/// One sample: a kind of library with strands or without, alleles expressed 5-50 %, half with events; as a mixture a second
/// person of the same library.
private func twoPeopleSample(
  _ kind: LibraryKind, sites: [PopulationSite], number: Int, second: Double?, seed: UInt64
) throws -> SplicingResult {
  var random = RandomSource(seed: seed)
  var settings = LibrarySettings(kind, &random)
  settings.depth = random.uniform(150, 1200)
  settings.library.antisenseFirst = [0.02, 0.5, 0.98][random.below(3)]
  var plans: [SimulationPlan] = []
  let other = second ?? 0
  let parts = other > 0 ? [1 - other, other] : [1.0]
  for (index, part) in parts.enumerated() {
    var own = settings
    own.depth = settings.depth * part
    // Every other sample has an allele that is expressed less: nonsense-mediated decay, or a promoter.
    if number % 2 == 0 {
      for gene in 0...1 {
        let less = random.uniform(0.05, 0.5)
        own.amounts[gene] = random.below(2) == 0 ? [2 * less, 2 - 2 * less] : [2 - 2 * less, 2 * less]
      }
    }
    let design = Design(isWild: number % 4 < 2, own, &random)
    plans.append(try own.plan(design.splicing, person(sites, &random), seed: seed &* 11 &+ UInt64(index)))
  }
  return bench.analysis.result(of: try bench.placed(plans))
}

/// `count` samples of one person and as many mixtures of each kind of library.
func twoPeople(_ count: Int?, seed: UInt64, kinds: [LibraryKind], isVerbose: Bool) throws {
  let parts = [0.1, 0.2, 0.3, 0.4, 0.5]
  var alarms = Tally()
  var told: [Double: Tally] = [:]
  for (place, kind) in kinds.enumerated() {
    for number in 0..<(count ?? 10) {
      let own = seed &* 7001 &+ UInt64(place * 1000 + number)
      var random = RandomSource(seed: own &* 3)
      let sites = population(&random)
      let one = try twoPeopleSample(kind, sites: sites, number: number, second: nil, seed: own)
      alarms.add(one.secondPerson != nil)
      if let found = one.secondPerson {
        print("false: \(kind) \(own) \(found)")
        for call in one.calls.passing {
          print("  \(call.reference) \(call.variant.range) \(call.alternateDepth)/\(call.referenceDepth)")
        }
      }
      let part = parts[number % parts.count]
      let two = try twoPeopleSample(kind, sites: sites, number: number, second: part, seed: own &* 5)
      told[part, default: Tally()].add(two.secondPerson != nil)
      if isVerbose, two.secondPerson == nil {
        print("not told: \(kind) \(own) \(part)")
        for call in two.calls.passing {
          print("  \(call.reference) \(call.variant.range) \(call.alternateDepth)/\(call.referenceDepth)")
        }
      }
    }
  }
  print("one person, told to be two: \(alarms.text)")
  for part in parts { print("two people, the second one \(part): told \(told[part]?.text ?? "")") }
}
