// Clipped ends that meet over an insertion.

import Testing

@testable import VariantCalling

@Suite struct BreakpointInsertionTests {
  @Test func bothEndsGiveTheWholeInsertion() throws {
    var random = TestRandom(seed: 9)
    for _ in 0..<200 {
      let new = (0..<20 + random.below(180)).map { _ in UInt8(random.below(4)) }
      let before = (0..<60).map { _ in UInt8(random.below(4)) }
      let after = (0..<60).map { _ in UInt8(random.below(4)) }
      // Read ends reach 60-130 bases from either side, over the other end where the insertion is short.
      let right = Array((new + after).prefix(min(new.count + 60, 110 + random.below(20))))
      let left = Array((before + new).suffix(min(new.count + 60, 110 + random.below(20))))
      #expect(BreakpointFinder.joined(right, left) == new)
    }
  }

  @Test func endsThatDoNotMeetGiveNothing() {
    var random = TestRandom(seed: 10)
    let right = (0..<80).map { _ in UInt8(random.below(4)) }
    let left = (0..<80).map { _ in UInt8(random.below(4)) }
    #expect(BreakpointFinder.joined(right, left) == nil)
    for short in [0, 1, 5, 13] {
      #expect(BreakpointFinder.joined(Array(right.prefix(short)), left) == nil)
      #expect(BreakpointFinder.joined(right, Array(left.prefix(short))) == nil)
      #expect(BreakpointFinder.joined(Array(right.prefix(short)), Array(left.prefix(short))) == nil)
    }
  }
}
