// What noisy long reads agree on is the planted event, to the base.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct LongReadEventsTests {
  private static func noisy(_ codes: [UInt8], _ random: inout TestRandom) -> [UInt8] {
    codes.flatMap { base -> [UInt8] in
      switch random.below(150) {
      case 0: [UInt8(random.below(4))]
      case 1: []
      case 2: [base, UInt8(random.below(4))]
      default: [base]
      }
    }
  }

  @Test func majorityIsTheSequence() {
    var random = TestRandom(seed: 5)
    let truth = randomCodes(600, seed: 6)
    let versions = (0..<15).map { _ in Self.noisy(truth, &random) }
    var aligner = GapAligner()
    var sequence = versions[0]
    for _ in 0..<2 { sequence = SequenceMajority.of(versions, on: sequence, aligner: &aligner) ?? [] }
    #expect(sequence == truth)
  }

  /// A sample of long reads that all have so many bases put in, each with errors of its own.
  private func sample(_ inserted: [UInt8], reads: Int) -> HandMade {
    var random = TestRandom(seed: 8)
    let codes = randomCodes(4000, seed: 9)
    var sample = HandMade(codes)
    for number in 0..<reads {
      let own = Self.noisy(inserted, &random)
      let bases = codes[500..<2000] + own + codes[2000..<3500]
      sample.store.append(
        reference: 0, start: 500, strand: .forward, mappingQuality: 60, template: number, isSecond: false,
        isProperPair: false, bases: Array(bases), qualities: [UInt8](repeating: 20, count: bases.count),
        cigar: cigar("1500M\(own.count)I1500M"))
    }
    return sample
  }

  @Test func aLongInsertionIsMadeOfAllReads() {
    let inserted = randomCodes(300, seed: 10)
    let sample = sample(inserted, reads: 12)
    let found = LongReadEvents(reads: sample.prepared(), reference: 0, record: sample.reference).candidates()
    let truth = Variant(range: 2000..<2000, replacement: DNASequence(codes: inserted)).leftAligned(on: sample.record)
    #expect(found == [truth])
  }

  @Test func aCopyOfWhatStandsBesideIsADuplication() {
    let unit = Array(randomCodes(4000, seed: 9)[1700..<2000])
    let sample = sample(unit, reads: 3)
    let found = LongReadEvents(reads: sample.prepared(), reference: 0, record: sample.reference).candidates()
    let truth = Variant(range: 2000..<2000, replacement: DNASequence(codes: unit)).leftAligned(on: sample.record)
    #expect(found == [truth])
  }

  @Test func oneReadIsNoEvent() {
    let sample = sample(randomCodes(300, seed: 10), reads: 1)
    #expect(LongReadEvents(reads: sample.prepared(), reference: 0, record: sample.reference).candidates().isEmpty)
  }

  @Test func errorsInTheLengthOfRunsAreNoMosaic() {
    // Twelve reads of sixty lack a base of a run of eight of which a tenth of the reads lack one; in one run of twenty more do.
    var codes = randomCodes(6000, seed: 12)
    for start in stride(from: 200, to: 5800, by: 100) {
      codes.replaceSubrange(start..<start + 8, with: [UInt8](repeating: 0, count: 8))
      codes[start - 1] = 1
      codes[start + 8] = 2
    }
    var sample = HandMade(codes)
    for number in 0..<60 {
      var bases: [UInt8] = []
      var operations: [CIGAROperation] = []
      for (place, start) in stride(from: 200, to: 5800, by: 100).enumerated() {
        let lacks = (number + 7 * place) % 10 == 0
        let from = place == 0 ? 0 : start - 50
        bases += codes[from..<start] + codes[start + (lacks ? 1 : 0)..<start + 50]
        operations += cigar(lacks ? "\(start - from)M1D49M" : "\(start - from + 50)M")
      }
      sample.store.append(
        reference: 0, start: 0, strand: .forward, mappingQuality: 60, template: number, isSecond: false,
        isProperPair: false, bases: bases, qualities: [UInt8](repeating: 20, count: bases.count), cigar: operations)
    }
    let errors = ObservedIndels(pileups: [sample.pileup()], references: [sample.reference], isWhole: true)
    #expect(abs(errors.rate(ofRun: 8) - 0.1) < 0.02)
    let deletion = Variant(range: 200..<201, replacement: DNASequence(codes: []))
    #expect(errors.mosaicQuality(of: deletion, count: 12, total: 60, codes: codes) < 20)
    #expect(errors.mosaicQuality(of: deletion, count: 40, total: 60, codes: codes) > 100)
    let long = Variant(range: 200..<212, replacement: DNASequence(codes: []))
    #expect(errors.mosaicQuality(of: long, count: 12, total: 60, codes: codes) == 3000)
  }
}
