// Where reads tell of a variant, against counting every position one by one.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct InformativePositionsTests {
  /// Reads of `length` bases from the changed record that differ from every stretch of the record, over those from the
  /// record that differ from every stretch of the changed one.
  private func counted(_ variant: Variant, on record: DNASequence, length: Int) -> Double {
    let changed = variant.applied(to: record)
    func words(_ sequence: DNASequence) -> [[UInt8]] {
      (0...sequence.count - length).map { Array(sequence.codes[$0..<$0 + length]) }
    }
    let plain = words(record)
    let other = words(changed)
    let known = Set(plain)
    let knownChanged = Set(other)
    return Double(other.count { !known.contains($0) }) / Double(plain.count { !knownChanged.contains($0) })
  }

  @Test func weightsAreThoseOfCountedPlaces() {
    var random = TestRandom(seed: 31)
    let record = DNASequence(codes: (0..<900).map { _ in UInt8(random.below(4)) })
    for _ in 0..<12 {
      let size = 1 + random.below(50)
      let new = DNASequence(codes: (0..<size).map { _ in UInt8(random.below(4)) })
      for variant in [
        Variant(range: 400..<400 + size, replacement: DNASequence()), Variant(range: 400..<400, replacement: new),
        Variant(range: 400..<400, replacement: record[400..<400 + size]),
      ] {
        let own = variant.leftAligned(on: record)
        let positions = InformativePositions(of: own, span: own.shiftRange(on: record), readLength: 150)
        let expected = counted(own, on: record, length: 150)
        #expect(abs(positions.weight / expected - 1) < 0.08, "\(variant.range) \(size)")
        // Mates of 150 bases at both ends of fragments of 220 bases: together they see all of a fragment.
        let pairs = InformativePositions(of: own, span: own.shiftRange(on: record), readLength: 150, fragments: [220])
        let expectedOfPairs = counted(own, on: record, length: 220)
        #expect(abs(pairs.weight / expectedOfPairs - 1) < 0.05, "pairs \(variant.range) \(size)")
      }
    }
  }

  @Test func substitutionsAndLongDuplicationsAreSpecial() {
    var random = TestRandom(seed: 32)
    let record = DNASequence(codes: (0..<900).map { _ in UInt8(random.below(4)) })
    let substitution = Variant(range: 400..<401, replacement: DNASequence(codes: [(record.codes[400] + 1) & 3]))
    #expect(InformativePositions(of: substitution, span: 400..<401, readLength: 150) == .even)
    let copy = Variant(range: 400..<400, replacement: record[400..<600]).leftAligned(on: record)
    #expect(InformativePositions(of: copy, span: copy.shiftRange(on: record), readLength: 150).junction != nil)
  }

  @Test func longInsertionsAreMetByMoleculesNotByReads() {
    var random = TestRandom(seed: 33)
    let record = DNASequence(codes: (0..<2_000).map { _ in UInt8(random.below(4)) })
    let new = DNASequence(codes: (0..<175).map { _ in UInt8(random.below(4)) })
    let insertion = Variant(range: 900..<900, replacement: new).leftAligned(on: record)
    func weight(_ fragments: [Int]) -> Double {
      InformativePositions(
        of: insertion, span: insertion.shiftRange(on: record), readLength: 150, fragments: fragments
      ).weight
    }
    // Single reads need 90 of their 150 bases on the record: 58 places at either end, of 145 without the insertion.
    #expect(abs(weight([]) - 116.0 / 145) < 0.03)
    // Of fragments of 370 bases both reads may cross an end of the insertion: 118 places at either end of it for either
    // read, of which 100 are places of both reads; without the insertion 145 places for either read.
    #expect(abs(weight([370]) - (4 * 118.0 - 100) / 290) < 0.03)
    // Reads of long fragments never cross both ends.
    #expect(abs(weight([900]) - 4 * 118.0 / 290) < 0.03)
  }

  @Test func junctionsAndEndsAreWeighedByTheirPlaces() {
    // One fragment from every position of either haplotype: both must come out as equally frequent.
    for (unit, fragments) in [(120, [150]), (140, [220]), (140, [370]), (400, [370]), (1_000, [300, 500])] {
      let positions = JunctionPositions(unit: unit, moved: unit, readLength: 150, fragments: fragments)
      let against = positions.against(count: positions.crossing, ends: positions.endsWith + positions.endsWithout)
      #expect(abs(against / Double(positions.crossing) - 1) < 1e-9)
      #expect(positions.against(count: 0, ends: positions.endsWithout) == Double(positions.crossing))
    }
    // Single reads: 58 places with 90 or more bases on either side of the junction, 131 over either end.
    let single = JunctionPositions(unit: 500, moved: 500, readLength: 150, fragments: [150])
    #expect(single.crossing == 2 * 58 && single.endsWithout == 2 * 131 && single.endsWith == 2 * 131)
  }

  @Test func weighedFractionsKeepTheirOrder() {
    let plain = AlleleFraction(alternate: 60, total: 100)
    let weighed = plain.weighing(1.5)
    #expect(abs(weighed.value - 0.5) < 1e-9)
    #expect(weighed.low < weighed.value && weighed.value < weighed.high)
    #expect(plain.weighing(1) == plain)
    #expect(AlleleFraction(alternate: 0, total: 50).weighing(2).low == 0)
    #expect(AlleleFraction(alternate: 50, total: 50).weighing(2).high == 1)
  }
}
