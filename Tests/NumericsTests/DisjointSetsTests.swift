// Numbers joined over pairs, against a walk through all pairs.

import Numerics
import Testing

@Suite struct DisjointSetsTests {
  @Test func joinedPairsHangTogether() {
    var sets = DisjointSets(count: 7)
    for (one, other) in [(5, 3), (6, 5), (0, 2)] { sets.join(one, other) }
    #expect((0..<7).map { sets.root($0) } == [0, 1, 0, 3, 4, 3, 3])
    #expect(sets.numbers() == [0, 1, 0, 2, 3, 2, 2])
  }

  /// Against a search through all pairs.
  @Test func agreesWithWalkingThePairs() {
    var random = RandomSource(seed: 7)
    for _ in 0..<50 {
      let pairs = (0..<12).map { _ in (Int(random.next() % 20), Int(random.next() % 20)) }
      var sets = DisjointSets(count: 20)
      for pair in pairs { sets.join(pair.0, pair.1) }
      for start in 0..<20 {
        var reached: Set = [start]
        while case let more = Set(
          pairs.flatMap { reached.contains($0.0) || reached.contains($0.1) ? [$0.0, $0.1] : [] }),
          !more.isSubset(of: reached)
        {
          reached.formUnion(more)
        }
        #expect(sets.root(start) == reached.min())
      }
    }
  }
}
