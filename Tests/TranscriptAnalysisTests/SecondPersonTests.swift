// One person's alleles, however unequally expressed, against RNA of two people.

import BioSequence
import Testing
import VariantCalling

@testable import TranscriptAnalysis

@Suite struct SecondPersonTests {
  private typealias Site = SecondPerson.Site

  /// Sites with so many of 300 fragments, each in an exon of its own.
  private func found(_ first: [Int], _ second: [Int] = [], n: Int = 300) -> SecondPerson? {
    SecondPerson(
      first.enumerated().map { Site(gene: 0, exon: 3 * $0, k: $1, n: n) }
        + second.enumerated().map { Site(gene: 1, exon: 3 * $0, k: $1, n: n) }, genes: 2)
  }

  @Test func unequalExpressionIsOnePerson() {
    #expect(found([150, 141, 160, 155]) == nil)
    // Either allele of each site may be the one that is expressed less, and every gene has a level of its own.
    #expect(found([30, 270, 36, 262], [120, 180, 300]) == nil)
    #expect(found([15, 285, 9, 300]) == nil)
    // Homozygous sites say nothing, and a single mosaic variant, edited base or exon that one allele skips is no second person.
    #expect(found([300, 299, 300, 297]) == nil)
    #expect(found([150, 148, 30]) == nil)
    // Few fragments decide nothing.
    #expect(found([14, 7, 3, 10], [10, 3], n: 25) == nil)
  }

  @Test func fractionsOfFourAllelesAreTwoPeople() throws {
    // 70 % of a person and 30 % of another one: heterozygous in the first, in the second, in both, homozygous in either.
    let mixed = try #require(found([315, 135, 450, 630], [270, 315, 135], n: 900))
    #expect(mixed.exons == 7 && mixed.pValue < 1e-5)
    // A tenth of another person's RNA, seen at sites where the first one is like the reference.
    #expect(found([150, 15, 152, 15, 148]) != nil)
  }

  @Test func substitutionsOfOneExonCountOnce() {
    func found(_ exons: [Int]) -> SecondPerson? {
      SecondPerson(
        zip(exons, [150, 150, 40, 40, 40]).map { Site(gene: 0, exon: $0, k: $1, n: 300) }, genes: 2)
    }
    #expect(found([1, 5, 9, 9, 9]) == nil)
    #expect(found([1, 5, 9, 10, 12]) != nil)
  }

  @Test func wholeSamplesOfOneAndTwoPeople() {
    let genes = TranscriptFixture.genes
    /// Both haplotypes of a person, one of them more often.
    func map(_ places: [[Int]], steps: [Int], first: Int, into alignments: inout TranscriptAlignments) {
      for (haplotype, step) in steps.enumerated() {
        var bases = genes[0].mRNA.codes
        for place in places[haplotype] { bases[place] = (bases[place] + 1) & 3 }
        TranscriptFixture.map(bases, step: step, first: first + haplotype * 50_000, into: &alignments)
      }
    }
    var one = TranscriptAlignments()
    map([[900, 2300, 3700], [1600, 3000]], steps: [3, 12], first: 0, into: &one)
    var result = TranscriptFixture.analysis.result(of: one)
    #expect(result.calls.passing.count == 5 && result.secondPerson == nil)
    map([[1200, 2000, 3700], [2700, 3400]], steps: [6, 6], first: 200_000, into: &one)
    result = TranscriptFixture.analysis.result(of: one)
    #expect(result.secondPerson != nil)
  }
}
