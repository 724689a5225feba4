// What is said of the library: contamination from alleles below the germline range, and what a document may hold.

import BioSequence
import Documents
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Collagen

@Suite struct LibraryReportTests {
  /// Mosaic calls as a fraction `c` of another person's DNA would give them, each drawn from the binomial.
  private static func calls(_ c: Double, sites: Int, depth: Int, seed: UInt64) throws -> [Call] {
    var random = RandomSource(seed: seed)
    let gene = GeneCatalog.embedded.genes[0]
    return try (0..<sites).compactMap { site in
      let part = site % 3 == 0 ? c : c / 2
      let alternate = (0..<depth).count { _ in Double(random.below(1_000_000)) < part * 1e6 }
      guard Double(alternate) >= 0.05 * Double(depth) else { return nil }
      let variant = Variant(range: 8000 + site..<8001 + site, replacement: DNASequence(codes: [0]))
      var call = try #require(Call(annotate(variant: variant, gene: gene), assembly: .grch38))
      (call.class, call.zygosity, call.filter) = (.snv, .mosaic, ["PASS"])
      (call.depth, call.altDepth, call.refDepth) = (depth, alternate, depth - alternate)
      return call
    }
  }

  @Test(arguments: [0.1, 0.2, 0.3])
  func intervalHoldsTheFraction(_ c: Double) throws {
    var held = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let found = ContaminationEstimate.of(try Self.calls(c, sites: 30, depth: 200, seed: seed), minVAF: 0.05)
      let estimate = try #require(found)
      #expect(abs(estimate.fraction - c) < 0.5 * c)
      if estimate.low <= c, c <= estimate.high { held += 1 }
    }
    // 95 % of 40 is 38; fewer than 34 would come about in 1 of 100 runs.
    #expect(held >= 34, "\(held) of 40")
  }

  @Test func oneOrTwoMosaicsAreThePersonsOwn() throws {
    let calls = try Self.calls(0.3, sites: 12, depth: 300, seed: 9)
    #expect(calls.count > 3)
    #expect(ContaminationEstimate.of(Array(calls.prefix(2)), minVAF: 0.05) == nil)
    var failed = calls
    for index in failed.indices { failed[index].filter = ["LowQual"] }
    #expect(ContaminationEstimate.of(failed, minVAF: 0.05) == nil)
    let warning = ContaminationEstimate.warning(try #require(ContaminationEstimate.of(calls, minVAF: 0.05)))
    #expect(warning.contains("another person's") && warning.contains(" %"))
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
