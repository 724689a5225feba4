// Long reads with known positions and events come back at their places, in as few pieces as their events need.

import BioSequence
import Numerics
import Testing
import TypeICollagen

@testable import Alignment

@Suite struct LongReadMapperTests {
  private static let mapper = LongReadMapper(index: Fixture.index)

  private static func map(_ codes: [UInt8], isTurned: Bool = false) -> (TemplateOutcome, AlignedReadStore) {
    var store = AlignedReadStore()
    let read = TextRead(codes: isTurned ? reverseComplement(codes) : codes)
    let outcome = mapper.map(bases: read.bases.span, qualities: read.qualities.span, template: 7, into: &store)
    return (outcome, store)
  }

  private static func random(_ count: Int, _ source: inout SplitMix64) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...3, using: &source) }
  }

  /// Bases with substitutions and with bases left out and put in, each at a third of the rate.
  private static func noisy(_ codes: [UInt8], _ rate: Double, _ source: inout SplitMix64) -> [UInt8] {
    codes.flatMap { base -> [UInt8] in
      let draw = Double.random(in: 0..<1, using: &source)
      if draw < rate / 3 { return [(base + 1) % 4] }
      if draw < 2 * rate / 3 { return [] }
      return draw < rate ? [base, UInt8.random(in: 0...3, using: &source)] : [base]
    }
  }

  @Test(arguments: [0, 1], [false, true]) func exactReadsAreAtTheirPlaces(gene: Int, isTurned: Bool) {
    let codes = Fixture.codes(gene)
    for start in stride(from: 1000, to: codes.count - 7000, by: 3700) {
      let (outcome, store) = Self.map(Array(codes[start..<start + 6000]), isTurned: isTurned)
      #expect(outcome.first == .used)
      #expect(store.reads.map(\.start) == [start])
      #expect(store.reads.map { cigarText($0, in: store) } == ["6000M"])
      #expect(store.reads.map(\.strand) == [isTurned ? .reverse : .forward])
      #expect(store.reads.map(\.reference) == [gene])
    }
  }

  @Test(arguments: [3, 40, 700, 5000], [false, true]) func deletionsLieInOnePiece(length: Int, isTurned: Bool) {
    let codes = Fixture.codes(0)
    let read = Array(codes[6000..<9000]) + codes[9000 + length..<12_000 + length]
    let (outcome, store) = Self.map(read, isTurned: isTurned)
    #expect(outcome.first == .used)
    #expect(store.reads.count == 1)
    let deleted = store.cigars.filter { $0.kind == .deletion }
    #expect(deleted.map(\.length) == [length])
    #expect(store.reads.first?.end == 12_000 + length)
  }

  @Test(arguments: [5, 60, 900, 6000]) func insertionsLieInOnePiece(length: Int) {
    var source = SplitMix64(seed: UInt64(length))
    let codes = Fixture.codes(1)
    let read = codes[6000..<9000] + Self.random(length, &source) + codes[9000..<12_000]
    let (_, store) = Self.map(Array(read))
    #expect(store.reads.count == 1)
    let shift = store.cigars.reduce(0) {
      $0 + ($1.kind == .insertion ? $1.length : $1.kind == .deletion ? -$1.length : 0)
    }
    #expect(shift == length)
    #expect(store.reads.first?.start == 6000 && store.reads.first?.end == 12_000)
  }

  @Test func aTurnedStretchIsAPieceOfTheOtherStrand() {
    let codes = Fixture.codes(0)
    let read = codes[6000..<9000] + reverseComplement(Array(codes[9000..<10_500])) + codes[10_500..<13_000]
    let (outcome, store) = Self.map(Array(read))
    #expect(outcome == TemplateOutcome(first: .used))
    #expect(store.reads.count == 3)
    #expect(store.reads.count { !$0.isSupplementary } == 1)
    #expect(Set(store.reads.map(\.template)) == [7])
    let turned = store.reads.filter { $0.strand == .reverse }
    #expect(turned.count == 1)
    #expect(turned.allSatisfy { abs($0.start - 9000) <= 12 && abs($0.end - 10_500) <= 12 })
  }

  @Test(arguments: [0.02, 0.06, 0.1]) func noisyReadsAreAtTheirPlaces(rate: Double) {
    var source = SplitMix64(seed: 5)
    for start in [3000, 9000, 14_000] {
      let read = Self.noisy(Array(Fixture.codes(0)[start..<start + 8000]), rate, &source)
      let (outcome, store) = Self.map(read, isTurned: start == 9000)
      #expect(outcome.first == .used)
      #expect(store.reads.count == 1)
      #expect(store.reads.allSatisfy { abs($0.start - start) <= 40 && abs($0.end - start - 8000) <= 40 })
    }
  }

  @Test func whatLiesBeyondTheRecordIsNotKept() {
    var source = SplitMix64(seed: 9)
    let codes = Fixture.codes(0)
    let (outcome, store) = Self.map(Self.random(9000, &source) + codes[0..<4000])
    #expect(outcome.first == .used)
    #expect(store.reads.map(\.start) == [0])
    #expect(store.bases.count == 4000)
  }

  @Test func unalignedEndsInsideTheRecordAreKept() {
    var source = SplitMix64(seed: 10)
    let codes = Fixture.codes(0)
    let (_, store) = Self.map(Array(codes[6000..<10_000]) + Self.random(3000, &source))
    #expect(store.cigars.last?.kind == .softClip)
    #expect((380...420).contains(store.cigars.last?.length ?? 0))
    // A short end is an adapter.
    let (_, trimmed) = Self.map(Array(codes[6000..<10_000]) + Self.random(40, &source))
    #expect(!trimmed.cigars.contains { $0.kind == .softClip })
  }

  @Test func aShortLikenessIsNoRead() {
    var source = SplitMix64(seed: 11)
    let piece = Array(Fixture.codes(0)[9000..<9150])
    let (outcome, store) = Self.map(Self.random(4000, &source) + piece + Self.random(4000, &source))
    #expect(outcome.first != .used)
    #expect(store.reads.isEmpty)
    #expect(Self.map(Self.random(5000, &source)).0.first == .unmapped)
  }
}

