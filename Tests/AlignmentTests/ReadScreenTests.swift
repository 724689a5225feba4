// The screen: fast loop equals plain twin, true reads pass, repeats and foreign reads do not.

import BioSequence
import Numerics
import Testing
import TypeICollagen

@testable import Alignment

@Suite struct ReadScreenTests {
  private static let screen = ReadScreen(index: Fixture.index)

  private static func passes(_ codes: [UInt8]) -> Bool {
    let text = TextRead(codes: codes).bases
    return screen.isCandidate(text.span)
  }

  private static func scalar(_ text: [UInt8]) -> Bool {
    let index = Fixture.index
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe index.filter.withUnsafeBufferPointer { filter in
        unsafe index.keys.withUnsafeBufferPointer { keys in
          unsafe index.values.withUnsafeBufferPointer { values in
            guard let text0 = text.baseAddress, let filter = filter.baseAddress, let keys = keys.baseAddress,
              let values = values.baseAddress
            else { return false }
            return unsafe ScreenKernel.scalarHasRecognisableKMer(
              text0, count: text.count, filter: filter, keys: keys, values: values, slotMask: index.keys.count - 1)
          }
        }
      }
    }
  }

  @Test func fastLoopEqualsScalar() {
    var random = SplitMix64(seed: 11)
    var hits = 0
    for number in 0..<6_000 {
      let count = Int.random(in: 0...260, using: &random)
      var text: [UInt8] = (0..<count).map { _ in Array("ACGTacgtuUNn.".utf8)[Int(random.next() % 13)] }
      if number % 2 == 0 {
        let codes = Fixture.codes(number % 4 / 2)
        let start = Int.random(in: 0..<codes.count - count, using: &random)
        var part = Array(codes[start..<start + count])
        if random.next() % 2 == 0 { part = reverseComplement(part) }
        text = TextRead(codes: part).bases
        for _ in 0..<Int.random(in: 0...6, using: &random) where count > 0 {
          text[Int.random(in: 0..<count, using: &random)] = Array("ANacRt*\u{0}".utf8)[Int(random.next() % 8)]
        }
        if random.next() % 4 == 0 { text = text.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }
        if random.next() % 4 == 0 { text = text.map { $0 == 84 ? 85 : $0 } }
      }
      let fast = Self.screen.isCandidate(text.span)
      if fast { hits += 1 }
      #expect(fast == Self.scalar(text))
    }
    #expect(hits > 1_000)
  }

  @Test func truePairsPassAndForeignReadsDoNot() {
    var random = SplitMix64(seed: 12)
    var missed = 0
    for number in 0..<2_000 {
      let codes = Fixture.codes(number % 2)
      let exons = Fixture.genes[number % 2].record.preferredTranscript.exons
      let exon = exons[Int(random.next() % UInt64(exons.count))]
      let start = exon.lowerBound - Int.random(in: 0..<150, using: &random)
      var read = Array(codes[start..<start + 150])
      read[Int.random(in: 0..<150, using: &random)] = UInt8.random(in: 0...3, using: &random)
      if !Self.passes(read) { missed += 1 }
      let foreign = (0..<150).map { _ in UInt8.random(in: 0...3, using: &random) }
      #expect(!Self.passes(foreign))
    }
    #expect(missed == 0)
  }

  @Test func readsOfRepeatsAloneAreNoCandidates() {
    for (gene, model) in Fixture.genes.enumerated() {
      for stretch in model.repeats where stretch.count > 160 {
        let read = Array(Fixture.codes(gene)[stretch.lowerBound + 5..<stretch.lowerBound + 155])
        #expect(!Self.passes(read))
        #expect(!Self.passes(reverseComplement(read)))
      }
    }
  }
}
