// Verdicts on two alleles by their counts.

import Testing

@testable import Numerics

@Suite struct AlleleBalanceTests {
  @Test func verdictsOnAlleles() {
    let cases: [(Int, Int, AlleleVerdict)] = [
      (50, 50, .balanced), (400, 600, .balanced), (25, 75, .imbalanced), (75, 25, .imbalanced),
      (3, 97, .alleleLost), (97, 3, .alleleLost), (0, 60, .alleleLost), (0, 175, .alleleLost), (0, 20, .alleleLost),
      (5, 5, .undetermined), (0, 0, .undetermined), (1, 19, .imbalanced), (3, 17, .bothAlleles),
      (167, 833, .imbalanced), (90, 910, .alleleLost), (8, 68, .alleleLost), (2, 18, .imbalanced),
      // 0.42 (0.33-0.52): both are there, but the interval is not within 0.35-0.65.
      (42, 58, .bothAlleles), (10, 12, .bothAlleles), (7, 20, .bothAlleles),
    ]
    for (alternate, reference, verdict) in cases {
      #expect(AlleleBalance(alternate: alternate, reference: reference).verdict == verdict, "\(alternate) \(reference)")
      let turned = AlleleBalance(alternate: reference, reference: alternate)
      #expect(turned.verdict == verdict, "\(reference) \(alternate)")
    }
  }

  @Test func balancedMeansThatTheWholeIntervalIsOrdinary() {
    for total in stride(from: 20, through: 2000, by: 37) {
      for alternate in 0...total {
        let balance = AlleleBalance(alternate: alternate, reference: total - alternate)
        let isInside = balance.low >= 0.35 && balance.high <= 0.65
        #expect((balance.verdict == .balanced) == isInside, "\(alternate) of \(total)")
      }
    }
  }

  @Test func anAlleleAtAFifthOrLessIsNeverBalanced() {
    // The other allele makes one part, this one 0 to 0.2: it has a sixth of the fragments or fewer.
    for total in [40, 100, 175, 1000] {
      for level in [0.0, 0.05, 0.1, 0.2] {
        let alternate = Int((level / (1 + level) * Double(total)).rounded())
        let verdict = AlleleBalance(alternate: alternate, reference: total - alternate).verdict
        #expect(verdict == .alleleLost || verdict == .imbalanced, "\(level) of \(total)")
      }
    }
  }

  @Test func theSmallestFractionSeenFallsWithDepth() {
    #expect(AlleleBalance.smallestSeen(fragments: 2) == 1)
    #expect(abs(AlleleBalance.smallestSeen(fragments: 175) - 0.0355) < 0.001)
    #expect(AlleleBalance.smallestSeen(fragments: 20) > AlleleBalance.smallestSeen(fragments: 200))
  }
}
