// The vector kernel equals its scalar twin: scores, places and runs.

import BioSequence
import Numerics
import Testing

@testable import Alignment

@Suite struct AffineGapKernelTests {
  private static func both(
    _ query: [UInt8], _ window: [UInt8], lowest: Int, highest: Int, scoring: ScoringScheme = ScoringScheme()
  ) -> (scalar: BandedAlignment, scalarRuns: [CIGAROperation], vector: BandedAlignment, vectorRuns: [CIGAROperation]) {
    let memory = AffineGapMemory(queryCapacity: 400, windowCapacity: 600, bandCapacity: 512)
    let storage = [FlatBuffer<UInt32>.allocate(count: 2000, filledWith: 0), .allocate(count: 2000, filledWith: 0)]
    defer {
      memory.deallocate()
      storage.forEach { $0.deallocate() }
    }
    var runs = storage.map { CIGARBuilder(storage: $0) }
    let problem = BandedProblem(
      queryCount: query.count, windowCount: window.count, lowest: lowest, highest: highest)
    let scalar = AffineGapKernel.alignScalar(
      query: query, window: window, problem: problem, scoring: scoring, operations: &runs[0])
    let vector = unsafe query.withUnsafeBufferPointer { query in
      unsafe window.withUnsafeBufferPointer { window -> BandedAlignment in
        guard let query = query.baseAddress, let window = window.baseAddress else { return BandedAlignment() }
        return unsafe AffineGapKernel.align(
          query: query, window: window, problem: problem, scoring: scoring, memory: memory, operations: &runs[1])
      }
    }
    return (scalar, runs[0].operations, vector, runs[1].operations)
  }

  /// A read made from a window by random variants.
  private static func mutated(_ window: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var read = window
    for _ in 0..<Int.random(in: 0...4, using: &random) where read.count > 20 {
      let at = Int.random(in: 0..<read.count - 10, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: read.removeSubrange(at..<at + Int.random(in: 1...9, using: &random))
      case 1: read.insert(contentsOf: (0..<6).map { _ in UInt8.random(in: 0...3, using: &random) }, at: at)
      case 2: read[at] = 4
      default: read[at] = UInt8.random(in: 0...3, using: &random)
      }
    }
    return read
  }

  @Test func vectorEqualsScalarOnRandomCases() {
    var random = SplitMix64(seed: 7)
    for number in 0..<250 {
      let letters: ClosedRange<UInt8> = number % 3 == 0 ? 0...1 : 0...3
      let window = (0..<Int.random(in: 20...110, using: &random)).map { _ in UInt8.random(in: letters, using: &random) }
      let from = Int.random(in: 0..<window.count / 2, using: &random)
      let read =
        number % 5 == 0
        ? (0..<Int.random(in: 1...70, using: &random)).map { _ in UInt8.random(in: 0...4, using: &random) }
        : Self.mutated(Array(window[from...]), using: &random)
      let centre = number % 5 == 0 ? 0 : from
      let lowest = centre - Int.random(in: 2...24, using: &random)
      let highest = centre + Int.random(in: 1...24, using: &random)
      let result = Self.both(read, window, lowest: lowest, highest: highest)
      #expect(result.scalar == result.vector, "case \(number)")
      #expect(result.scalarRuns == result.vectorRuns, "case \(number)")
    }
  }

  @Test func aBandAsWideAsTheLongestGapIsWideEnough() {
    var random = SplitMix64(seed: 8)
    let scoring = ScoringScheme()
    var narrower = 0
    for _ in 0..<60 {
      let window = (0..<160).map { _ in UInt8.random(in: 0...3, using: &random) }
      let read = Self.mutated(Array(window[30..<130]), using: &random)
      let wide = Self.both(read, window, lowest: -10, highest: 70, scoring: scoring)
      let ungapped = Self.both(read, window, lowest: 29, highest: 31, scoring: scoring)
      let reach = max(2, scoring.longestGap(bases: read.count, score: ungapped.vector.score))
      guard reach < 30 else { continue }
      narrower += 1
      let narrow = Self.both(read, window, lowest: 30 - reach, highest: 30 + reach, scoring: scoring)
      #expect(narrow.vector == wide.vector && narrow.vectorRuns == wide.vectorRuns)
    }
    #expect(narrower >= 20)
  }

  @Test func gapsAndEndsAreScored() {
    let window = DNASequence(text: "ACGTTGCAATCGGATCCATGTTCAGCATTAGCCGATATTTACGGC")?.codes ?? []
    var read = window
    read.removeSubrange(20..<24)
    let result = Self.both(read, window, lowest: -10, highest: 10)
    #expect(result.vector.score == 41 - 6 - 4 + 10)
    #expect(result.vectorRuns.map(\.description).joined().contains("4D"))
    var late = window
    late[43] = 3 - late[43]
    #expect(Self.both(late, window, lowest: -5, highest: 5).vectorRuns.map(\.description) == ["45M"])
  }
}
