// Reads as codes and scores in both directions equal what the tables say, letter by letter.

import BioSequence
import Numerics
import Testing

@testable import Alignment

@Suite struct MateBuffersTests {
  @Test func lettersAndScoresAreThoseOfTheTables() {
    var random = SplitMix64(seed: 13)
    var buffers = MateBuffers()
    defer { buffers.deallocate() }
    let usual = Array("ACGTacgtUu".utf8)
    for round in 0..<300 {
      let count = round < 40 ? round : Int.random(in: 40...400, using: &random)
      let letters = (0..<count).map { _ -> UInt8 in
        Int.random(in: 0..<30, using: &random) == 0
          ? UInt8.random(in: 0...255, using: &random) : usual[Int.random(in: 0..<usual.count, using: &random)]
      }
      let scores = (0..<count).map { _ -> UInt8 in
        Int.random(in: 0..<30, using: &random) == 0
          ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 33...75, using: &random)
      }
      let given = round % 7 == 0 ? [] : scores
      buffers.load(letters.span, given.span)
      let codes = letters.map { min(Nucleotide.codes[Int($0)], 4) }
      let values = round % 7 == 0 ? letters.map { _ in 30 } : scores.map { $0 > 33 ? $0 - 33 : 0 }
      #expect(unsafe Array(buffers.allCodes(false)) == codes)
      #expect(unsafe Array(buffers.allCodes(true)) == codes.reversed().map { $0 < 4 ? 3 - $0 : 4 })
      #expect(unsafe Array(buffers.allQualities(false)) == values)
      #expect(unsafe Array(buffers.allQualities(true)) == values.reversed())
    }
  }
}
