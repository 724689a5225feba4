// Shares and their intervals.

import Testing

@testable import TranscriptAnalysis

@Suite struct SplicingFractionTests {
  private func counts(event: Int, left: Int, right: Int, both: Int) -> SplicingCounts {
    var counts = SplicingCounts()
    for _ in 0..<event { counts.add(4) }
    for _ in 0..<left - both { counts.add(1) }
    for _ in 0..<right - both { counts.add(2) }
    for _ in 0..<both { counts.add(3) }
    return counts
  }

  @Test func aSkipCompetesWithTheMeanOfBothJunctions() {
    let skip = SplicingFraction(counts(event: 20, left: 90, right: 70, both: 0), isLoss: true, ends: .both)
    #expect(skip.value == 0.2)
    let sure = SplicingFraction(counts(event: 20, left: 80, right: 80, both: 80), isLoss: true, ends: .both)
    // Fragments over both junctions are one observation each: then the interval is that of 20 of 100.
    #expect(abs(sure.fragments - 100) < 1e-9 && skip.fragments > sure.fragments)
    #expect(abs(sure.low - 0.1334) < 1e-3 && abs(sure.high - 0.2888) < 1e-3)
    let left = SplicingFraction(counts(event: 20, left: 80, right: 10, both: 0), isLoss: true, ends: .left)
    #expect(left.value == 0.2)
  }

  @Test func nothingSeenIsNotNothingThere() {
    let none = SplicingFraction(SplicingCounts(), isLoss: true, ends: .both)
    #expect(none.value == 0 && none.low == 0 && none.high == 1)
    let zero = SplicingFraction(counts(event: 0, left: 50, right: 50, both: 0), isLoss: true, ends: .both)
    #expect(zero.value == 0 && zero.low == 0 && zero.high > 0.03 && zero.high < 0.06)
    let all = SplicingFraction(counts(event: 40, left: 0, right: 0, both: 0), isLoss: true, ends: .both)
    #expect(all.value == 1 && all.high == 1 && all.low > 0.85)
  }

  @Test func aMoleculeThatContradictsItselfDoesNotCount() {
    var counts = SplicingCounts()
    counts.add(1 | 8)
    #expect(counts == SplicingCounts())
  }
}
