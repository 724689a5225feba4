// A small report for tests, with every kind of row and text that tries to break out of its format.

import BioSequence
import Foundation
import Reporting

enum ExampleReport {
  static let hostile = "a<b>&\"c' d"

  static func call(gene: String = "COL1A1", filter: String = "PASS") -> ReportedCall {
    ReportedCall(
      gene: gene, variantClass: "snv", chrom: "chr17", pos: 50_198_002, ref: "C", alt: "A",
      hgvsG: "NC_000017.11:g.50198002C>A", hgvsLRG: "LRG_1:g.8638G>T", hgvsC: "NM_000088.4:c.589G>T",
      hgvsP: "NP_000079.2:p.(Gly197Cys)", consequence: "missense_variant", exon: "8", legacyExon: "8",
      helixResidue: "19", tripletPosition: "G", collagenEffect: "glycine_substitution", genotype: "0/1",
      zygosity: "heterozygous", depth: 60, referenceDepth: 31, altDepth: 29, vaf: 29.0 / 60, vafLow: 0.361,
      vafHigh: 0.608, variantQuality: 900, quality: 99, filter: filter, phaseSet: nil, known: "")
  }

  static func symbolicCall() -> ReportedCall {
    var call = call()
    call.variantClass = "exon_deletion"
    call.pos = 50_190_000
    call.alt = "<DEL>"
    call.symbolic = ReportedCall.SymbolicAllele(
      type: "DEL", end: 50_190_400, positionInterval: -12...8, endInterval: 0...30)
    call.hgvsP = ""
    call.phaseSet = 50_190_000
    return call
  }

  static func report(sample: String = "P07", calls: [ReportedCall] = [call()]) -> ScreenReport {
    ScreenReport(
      sample: sample, assembly: .grch38, contigs: [("chr7", 159_345_973), ("chr17", 83_257_441)],
      inputs: [
        ReportedInput(
          name: hostile, bytes: 10, sha256: String(repeating: "0a", count: 32), container: "gzip",
          completeness: .verified)
      ],
      counts: ReadCounts(reads: 100, used: 60, filtered: ["duplicate": 5, "repeat_only": 5], unmapped: 30),
      calls: calls,
      coverage: [
        CoverageRow(
          chrom: "chr17", start: 100, end: 190, gene: "COL1A1", region: "exon_8", depthMedian: 60,
          verdict: "reference", reason: "."),
        CoverageRow(
          chrom: "chr17", start: 190, end: 191, gene: "COL1A1", region: "exon_8", depthMedian: 60,
          verdict: "variant", reason: "."),
        CoverageRow(
          chrom: "chr17", start: 191, end: 200, gene: "COL1A1", region: "exon_8", depthMedian: 3,
          verdict: "no_call", reason: "low_depth"),
      ],
      warnings: ["a warning with \(hostile)"], settings: [("minimum depth", "20")])
  }
}
