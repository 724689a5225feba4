// Where variants are looked for: candidates of the pileup, and what clipped read ends suggest.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct ActiveRegionFinderTests {
  private let record = DNASequence(codes: randomCodes(2000, seed: 31))

  /// A pileup of depth 40 with ten fragments of the next base at each of `offsets`.
  private func pileup(_ offsets: [Int]) -> Pileup {
    var pileup = Pileup(length: record.count)
    for offset in 0..<record.count {
      pileup.rawDepth[offset] = 40
      pileup.mappedDepth[offset] = 40
    }
    for offset in offsets { pileup.mismatches[4 * offset + Int((record.codes[offset] + 1) & 3)] = 10 }
    return pileup
  }

  private func regions(_ offsets: [Int], extra: [Variant] = [], targets: [Range<Int>] = [500..<1000]) -> [ActiveRegion]
  {
    ActiveRegionFinder(
      reference: 0, record: CallReference(sequence: record, targets: targets),
      threshold: CandidateThreshold(minVAF: 0.05, errorRate: 0), store: AlignedReadStore()
    ).regions(in: pileup(offsets), extra: extra)
  }

  @Test func candidatesThatLieCloseShareAWindow() {
    let found = regions([600, 620, 700])
    #expect(found.map(\.window) == [590..<631, 690..<711])
    #expect(found.map(\.candidates.count) == [2, 1])
    #expect(found[0].candidates == [substitution(600, on: record), substitution(620, on: record)])
  }

  @Test func windowsStayShort() {
    // Candidates every 20 bases: a window never grows past 110 bases and its flanks.
    let found = regions(Array(stride(from: 520, through: 980, by: 20)))
    #expect(found.count > 3 && found.allSatisfy { $0.window.count <= 130 })
    #expect(found.flatMap(\.candidates).count == 24)
  }

  @Test func targetsAreSearchedWithTheirSurroundings() {
    #expect(regions([439]).isEmpty && regions([1060]).isEmpty)
    #expect(regions([440]).count == 1 && regions([1059]).count == 1)
  }

  @Test func longEventsHaveAWindowOfTheirOwn() throws {
    let deletion = Variant(range: 600..<800, replacement: DNASequence()).leftAligned(on: record)
    let found = regions([605, 700], extra: [deletion])
    let long = try #require(found.first { $0.isLong })
    #expect(long.eventCount == 1 && long.candidates[0] == deletion)
    #expect(long.candidates.contains(substitution(605, on: record)), "what lies at its ends is compared too")
    #expect(!long.candidates.contains(substitution(700, on: record)))
    let block = substitution(795, on: record)
    #expect(long.adding([block, substitution(700, on: record)]).candidates.dropFirst().first == block)
    #expect(found.filter { !$0.isLong }.flatMap(\.candidates).count == 2)
  }
}

@Suite struct BreakpointFinderTests {
  private let codes = randomCodes(4000, seed: 32)
  private var record: DNASequence { DNASequence(codes: codes) }

  /// Candidates from reads of `haplotype` that an aligner clips at its breakpoint, given as operations.
  private func candidates(_ reads: [(bases: [UInt8], start: Int, cigar: String)]) -> [Variant] {
    var sample = HandMade(codes)
    for read in reads { for _ in 0..<3 { sample.add(read.bases, at: read.start, cigar: read.cigar) } }
    return BreakpointFinder(record: record, reads: sample.prepared()).candidates(in: sample.pileup())
  }

  @Test func aDeletionBeyondAGap() {
    let deletion = Variant(range: 1000..<1800, replacement: DNASequence())
    let found = candidates([
      (Array(codes[940..<1000] + codes[1800..<1840]), 940, "60M40S"),
      (Array(codes[960..<1000] + codes[1800..<1860]), 1800, "40S60M"),
    ])
    #expect(found == [deletion.leftAligned(on: record)])
  }

  @Test func aTandemDuplication() {
    let unit = Array(codes[1000..<1400])
    let duplication = Variant(range: 1400..<1400, replacement: DNASequence(codes: unit))
    let found = candidates([(Array(codes[1340..<1400]) + unit.prefix(40), 1340, "60M40S")])
    #expect(found == [duplication.leftAligned(on: record)])
  }

  @Test func anInsertionBetweenTwoClips() {
    let new = randomCodes(90, seed: 33)
    let insertion = Variant(range: 2000..<2000, replacement: DNASequence(codes: new))
    let found = candidates([
      (Array(codes[1940..<2000]) + new.prefix(60), 1940, "60M60S"),
      (new.suffix(60) + Array(codes[2000..<2060]), 2000, "60S60M"),
    ])
    #expect(found == [insertion.leftAligned(on: record)])
  }

  @Test func anInversion() throws {
    let turned = Array(codes[2500..<2700].reversed().map { 3 - $0 })
    let inversion = Variant(range: 2500..<2700, replacement: DNASequence(codes: turned))
    let found = candidates([
      (Array(codes[2440..<2500]) + turned.prefix(40), 2440, "60M40S"),
      (turned.suffix(40) + Array(codes[2700..<2760]), 2700, "40S60M"),
    ])
    #expect(found.contains(inversion.trimmed(on: record)))
    #expect(inversion.isInversion(on: record))
    #expect(
      !Variant(range: 2500..<2510, replacement: DNASequence(codes: Array(turned.prefix(10)))).isInversion(on: record))
  }

  @Test func clipsOfUnknownBasesOrSingleReadsSuggestNothing() {
    #expect(candidates([(Array(codes[940..<1000]) + randomCodes(40, seed: 34), 940, "60M40S")]).isEmpty)
    var sample = HandMade(codes)
    sample.add(Array(codes[940..<1000] + codes[1800..<1840]), at: 940, cigar: "60M40S")
    #expect(BreakpointFinder(record: record, reads: sample.prepared()).candidates(in: sample.pileup()).isEmpty)
  }

  @Test func positionsAreAllOccurrencesInReach() {
    var codes = codes
    codes.replaceSubrange(3000..<3020, with: codes[100..<120])
    let finder = BreakpointFinder(
      record: DNASequence(codes: codes), reads: HandMade(codes).prepared())
    #expect(finder.positions(of: codes[100..<120], near: 1000, reach: 4000) == [100, 3000])
    #expect(finder.positions(of: codes[100..<120], near: 1000, reach: 950) == [100])
  }
}
