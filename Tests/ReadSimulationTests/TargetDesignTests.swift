// Panels and primers: depth follows copies and efficiencies; error models do what they say.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@Suite struct TargetDesignTests {
  private let record: DNASequence
  private let targets = [1000..<1150, 3000..<3150, 5000..<5150]

  init() {
    var random = RandomSource(seed: 51)
    record = DNASequence(codes: (0..<7000).map { _ in UInt8(random.below(4)) })
  }

  private func plan(_ design: FragmentDesign, _ variants: [Variant] = []) -> SimulationPlan {
    var plan = SimulationPlan(
      genes: [SimulatedGene(sequence: record)],
      variants: variants.map { PlantedVariant(gene: 0, variant: $0, allele: .heterozygous(haplotype: 0)) }, seed: 61)
    plan.design = design
    plan.depth = 300
    plan.readLength = 100
    plan.insertMean = 200
    plan.insertDeviation = 20
    return plan
  }

  /// Reads over the middle base of each target, found by 20 bases around it.
  private func depths(_ plan: SimulationPlan) throws -> [Double] {
    var wanted: [UInt64: Int] = [:]
    let mask = UInt64(1) << 40 - 1
    for (index, target) in targets.enumerated() {
      let piece = record[target.lowerBound + 65..<target.lowerBound + 85]
      for turned in [piece, piece.reverseComplement] {
        wanted[turned.codes.reduce(0) { ($0 << 2 | UInt64($1)) & mask }] = index
      }
    }
    var found = [Double](repeating: 0, count: targets.count)
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    while simulator.next(&pair) {
      for read in [pair.firstBases, pair.secondBases] {
        var window: UInt64 = 0
        for (offset, base) in read.enumerated() {
          window = (window << 2 | UInt64(base & 3)) & mask
          if offset >= 19, let index = wanted[window] { found[index] += 1 }
        }
      }
    }
    return found
  }

  @Test func depthFollowsCopies() throws {
    let deletion = Variant(range: 2400..<3800, replacement: DNASequence())
    let duplication = Variant(range: 5800..<5800, replacement: record[4300..<5800])
    for (design, tolerance) in [
      (FragmentDesign.panel(TargetDesign(targets: [targets])), 0.15),
      (.primers(TargetDesign(targets: [targets])), 0.2),
    ] {
      let plain = try depths(plan(design))
      let changed = try depths(plan(design, [deletion, duplication]))
      let ratios = zip(changed, plain).map { $0 / $1 }
      #expect(plain.allSatisfy { $0 > 100 }, "\(plain)")
      for (ratio, expected) in zip(ratios, [1, 0.5, 1.5]) {
        #expect(abs(ratio - expected) < tolerance * expected, "\(ratios)")
      }
    }
  }

  @Test func efficienciesAreSharedByABatch() throws {
    func design(batch: UInt64, seed: UInt64, noise: Double) -> [Double] {
      TargetDesign(targets: [targets], batchSeed: batch, spread: 0.3, seed: seed, noise: noise).efficiencies[0]
    }
    #expect(design(batch: 1, seed: 1, noise: 0) == design(batch: 1, seed: 2, noise: 0))
    #expect(design(batch: 1, seed: 1, noise: 0) != design(batch: 2, seed: 1, noise: 0))
    #expect(design(batch: 1, seed: 1, noise: 0.05) != design(batch: 1, seed: 2, noise: 0.05))
    let uneven = TargetDesign(targets: [targets], batchSeed: 1, spread: 0.3, seed: 1, noise: 0)
    let plain = try depths(plan(.panel(TargetDesign(targets: [targets]))))
    let changed = try depths(plan(.panel(uneven)))
    for (index, efficiency) in uneven.efficiencies[0].enumerated() {
      #expect(abs(changed[index] / plain[index] / efficiency - 1) < 0.15)
    }
  }

  @Test func aLostPrimerSilencesTheAllele() throws {
    let design = FragmentDesign.primers(TargetDesign(targets: [targets]))
    let plain = try depths(plan(design))
    let changed = try depths(plan(design, [Variant(range: 3005..<3008, replacement: DNASequence())]))
    #expect(abs(changed[1] / plain[1] - 0.5) < 0.15 && abs(changed[0] / plain[0] - 1) < 0.15)
  }

  @Test func ampliconsCoverTheRanges() {
    for length in [120, 250, 400] {
      let amplicons = TargetDesign.amplicons(over: targets + [3200..<4700], recordLength: 7000, length: length)
      #expect(amplicons.allSatisfy { $0.count == length && $0.lowerBound >= 0 && $0.upperBound <= 7000 })
      for target in targets + [3200..<4700] {
        for base in target {
          #expect(amplicons.contains { $0.lowerBound + 20 <= base && base < $0.upperBound - 20 }, "\(base)")
        }
      }
    }
  }

  @Test func errorModels() throws {
    for model in ErrorModel.allCases {
      var plan = plan(.wholeRecord)
      plan.genes = [SimulatedGene(sequence: DNASequence(codes: [UInt8](repeating: 2, count: 1000)))]
      plan.errorModel = model
      var scores: Set<UInt8> = []
      var errors = 0
      var bases = 0
      var simulator = try ReadSimulator(plan: plan)
      var pair = SimulatedPair()
      while simulator.next(&pair) {
        scores.formUnion(pair.firstQualities)
        bases += pair.firstBases.count
        // The record is G's only; its other strand is C's.
        let wrong = [UInt8(1), 2].map { base in pair.firstBases.count { $0 != base } }
        errors += min(wrong[0], wrong[1])
      }
      let rate = Double(errors) / Double(bases)
      switch model {
      case .standard: #expect(scores.count > 20 && rate < 0.006)
      case .flat: #expect(scores == [20] && abs(rate - 0.01) < 0.003, "\(rate)")
      case .errorless: #expect(scores == [40] && errors == 0)
      case .binned, .slippage: #expect(scores.isSubset(of: [2, 12, 23, 37]) && scores.count >= 3)
      }
    }
  }

  @Test func slippageChangesRunsOnly() throws {
    func shorter(_ model: ErrorModel, run: Int) throws -> Double {
      let flanks = [record[0..<300], record[300..<600]]
      let run = DNASequence(codes: [UInt8](repeating: flanks[1][0] == .a ? 1 : 0, count: run))
      var plan = plan(.wholeRecord)
      plan.genes = [SimulatedGene(sequence: flanks[0] + run + flanks[1])]
      plan.errorModel = model
      plan.depth = 3000
      let (left, right) = (Array(flanks[0].codes[285...]), Array(flanks[1].codes[..<15]))
      var counts = (same: 0.0, other: 0.0)
      var simulator = try ReadSimulator(plan: plan)
      var pair = SimulatedPair()
      while simulator.next(&pair) {
        for read in [pair.firstBases, DNASequence(codes: pair.firstBases).reverseComplement.codes] {
          guard let start = position(left, in: read), let end = position(right, in: read) else { continue }
          if end - start - 15 == run.count { counts.same += 1 } else { counts.other += 1 }
        }
      }
      #expect(counts.same > 200)
      return counts.other / (counts.same + counts.other)
    }
    let (slipped, plain, short) = (
      try shorter(.slippage, run: 20), try shorter(.binned, run: 20), try shorter(.slippage, run: 3)
    )
    #expect(slipped > 0.01 && slipped < 0.05 && plain < 0.01 && short < 0.01, "\(slipped) \(plain) \(short)")
  }

  private func position(_ piece: [UInt8], in read: [UInt8]) -> Int? {
    for start in 0...max(0, read.count - piece.count) where read[start] == piece[0] && read[start + 1] == piece[1] {
      if (0..<piece.count).allSatisfy({ read[start + $0] == piece[$0] }) { return start }
    }
    return nil
  }
}
