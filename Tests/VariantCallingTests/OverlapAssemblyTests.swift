// Clipped ends that meet over an insertion, by themselves or through orphan mates.

import Alignment
import Testing

@testable import VariantCalling

@Suite struct OverlapAssemblyTests {
  @Test func bothEndsGiveTheWholeInsertion() throws {
    var random = TestRandom(seed: 9)
    for _ in 0..<200 {
      let new = (0..<20 + random.below(180)).map { _ in UInt8(random.below(4)) }
      let before = (0..<60).map { _ in UInt8(random.below(4)) }
      let after = (0..<60).map { _ in UInt8(random.below(4)) }
      // Read ends reach 60-130 bases from either side, over the other end where the insertion is short.
      let right = Array((new + after).prefix(min(new.count + 60, 110 + random.below(20))))
      let left = Array((before + new).suffix(min(new.count + 60, 110 + random.below(20))))
      #expect(OverlapAssembly.joined(right, left) == new)
    }
  }

  @Test func endsThatDoNotMeetGiveNothing() {
    var random = TestRandom(seed: 10)
    let right = (0..<80).map { _ in UInt8(random.below(4)) }
    let left = (0..<80).map { _ in UInt8(random.below(4)) }
    #expect(OverlapAssembly.joined(right, left) == nil)
    for short in [0, 1, 5, 13] {
      #expect(OverlapAssembly.joined(Array(right.prefix(short)), left) == nil)
      #expect(OverlapAssembly.joined(right, Array(left.prefix(short))) == nil)
      #expect(OverlapAssembly.joined(Array(right.prefix(short)), Array(left.prefix(short))) == nil)
    }
  }

  @Test func orphanMatesLeadAcross() {
    var random = TestRandom(seed: 11)
    for errors in [0, 1] {
      let new = (0..<200).map { _ in UInt8(random.below(4)) }
      let mates = (0..<40).map { _ in
        let start = random.below(101)
        var bases = Array(new[start..<start + 100])
        for _ in 0..<errors { bases[random.below(100)] = UInt8(random.below(4)) }
        return OrphanMate(template: 0, reference: 0, anchorStart: 0, isAfterAnchor: true, bases: bases)
      }
      var known = Array(new.prefix(60))
      while known.count < 190 {
        let added = OverlapAssembly.continuation(of: known, by: mates)
        guard !added.isEmpty else { break }
        known += added
        #expect(known == Array(new.prefix(known.count)))
      }
      #expect(known.count >= 170)
      #expect(OverlapAssembly.joined(known, Array(new.suffix(60))) == new)
    }
  }

  @Test func nothingLeadsOnFromOtherBasesOrFromTooFew() {
    var random = TestRandom(seed: 12)
    func bases(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(4)) } }
    func mate(_ bases: [UInt8]) -> OrphanMate {
      OrphanMate(template: 0, reference: 0, anchorStart: 0, isAfterAnchor: true, bases: bases)
    }
    let known = bases(80)
    #expect(OverlapAssembly.continuation(of: known, by: (0..<20).map { _ in mate(bases(100)) }).isEmpty)
    #expect(
      OverlapAssembly.continuation(of: known, by: [mate(known), mate([]), mate(Array(known.suffix(5)))]).isEmpty)
    #expect(OverlapAssembly.continuation(of: Array(known.prefix(10)), by: [mate(known)]).isEmpty)
    #expect(OverlapAssembly.continuation(of: [], by: [mate(known)]).isEmpty)
  }
}
