// Laws of the read simulator: same seed same bytes, right molecules, errors as the qualities say.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@Suite struct ReadSimulatorTests {
  /// A random record of `count` bases.
  private func record(_ count: Int, seed: UInt64) -> DNASequence {
    var random = RandomSource(seed: seed)
    return DNASequence(codes: (0..<count).map { _ in UInt8(random.below(4)) })
  }

  private func fastq(_ plan: SimulationPlan, chunkSize: Int = 1 << 20) throws -> (first: [UInt8], second: [UInt8]) {
    var simulator = try ReadSimulator(plan: plan)
    var text = (first: [UInt8](), second: [UInt8]())
    simulator.writeFASTQ(chunkSize: chunkSize) { first, second in
      text.first += first
      text.second += second
    }
    return text
  }

  private func pairs(_ plan: SimulationPlan) throws -> [SimulatedPair] {
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    var all: [SimulatedPair] = []
    while simulator.next(&pair) { all.append(pair) }
    #expect(all.count == simulator.pairCount)
    return all
  }

  /// Whether `needle` occurs in `hay`.
  private func contains(_ hay: [UInt8], _ needle: [UInt8]) -> Bool {
    guard hay.count >= needle.count else { return false }
    return (0...hay.count - needle.count).contains { start in
      (0..<needle.count).allSatisfy { hay[start + $0] == needle[$0] }
    }
  }

  @Test func xoshiroGivesTheKnownNumbers() {
    // SplitMix64 from 0 starts with e220a8397b1dcdaf; xoshiro256** needs its second word only for the first number.
    var random = RandomSource(seed: 0)
    let second: UInt64 = 0x6e78_9e6a_a1b9_65f4
    let product = second &* 5
    #expect(random.next() == (product << 7 | product >> 57) &* 9)
  }

  @Test func sameSeedSameBytesForAnyChunk() throws {
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: record(2000, seed: 1))], seed: 5)
    plan.depth = 10
    let whole = try fastq(plan)
    let pieces = try fastq(plan, chunkSize: 100)
    #expect(whole == pieces)
    #expect(whole.first.split(separator: 10).count == 4 * 67)
    plan.seed = 6
    #expect(try fastq(plan) != whole)
  }

  @Test func errorsFollowTheQualities() throws {
    let sequence = record(3000, seed: 2)
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: sequence)], seed: 9)
    plan.depth = 60
    plan.insertDeviation = 0
    let reverse = sequence.reverseComplement.codes
    var expected = 0.0
    var seen = 0
    var bases = 0
    for pair in try pairs(plan) {
      guard
        let start = position(pair.firstBases, on: sequence.codes)
          ?? position(pair.firstBases, on: reverse).map({ -$0 - 1 })
      else { continue }
      let source = start >= 0 ? sequence.codes : reverse
      let origin = start >= 0 ? start : -start - 1
      let mismatches = pair.firstBases.indices.filter { pair.firstBases[$0] != source[origin + $0] }
      if mismatches.count > 12 { continue }
      seen += mismatches.count
      bases += 150
      for score in pair.firstQualities { expected += probability(score) }
    }
    #expect(bases > 80_000)
    #expect(abs(Double(seen) - expected) < 5 * expected.squareRoot() + 0.05 * expected, "\(seen) of \(expected)")
    #expect(expected / Double(bases) > 5e-4 && expected / Double(bases) < 6e-3)
  }

  private func probability(_ score: UInt8) -> Double {
    (0..<score).reduce(1.0) { product, _ in product * 0.794_328_234_724_281_5 }
  }

  /// The offset at which 40 bases of the read's middle occur.
  private func position(_ read: [UInt8], on source: [UInt8]) -> Int? {
    let probe = Array(read[20..<60])
    for start in 0..<source.count - 150 where source[start + 20] == probe[0] && source[start + 21] == probe[1] {
      if (0..<40).allSatisfy({ source[start + 20 + $0] == probe[$0] }) { return start }
    }
    return nil
  }

  @Test func plantedChangesAreCarriedByTheRightFraction() throws {
    let sequence = record(1200, seed: 3)
    let codes = sequence.codes
    let insertion = DNASequence("ACGTTGCAAGCTTACGATCC")
    for (allele, low, high) in [
      (PlantedAllele.heterozygous(haplotype: 1), 0.42, 0.58), (.homozygous, 1, 1), (.mosaic(fraction: 0.1), 0.05, 0.15),
      (.mosaic(fraction: 0.7), 0.62, 0.78),
    ] {
      let variant = Variant(range: 600..<600, replacement: insertion)
      var plan = SimulationPlan(
        genes: [SimulatedGene(sequence: sequence)],
        variants: [PlantedVariant(gene: 0, variant: variant, allele: allele)], seed: 11)
      plan.depth = 300
      let plain = Array(codes[590..<610])
      let changed = Array(codes[590..<600]) + insertion.codes[..<10]
      var counts = (plain: 0, changed: 0)
      for pair in try pairs(plan) {
        for read in [pair.firstBases, DNASequence(codes: pair.firstBases).reverseComplement.codes] {
          if contains(read, plain) { counts.plain += 1 }
          if contains(read, changed) { counts.changed += 1 }
        }
      }
      let fraction = Double(counts.changed) / Double(counts.changed + counts.plain)
      #expect(counts.changed + counts.plain > 80)
      #expect(fraction >= low && fraction <= high, "\(fraction) for \(allele)")
    }
  }

  @Test func longMosaicDeletionsKeepTheirFraction() throws {
    let sequence = record(1500, seed: 5)
    let codes = sequence.codes
    let variant = Variant(range: 500..<1100, replacement: DNASequence())
    var plan = SimulationPlan(
      genes: [SimulatedGene(sequence: sequence)],
      variants: [PlantedVariant(gene: 0, variant: variant, allele: .mosaic(fraction: 0.5))], seed: 13)
    plan.depth = 1_000
    plan.insertMean = 200
    plan.insertDeviation = 10
    let plain = Array(codes[490..<510])
    let changed = Array(codes[490..<500]) + codes[1100..<1110]
    var counts = (plain: 0, changed: 0)
    for pair in try pairs(plan) {
      for read in [pair.firstBases, DNASequence(codes: pair.firstBases).reverseComplement.codes] {
        if contains(read, plain) { counts.plain += 1 }
        if contains(read, changed) { counts.changed += 1 }
      }
    }
    let fraction = Double(counts.changed) / Double(counts.changed + counts.plain)
    // If every molecule gave as many fragments as any other, short ones would have 0.63.
    #expect(abs(fraction - 0.5) < 0.06, "\(counts)")
  }

  @Test func splicedMessagesHoldTheJunctionsOnly() throws {
    let sequence = record(3000, seed: 4)
    let exons = [200..<500, 1000..<1300, 2000..<2500]
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: sequence, exons: exons)], seed: 12)
    var rna = RNAPlan()
    rna.splicing = [PlantedSplicing(gene: 0, event: .exonSkip(1..<2))]
    plan.molecule = .rna(rna)
    plan.depth = 200
    plan.insertMean = 200
    let codes = sequence.codes
    let junctions = [
      Array(codes[490..<500] + codes[1000..<1010]), Array(codes[1290..<1300] + codes[2000..<2010]),
      Array(codes[490..<500] + codes[2000..<2010]), Array(codes[490..<510]),
    ]
    var counts = [0, 0, 0, 0]
    for pair in try pairs(plan) {
      for read in [pair.firstBases, DNASequence(codes: pair.firstBases).reverseComplement.codes] {
        for (index, junction) in junctions.enumerated() where contains(read, junction) { counts[index] += 1 }
      }
    }
    #expect(counts[0] > 20 && counts[1] > 20 && counts[2] > 20)
    #expect(counts[3] == 0)
  }

  @Test func backgroundFillsUpAndSkipsN() throws {
    let gap = DNASequence(codes: [UInt8](repeating: 4, count: 3000))
    let background = record(5000, seed: 6) + gap + record(5000, seed: 7)
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: record(2000, seed: 8))], seed: 13)
    plan.background = try BackgroundSequence([background])
    plan.pairs = 1000
    plan.depth = 10
    let all = try pairs(plan)
    #expect(all.count == 1000)
    #expect(all.allSatisfy { !$0.firstBases.contains(4) && !$0.secondBases.contains(4) })
  }

  @Test func backgroundReadsAreOfTheBackground() throws {
    var background = BackgroundSequence()
    let sources = [record(401, seed: 16), record(303, seed: 17)]
    let letters = sources.map { Array($0.description.utf8) }
    try background.append(letters: letters[0] + [UInt8](repeating: 78, count: 3) + letters[1].map { $0 | 32 })
    try background.append(letters: Array("ACGT".utf8))
    #expect(background.count == 401 + 303 + 4)
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: record(1000, seed: 18))], seed: 19)
    plan.background = background
    plan.pairs = 60
    plan.depth = 0
    plan.errorModel = .errorless
    plan.readLength = 50
    plan.insertMean = 120
    plan.insertDeviation = 10
    var hits = [0, 0]
    for pair in try pairs(plan) {
      let strands = [pair.firstBases, DNASequence(codes: pair.firstBases).reverseComplement.codes]
      let found = sources.map { source in strands.contains { contains(source.codes, $0) } }
      #expect(found[0] != found[1])
      hits[found[0] ? 0 : 1] += 1
    }
    #expect(hits[0] > 15 && hits[1] > 15, "\(hits)")
  }

  @Test func ampliconsStartAtTheirPrimers() throws {
    let sequence = record(2000, seed: 14)
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: sequence)], seed: 15)
    plan.design = .amplicons([[300..<600, 900..<1210]])
    plan.depth = 100
    let all = try pairs(plan)
    #expect(all.count == 200)
    let starts = [300..<320, 900..<920].map { Array(sequence.codes[$0]) }
    let hits = all.count { pair in
      [pair.firstBases, pair.secondBases].contains { read in starts.contains { Array(read[..<20]) == $0 } }
    }
    #expect(hits > 180)
  }

  @Test func plansThatCannotBeAreRefused() throws {
    let gene = SimulatedGene(sequence: record(1000, seed: 1))
    func code(_ change: (inout SimulationPlan) -> Void) -> SimulationError.Code? {
      var plan = SimulationPlan(genes: [gene], seed: 1)
      change(&plan)
      do {
        _ = try ReadSimulator(plan: plan)
        return nil
      } catch { return error.code }
    }
    func planted(_ range: Range<Int>, gene: Int = 0) -> PlantedVariant {
      PlantedVariant(gene: gene, variant: Variant(range: range, replacement: DNASequence()), allele: .homozygous)
    }
    #expect(code { _ in } == nil)
    #expect(code { $0.variants = [planted(990..<1001)] } == .variantOutsideRecord)
    #expect(code { $0.variants = [planted(1..<2, gene: 1)] } == .variantOutsideRecord)
    #expect(code { $0.variants = [planted(10..<20), planted(15..<25)] } == .overlappingVariants)
    #expect(code { $0.readLength = 5 } == .valueOutOfRange)
    #expect(code { $0.pairs = 3 } == .pairsDoNotFit)
    #expect(code { $0.pairs = 3000 } == .pairsDoNotFit)
    let short = try BackgroundSequence([record(100, seed: 2)])
    #expect(
      code {
        $0.pairs = 3000; $0.background = short
      } == .backgroundTooShort)
    #expect(code { $0.molecule = .rna(RNAPlan()) } == .exonsMissing)
    #expect(code { $0.design = .capture([[]]) } == .emptyDesign)
  }
}
