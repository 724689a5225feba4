// Kinds of edits in their order of priority, shifts, canonical forms.

import BioSequence
import HGVS
import Testing

@Suite struct SequenceEditTests {
  let sequence: DNASequence = "TTACACACGGTTGCATTTTC"

  private func edit(_ range: Range<Int>, _ bases: String) -> SequenceEdit {
    SequenceEdit(
      replacing: range, with: DNASequence(text: bases)?.codes ?? [], on: sequence.codes, limit: sequence.count)
  }

  @Test func kindsInTheirOrderOfPriority() {
    #expect(edit(0..<1, "T").kind == .identity)
    #expect(edit(0..<1, "A") == SequenceEdit(kind: .substitution, range: 0..<1, inserted: [0]))
    #expect(edit(2..<4, "") == SequenceEdit(kind: .deletion, range: 6..<8))
    #expect(edit(2..<2, "AC") == SequenceEdit(kind: .duplication, range: 6..<8))
    #expect(edit(8..<8, "T") == SequenceEdit(kind: .insertion, range: 8..<8, inserted: [3]))
    #expect(edit(7..<9, "CC").kind == .substitution)
    #expect(edit(7..<9, "AA") == SequenceEdit(kind: .delins, range: 7..<9, inserted: [0, 0]))
    #expect(edit(2..<4, "GT") == SequenceEdit(kind: .inversion, range: 2..<4, inserted: [2, 3]))
  }

  @Test func insertionsThatAreNoCopyAreTurned() {
    // CA before the ACACAC run reads as AC, behind it
    let found = edit(3..<3, "CACA")
    #expect(found.kind == .duplication)
    #expect(found.range == 4..<8)
    #expect(edit(15..<15, "TTTTTT").kind == .insertion)
  }

  @Test func changesThatTrimToNothingShared() {
    #expect(edit(2..<8, "ACTCAC") == SequenceEdit(kind: .substitution, range: 4..<5, inserted: [3]))
    #expect(edit(2..<8, "ACACACAC").kind == .duplication)
  }

  @Test func movingBackIsTheSameAllele() {
    let full = edit(2..<4, "")
    let moved = full.moved(toEndBy: 7, on: sequence.codes)
    #expect(moved == SequenceEdit(kind: .deletion, range: 5..<7))
    #expect(full.moved(toEndBy: 3, on: sequence.codes) == nil)
    #expect(full.moved(toEndBy: 20, on: sequence.codes) == full)
  }

  /// The canonical form makes the same sequence, and is the canonical form of itself.
  @Test func canonicalFormsKeepTheAllele() {
    var state: UInt64 = 88_172_645_463_325_252
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for _ in 0..<3000 {
      let lower = next(sequence.count)
      let upper = min(sequence.count, lower + next(5))
      let bases = (0..<next(5)).map { _ in UInt8(next(4)) }
      let found = SequenceEdit(replacing: lower..<upper, with: bases, on: sequence.codes, limit: sequence.count)
      let result = sequence.replacing(lower..<upper, with: DNASequence(codes: bases))
      let again = sequence.replacing(
        found.replacedRange, with: DNASequence(codes: found.replacement(on: sequence.codes)))
      #expect(again == result)
      let twice = SequenceEdit(
        replacing: found.replacedRange, with: found.replacement(on: sequence.codes), on: sequence.codes,
        limit: sequence.count)
      #expect(twice == found || found.kind == .identity)
    }
  }
}
