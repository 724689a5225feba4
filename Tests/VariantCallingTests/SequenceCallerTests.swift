// Sequences without qualities: one observation each, letters of two bases are two alleles.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct SequenceCallerTests {
  private let record = randomCodes(1200, seed: 17)

  /// A consensus over most of the record, with letters at some offsets.
  private func sample(
    _ sequences: [(changed: [Int: UInt8], letters: [Int: Character], strand: Strand)]
  ) -> HandMade {
    var sample = HandMade(record)
    for (template, sequence) in sequences.enumerated() {
      let range = 200..<900
      var bases = range.map { sequence.changed[$0] ?? record[$0] }
      var scores = bases.map { _ in UInt8(30) }
      for (offset, letter) in sequence.letters {
        // A read of the other strand was written with the letter of that strand.
        guard let ascii = letter.asciiValue, let read = AmbiguityLetter(ascii: ascii) else { continue }
        bases[offset - range.lowerBound] = 4
        scores[offset - range.lowerBound] = (sequence.strand == .reverse ? read.complement : read).score
      }
      sample.store.append(
        reference: 0, start: range.lowerBound, strand: sequence.strand, mappingQuality: 60, template: template,
        isSecond: false, isProperPair: false, bases: bases, qualities: scores, cigar: cigar("\(range.count)M"))
    }
    return sample
  }

  private func called(_ sample: HandMade) -> CallSet {
    var options = CallOptions(minDepth: 1)
    options.readsAreSequences = true
    return VariantCaller(references: [sample.reference], options: options).call(sample.store)
  }

  /// The letter of the record's base and its transition.
  private func letter(_ offset: Int) -> (Character, UInt8) {
    let base = record[offset]
    return (base % 2 == 0 ? "R" : "Y", (base + 2) & 3)
  }

  @Test(arguments: [Strand.forward, .reverse]) func aLetterOfTwoBasesIsHeterozygous(strand: Strand) throws {
    let (letter, other) = letter(500)
    let found = called(sample([([:], [500: letter], strand)]))
    let call = try #require(found.calls.first)
    #expect(found.calls.count == 1)
    #expect(call.variant == Variant(range: 500..<501, replacement: DNASequence(codes: [other])))
    #expect(call.zygosity == .heterozygous && call.depth == 1 && call.filters == [.lowDepth])
    #expect(found.coverage[0].verdicts[500] != .reference)
  }

  @Test func oneSequenceWithTheVariantIsNoReference() throws {
    for (changed, zygosity) in [([600: (record[600] + 1) & 3], Zygosity.homozygous)] {
      let found = called(sample([(changed, [:], .forward)]))
      let call = try #require(found.calls.first)
      #expect(found.calls.count == 1 && call.zygosity == zygosity && call.filters == [.lowDepth])
      #expect(found.coverage[0].verdicts[600] != .reference)
      #expect(found.coverage[0].verdicts[700] == .reference)
    }
  }

  @Test func twoSequencesThatDifferAreHeterozygous() throws {
    let found = called(sample([([600: (record[600] + 1) & 3], [:], .forward), ([:], [:], .reverse)]))
    let call = try #require(found.calls.first)
    #expect(call.zygosity == .heterozygous && call.depth == 2 && call.alternateDepth == 1)
  }

  /// Of up to twenty sequences one that differs is enough against reference, and no call.
  @Test func oneOfTenSequencesIsNeitherCalledNorReference() {
    let many = (0..<10).map { ($0 == 3 ? [600: (record[600] + 1) & 3] : [:], [Int: Character](), Strand.forward) }
    let found = called(sample(many))
    #expect(found.calls.isEmpty)
    #expect(found.coverage[0].verdicts[600] == .noCall(.ambiguous))
  }

  @Test func aDeletionInOneSequenceIsCalled() throws {
    var sample = HandMade(record)
    sample.add(
      Array(record[200..<500] + record[507..<900]), at: 200, cigar: "300M7D393M", quality: 30)
    let found = called(sample)
    let call = try #require(found.calls.first)
    #expect(call.variant.range.count == 7 && call.variant.replacement.isEmpty && call.zygosity == .homozygous)
    #expect((500..<507).allSatisfy { found.coverage[0].verdicts[$0] != .reference })
  }

  /// Reads with qualities are not looked at in this way: single errors would be calls.
  @Test func readsWithQualitiesAreNoSequences() {
    var sample = HandMade(record)
    sample.add(200..<900, changed: [600: (record[600] + 1) & 3])
    let found = VariantCaller(references: [sample.reference], options: CallOptions(minDepth: 1)).call(sample.store)
    #expect(found.calls.isEmpty)
  }
}
