// Hostile sample names and annotations through a screen's VCF, TSV, JSON and page: the same values come back, nothing is active.

import BioSequence
import Documents
import Foundation
import Reporting
import Documents
import Testing
import TypeICollagen

@testable import CaseReporting
@testable import Evidence

@Suite struct HostileScreenTests {
  /// A text that may be a sample's name: the command refuses control, format and line characters and the slash.
  private static func name(_ generator: inout HostileTextTests.Generator) -> String {
    let text = HostileTextTests.text(&generator)
    let kept = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
      default: scalar != "/"
      }
    }
    return "n" + String(String.UnicodeScalarView(kept))
  }

  private static func report(_ generator: inout HostileTextTests.Generator) -> ScreenReport {
    func next() -> String { HostileTextTests.text(&generator) }
    let call = ReportedCall(
      gene: "COL1A1", variantClass: "snv", chrom: "chr17", pos: 50_195_288, ref: "G", alt: "A", hgvsG: next(),
      hgvsLRG: "LRG_1:g.1", hgvsC: next(), hgvsP: next(), consequence: next(), exon: "19", legacyExon: "19",
      helixResidue: "237", tripletPosition: "Y", collagenEffect: "null_allele", genotype: "0/1",
      zygosity: "heterozygous", depth: 40, referenceDepth: 20, altDepth: 20, vaf: 0.5, vafLow: 0.4, vafHigh: 0.6,
      variantQuality: 9, quality: 9, filter: "PASS", phaseSet: nil, known: name(&generator))
    let row = CoverageRow(
      chrom: "chr17", start: 1, end: 9, gene: "COL1A1", region: name(&generator), depthMedian: 0, verdict: "no_call",
      reason: "no_reads")
    return ScreenReport(
      sample: name(&generator), assembly: .grch38, contigs: [("chr17", 83_257_441)],
      inputs: [
        ReportedInput(
          name: next(), bytes: 1, sha256: String(repeating: "0", count: 64), container: "gzip", completeness: .verified)
      ], counts: ReadCounts(reads: 1, used: 1, filtered: [:], unmapped: 0), calls: [call], coverage: [row],
      warnings: [next()], settings: [("a", next())])
  }

  @Test func vcfTSVAndJSONReadBackAndThePageIsInert() throws {
    var generator = HostileTextTests.Generator(state: 7)
    for round in 0..<2 * HostileTextTests.rounds {
      let report = HostileScreenTests.report(&generator)
      let call = report.calls[0]
      let vcf = ScreenVCF.text(report, source: "test", filters: [])
      let read = try ScreenFinding(vcf: Array(vcf.utf8), file: "s.vcf")
      let info = try #require(try VCFDocument(Array(vcf.utf8), file: "s.vcf").records.first, "round \(round)").info
      #expect(read.sample == report.sample && read.calls.count == 1, "round \(round): the sample of the VCF")
      #expect(
        ["HGVSC", "HGVSP", "HGVSG", "CSQ"].map { info[$0] ?? "" } == [
          call.hgvsC, call.hgvsP, call.hgvsG, call.consequence,
        ], "round \(round): the names of the VCF")
      let json = try ScreenFinding(json: ScreenJSON.text(report, version: "test"), file: "s.json")
      #expect(json.sample == report.sample && json.inputs[0].name == report.inputs[0].name)
      #expect(json.warnings == report.warnings && json.settings.map(\.value) == [report.settings[0].value])
      #expect(json.calls[0].known == call.known && json.calls[0].hgvsC == call.hgvsC, "round \(round)")
      checkTables(report, round: round)
      let page = try ScreenHTML.text(report, genes: GeneCatalog.embedded.genes, version: "test")
      #expect(HTMLCheck.faults(page).isEmpty, "round \(round): \(HTMLCheck.faults(page).first ?? "")")
    }
  }

  private func checkTables(_ report: ScreenReport, round: Int) {
    for (text, columns, values) in [
      (ScreenTSV.variants(report), 28, [(0, report.sample), (27, report.calls[0].known)]),
      (ScreenTSV.coverage(report), 8, [(4, report.coverage[0].region)]),
    ] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3, "round \(round)")
      let cells = lines[1].split(separator: "\t", omittingEmptySubsequences: false)
      #expect(cells.count == columns, "round \(round)")
      for (column, value) in values where column < cells.count {
        #expect(cells[column] == value, "round \(round), column \(column)")
      }
    }
  }

  /// Cells of a sheet: whatever stands there, there is a case or a located fault, and no cell is repeated in a message.
  @Test func hostileSheetsGiveCasesOrLocatedFaults() throws {
    var generator = HostileTextTests.Generator(state: 11)
    for round in 0..<10 * HostileTextTests.rounds {
      let cells = (0..<6).map { _ in "SECRET" + HostileTextTests.text(&generator) }
      let quoted = cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
      let sheet = "case_id,reads1,reads2,assay,clinical,rna\n" + quoted.joined(separator: ",") + "\n"
      do {
        let read = try CohortSheet(text: sheet, file: "s.csv") { _ in .file }
        #expect(read.rows.count == 1 && read.rows[0].id == cells[0].trimmingBlanks, "round \(round)")
      } catch {
        #expect(error.faults.allSatisfy { ($0.line ?? 0) >= 2 }, "round \(round): \(error)")
        #expect(!error.description.contains("SECRET"), "round \(round)")
      }
    }
  }
}
