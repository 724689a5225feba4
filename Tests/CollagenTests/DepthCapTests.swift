// What is kept of deep samples depends on template numbers alone, and a smaller part is a part of a larger one.

import Testing

@testable import Collagen

@Suite struct DepthCapTests {
  @Test func everyTemplateIsKeptUntilItTightens() {
    let cap = DepthCap()
    #expect(!cap.isActive && (0..<1000).allSatisfy(cap.keeps))
  }

  @Test func halvesAreNested() {
    var cap = DepthCap()
    var kept = Set(0..<64_000)
    for step in [2, 4, 8, 16] {
      cap.tighten()
      #expect(cap.isActive && cap.step == step)
      let next = Set((0..<64_000).filter(cap.keeps))
      #expect(next.isSubset(of: kept))
      // Binomial: 64,000 / step with a standard deviation below its square root.
      let expected = 64_000 / Double(step)
      #expect(abs(Double(next.count) - expected) < 5 * expected.squareRoot(), "\(step): \(next.count)")
      kept = next
    }
  }
}
