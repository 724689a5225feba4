// One or two mosaics: the person's own, or another person's, or it cannot be told.

import BioSequence
import Numerics
import Testing

@testable import VariantCalling

@Suite struct MosaicOriginTests {
  private let record = DNASequence(codes: randomCodes(60_000, seed: 31))

  /// What is seen on so many bases at a depth, of which four fragments in a hundred count.
  private func alleles(bases: Int, depth: Int, coding: [Range<Int>] = []) -> ForeignAlleles {
    ForeignAlleles(
      ranges: [[0..<bases]], references: [CallReference(sequence: record, codingExons: coding)],
      depth: { _, _ in depth }, least: { max(4, $0 / 25) })
  }

  private func mosaic(
    _ count: Int, of total: Int, length: Int = 1, zygosity: Zygosity = .mosaic, filters: [CallFilter] = []
  ) -> VariantCall {
    let variant =
      length == 1
      ? substitution(500, on: record) : Variant(range: 500..<500 + length, replacement: DNASequence(codes: []))
    var call = makeCall(variant, depths: (total - count, count / 2, count - count / 2), filters: filters)
    call.zygosity = zygosity
    return call
  }

  private func origin(_ alleles: ForeignAlleles, count: Int = 1, common: Set<Variant> = []) -> MosaicOrigin {
    MosaicOrigin(
      called: alleles, calledCount: count, sites: nil,
      references: [CallReference(sequence: record, commonVariants: common)])
  }

  /// 60,000 bases at 400x hold some 28 alleles of another person, 4,000 hold two.
  @Test func aMosaicIsToldWhereAnotherPersonWouldShowMore() {
    let call = mosaic(40, of: 400)
    #expect(!origin(alleles(bases: 60_000, depth: 400)).mayBeForeign(call))
    #expect(origin(alleles(bases: 4000, depth: 400)).mayBeForeign(call))
    // The same bases, read too seldom for alleles of that fraction.
    #expect(origin(alleles(bases: 60_000, depth: 20)).mayBeForeign(mosaic(4, of: 40)))
    // Two of them are less surely the person's than one.
    let between = alleles(bases: 25_000, depth: 400)
    #expect(!origin(between).mayBeForeign(call))
    #expect(origin(between, count: 4).mayBeForeign(call))
  }

  @Test func whatTheWholeRecordsShowCounts() {
    let few = alleles(bases: 4000, depth: 400)
    let all = MosaicOrigin(
      called: few, calledCount: 1, sites: (alleles(bases: 60_000, depth: 400), 1),
      references: [CallReference(sequence: record)])
    #expect(!all.mayBeForeign(mosaic(40, of: 400)))
  }

  /// Two people hardly differ at three of 500 bases, but may at one.
  @Test func moreThanAnotherPersonShowsAreThePersonsOwn() throws {
    let few = alleles(bases: 500, depth: 400)
    let call = mosaic(40, of: 400)
    #expect(origin(few).mayBeForeign(call))
    let sites = (0..<3).map { _ in Contamination.Site(k: 40, n: 400, least: 10) }
    let found = try #require(Contamination(sites, germline: 2))
    #expect(found.reviewed([call])[0].filters == [.contamination])
    #expect(found.reviewed([call]) { origin(few, count: 3).mayShowAll($0) }[0].isPass)
  }

  @Test func aCommonVariantIsNotTold() {
    let call = mosaic(40, of: 400)
    let deep = alleles(bases: 60_000, depth: 400)
    #expect(origin(deep, common: [call.variant]).mayBeForeign(call))
    #expect(!origin(deep, common: [substitution(600, on: record)]).mayBeForeign(call))
  }

  /// 0.3 % of 12,000 fragments, as of a parent whose exons were read to find it: a common variant alone is doubted.
  @Test func smallFractionsAreNoMixture() {
    let call = mosaic(36, of: 12_000)
    let exons = alleles(bases: 15_000, depth: 12_000)
    #expect(!origin(exons).mayBeForeign(call))
    #expect(origin(exons).mayBeForeign(mosaic(240, of: 12_000)))
    #expect(origin(exons, common: [call.variant]).mayBeForeign(call))
  }

  @Test func otherCallsStayAsTheyAre() {
    let few = origin(alleles(bases: 4000, depth: 400))
    #expect(!few.mayBeForeign(mosaic(40, of: 400, length: 40)))
    #expect(!few.mayBeForeign(mosaic(40, of: 400, zygosity: .heterozygous)))
    #expect(!few.mayBeForeign(mosaic(40, of: 400, filters: [.lowQuality])))
    #expect(few.mayBeForeign(mosaic(40, of: 400, length: 3)))
  }

  /// Samples of another person's DNA by the model's own numbers of alleles: one in twenty at most shows a single one that counts.
  @Test func oneInTwentyMixturesIsTakenForAMosaic() {
    var random = RandomSource(seed: 5)
    var (single, taken) = (0, 0)
    let sizes = [3000, 12_000, 25_000, 50_000]
    let origins = sizes.map { origin(alleles(bases: $0, depth: 100)) }
    for sample in 0..<4000 {
      let bases = sizes[sample % 4]
      let fraction = 0.02 + 0.4 * random.uniform()
      var shown: [Int] = []
      for _ in 0..<Int(random.poisson(0.583 / 1250 * Double(bases))) {
        let part = random.uniform() < 6.0 / 7 ? fraction / 2 : fraction
        let count = (0..<100).count { _ in random.uniform() < part }
        if count >= 4, count < 30 { shown.append(count) }
      }
      guard shown.count == 1 else { continue }
      single += 1
      if !origins[sample % 4].mayBeForeign(mosaic(shown[0], of: 100)) { taken += 1 }
    }
    #expect(single > 200 && taken * 20 <= single, "\(taken) of \(single)")
  }

  /// A homozygous allele of the other person in 26 of 100 fragments, a heterozygous one of the first in 45, and one that may be either.
  @Test func allelesOfTheGermlineRangeAreToldApart() throws {
    let sites = (0..<20).map { Contamination.Site(k: $0 % 7 == 0 ? 24 : 12, n: 100, least: 4) }
    let found = try #require(Contamination(sites, germline: 60))
    #expect(abs(found.fraction - 0.24) < 0.03)
    let calls = [26, 45, 31].map { mosaic($0, of: 100, zygosity: .heterozygous) }
    #expect(found.reviewed(calls).map(\.filters) == [[.contamination], [], [.possibleContamination]])
    // Without so many germline alleles beside them the others are not surely another person's.
    let doubtful = try #require(Contamination(sites, germline: 25))
    #expect(doubtful.reviewed([mosaic(12, of: 100)])[0].filters == [.possibleContamination])
    #expect(doubtful.reviewed(calls).allSatisfy { $0.isPass })
    let own = try #require(Contamination(sites, germline: 0))
    #expect(own.reviewed([mosaic(12, of: 100)])[0].isPass)
  }
}
