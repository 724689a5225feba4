// Depth contradicts a deletion over which the reads are as deep as beside it, and not a true one.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct EventDepthTests {
  private let length = 20_000

  /// A pileup of two chromosomes with other copies in some ranges, noisy.
  private func pileup(_ depth: Double, changed: [(range: Range<Int>, copies: Double)], noise: Double, seed: UInt64)
    -> Pileup
  {
    var random = TestRandom(seed: seed)
    var pileup = Pileup(length: length)
    var wave = 1.0
    for offset in 0..<length {
      if offset % 150 == 0 { wave = 1 + noise * (Double(random.below(2001)) / 1000 - 1) }
      let copies = changed.reduce(2.0) { $1.range.contains(offset) ? $0 + $1.copies : $0 }
      pileup.rawDepth[offset] = Int32((depth / 2 * copies * wave).rounded())
    }
    return pileup
  }

  private func deletion(_ range: Range<Int>) -> VariantCall {
    makeCall(Variant(range: range, replacement: DNASequence(codes: [])))
  }

  private func contradicted(_ pileup: Pileup, _ events: [VariantCall]) throws -> [Int] {
    try #require(EventDepth(pileup: pileup, events: events)).contradicted(events) { _ in true }
  }

  @Test(arguments: [600, 2000, 6000]) func trueDeletionsStay(bases: Int) throws {
    let range = 7000..<7000 + bases
    for seed in UInt64(1)...5 {
      let pileup = pileup(30, changed: [(range, -1)], noise: 0.25, seed: seed)
      #expect(try contradicted(pileup, [deletion(range)]).isEmpty, "seed \(seed)")
    }
  }

  @Test(arguments: [1500, 6000]) func deletionsWithoutLossOfDepthGo(bases: Int) throws {
    let range = 7000..<7000 + bases
    for seed in UInt64(1)...5 {
      #expect(
        try contradicted(pileup(30, changed: [], noise: 0.25, seed: seed), [deletion(range)]) == [0], "seed \(seed)")
    }
  }

  /// A deletion on one chromosome and a duplication on the other leave the depth as it was: together they fit.
  @Test func eventsAreWeighedTogether() throws {
    let range = 6000..<9000
    let copied = makeCall(
      Variant(range: 6000..<6000, replacement: DNASequence(codes: randomCodes(3000, seed: 3))))
    #expect(try contradicted(pileup(40, changed: [], noise: 0.2, seed: 8), [deletion(range), copied]).isEmpty)
  }

  @Test func unevenDepthSaysNothing() {
    var pileup = Pileup(length: length)
    for offset in 0..<length { pileup.rawDepth[offset] = offset / 400 % 3 == 0 ? 120 : 2 }
    #expect(EventDepth(pileup: pileup, events: [deletion(7000..<9000)]) == nil)
  }
}
