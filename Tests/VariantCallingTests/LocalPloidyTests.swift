// Genotypes inside the sample's own deletions and duplications.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct LocalPloidyTests {
  private let references = [CallReference(sequence: DNASequence(codes: randomCodes(2000, seed: 31)))]
  private var record: DNASequence { references[0].sequence }

  private func substitution(
    _ offset: Int, genotype: Genotype, zygosity: Zygosity, forward: Int, reverse: Int, against: Int
  ) -> VariantCall {
    VariantCall(
      reference: 0,
      variant: Variant(
        range: offset..<offset + 1, replacement: DNASequence(codes: [(record.codes[offset] + 1) & 3])),
      genotype: genotype, zygosity: zygosity, phaseSet: nil, quality: 400, genotypeQuality: 99,
      depth: forward + reverse + against, referenceDepth: against, alternateForwardDepth: forward,
      alternateReverseDepth: reverse, filters: [])
  }

  private func event(_ variant: Variant, genotype: Genotype, set: Int? = nil) -> VariantCall {
    makeCall(variant, genotype: genotype, quality: 200, phaseSet: set)
  }

  @Test func whatAllFragmentsInsideADeletionShowIsHemizygous() {
    let deletion = event(
      Variant(range: 300..<700, replacement: ""), genotype: Genotype(first: 1, second: 0, isPhased: true), set: 300)
    let both = Genotype(first: 1, second: 1, isPhased: false)
    let inside = substitution(500, genotype: both, zygosity: .homozygous, forward: 15, reverse: 15, against: 0)
    let outside = substitution(800, genotype: both, zygosity: .homozygous, forward: 15, reverse: 15, against: 0)
    let settled = LocalPloidy.settled([deletion, inside, outside], references: references)
    #expect(settled.map(\.zygosity) == [.heterozygous, .hemizygous, .homozygous])
    #expect(settled[1].genotype == Genotype(first: 0, second: 1, isPhased: true), "opposite the deletion")
    #expect(settled[1].phaseSet == 300)
    let resolved = AlleleConflicts.resolved(settled, references: references)
    #expect(resolved.allSatisfy { $0.isPass }, "no contradiction between the two")
    let beforeSettling = AlleleConflicts.resolved([deletion, inside, outside], references: references)
    #expect(beforeSettling.filter(\.isPass).count == 2, "with two copies one of them falls")
  }

  @Test func aThirdOfTheFragmentsIsOneOfThreeCopies() {
    let unit = 300..<900
    let duplication = event(
      Variant(range: 300..<300, replacement: DNASequence(codes: Array(record.codes[unit]))),
      genotype: Genotype(first: 0, second: 1, isPhased: false))
    let one = Genotype(first: 0, second: 1, isPhased: false)
    func zygosity(_ alternate: Int, of total: Int, at offset: Int) -> Zygosity {
      let call = substitution(
        offset, genotype: one, zygosity: .mosaic, forward: alternate / 2, reverse: alternate - alternate / 2,
        against: total - alternate)
      return LocalPloidy.settled([duplication, call], references: references)[1].zygosity
    }
    #expect(zygosity(50, of: 180, at: 600) == .heterozygous)
    #expect(zygosity(50, of: 180, at: 1200) == .mosaic, "outside there are two copies")
    #expect(zygosity(15, of: 180, at: 600) == .mosaic, "fewer than one of three copies has")
  }

  @Test func eventsThatDoNotPassSettleNothing() {
    var deletion = event(
      Variant(range: 300..<700, replacement: ""), genotype: Genotype(first: 1, second: 0, isPhased: false))
    deletion.filters = [.lowQuality]
    let inside = substitution(
      500, genotype: Genotype(first: 1, second: 1, isPhased: false), zygosity: .homozygous, forward: 15, reverse: 15,
      against: 0)
    #expect(LocalPloidy.settled([deletion, inside], references: references)[1].zygosity == .homozygous)
  }
}
