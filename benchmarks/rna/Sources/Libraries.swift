// The kinds of RNA libraries that the benchmark draws, from clean ones to what fibroblasts give.

import BioSequence
import Numerics
import ReadSimulation

/// A kind of library; its settings vary from sample to sample.
enum LibraryKind: String, CaseIterable {
  case clean, unspliced, noise, genomic, copies, uneven, tails, adapters, unequal, relatives, fibroblast, poor
}

/// How a sample is read.
struct LibrarySettings {
  var library = RNALibrary()
  var depth = 300.0
  var readLength = 150
  var insert = (mean: 370.0, deviation: 60.0)
  var expression = [1.0, 1.0]
  var amounts = [[1.0, 1.0], [1.0, 1.0]]
  var tail = 0
  /// Depth of other collagens' transcripts, as a factor on the genes' own.
  var relatives = 0.0

  init(_ kind: LibraryKind, _ random: inout RandomSource) {
    depth = random.uniform(150, 500)
    switch kind {
    case .clean: break
    case .unspliced: library.unspliced = random.uniform(0.05, 0.35)
    case .noise: library.noise = random.uniform(0.02, 0.06)
    case .genomic: library.genomic = random.uniform(0.02, 0.2)
    case .copies: library.copies = random.uniform(0.3, 0.7)
    case .uneven:
      library.endBias = random.uniform(1, 3)
      library.hexamerBias = random.uniform(0.5, 0.9)
    case .tails: addEnds(&random)
    case .adapters:
      insert = (random.uniform(120, 180), 40)
      readLength = 100 + 50 * random.below(2)
    case .unequal:
      expression[random.below(2)] = random.uniform(0.15, 0.6)
      for gene in 0...1 { amounts[gene][random.below(2)] = random.uniform(0.4, 1) }
    case .relatives: relatives = random.uniform(0.3, 2)
    case .fibroblast: addAll(&random, strength: 0.5)
    case .poor:
      addAll(&random, strength: 1)
      readLength = 75 + 25 * random.below(2)
      insert = (random.uniform(180, 260), 50)
    }
  }

  private mutating func addEnds(_ random: inout RandomSource) {
    tail = 30 + random.below(120)
    library.antisenseFirst = random.below(2) == 0 ? 0.98 : 0.5
    // The last exons are 1466 and 1004 bases long; the stop codons lie at their starts.
    library.ends = [
      [.init(before: 1030 + random.below(20), fraction: 0.3), .init(before: 400 + random.below(100), fraction: 0.1)],
      [.init(before: 200 + random.below(100), fraction: 0.25), .init(before: 520 + random.below(30), fraction: 0.2)],
    ]
  }

  private mutating func addAll(_ random: inout RandomSource, strength: Double) {
    addEnds(&random)
    library.unspliced = strength * random.uniform(0.1, 0.3)
    library.noise = strength * random.uniform(0.02, 0.05)
    library.genomic = strength * random.uniform(0.01, 0.1)
    library.copies = strength * random.uniform(0.2, 0.6)
    library.endBias = strength * random.uniform(0.5, 2)
    library.hexamerBias = strength * random.uniform(0.3, 0.8)
    expression[1] = random.uniform(0.4, 1)
    relatives = strength * random.uniform(0.2, 1)
  }

  /// Fragments that cross a junction with twelve bases on both its sides, over the depth.
  var seenFraction: Double {
    let read = Double(readLength)
    return max(0, min(2 * (read - 24), insert.mean - 24)) / (2 * read)
  }

  /// The plan of a sample with these settings.
  func plan(_ splicing: [PlantedSplicing], _ variants: [PlantedVariant], seed: UInt64) throws -> SimulationPlan {
    var plan = SimulationPlan(
      genes: zip(bench.models, bench.genes).map {
        SimulatedGene(sequence: $0.record.sequence, exons: $1.transcript.exons)
      }, variants: variants, seed: seed)
    var rna = RNAPlan()
    rna.splicing = splicing
    rna.expression = expression
    rna.alleleAmounts = amounts
    rna.polyATail = tail
    rna.library = library
    plan.molecule = .rna(rna)
    plan.depth = depth
    plan.readLength = readLength
    plan.insertMean = insert.mean
    plan.insertDeviation = insert.deviation
    if relatives > 0 {
      let own = try ReadSimulator(plan: plan).pairCount
      plan.background = try BackgroundSequence(otherCollagens)
      plan.pairs = own + Int(relatives * depth * otherCollagens.reduce(0) { $0 + Double($1.count) } / 300)
    }
    return plan
  }
}

/// Stand-ins for the transcripts of other fibrillar collagens: the genes' own with 20, 26 and 32 % of their bases
/// changed and some lost: as far apart as COL1A1 and COL2A1, or further.
let otherCollagens: [DNASequence] = {
  var random = RandomSource(seed: 3)
  return [0.2, 0.26, 0.32].flatMap { changed in
    bench.genes.map { gene in
      var codes: [UInt8] = []
      for base in gene.mRNA.codes {
        let drawn = random.uniform()
        if drawn < changed * 0.95 {
          codes.append((base + 1 + UInt8(random.below(3))) & 3)
        } else if drawn > changed {
          codes.append(base)
        }
      }
      return DNASequence(codes: codes)
    }
  }
}()
