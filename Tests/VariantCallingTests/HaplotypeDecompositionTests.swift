// How differences of a haplotype become changes.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct HaplotypeDecompositionTests {
  //                                 0         10        20        30        40
  private let record = DNASequence("ACGTTGCAAGGCTTACCCCCCATGATCGTAGGTCCTGGTGCTAGCATCGA")

  /// The variants of the record with `changes` made, coding from offset 6 in frame.
  private func found(_ changes: [Variant], coding: Bool = false) -> [Variant] {
    var sequence = record
    for change in changes.sorted(by: >) { sequence = change.applied(to: sequence) }
    let reference = CallReference(sequence: record, codingExons: coding ? [6..<48] : [])
    return HaplotypeDecomposition.variants(of: sequence.codes, in: 0..<record.count, of: reference)
  }

  private func change(_ range: Range<Int>, _ bases: DNASequence) -> Variant {
    Variant(range: range, replacement: bases)
  }

  @Test func theRecordItselfHasNone() {
    #expect(found([]).isEmpty)
  }

  @Test func singleChangesComeBackLeftAligned() {
    for variant in [
      change(22..<23, "C"), change(16..<17, ""), change(20..<20, "C"), change(24..<30, ""), change(33..<33, "GGTCCT"),
      change(10..<12, "TA"), change(25..<28, "GG"),
    ] {
      #expect(found([variant]) == [variant.leftAligned(on: record)], "\(variant)")
    }
  }

  @Test func distantChangesStayApart() {
    let both = [change(8..<9, "C"), change(30..<31, "A")]
    #expect(found(both) == both)
  }

  @Test func neighboursAreOneChange() {
    #expect(found([change(24..<25, "T"), change(25..<26, "A")]) == [change(24..<26, "TA")])
  }

  @Test func twoChangesInOneCodonAreOneOnlyIfItIsKnown() {
    // Codons start at 6, 9, ... 24; offsets 24 and 26 share one, 26 and 28 do not.
    let inside = [change(24..<25, "T"), change(26..<27, "A")]
    #expect(found(inside, coding: true).count == 1)
    #expect(found(inside, coding: false) == inside)
    let across = [change(26..<27, "A"), change(28..<29, "C")]
    #expect(found(across, coding: true) == across)
  }

  @Test func anIndelThatMayLieBesideAnotherChangeIsOneWithIt() {
    #expect(found([change(15..<16, ""), change(20..<21, "T")]) == [change(19..<21, "T")])
    #expect(found([change(15..<15, "CC"), change(20..<21, "T")]) == [change(21..<21, "CT")])
    #expect(found([change(15..<16, "T"), change(20..<21, "")]) == [change(15..<17, "T")])
  }

  @Test func noChangeMayBeMovedOverAnother() {
    // Few kinds of bases give long runs and repeats.
    var random = TestRandom(seed: 78)
    for _ in 0..<300 {
      let plain = DNASequence(codes: (0..<60).map { _ in UInt8(random.below(5) == 0 ? 1 : 0) })
      var codes = plain.codes
      for _ in 0..<3 {
        let start = 5 + random.below(codes.count - 15)
        let end = start + random.below(4)
        codes.replaceSubrange(start..<end, with: (0..<random.below(4)).map { _ in UInt8(random.below(3)) })
      }
      let changes = HaplotypeDecomposition.variants(
        of: codes, in: 0..<plain.count, of: CallReference(sequence: plain))
      for (left, right) in zip(changes, changes.dropFirst()) {
        #expect(left.shiftRange(on: plain).upperBound <= right.range.lowerBound, "\(changes)")
        #expect(left.range.upperBound <= right.shiftRange(on: plain).lowerBound, "\(changes)")
      }
    }
  }

  @Test func applyingTheChangesGivesTheHaplotypeBack() {
    var random = TestRandom(seed: 77)
    for _ in 0..<300 {
      var codes = record.codes
      for _ in 0..<1 + random.below(3) {
        let start = 5 + random.below(codes.count - 15)
        switch random.below(3) {
        case 0: codes[start] = UInt8(random.below(4))
        case 1: codes.removeSubrange(start..<start + 1 + random.below(4))
        default: codes.insert(contentsOf: (0..<1 + random.below(5)).map { _ in UInt8(random.below(4)) }, at: start)
        }
      }
      let variants = HaplotypeDecomposition.variants(
        of: codes, in: 0..<record.count, of: CallReference(sequence: record, codingExons: [6..<48]))
      var sequence = record
      for variant in variants.sorted(by: >) { sequence = variant.applied(to: sequence) }
      #expect(sequence.codes == codes)
    }
  }
}

/// A small seeded generator for laws.
struct TestRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
