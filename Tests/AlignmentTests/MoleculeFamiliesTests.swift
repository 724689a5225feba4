// Copies of a molecule become one fragment; those of different molecules do not.

import BioSequence
import Numerics
import Testing

@testable import Alignment

@Suite struct MoleculeFamiliesTests {
  private static func identifier(_ text: String) -> MolecularIdentifier? { MolecularIdentifier(Array(text.utf8)) }

  @Test func identifiersAreReadAndWritten() {
    #expect(Self.identifier("ACGTAC")?.text == "ACGTAC")
    #expect(Self.identifier("acg+TTGA")?.text == "ACG-TTGA")
    #expect(Self.identifier("ACG-TTGA")?.swapped.text == "TTGA-ACG")
    #expect(Self.identifier("ACG-TTGA")?.key == Self.identifier("TTGA-ACG")?.key)
    for text in ["", "AC", "ACGN", "1234", "ACG-", "-ACG", "ACG-T-A", String(repeating: "A", count: 31)] {
      #expect(Self.identifier(text) == nil, "\(text)")
    }
  }

  /// A sample of pairs over one place: bases of both reads, identifier, whether the first read comes second on the record.
  private struct Sample {
    var store = AlignedReadStore()
    var families = MoleculeFamilies()

    mutating func add(
      _ number: Int, _ identifier: String, at start: Int = 100, first: [UInt8], second: [UInt8], quality: UInt8 = 30,
      isBottom: Bool = false
    ) {
      for (index, bases) in [first, second].enumerated() {
        let isSecond = (index == 1) != isBottom
        store.append(
          reference: 0, start: index == 0 ? start : start + 200, strand: index == 0 ? .forward : .reverse,
          mappingQuality: 60, template: number, isSecond: isSecond, isProperPair: true, bases: bases,
          qualities: [UInt8](repeating: quality, count: bases.count), cigar: [CIGAROperation(.match, bases.count)])
      }
      if let own = MolecularIdentifier(Array(identifier.utf8)) { families.note(own, of: number) }
    }
  }

  private static let left: [UInt8] = (0..<60).map { UInt8($0 % 4) }
  private static let right: [UInt8] = (0..<60).map { UInt8(($0 / 2) % 4) }

  private static func changed(_ codes: [UInt8], at position: Int) -> [UInt8] {
    var codes = codes
    codes[position] = (codes[position] + 1) % 4
    return codes
  }

  @Test func errorsOfOneCopyAreOutvoted() {
    var sample = Sample()
    for number in 0..<5 {
      sample.add(
        number, "ACGTACGT", first: number == 0 ? Self.changed(Self.left, at: 10) : Self.left,
        second: number == 3 ? Self.changed(Self.right, at: 50) : Self.right)
    }
    let (counts, joined, dropped) = sample.families.finish(in: &sample.store, keepsSingletons: false)
    #expect(counts.families == 1 && counts.fragments == 5 && counts.sizes == [5: 1] && counts.singletons == 0)
    #expect(joined == 8 && dropped == 0)
    #expect(sample.store.reads.count == 2)
    #expect(sample.store.reads.map { Array(sample.store.bases[$0.bases]) } == [Self.left, Self.right])
    #expect(sample.store.qualities.max() == UInt8(FamilyConsensus.highestQuality))
  }

  @Test func otherIdentifiersAndPlacesAreOtherMolecules() {
    var sample = Sample()
    sample.add(0, "ACGTACGT", first: Self.left, second: Self.right)
    sample.add(1, "TTTTACGA", first: Self.left, second: Self.right)
    sample.add(2, "ACGTACGT", at: 101, first: Self.left, second: Self.right)
    let (counts, joined, dropped) = sample.families.finish(in: &sample.store, keepsSingletons: false)
    #expect(counts.families == 3 && counts.singletons == 3 && joined == 0 && dropped == 6)
    #expect(sample.store.reads.isEmpty)
  }

  @Test func oneMisreadBaseOfARareIdentifierIsAnError() {
    var sample = Sample()
    for number in 0..<4 { sample.add(number, "ACGTACGT", first: Self.left, second: Self.right) }
    sample.add(4, "ACGAACGT", first: Self.left, second: Self.right)
    // Two molecules of like frequency whose identifiers differ in one base are two.
    for number in 5..<8 { sample.add(number, "GGGGCCCC", first: Self.left, second: Self.right) }
    for number in 8..<11 { sample.add(number, "GGGGCCCA", first: Self.left, second: Self.right) }
    let (counts, _, _) = sample.families.finish(in: &sample.store, keepsSingletons: true)
    #expect(counts.sizes == [5: 1, 3: 2])
  }

  @Test func strandsOfADuplexMoleculeMustAgree() {
    var sample = Sample()
    sample.add(0, "ACGT-TTGG", first: Self.changed(Self.left, at: 20), second: Self.right)
    sample.add(1, "ACGT-TTGG", first: Self.changed(Self.left, at: 20), second: Self.right)
    sample.add(2, "TTGG-ACGT", first: Self.left, second: Self.right, isBottom: true)
    let (counts, _, _) = sample.families.finish(in: &sample.store, keepsSingletons: true)
    #expect(counts.families == 1 && counts.duplex == 1 && counts.strandDifferences == 1 && counts.fragments == 3)
    #expect(sample.store.reads.count == 2)
    #expect(sample.store.bases[20] == 4)
    #expect(sample.store.bases[21] == Self.left[21])
    // Without parts the two directions are two molecules.
    var plain = Sample()
    plain.add(0, "ACGTTTGG", first: Self.left, second: Self.right)
    plain.add(1, "ACGTTTGG", first: Self.left, second: Self.right, isBottom: true)
    #expect(plain.families.finish(in: &plain.store, keepsSingletons: true).counts.families == 2)
  }

  @Test func joiningOnTheWayChangesNothing() {
    var source = SplitMix64(seed: 4)
    var (once, often) = (Sample(), Sample())
    for number in 0..<120 {
      let molecule = Int.random(in: 0..<20, using: &source)
      let identifier = "ACGT" + String((0..<4).map { Array("ACGT")[(molecule >> (2 * $0)) & 3] }) + "AAAA"
      let bases =
        Int.random(in: 0..<4, using: &source) == 0
        ? Self.changed(Self.left, at: Int.random(in: 0..<60, using: &source)) : Self.left
      once.add(number, identifier, first: bases, second: Self.right, quality: 20)
      often.add(number, identifier, first: bases, second: Self.right, quality: 20)
      if number % 30 == 29 { _ = often.families.join(in: &often.store) }
    }
    let first = once.families.finish(in: &once.store, keepsSingletons: true).counts
    let second = often.families.finish(in: &often.store, keepsSingletons: true).counts
    #expect(first.fragments == 120 && second.fragments == 120)
    #expect(first.families == second.families && first.sizes == second.sizes)
  }
}
