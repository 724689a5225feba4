// Where the poly(A) tail of a read begins.

import Alignment
import Testing

@testable import TranscriptAnalysis

@Suite struct PolyATailTests {
  private let reference: [UInt8] = [0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 1]

  @Test func aClippedTailBeginsBehindTheLastAlignedBase() {
    let bases = reference[..<12] + [UInt8](repeating: 0, count: 12)
    let start = PolyATail.start(
      in: bases, operations: [CIGAROperation(.match, 12), CIGAROperation(.softClip, 12)], at: 0, of: reference)
    #expect(start == 12)
  }

  @Test func aTailThatWasAlignedBeginsAtItsFirstForeignBase() {
    let bases = reference[..<10] + [UInt8](repeating: 0, count: 10)
    let start = PolyATail.start(in: bases, operations: [CIGAROperation(.match, 20)], at: 0, of: reference)
    #expect(start == 10)
  }

  @Test func otherEndsAreKept() {
    let bases = reference[..<20]
    #expect(PolyATail.start(in: bases, operations: [CIGAROperation(.match, 20)], at: 0, of: reference) == nil)
    let adapter = reference[..<12] + [0, 2, 0, 3, 1, 2, 2, 0]
    let operations = [CIGAROperation(.match, 12), CIGAROperation(.softClip, 8)]
    #expect(PolyATail.start(in: adapter, operations: operations[...], at: 0, of: reference) == nil)
  }
}
