// Alignment of a haplotype with the record: the steps of a full table of three costs, and its bound.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct GlobalAlignmentTests {
  @Test(arguments: [UInt64(11), 12, 13])
  func theStepsAreThoseOfTheFullTable(seed: UInt64) {
    var random = TestRandom(seed: seed)
    for round in 0..<400 {
      // Few kinds of bases give long runs and repeats, where gaps have many positions of equal cost.
      let kinds = 1 + random.below(4)
      let plain = (0..<random.below(60)).map { _ in UInt8(random.below(kinds)) }
      var other = plain
      for _ in 0..<random.below(4) {
        let start = random.below(other.count + 1)
        let end = min(other.count, start + random.below(8))
        other.replaceSubrange(start..<end, with: (0..<random.below(8)).map { _ in UInt8(random.below(kinds)) })
      }
      #expect(
        GlobalAlignment.steps(from: plain, to: other) == FullTable.steps(plain, other),
        "seed \(seed), round \(round): \(plain) \(other)")
    }
  }

  @Test func sequencesTooLongAndTooDifferentAreNotAligned() {
    var random = TestRandom(seed: 14)
    let long = (0..<40_000).map { _ in UInt8(random.below(4)) }
    let others = (0..<40_000).map { _ in UInt8(random.below(4)) }
    #expect(GlobalAlignment.steps(from: long, to: others) == nil)
    // A long event alone is not too different.
    let deleted = Array(long[..<5_000] + long[35_000...])
    let forth = GlobalAlignment.steps(from: long, to: deleted) ?? []
    let back = GlobalAlignment.steps(from: deleted, to: long) ?? []
    #expect(forth.filter { $0 == .deletion }.count == 30_000)
    #expect(back.filter { $0 == .insertion }.count == 30_000)
  }
}

/// The same with a full table for each of the three states.
private enum FullTable {
  static func steps(_ plain: [UInt8], _ other: [UInt8]) -> [AlignmentStep] {
    let columns = other.count + 1
    let far: Int32 = 1 << 28
    var match = [Int32](repeating: far, count: (plain.count + 1) * columns)
    var deletion = match
    var insertion = match
    match[0] = 0
    for i in 0...plain.count {
      for j in 0..<columns {
        let here = i * columns + j
        if i > 0, j > 0 {
          let before = here - columns - 1
          let cost: Int32 = plain[i - 1] == other[j - 1] ? 0 : 4
          match[here] = min(match[before], deletion[before], insertion[before]) + cost
        }
        if i > 0 {
          let before = here - columns
          deletion[here] = min(min(match[before], insertion[before]) + 7, deletion[before]) + 1
        }
        if j > 0 { insertion[here] = min(min(match[here - 1], deletion[here - 1]) + 7, insertion[here - 1]) + 1 }
      }
    }
    var (i, j) = (plain.count, other.count)
    var steps: [AlignmentStep] = []
    func best(_ at: Int) -> AlignmentStep {
      if match[at] <= deletion[at], match[at] <= insertion[at] { return .both }
      return deletion[at] <= insertion[at] ? .deletion : .insertion
    }
    var state = best(i * columns + j)
    while i > 0 || j > 0 {
      let here = i * columns + j
      steps.append(state)
      switch state {
      case .both:
        (i, j) = (i - 1, j - 1)
        state = best(i * columns + j)
      case .deletion:
        let before = here - columns
        if deletion[here] != deletion[before] + 1 { state = match[before] <= insertion[before] ? .both : .insertion }
        i -= 1
      case .insertion:
        let before = here - 1
        if insertion[here] != insertion[before] + 1 { state = match[before] <= deletion[before] ? .both : .deletion }
        j -= 1
      }
    }
    return steps.reversed()
  }
}
