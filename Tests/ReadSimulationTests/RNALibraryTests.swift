// Libraries hold what was asked for: unspliced transcripts, copies, strands, earlier ends, pseudo-exons, mis-splicing.

import BioSequence
import Numerics
import Testing

@testable import ReadSimulation

@Suite struct RNALibraryTests {
  private let record: DNASequence
  private let exons = [200..<500, 700..<820, 1000..<1300, 1500..<1600, 2000..<2500]

  init() {
    var random = RandomSource(seed: 22)
    record = DNASequence(codes: (0..<3000).map { _ in UInt8(random.below(4)) })
  }

  private func plan(_ change: (inout RNAPlan) -> Void) -> SimulationPlan {
    var rna = RNAPlan()
    change(&rna)
    var plan = SimulationPlan(genes: [SimulatedGene(sequence: record, exons: exons)], seed: 32)
    plan.molecule = .rna(rna)
    plan.errorModel = .errorless
    plan.depth = 300
    plan.readLength = 100
    plan.insertMean = 180
    plan.insertDeviation = 20
    return plan
  }

  private func pairs(_ plan: SimulationPlan) throws -> [(first: [UInt8], second: [UInt8])] {
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    var result: [(first: [UInt8], second: [UInt8])] = []
    while simulator.next(&pair) { result.append((pair.firstBases, pair.secondBases)) }
    return result
  }

  @Test func theTruthHoldsUnsplicedTranscripts() throws {
    let truth = try SplicingTruth(plan: plan { $0.library.unspliced = 0.3 })
    let kept = truth.junctions.filter { $0.kind == .intronRetention }.map(\.fraction)
    // Introns 1 to 4: all hold six tenths; the 3' half and every other one two tenths more.
    let expected = [0.8, 0.6, 1.0, 0.8].map { 0.3 * $0 }
    #expect(kept.count == 4 && zip(kept, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(kept)")
  }

  @Test func aPseudoExonHasTwoJunctions() throws {
    let truth = try SplicingTruth(
      plan: plan {
        $0.splicing = [
          PlantedSplicing(gene: 0, event: .pseudoExon(intron: 1, start: 60, length: 40), haplotype: 0, fraction: 0.5)
        ]
      })
    let added = truth.junctions.filter { abs($0.fraction - 0.25) < 1e-9 }
    #expect(added.map { [$0.donor, $0.acceptor] } == [[820, 880], [920, 1000]])
    #expect(SimulatedSplicing.pseudoExon(intron: 1, start: 150, length: 40).spliced(exons) == nil)
  }

  @Test func copiesRepeatEarlierFragments() throws {
    func distinct(_ copies: Double) throws -> Double {
      let all = try pairs(plan { $0.library.copies = copies })
      return Double(Set(all.map { $0.first + $0.second }).count) / Double(all.count)
    }
    let (without, with) = (try distinct(0), try distinct(0.6))
    #expect(without > 0.95 && abs(with - 0.4) < 0.08, "\(without) \(with)")
  }

  @Test func firstReadsAreOfOneStrand() throws {
    let words = Set((300..<480).map { Array(record.codes[$0..<$0 + 20]) })
    let all = try pairs(plan { $0.library.antisenseFirst = 1 })
    let sense = all.count { words.contains(Array($0.first[..<20])) }
    let second = all.count { words.contains(Array($0.second[..<20])) }
    #expect(sense == 0 && second > 10)
  }

  @Test func earlierEndsCarryTheTail() throws {
    let all = try pairs(
      plan {
        $0.polyATail = 120
        $0.library.ends = [[.init(before: 300, fraction: 0.5)]]
        $0.library.antisenseFirst = 0
      })
    let wanted = Array(record.codes[2190..<2200]) + [UInt8](repeating: 0, count: 10)
    let hits = all.count { pair in
      (0...80).contains { Array(pair.first[$0..<$0 + 20]) == wanted }
    }
    #expect(hits > 3, "\(hits)")
  }

  @Test func thePatternOfMisSplicingIsFixed() throws {
    var library = RNALibrary()
    library.noise = 0.04
    let one = library.noiseForms(of: exons, record: record.codes, gene: 0)
    let two = library.noiseForms(of: exons, record: record.codes, gene: 0)
    #expect(one.map(\.event) == two.map(\.event) && one.count == 40)
    #expect(abs(one.reduce(0) { $0 + $1.fraction } - 0.04) < 1e-9)
    library.noisePattern = 2
    #expect(library.noiseForms(of: exons, record: record.codes, gene: 0).map(\.event) != one.map(\.event))
  }

  @Test func impossibleLibrariesAreRefused() {
    func isRefused(_ change: (inout RNALibrary) -> Void) -> Bool {
      (try? ReadSimulator(plan: plan { change(&$0.library) })) == nil
    }
    #expect(isRefused { $0.unspliced = 1.2 } && isRefused { $0.copies = 1 } && isRefused { $0.genomic = -1 })
    #expect(isRefused { $0.ends = [[.init(before: 600, fraction: 0.5)]] })
    #expect(!isRefused { $0.unspliced = 0.3 })
  }
}
