// Names of mates in every style that is known, and names that only look alike.

import Numerics
import Testing

@testable import SequenceIO

@Suite("Names of mates")
struct MateNameTests {
  private func match(_ first: String, _ second: String) -> MateMatch {
    let one = Array(first.utf8)
    let other = Array(second.utf8)
    return MateName.match(one.span, other.span)
  }

  private func isFast(_ first: String, _ second: String) -> Bool {
    let one = Array(first.utf8)
    let other = Array(second.utf8)
    return unsafe one.withUnsafeBufferPointer { left in
      unsafe other.withUnsafeBufferPointer { right in
        guard let start = left.baseAddress, let otherStart = right.baseAddress else { return false }
        return unsafe MateNameKernel.areMates(start, left.count, otherStart, right.count)
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
      if isFast(first, second) { #expect(expected == .mates, "\(first) and \(second)") }
    }
  }

  @Test("the usual styles are settled by the fast comparison")
  func usualStylesAreFast() {
    let styles = [
      ("A00100:7:HFLOW:1:1101:2000:1000 1:N:0:ACGT", "A00100:7:HFLOW:1:1101:2000:1000 2:N:0:ACGT"),
      ("background-2000000/1", "background-2000000/2"), ("chr1_1_2_3/1 length=150", "chr1_1_2_3/2 length=9"),
      ("SRR062634.1 1 length=100", "SRR062634.1 1 length=100"), ("ERR10.17.1 a", "ERR10.17.2 a"),
      ("DRR001.1234.1", "DRR001.1234.2"), ("a-plain-name", "a-plain-name"), ("name\twith tab", "name\twith others"),
      ("A00100:7:H:1 1:N:0:A", "A00100:7:H:1 2:Y:18:CCCCCCC"),
    ]
    for (first, second) in styles { #expect(isFast(first, second), "\(first) and \(second)") }
  }

  @Test("the fast comparison agrees with the exact one")
  func fastEqualsExact() {
    var generator = SplitMix64(seed: 4)
    let endings = [
      ("/1", "/2"), (" 1:N:0:ACGT", " 2:N:0:ACGT"), (".1", ".2"), ("", ""), ("/1 a", "/2 b"), (" x", " yy"),
      ("\t1:N:0", "\t2:N:0"), (".1 1:N", ".2 2:N"), ("/1", "/1"), (" 1:N", " 1:N"),
    ]
    var fast = 0
    for round in 0..<6000 {
      let name = String(
        (0..<Int.random(in: 1...20, using: &generator)).map { _ in "AR12:/. ".randomElement(using: &generator) ?? "A" })
      let start = Bool.random(using: &generator) ? "SRR1.7" : "A00:1"
      let ending = endings[round % endings.count]
      var first = Array((start + (round % 3 == 0 ? "" : name) + ending.0).utf8)
      var second = Array((start + (round % 3 == 0 ? "" : name) + ending.1).utf8)
      if round % 4 == 0 {
        let place = Int.random(in: 0..<min(first.count, second.count), using: &generator)
        first[place] = Array("12 /.:".utf8)[Int.random(in: 0..<6, using: &generator)]
        if Bool.random(using: &generator) {
          second[place] = Array("12 /.:".utf8)[Int.random(in: 0..<6, using: &generator)]
        }
      }
      let one = String(decoding: first, as: UTF8.self)
      let other = String(decoding: second, as: UTF8.self)
      if isFast(one, other) {
        fast += 1
        #expect(match(one, other) == .mates, "\(one) and \(other)")
      }
    }
    #expect(fast > 2000)
  }
}
