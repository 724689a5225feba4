// Every fragment over a given variant: kept where the others are thinned, and no coincidence of ends taken for a copy.

import Alignment
import BioSequence
import Numerics
import Testing
import TypeICollagen

@testable import Collagen
@testable import VariantCalling

@Suite struct SiteReadsTests {
  /// Fragments drawn over a place, each copied with a probability.
  private func store(_ count: Int, copied: Double, around place: Int, seed: UInt64) -> AlignedReadStore {
    var random = RandomSource(seed: seed)
    var store = AlignedReadStore()
    var template = 0
    func add(_ start: Int, _ length: Int, _ strand: Strand) {
      for isSecond in [false, true] {
        let isLeft = (strand == .forward) != isSecond
        store.append(
          reference: 0, start: isLeft ? start : start + length - 100, strand: isLeft ? .forward : .reverse,
          mappingQuality: 60, template: template, isSecond: isSecond, isProperPair: true,
          bases: [UInt8](repeating: 0, count: 100), qualities: [UInt8](repeating: 30, count: 100),
          cigar: [CIGAROperation(.match, 100)])
      }
      template += 1
    }
    while template < count {
      let length = max(120, Int(370 + 60 * random.normal()))
      // Only fragments with a read over the place are among those that are looked at.
      let offset = random.below(min(length, 200))
      let start = length <= 200 || offset < 100 ? place - offset : place - (length - 200 + offset)
      let strand: Strand = random.below(2) == 0 ? .forward : .reverse
      add(start, length, strand)
      while random.uniform() < copied, template < count { add(start, length, strand) }
    }
    return store
  }

  @Test("equal ends at great depth are expected, and copies are recognised", arguments: [UInt64(1), 2, 3])
  func recognisesCopies(seed: UInt64) {
    for count in [500, 5000, 20_000] {
      let single = CoincidingEnds(in: store(count, copied: 0, around: 9000, seed: seed))
      #expect(
        single.areCopies == (count == 500), "at little depth equal ends are copies: seed \(seed), \(count): \(single)")
      #expect(count < 20_000 || single.found > 500, "at this depth ends coincide: \(single)")
      let copies = CoincidingEnds(in: store(count, copied: 0.3, around: 9000, seed: seed))
      #expect(copies.areCopies, "seed \(seed), \(count): \(copies)")
    }
  }

  @Test func keepsWhatLiesOverThePlacesAndNoMoreThanItsRoom() {
    var sites = SiteReads([SiteReads.Place(gene: 0, range: 8999..<9001)])
    let near = store(400, copied: 0, around: 9000, seed: 4)
    sites.add(near)
    #expect(sites.store.reads.count == near.reads.count && sites.warnings.isEmpty)
    sites.add(store(400, copied: 0, around: 12_000, seed: 5))
    #expect(sites.store.reads.count == near.reads.count)
    let deep = store(90_000, copied: 0, around: 9000, seed: 6)
    sites.add(deep)
    #expect(sites.store.bases.count <= SiteReads.maximumBases && sites.store.bases.count > SiteReads.maximumBases / 3)
    #expect(sites.warnings.first?.contains("1 in 2 fragments") == true)
  }
}
