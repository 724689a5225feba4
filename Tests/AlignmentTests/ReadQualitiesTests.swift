// Qualities along the reads: in the direction of sequencing, of both mates, and of known qualities only.

import BioSequence
import Testing

@testable import Alignment

@Suite struct ReadQualitiesTests {
  /// Mates in turn; their scores, in the direction of sequencing, come from their template and side.
  private static func store(
    templates: Int, lengths: (Int) -> Int = { _ in 40 },
    scores: (_ template: Int, _ isSecond: Bool, _ position: Int) -> UInt8
  ) -> AlignedReadStore {
    var store = AlignedReadStore()
    for template in 0..<templates {
      for isSecond in [false, true] {
        let isReverse = (template % 2 == 0) == isSecond
        let count = lengths(template)
        let given = (0..<count).map { scores(template, isSecond, $0) }
        store.append(
          reference: 0, start: template, strand: isReverse ? .reverse : .forward, mappingQuality: 60,
          template: template,
          isSecond: isSecond, isProperPair: true, bases: [UInt8](repeating: 0, count: count),
          qualities: isReverse ? given.reversed() : given, cigar: [CIGAROperation(.match, count)])
      }
    }
    return store
  }

  @Test func positionsCountFromTheFirstBaseSequenced() {
    let qualities = ReadQualities([
      Self.store(templates: 60) { _, isSecond, place in UInt8(isSecond ? 20 + place / 2 : 40 - place / 2) }
    ])
    #expect(qualities.first.reads == 60 && qualities.second.reads == 60)
    for place in 0..<40 {
      #expect(qualities.first.mean(at: place) == Double(40 - place / 2))
      #expect(qualities.second.mean(at: place) == Double(20 + place / 2))
      #expect(qualities.first.fraction(from: 30, at: place) == (40 - place / 2 >= 30 ? 1 : 0))
    }
  }

  @Test func unknownQualitiesAreLeftOut() {
    let qualities = ReadQualities([
      Self.store(templates: 60) { template, _, place in place == 7 ? 0 : template % 2 == 0 ? 0 : 36 }
    ])
    #expect(qualities.first.mean(at: 7) == nil && qualities.first.fraction(from: 30, at: 7) == nil)
    #expect(qualities.first.mean(at: 8) == 36 && qualities.first.fraction(from: 30, at: 8) == 1)
    #expect(ReadQualities.fraction(from: 30, of: qualities.first.totals) == 1)
    #expect(qualities.first.totals[0] == 30 * 40 + 30)
  }

  /// An even step through mates in turn would see the first ones only.
  @Test(arguments: [10_001, 19_999, 20_000, 30_000, 40_000])
  func bothMatesOfADeepSampleAreSeen(_ templates: Int) {
    let qualities = ReadQualities([Self.store(templates: templates, lengths: { _ in 4 }) { _, _, _ in 30 }])
    let (one, two) = (qualities.first.reads, qualities.second.reads)
    #expect(abs(one - two) <= 1 && one + two > 5_000 && one + two <= 20_002)
  }

  @Test func aFewLongReadsMakeNoCurve() {
    let qualities = ReadQualities([
      Self.store(templates: 100, lengths: { $0 < 4 ? 90 : $0 < 20 ? 60 : 50 }) { _, _, _ in 33 }
    ])
    #expect(qualities.first.commonPositions == 60)
    #expect(ReadQualities([AlignedReadStore()]).first.commonPositions == 0)
  }
}
