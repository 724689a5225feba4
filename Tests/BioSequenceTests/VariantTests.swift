// Variants trimmed and shifted either way; every representation gives the same sequence.

import BioSequence
import Testing

@Suite struct VariantTests {
  let record: DNASequence = "TTACACACGGT"

  @Test func deletionShiftsBothWays() {
    let deletion = Variant(range: 4..<6, replacement: "")
    #expect(deletion.leftAligned(on: record).range == 2..<4)
    #expect(deletion.rightAligned(on: record).range == 6..<8)
    #expect(deletion.shiftRange(on: record) == 2..<8)
  }

  @Test func insertionShiftsAndTurns() {
    let insertion = Variant(range: 4..<4, replacement: "AC")
    let left = insertion.leftAligned(on: record)
    #expect(left == Variant(range: 2..<2, replacement: "AC"))
    let right = insertion.rightAligned(on: record)
    #expect(right == Variant(range: 8..<8, replacement: "AC"))
    #expect(left.applied(to: record) == right.applied(to: record))
  }

  @Test func trimsSharedEnds() {
    let spelled = Variant(range: 2..<6, replacement: "ACGC")
    #expect(spelled.trimmed(on: record) == Variant(range: 4..<5, replacement: "G"))
  }

  @Test(arguments: 0..<200) func everyRepresentationGivesTheSameSequence(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let lower = next(record.count)
    let upper = min(record.count, lower + next(4))
    let inserted = DNASequence(codes: (0..<next(4)).map { _ in UInt8(next(2)) })
    let variant = Variant(range: lower..<upper, replacement: inserted)
    let result = variant.applied(to: record)
    #expect(variant.trimmed(on: record).applied(to: record) == result)
    #expect(variant.leftAligned(on: record).applied(to: record) == result)
    #expect(variant.rightAligned(on: record).applied(to: record) == result)
    #expect(variant.leftAligned(on: record).rightAligned(on: record) == variant.rightAligned(on: record))
  }
}