@Suite struct GapAlignerTests {
  /// The best score of all alignments from end to end, cell by cell.
  private static func best(_ query: [UInt8], _ text: [UInt8]) -> Int {
    let none = -1_000_000
    var rows = [[[Int]]](
      repeating: [[Int]](repeating: [none, none, none], count: text.count + 1), count: query.count + 1)
    rows[0][0] = [0, none, none]
    for i in 0...query.count {
      for j in 0...text.count where i + j > 0 {
        let left = j > 0 ? max(rows[i][j - 1].max() ?? none, none) : none
        let above = i > 0 ? rows[i - 1][j].max() ?? none : none
        let deletion = j > 0 ? max(left - 6, rows[i][j - 1][1] - 2) : none
        let insertion = i > 0 ? max(above - 6, rows[i - 1][j][2] - 2) : none
        let match = i > 0 && j > 0 ? (rows[i - 1][j - 1].max() ?? none) + (query[i - 1] == text[j - 1] ? 2 : -4) : none
        rows[i][j] = [match, deletion, insertion]
      }
    }
    return rows[query.count][text.count].max() ?? none
  }

  @Test func alignmentsAreTheBest() {
    var source = SplitMix64(seed: 3)
    var aligner = GapAligner()
    for number in 0..<300 {
      let text = (0..<Int.random(in: 1...40, using: &source)).map { _ in UInt8.random(in: 0...3, using: &source) }
      var query = text.flatMap { base -> [UInt8] in
        let draw = Int.random(in: 0..<12, using: &source)
        return draw == 0 ? [] : draw == 1 ? [base, 2] : draw == 2 ? [(base + 1) % 4] : [base]
      }
      if number % 7 == 0 { query.insert(contentsOf: [0, 1, 2, 3, 0, 1, 2, 3], at: query.count / 2) }
      guard let found = aligner.global(query[...], text[...]) else {
        Issue.record("no alignment")
        continue
      }
      var (i, j, score) = (0, 0, 0)
      for operation in found.operations {
        if operation.kind == .match {
          for step in 0..<operation.length { score += query[i + step] == text[j + step] ? 2 : -4 }
        } else {
          score -= 4 + 2 * operation.length
        }
        if operation.consumesRead { i += operation.length }
        if operation.consumesReference { j += operation.length }
      }
      #expect(i == query.count && j == text.count)
      #expect(score == Self.best(query, text))
    }
  }
}
