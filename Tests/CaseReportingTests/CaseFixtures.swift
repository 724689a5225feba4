// What the tests of the case report share: paths, snapshots, and the assay of a case from its tables.

import AssayReport
import BioSequence
import Evidence
import ExportAssay
import Foundation
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

/// The version that snapshots carry.
let testVersion = "collagen test"

/// A path in the repository.
func repository(_ path: String) -> String {
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + path
}

/// A file below fixtures/cases.
func fixture(_ path: String) throws -> SourceFile {
  let data = try Data(contentsOf: URL(fileURLWithPath: repository("fixtures/cases/" + path)))
  return SourceFile(name: path.split(separator: "/").last.map(String.init) ?? path, bytes: Array(data))
}

/// assay.json of some tables.
func assayJSON(_ paths: [String]) throws -> String {
  let inputs = try paths.map { path in
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: Array(data))
  }
  let files = try AssayReport.files(try AssayRun.run(inputs: inputs))
  let json = try #require(files.first { $0.name == "assay.json" })
  return String(decoding: json.bytes, as: UTF8.self)
}

/// The made-up case of a glycine substitution with everything that a report can be given.
func glycineSources() throws -> CaseSources {
  var sources = CaseSources(record: try fixture("glycine/case.yaml"))
  sources.screen = try fixture("glycine/glycine.screen.json")
  sources.assay = try fixture("glycine/glycine.assay.json")
  sources.shared.known = [try fixture("glycine/known.vcf")]
  sources.shared.scores = try fixture("glycine/scores.tsv")
  sources.shared.validation = try fixture("glycine/validation.tsv")
  return sources
}

/// Compares a text with a committed file; COLLAGEN_RECORD_SNAPSHOTS=1 writes it anew, and a missing one fails once.
func expectSnapshot(_ text: String, _ path: String) throws {
  let file = repository("fixtures/cases/" + path)
  let isRecording = ProcessInfo.processInfo.environment["COLLAGEN_RECORD_SNAPSHOTS"] == "1"
  guard !isRecording, let old = try? String(contentsOfFile: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    if !isRecording { Issue.record("the snapshot \(path) was missing and has been written") }
    return
  }
  #expect(old == text, "\(path) differs; COLLAGEN_RECORD_SNAPSHOTS=1 records it anew")
}

/// A screen of a made-up sample in which every base of a small target was called.
func screenDocument(_ sample: String = "s", calls: [Call] = [], rna: SplicingReport? = nil) -> ScreenDocument {
  var screen = ScreenDocument(sample: sample, assembly: .grch38)
  screen.version = testVersion
  screen.counts = ReadCounts(reads: 100, used: 90, filtered: [:], unmapped: 10)
  screen.settings = ScreenSettings(molecule: rna == nil ? .dna : .rna)
  screen.coverage = ScreenCoverage(runs: [
    CoverageRun(
      chrom: "chr17", start: 50_184_100, end: 50_184_200, gene: "COL1A1", region: "exon_51", depthMedian: 40,
      verdict: .reference),
    CoverageRun(
      chrom: "chr7", start: 94_395_000, end: 94_395_050, gene: "COL1A2", region: "exon_1", depthMedian: 40,
      verdict: .reference),
  ])
  screen.calls = calls
  screen.rna = rna
  return screen
}

/// An exon left out in a fraction of the transcripts.
func junction(
  _ exon: String, _ kind: ReportedJunction.Kind = .exonSkip, _ effects: [CollagenEffect] = [.inFrameExonSkip]
) -> ReportedJunction {
  ReportedJunction(
    gene: "COL1A1", kind: kind, chrom: "chr17", start: 1, end: 2, reads: 40, ratio: Fraction(0.31, 0.21, 0.41),
    fragments: 40, exon: exon, length: kind == .canonical ? 0 : -54,
    consequence: kind == .canonical ? nil : "18 residues lost in frame", collagenEffect: effects,
    hgvsR: kind == .canonical ? nil : "NM_000088.4:r.589_642del", filter: kind == .canonical ? [] : ["PASS"])
}
