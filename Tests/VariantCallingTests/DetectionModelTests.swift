// The limit of detection, against its own definition.

import Testing

@testable import VariantCalling

@Suite struct DetectionModelTests {
  @Test func limitsFallWithDepthAndRiseWithErrors() {
    let deep = DetectionModel(minVAF: 0.02, errorRate: 3e-4)
    let limits = [20, 50, 100, 200, 400, 1000].map { deep.limit(fragments: $0) }
    #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(limits[4] < 0.05 && limits[4] > 0.015)
    let worse = DetectionModel(minVAF: 0.02, errorRate: 3e-3)
    #expect(worse.limit(fragments: 400) > deep.limit(fragments: 400))
  }

  @Test func fewMoleculesShowNothing() {
    #expect(DetectionModel().limit(fragments: 0) == 1)
    #expect(DetectionModel().limit(fragments: 3) == 1)
  }

  @Test func aHeterozygoteIsWithinTheLimitAtUsualDepths() {
    #expect(DetectionModel().limit(fragments: 30) <= 0.4)
    #expect(DetectionModel().limit(fragments: 60) <= 0.25)
  }

  /// Draws samples at the limit: the fraction with enough fragments is 95 %.
  @Test func atTheLimitNineteenOfTwentyAreFound() {
    let model = DetectionModel(minVAF: 0.02, errorRate: 3e-4)
    let limit = model.limit(fragments: 300)
    guard let least = (1...300).first(where: { AlleleFraction(alternate: $0, total: 300).value >= 0.02 }) else {
      return
    }
    var random = TestRandom(seed: 3)
    var counts: [Int] = []
    for _ in 0..<2000 {
      counts.append((0..<300).count { _ in Double(random.below(1_000_000)) < limit * 1_000_000 })
    }
    // The count that 95 % of the samples reach is the one that a call needs: at least 2 % of the fragments.
    let reached = counts.sorted()[100]
    #expect(reached >= least - 3 && reached <= least + 6)
  }
}
