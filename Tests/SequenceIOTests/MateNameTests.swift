// Names of mates in every style that is known, and names that only look alike.

import Testing

@testable import SequenceIO

@Suite("Names of mates")
struct MateNameTests {
  private func match(_ first: String, _ second: String) -> MateMatch {
    let one = Array(first.utf8)
    let other = Array(second.utf8)
    return MateName.match(one.span, other.span)
  }

  private func isFastCasava(_ first: String, _ second: String) -> Bool {
    let one = Array(first.utf8)
    let other = Array(second.utf8)
    guard one.count == other.count else { return false }
    return unsafe one.withUnsafeBufferPointer { left in
      unsafe other.withUnsafeBufferPointer { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return false }
        return unsafe MateName.areCasavaMates(left, right, count: one.count)
      }
    }
  }

  static let table: [(first: String, second: String, match: MateMatch)] = [
    ("r1", "r1", .mates), ("r1 x", "r1 y", .mates), ("r1/1", "r1/2", .mates), ("r1/2", "r1/1", .swapped),
    ("r1/1", "r1/1", .sameNumber), ("r1/2", "r1/2", .sameNumber), ("r1/1 a", "r1/2 b", .mates),
    ("r1/1", "r2/2", .different), ("r1", "r2", .different), ("r1", "r10", .different), ("r1 1", "r2 1", .different),
    ("A:1:2 1:N:0:ACGT", "A:1:2 2:N:0:ACGT", .mates), ("A:1:2 2:N:0:ACGT", "A:1:2 1:N:0:ACGT", .swapped),
    ("A:1:2 1:N:0:ACGT", "A:1:2 1:N:0:ACGT", .sameNumber), ("A:1:2 1:N:0:A", "A:1:3 2:N:0:A", .different),
    ("A:1:2 1:N:0:ACGT", "A:1:2 2:Y:0:AAAA", .mates), ("A:1:2\t1:N:0:A", "A:1:2\t2:N:0:A", .mates),
    ("A:1:2 1:N:0:A", "A:1:2", .mates), ("r1/1", "r1", .mates), ("SRR1.7.1", "SRR1.7.2", .mates),
    ("SRR1.7.1 7 length=5", "SRR1.7.2 7 length=5", .mates), ("SRR1.7.2", "SRR1.7.1", .swapped),
    ("SRR1.1", "SRR1.2", .different), ("SRR10.1.1", "SRR10.2.2", .different), ("read1", "read2", .different),
    ("a.1.1", "a.1.2", .different), ("", "", .mates), ("/1", "/2", .different),
  ]

  @Test("the table of names")
  func tableOfNames() {
    for (first, second, expected) in MateNameTests.table {
      #expect(match(first, second) == expected, "\(first) and \(second)")
      if isFastCasava(first, second) { #expect(expected == .mates, "\(first) and \(second)") }
    }
    #expect(isFastCasava("A:1:2 1:N:0:ACGT", "A:1:2 2:N:0:ACGT"))
  }

  @Test("the fast comparison agrees with the exact one")
  func fastEqualsExact() {
    var generator = SeededGenerator(seed: 4)
    var fast = 0
    for _ in 0..<3000 {
      let name = String(
        (0..<Int.random(in: 1...20, using: &generator)).map { _ in "AB:1/. ".randomElement(using: &generator) ?? "A" })
      var first = Array((name + " 1:N:0:ACGT").utf8)
      var second = Array((name + " 2:N:0:ACGT").utf8)
      if Bool.random(using: &generator) {
        let place = Int.random(in: 0..<first.count, using: &generator)
        first[place] = 50
        if Bool.random(using: &generator) { second[place] = 49 }
      }
      let one = String(decoding: first, as: UTF8.self)
      let other = String(decoding: second, as: UTF8.self)
      if isFastCasava(one, other) {
        fast += 1
        #expect(match(one, other) == .mates || match(one, other) == .sameNumber, "\(one) and \(other)")
      }
    }
    #expect(fast > 1000)
  }
}
