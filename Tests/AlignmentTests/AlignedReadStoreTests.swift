// Joining stores and leaving templates out keeps every read's parts and splits together.

import BioSequence
import Testing

@testable import Alignment

@Suite struct AlignedReadStoreTests {
  /// Templates 0..<count, a read of `template + 5` bases each; every third has a split.
  private static func store(templates: Range<Int>) -> AlignedReadStore {
    var store = AlignedReadStore()
    for template in templates {
      let count = template + 5
      store.append(
        reference: 0, start: template, strand: .forward, mappingQuality: 60, template: template, isSecond: false,
        isProperPair: false, bases: [UInt8](repeating: UInt8(template % 4), count: count),
        qualities: [UInt8](repeating: UInt8(template), count: count), cigar: [CIGAROperation(.match, count)])
      if template % 2 == 1 {
        store.append(
          orphanMate: OrphanMate(
            template: template, reference: 0, anchorStart: template, isAfterAnchor: true, bases: [0, 1, 2, 3]))
      }
      guard template % 3 == 0 else { continue }
      store.append(
        split: SplitAlignment(
          read: store.reads.count - 1, reference: 0, leftEnd: template, rightStart: 900, homology: 0, inserted: 0,
          leftLength: 1, rightLength: 1))
    }
    return store
  }

  private static func check(_ store: AlignedReadStore, templates: [Int]) {
    #expect(store.reads.map(\.template) == templates)
    for read in store.reads {
      #expect(read.bases.count == read.template + 5)
      #expect(store.qualities[read.bases].allSatisfy { Int($0) == read.template })
      #expect(store.bases[read.bases].allSatisfy { Int($0) == read.template % 4 })
      #expect(store.cigars[read.cigar].map(\.length) == [read.template + 5])
    }
    #expect(store.splits.map { store.reads[$0.read].template } == templates.filter { $0 % 3 == 0 })
    #expect(store.orphanMates.map(\.template) == templates.filter { $0 % 2 == 1 })
    #expect(store.splits.allSatisfy { $0.leftEnd == store.reads[$0.read].template })
  }

  @Test func joiningKeepsPartsTogether() {
    var store = Self.store(templates: 0..<7)
    let leftOut = store.append(contentsOf: Self.store(templates: 7..<30)) { $0 % 2 == 0 }
    #expect(leftOut == 12)
    Self.check(store, templates: Array(0..<7) + Array(7..<30).filter { $0 % 2 == 0 })
  }

  @Test func joiningAllIsJoiningWhatIsWanted() {
    var whole = Self.store(templates: 0..<7)
    whole.append(contentsOf: Self.store(templates: 7..<20))
    Self.check(whole, templates: Array(0..<20))
  }

  @Test func removingKeepsPartsTogether() {
    var store = Self.store(templates: 0..<30)
    #expect(store.removeTemplates { $0 % 4 == 1 } == 8)
    Self.check(store, templates: (0..<30).filter { $0 % 4 != 1 })
  }
}
