// Depths, mismatches, indels and clips by reference offset, from reads whose counts are stated.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct PileupTests {
  private let codes = randomCodes(200, seed: 1)

  @Test func depthIsCountedByFragmentAndStrand() {
    var sample = HandMade(codes)
    sample.add(10..<60, template: 0)
    sample.add(40..<90, strand: .reverse, template: 1)
    // Mates that overlap at 120..<130 are one fragment there.
    sample.addPair(100..<150, length: 30, template: 2)
    let pileup = sample.pileup()
    #expect([9, 10, 45, 60, 89, 90].map { pileup.rawDepth[$0] } == [0, 1, 2, 1, 1, 0])
    #expect([45, 70, 105, 125, 149].map { pileup.reverseDepth[$0] } == [1, 1, 0, 0, 1])
    #expect((100..<150).allSatisfy { pileup.rawDepth[$0] == 1 })
  }

  @Test func mappingAndBaseQualityDecideWhatIsUsable() {
    var sample = HandMade(codes)
    sample.add(0..<50)
    sample.add(0..<50, mapping: 10)
    sample.add(0..<50, mapping: 0)
    sample.add(0..<50, quality: 5)
    let pileup = sample.pileup()
    // Mapping quality 0 says nothing; 10 counts for the raw depth only; bases below Phred 15 are not usable.
    #expect(pileup.rawDepth[20] == 3 && pileup.mappedDepth[20] == 2)
    #expect(pileup.lowQuality[20] == 1 && pileup.usableDepth(20) == 1)
  }

  @Test func mismatchesNeedQualityAndKeepTheirStrand() {
    let other = (codes[30] + 1) & 3
    var sample = HandMade(codes)
    sample.add(0..<60, changed: [30: other])
    sample.add(0..<60, changed: [30: other], strand: .reverse)
    sample.add(0..<60, changed: [30: other], quality: 14)
    sample.add(0..<60, changed: [30: 4])
    let pileup = sample.pileup()
    #expect(pileup.mismatches[4 * 30 + Int(other)] == 2)
    #expect(pileup.reverseMismatches[4 * 30 + Int(other)] == 1)
    #expect(pileup.mismatches.reduce(0, +) == 2 && pileup.lowQuality[30] == 2)
  }

  @Test(arguments: UInt8(2)...20) func aBaseThatCouldShowNoDifferenceIsNotUsable(quality: UInt8) {
    let other = (codes[30] + 1) & 3
    var sample = HandMade(codes)
    sample.add(0..<60, changed: [30: other], quality: quality)
    let pileup = sample.pileup()
    #expect(pileup.mismatches[4 * 30 + Int(other)] == pileup.usableDepth(30))
    #expect(pileup.usableDepth(29) == (quality < 15 ? 0 : 1))
  }

  @Test func indelsLieAtTheirLeftmostPosition() {
    // ...C AAAA G...: a lost or gained A is written before the first A.
    var codes: [UInt8] = [UInt8](repeating: 1, count: 20) + [0, 0, 0, 0] + [UInt8](repeating: 2, count: 20)
    codes[10] = 3
    var sample = HandMade(codes)
    var bases = Array(codes[0..<44])
    bases.remove(at: 23)
    sample.add(bases, at: 0, cigar: "23M1D20M")
    bases = Array(codes[0..<44])
    bases.insert(0, at: 23)
    sample.add(bases, at: 0, cigar: "23M1I21M")
    let events = sample.pileup().indels
    #expect(events.map(\.position) == [20, 20])
    #expect(events.map(\.lengthChange) == [-1, 1])
    #expect(events[1].inserted(from: sample.store).codes == [0])
    #expect(sample.pileup().rawDepth[23] == 2, "a deleted base is covered")
  }

  @Test func clipsOfSixBasesAndIntronSkipsAreNoted() {
    var sample = HandMade(codes)
    sample.add(Array(codes[0..<40]), at: 6, cigar: "6S34M")
    sample.add(Array(codes[0..<40]), at: 0, cigar: "35M5S")
    sample.add(Array(codes[0..<20] + codes[80..<100]), at: 0, cigar: "20M60N20M")
    let pileup = sample.pileup()
    #expect(pileup.clips.map(\.position) == [6] && pileup.clips[0].isLeft)
    #expect(pileup.splicedReads == 1)
    #expect(pileup.rawDepth[50] == 0, "an intron is not covered")
  }

  @Test func theErrorRateIsThatOfPositionsWithoutACandidate() {
    var pileup = Pileup(length: 500)
    for offset in 0..<500 { pileup.mappedDepth[offset] = 100 }
    for offset in 0..<50 { pileup.mismatches[4 * offset] = 1 }
    // Half of the reads differ: no error.
    pileup.mismatches[4 * 200 + 1] = 50
    let rate = pileup.errorRate(in: [0..<500])
    #expect(abs(rate - 50.0 / (499 * 100) / 3) < 1e-12)
    #expect(pileup.errorRate(in: [0..<20]) == 1e-3, "too few bases: a usual rate")
    #expect(Pileup(length: 500).errorRate(in: [0..<500]) == 1e-3)
  }
}
