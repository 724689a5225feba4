// A small report for tests, with every kind of row and text that tries to break out of its format.

import BioSequence
import Foundation
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

enum ExampleReport {
  static let hostile = "a<b>&\"c' d"

  static func call() -> Call {
    let variant = Variant(range: 8637..<8638, replacement: DNASequence(codes: [3]))
    let names = annotate(variant: variant, gene: GeneCatalog.embedded.genes[0])
    guard var call = Call(names, assembly: .grch38) else { preconditionFailure("the gene lies on GRCh38") }
    (call.genotype, call.zygosity) = ("0/1", .heterozygous)
    (call.depth, call.refDepth, call.altDepth) = (60, 31, 29)
    (call.vaf, call.vafLow, call.vafHigh) = (0.4833, 0.361, 0.608)
    (call.qual, call.quality, call.filter) = (900, 99, ["PASS"])
    return call
  }

  static func symbolicCall() -> Call {
    var call = call()
    call.class = .exonDeletion
    call.pos = 50_190_000
    call.alt = "<DEL>"
    call.symbolic = Call.SymbolicAllele(
      type: "DEL", end: 50_190_400, positionInterval: -12...8, endInterval: 0...30)
    call.hgvsP = nil
    call.phaseSet = 50_190_000
    return call
  }

  static func report(sample: String = "P07", calls: [Call] = [call()]) -> ScreenDocument {
    var report = ScreenDocument(sample: sample, assembly: .grch38)
    report.version = "collagen test"
    report.contigs = [Contig(name: "chr7", length: 159_345_973), Contig(name: "chr17", length: 83_257_441)]
    report.inputs = [
      ReportedInput(
        name: hostile, bytes: 10, sha256: String(repeating: "0a", count: 32), container: "gzip",
        completeness: .verified)
    ]
    report.counts = ReadCounts(reads: 100, used: 60, filtered: ["duplicate": 5, "repeat_only": 5], unmapped: 30)
    report.calls = calls
    // What the coverage calls a variant is the call.
    let place = call().pos - 1
    report.coverage = ScreenCoverage(runs: [
      run(place - 90..<place, .reference), run(place..<place + 1, .variant),
      run(place + 1..<place + 10, .noCall, depth: 3, "low_depth"),
    ])
    report.warnings = ["a warning with \(hostile)"]
    report.settings = ScreenSettings()
    return report
  }

  private static func run(
    _ range: Range<Int>, _ verdict: CoverageRun.Verdict, depth: Int = 60, _ reason: String? = nil
  ) -> CoverageRun {
    CoverageRun(
      chrom: "chr17", start: range.lowerBound, end: range.upperBound, gene: "COL1A1", region: "exon_8",
      depthMedian: depth, verdict: verdict, reason: reason)
  }
}
