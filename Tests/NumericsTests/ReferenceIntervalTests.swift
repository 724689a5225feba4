// Reference intervals on cases worked out by hand.

import Testing

@testable import Numerics

@Suite struct ReferenceIntervalTests {
  /// 1 ... 5: mean 3, s^2 2.5, half width t(4) s sqrt(1.2).
  @Test func prediction() throws {
    let found = try #require(ReferenceInterval([1, 2, 3, 4, 5]))
    let half = 2.776_445_105_197_799 * (2.5 * 1.2).squareRoot()
    #expect(found.method == .prediction && found.count == 5)
    #expect(abs(found.low - (3 - half)) < 1e-9 && abs(found.high - (3 + half)) < 1e-9)
    #expect(ReferenceInterval([1]) == nil && ReferenceInterval([2, 2, 2]) == nil && ReferenceInterval([]) == nil)
  }

  /// Ranks 0.025 x 200 = 5 and 0.975 x 200 = 195 of 1 ... 199; the method by the number of lines.
  @Test func methods() throws {
    let found = try #require(ReferenceInterval((1...199).map(Double.init)))
    #expect(found.method == .nonparametric && abs(found.low - 5) < 1e-9 && abs(found.high - 195) < 1e-9)
    #expect(ReferenceInterval((1...20).map(Double.init))?.method == .robust)
    #expect(ReferenceInterval((1...19).map(Double.init))?.method == .prediction)
  }

  /// A value beyond 205.6 scaled median deviations has no weight at all, nearer ones have little (Horn's constants).
  @Test func robustness() {
    let clean = (1...30).map { Double($0 % 7) }
    let plain = ReferenceInterval.robust(clean)
    let spoilt = ReferenceInterval.robust(clean + [5000])
    #expect(abs(spoilt.high - plain.high) < 1 && abs(spoilt.low - plain.low) < 1, "\(plain) \(spoilt)")
  }
}
