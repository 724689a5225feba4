// What clipped read ends agree on, errors of single reads among them.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct SoftClipConsensusTests {
  private func consensus(of tails: [[UInt8]], step: Int = 1) -> SoftClipConsensus {
    var store = AlignedReadStore()
    var found: [ReadEnd] = []
    for (number, tail) in tails.enumerated() {
      let bases = step > 0 ? tail : tail.reversed()
      let start = store.bases.count
      store.append(
        reference: 0, start: 0, strand: .forward, mappingQuality: 60, template: number, isSecond: false,
        isProperPair: false, bases: bases, qualities: bases.map { _ in 30 },
        cigar: [CIGAROperation(.softClip, bases.count)])
      found.append(ReadEnd(bases: start..<start + bases.count, step: step))
    }
    return SoftClipConsensus(of: found, longest: 400, store: store)
  }

  @Test func slipsOfSingleReadsDoNotBreakIt() {
    var random = TestRandom(seed: 21)
    for round in 0..<100 {
      let template = (0..<120).map { _ in UInt8(random.below(4)) }
      var tails = (0..<6).map { Array(template.prefix(120 - 12 * $0)) }
      // One read has a base too many, another one lacks a base, both with half of their length to come.
      tails[1].insert(UInt8(random.below(4)), at: 30 + random.below(20))
      tails[2].remove(at: 30 + random.below(20))
      let found = consensus(of: tails, step: round % 2 == 0 ? 1 : -1)
      #expect(Array(found.bases.prefix(60)) == Array(template.prefix(60)))
      #expect(found.sure >= 60)
      #expect(found.sure <= found.clear)
      #expect(found.clear <= found.bases.count)
    }
  }

  @Test func oneReadIsNeverSure() {
    let found = consensus(of: [[0, 1, 2, 3, 0, 1, 2, 3, 0, 0], [0, 1, 2, 3]])
    #expect(found.bases == [0, 1, 2, 3, 0, 1, 2, 3, 0, 0])
    #expect(found.sure == 4)
    #expect(found.clear == 10)
    #expect(consensus(of: []).bases.isEmpty)
  }
}
