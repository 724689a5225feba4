// What is settled without gaps is what gapped alignment finds too.

import BioSequence
import Numerics
import Testing

@testable import Alignment

@Suite struct UngappedKernelTests {
  private static let margin = 64

  /// A text, a read laid on its middle with changes near its ends, and the scalar aligner's answer.
  private struct Case {
    let text: [UInt8]
    let read: [UInt8]

    init(_ random: inout SplitMix64) {
      // Short units make gaps likely to pay.
      let unit = (0..<Int.random(in: 2...60, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) }
      var text = (0..<150 + 2 * margin).map { unit[$0 % unit.count] }
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        text[Int.random(in: 0..<text.count, using: &random)] = UInt8.random(in: 0...3, using: &random)
      }
      var read = Array(text[margin..<margin + 150])
      for _ in 0..<Int.random(in: 2...5, using: &random) {
        let near = Int.random(in: 0..<42, using: &random)
        let at = Bool.random(using: &random) ? near : 149 - near
        read[at] = (read[at] + UInt8.random(in: 1...3, using: &random)) & 3
      }
      if Int.random(in: 0..<6, using: &random) == 0 {
        // A true gap near an end.
        let at = Int.random(in: 1..<40, using: &random)
        let length = Int.random(in: 1...6, using: &random)
        read.removeSubrange(at..<at + length)
        read.insert(contentsOf: text[margin - length..<margin], at: 0)
      }
      self.text = text
      self.read = read
    }
  }

  @Test func settledReadsHaveNoBetterGap() {
    var random = SplitMix64(seed: 11)
    let offsets = FlatBuffer<Int32>.allocate(count: UngappedKernel.mismatchCapacity, filledWith: 0)
    let storage = FlatBuffer<UInt32>.allocate(count: 2000, filledWith: 0)
    defer {
      offsets.deallocate()
      storage.deallocate()
    }
    var runs = CIGARBuilder(storage: storage)
    var settled = 0
    var left = 0
    for _ in 0..<220 {
      let test = Case(&random)
      let answer = unsafe test.read.withUnsafeBufferPointer { read -> (Int, Bool, Bool)? in
        unsafe test.text.withUnsafeBufferPointer { text -> (Int, Bool, Bool)? in
          guard let read = read.baseAddress, let text = text.baseAddress else { return nil }
          let found = unsafe UngappedKernel.mismatches(
            read, text + Self.margin, count: 150, limit: 10, offsets: offsets)
          return unsafe (
            found, UngappedKernel.isSettled(offsets, found: found, count: 150),
            UngappedKernel.isSettledByShifts(
              read, text + Self.margin, count: 150, offsets: offsets, found: found, scoring: ScoringScheme())
          )
        }
      }
      guard let (found, isPlain, isSettled) = answer, !isPlain else { continue }
      guard isSettled else {
        left += 1
        continue
      }
      settled += 1
      let problem = BandedProblem(
        queryCount: 150, windowCount: test.text.count, lowest: Self.margin - 16, highest: Self.margin + 16)
      let best = AffineGapKernel.alignScalar(
        query: test.read, window: test.text, problem: problem, scoring: ScoringScheme(), operations: &runs)
      #expect(best.score == 150 + 10 - 5 * found)
      // In a text of repeats the whole read may fit as well a unit further on; unique 31-mers rule that out elsewhere.
      #expect(runs.operations == [CIGAROperation(.match, 150)])
    }
    #expect(settled >= 40 && left >= 40)
  }

  @Test func everyMismatchIsTold() {
    var random = SplitMix64(seed: 12)
    for count in [1, 7, 8, 9, 63, 150] {
      let text = (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
      let read = text.map { Int.random(in: 0..<5, using: &random) == 0 ? ($0 + 1) & 3 : $0 }
      var told: [Int] = []
      unsafe read.withUnsafeBufferPointer { read in
        unsafe text.withUnsafeBufferPointer { text in
          guard let read = read.baseAddress, let text = text.baseAddress else { return }
          unsafe UngappedKernel.forEachMismatch(read, text, count: count) { told.append($0) }
        }
      }
      #expect(told == (0..<count).filter { read[$0] != text[$0] })
    }
  }
}
