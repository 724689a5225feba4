// What is said of the library: contamination from alleles below the germline range, and what a document may hold.

import BioSequence
import Documents
import Numerics
import Reporting
import Testing

@testable import Collagen
@testable import VariantCalling

@Suite struct LibraryReportTests {
  /// Mosaic calls as a fraction `c` of another person's DNA would give them, each drawn from the binomial, beside germline ones.
  private static func calls(
    _ c: Double, sites: Int, depth: Int, seed: UInt64, germline: Int = 0, filters: [CallFilter] = [],
    minVAF: Double = 0.05
  ) -> [VariantCall] {
    var random = RandomSource(seed: seed)
    func call(_ offset: Int, _ alternate: Int, _ zygosity: Zygosity) -> VariantCall {
      VariantCall(
        reference: 0, variant: Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [0])),
        genotype: Genotype(first: 0, second: 1, isPhased: false), zygosity: zygosity, phaseSet: nil, quality: 90,
        genotypeQuality: 60, depth: depth, referenceDepth: depth - alternate, alternateForwardDepth: alternate,
        alternateReverseDepth: 0, filters: filters)
    }
    let others = (0..<sites).compactMap { site -> VariantCall? in
      let part = site % 7 == 0 ? c : c / 2
      let alternate = (0..<depth).count { _ in Double(random.below(1_000_000)) < part * 1e6 }
      return Double(alternate) >= minVAF * Double(depth) ? call(8000 + site, alternate, .mosaic) : nil
    }
    return others + (0..<germline).map { call(9000 + $0, depth / 2, .heterozygous) }
  }

  @Test(arguments: [0.1, 0.2, 0.3])
  func intervalHoldsTheFraction(_ c: Double) throws {
    var held = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let estimate = try #require(Contamination(Self.calls(c, sites: 30, depth: 200, seed: seed), minVAF: 0.05))
      #expect(abs(estimate.fraction - c) < 0.5 * c && estimate.isLikely)
      if estimate.interval.contains(c) { held += 1 }
    }
    // 95 % of 40 is 38; fewer than 34 would come about in 1 of 100 runs.
    #expect(held >= 34, "\(held) of 40")
  }

  @Test func oneOrTwoMosaicsAreThePersonsOwn() throws {
    let calls = Self.calls(0.3, sites: 12, depth: 300, seed: 9)
    #expect(calls.count > 3)
    #expect(Contamination(Array(calls.prefix(2)), minVAF: 0.05) == nil)
    #expect(Contamination(Self.calls(0.3, sites: 12, depth: 300, seed: 9, filters: [.lowQuality]), minVAF: 0.05) == nil)
    let warning = try #require(Contamination(calls, minVAF: 0.05)).warning
    #expect(warning.contains("another person's") && warning.contains(" %"))
  }

  /// Twelve mosaics of 0.2 % in a person without one germline variant, and in one with thirty.
  @Test func smallFractionsNeedGermlineVariantsBesideThem() throws {
    let alone = Self.calls(0.004, sites: 12, depth: 20_000, seed: 3, minVAF: 0.001)
    let estimate = try #require(Contamination(alone, minVAF: 0.001))
    #expect(!estimate.isLikely && LibraryReport.Contamination(estimate) == nil)
    #expect(estimate.warning.contains("second method"))
    #expect(estimate.reviewed(alone) == alone)
    let beside = Self.calls(0.004, sites: 12, depth: 20_000, seed: 3, germline: 30, minVAF: 0.001)
    let other = try #require(Contamination(beside, minVAF: 0.001))
    #expect(other.isLikely && abs(other.fraction - 0.004) < 0.002)
    #expect(other.reviewed(beside).filter { $0.isPass }.allSatisfy { $0.zygosity == .heterozygous })
    #expect(other.reviewed(beside).count { $0.filters == [.contamination] } == estimate.sites)
  }

  @Test func impossibleValuesAreRefused() {
    func library(_ size: Int?, _ low: Int?, _ high: Int?, indels: Double = 0, fraction: Double? = nil) -> LibraryReport
    {
      LibraryReport(
        orientation: .inward, insertSize: size, insertSizeLow: low, insertSizeHigh: high, indelRate: indels,
        mismatchRate: 0.001, platform: .illuminaLike,
        contamination: fraction.map { .init(fraction: $0, low: 0.1, high: 0.2, sites: 4) })
    }
    #expect(throws: Never.self) { try library(370, 270, 470, fraction: 0.15).validate() }
    #expect(throws: InvalidValue.self) { try library(370, 400, 470).validate() }
    #expect(throws: InvalidValue.self) { try library(-1, nil, nil).validate() }
    #expect(throws: InvalidValue.self) { try library(nil, nil, nil, indels: 1.5).validate() }
    // Parts are held against their own ranges when a document is read.
    #expect(throws: InvalidValue.self) { try library(nil, nil, nil, fraction: 0.3).contamination?.validate() }
    #expect(library(370, 270, 470).sentence.hasPrefix("pairs facing each other, fragments of 370 bases (270-470"))
  }
}
