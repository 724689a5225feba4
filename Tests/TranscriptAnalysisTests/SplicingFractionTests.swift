// Shares and their intervals.

import Testing

@testable import TranscriptAnalysis

@Suite struct SplicingFractionTests {
  private func counts(event: Int, left: Int, right: Int, both: Int) -> SplicingCounts {
    var counts = SplicingCounts()
    for _ in 0..<event { counts.add(12) }
    for _ in 0..<left - both { counts.add(1) }
    for _ in 0..<right - both { counts.add(2) }
    for _ in 0..<both { counts.add(3) }
    return counts
  }

  @Test func aSkipCompetesWithTheMeanOfBothJunctions() {
    let skip = SplicingFraction(counts(event: 20, left: 90, right: 70, both: 0), ends: .both)
    #expect(skip.value == 0.2)
    let sure = SplicingFraction(counts(event: 20, left: 80, right: 80, both: 80), ends: .both)
    // Fragments over both junctions are one observation each: then the interval is that of 20 of 100.
    #expect(abs(sure.fragments - 100) < 1e-9 && skip.fragments > sure.fragments)
    #expect(abs(sure.low - 0.1334) < 1e-3 && abs(sure.high - 0.2888) < 1e-3)
    let left = SplicingFraction(counts(event: 20, left: 80, right: 10, both: 0), ends: .left)
    #expect(left.value == 0.2)
  }

  @Test func nothingSeenIsNotNothingThere() {
    let none = SplicingFraction(SplicingCounts(), ends: .both)
    #expect(none.value == 0 && none.low == 0 && none.high == 1)
    let zero = SplicingFraction(counts(event: 0, left: 50, right: 50, both: 0), ends: .both)
    #expect(zero.value == 0 && zero.low == 0 && zero.high > 0.03 && zero.high < 0.06)
    let all = SplicingFraction(counts(event: 40, left: 0, right: 0, both: 0), ends: .both)
    #expect(all.value == 1 && all.high == 1 && all.low > 0.85)
  }

  @Test func eitherFormMayHaveTheTwoJunctions() {
    // Of a kept intron the event is seen at two sites, the known form at one junction that reaches both.
    var counts = SplicingCounts()
    for _ in 0..<20 { counts.add(4) }
    for _ in 0..<20 { counts.add(8) }
    for _ in 0..<80 { counts.add(3) }
    let kept = SplicingFraction(counts, ends: .both)
    #expect(kept.value == 0.2 && abs(kept.fragments - 166.667) < 0.01)
  }

  @Test func whatIsNotSplicedYetIsTakenOut() {
    let seen = SplicingFraction(part: 40, total: 100, fragments: 100)
    let mature = seen.without(.init(fraction: 0.2, deviation: 0))
    #expect(abs(mature.value - 0.25) < 1e-9 && mature.low < 0.25 && mature.high > 0.25)
    let wider = seen.without(.init(fraction: 0.2, deviation: 0.1))
    #expect(wider.low < mature.low && wider.high > mature.high && wider.value == mature.value)
    #expect(seen.without(.init(fraction: 0.5, deviation: 0)).value == 0)
  }

  @Test func oneKeptIntronDoesNotMoveItsNeighboursLevel() {
    var introns = [SplicingFraction](repeating: SplicingFraction(part: 10, total: 100, fragments: 100), count: 30)
    introns[12] = SplicingFraction(part: 60, total: 100, fragments: 100)
    let background = UnsplicedBackground(introns: introns, followsDepth: true)
    #expect(
      background.levels.allSatisfy { abs($0.fraction - 0.1) < 1e-9 } && abs(background.gene.fraction - 0.1) < 1e-9)
    // At an end with few fragments the same depth of genomic DNA is a greater fraction.
    introns[0] = SplicingFraction(part: 10, total: 25, fragments: 25)
    #expect(UnsplicedBackground(introns: introns, followsDepth: true).levels[0].fraction == 0.4)
    // Fragments with another junction are not of DNA, and one intron far above its neighbours does not set their limit.
    let beside = UnsplicedBackground(introns: introns, followsDepth: false)
    #expect(abs(beside.levels[0].fraction - 0.1) < 1e-9 && beside.levels[13].limit < 0.2)
  }

  @Test func theRatioOfTwoFormsLeavesTheOthersOut() {
    // A fifth keeps the intron, three fifths are as known, a fifth has a third form.
    let psi = SplicingFraction(part: 20, total: 100, fragments: 100)
    let ratio = psi.beside(known: 60, of: 80)
    #expect(abs(ratio.value - 0.25) < 1e-9 && ratio.low > psi.low && ratio.high > psi.high)
    #expect(psi.beside(known: 80, of: 80) == psi)
  }

  @Test func fivePercentIsExcludedFromSixtyFragmentsOn() {
    #expect(SplicingAnalysis.excludes(0, of: 60) && !SplicingAnalysis.excludes(0, of: 58))
    #expect(!SplicingAnalysis.excludes(1, of: 60) && SplicingAnalysis.excludes(1, of: 100))
    #expect(!SplicingAnalysis.excludes(0, of: 0))
  }
}
