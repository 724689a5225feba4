// What a library is: how mates lie, and how often reads err in the length of runs.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct LibraryProfileTests {
  private func profile(_ sample: HandMade) -> LibraryProfile {
    let (reads, pileups) = (sample.prepared(), [sample.pileup()])
    return LibraryProfile(
      reads: reads, pileups: pileups, references: [sample.reference],
      mismatchRate: ObservedErrors(reads: reads, references: [sample.reference], pileups: pileups).overall)
  }

  @Test(arguments: [
    (Strand.forward, Strand.reverse, LibraryProfile.Orientation.inward), (.reverse, .forward, .outward),
    (.forward, .forward, .sameStrand),
  ])
  func theOrientationIsThatOfMostPairs(first: Strand, second: Strand, expected: LibraryProfile.Orientation) {
    var sample = HandMade(randomCodes(4000, seed: 61))
    for number in 0..<100 {
      let start = 10 * number
      sample.add(start..<start + 100, strand: first, template: number)
      sample.add(start + 270..<start + 370, strand: second, template: number, isSecond: true)
    }
    #expect(profile(sample).orientation == expected)
    #expect(profile(sample).insertSize == 370 && profile(sample).insertRange == 370...370)
    #expect(profile(sample).insertLengths == [Int](repeating: 370, count: 100), "each pair once")
  }

  @Test func readsWithoutMatesTellNone() {
    var sample = HandMade(randomCodes(2000, seed: 62))
    for number in 0..<200 { sample.add(5 * number..<5 * number + 100) }
    let profile = profile(sample)
    #expect(profile.orientation == .single && profile.insertSize == nil && !profile.isIndelProne)
    #expect(profile.insertLengths.isEmpty)
  }

  /// Reads over runs of six, every tenth of which lacks a base of its run.
  @Test func indelsAreCountedByRunLength() {
    var random = TestRandom(seed: 63)
    var codes: [UInt8] = []
    var runs: [Int] = []
    while codes.count < 3000 {
      // No base equals the one before it, but in the runs.
      for _ in 0..<40 { codes.append(((codes.last ?? 0) + 1 + UInt8(random.below(3))) & 3) }
      runs.append(codes.count)
      codes += [UInt8](repeating: ((codes.last ?? 0) + 1) & 3, count: 6)
    }
    var sample = HandMade(codes)
    for run in runs where run > 60 && run + 60 < codes.count {
      for number in 0..<40 {
        let start = run - 18
        if number % 10 == 0 {
          sample.add(Array(codes[start..<run] + codes[(run + 1)..<run + 20]), at: start, cigar: "18M1D19M")
        } else {
          sample.add(start..<run + 20)
        }
      }
    }
    #expect(profile(sample).isIndelProne)
    let indels = ObservedIndels(pileups: [sample.pileup()], references: [sample.reference])
    #expect(abs(indels.rate(ofRun: 6) - 0.1) < 0.02)
    #expect(indels.rate(ofRun: 1) == 0)
    let (usual, learnt) = (LikelihoodModel.standard.gapOpenings, LikelihoodModel(indels: indels).gapOpenings)
    #expect(learnt[6] == 10 && usual[6] == 31 && learnt[1] == usual[1], "ten Phred units are one in ten")
  }

  @Test func aBaseThatOneOfFewFragmentsContradictsIsNoReference() {
    // One sequence with the variant base, as a Sanger consensus: one observation.
    var sample = HandMade(randomCodes(600, seed: 64))
    sample.add(100..<500, changed: [300: (sample.record.codes[300] + 1) & 3])
    let coverage = ReferenceCoverage(
      pileup: sample.pileup(), record: sample.reference, calls: [], options: CallOptions(minDepth: 1), errorRate: 1e-3)
    #expect(coverage.verdicts[300] == .noCall(.ambiguous))
    #expect(coverage.verdicts[299] == .reference)
  }

  /// One read in 200 differs at every tenth base, by bases of a usable quality: another species where qualities tell errors,
  /// and only errors for all that is known where all qualities are one value.
  @Test(
    arguments: [([37, 25], 200, true), ([37, 37], 200, false), ([30, 30], 40, true), ([37, 25], 2000, false)]
      as [([UInt8], Int, Bool)])
  func readsThatDifferAreOfAnotherSpeciesWhereQualitiesTellErrors(
    _ qualities: [UInt8], _ every: Int, _ isDivergent: Bool
  ) {
    let codes = randomCodes(8000, seed: 67)
    var sample = HandMade(codes)
    for number in 0..<1500 {
      let start = 5 * number
      let differing = number % every == 7 ? (start..<start + 150).filter { $0 % 10 == 0 } : []
      let changed = Dictionary(uniqueKeysWithValues: differing.map { ($0, (codes[$0] + 1) & 3) })
      sample.add(start..<start + 150, changed: changed, quality: qualities[number % 2])
    }
    #expect(profile(sample).isDivergent == isDivergent, "\(profile(sample).divergentFraction)")
  }
}
