// The exhaustive sweep: every law for every single-base change of the coding sequences, every deletion and duplication
// of 1 to 60 bases of the exons, and 10,000 seeded deletion-insertions and inversions.

import BioSequence
import HGVS
import VariantNaming

/// A small seeded generator (xorshift).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Counts what was checked and prints the first failures.
struct Sweep {
  var checked = 0
  var failed = 0

  mutating func expect(_ failure: String?) {
    checked += 1
    guard let failure else { return }
    failed += 1
    if failed <= 40 { print("FAILED: \(failure)") }
  }

  mutating func substitutions(_ laws: NamingLaws) {
    for place in laws.model.coding {
      let offset = laws.model.transcript.recordOffset(ofTranscriptOffset: place)
      for base in UInt8(0)..<4 where base != laws.gene.codes[offset] {
        expect(laws.roundTrip(offset..<offset + 1, [base]))
        expect(laws.protein(offset..<offset + 1, [base]))
      }
    }
  }

  mutating func lengthChanges(_ laws: NamingLaws, stride step: Int) {
    let record = laws.gene.codes
    var turn = 0
    for exon in laws.model.exons {
      for start in exon {
        for size in 1...60 where start + size <= exon.upperBound {
          turn += 1
          guard turn % step == 0 else { continue }
          let range = start..<start + size
          expect(laws.roundTrip(range, []))
          expect(laws.protein(range, []))
          expect(laws.representations(range, isDuplication: false))
          let doubled = Array(record[range]) + record[range]
          expect(laws.roundTrip(range, doubled))
          expect(laws.protein(range, doubled))
          expect(laws.representations(range, isDuplication: true))
        }
      }
    }
  }

  mutating func random(_ laws: NamingLaws, count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let record = laws.gene.codes
    let whole = laws.model.recordRange
    for turn in 0..<count {
      var lower = Int.random(in: whole.lowerBound..<whole.upperBound - 80, using: &generator)
      if turn % 4 != 0, let exon = laws.model.exons.randomElement(using: &generator) {
        lower = Int.random(in: exon.lowerBound - 10..<exon.upperBound, using: &generator)
      }
      lower = max(lower, whole.lowerBound)
      let upper = min(lower + Int.random(in: 0...40, using: &generator), whole.upperBound)
      let size = Int.random(in: 0...40, using: &generator)
      var bases = (0..<size).map { _ in UInt8.random(in: 0..<4, using: &generator) }
      if turn % 2 == 0 { bases = record[lower..<upper].reversed().map { 3 - $0 } }
      expect(laws.roundTrip(lower..<upper, bases))
      expect(laws.protein(lower..<upper, bases))
    }
  }
}
