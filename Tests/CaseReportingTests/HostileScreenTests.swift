// Hostile sample names and annotations through a screen's VCF, TSV, JSON and page: the same values come back, nothing is active.

import BioSequence
import Documents
import Foundation
import HGVS
import Knowledge
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

  private static func report(_ generator: inout HostileTextTests.Generator) -> ScreenDocument {
    func next() -> String { HostileTextTests.text(&generator) }
    var call = Call(gene: "COL1A1", assembly: .grch38, chrom: "chr17", pos: 50_195_288, ref: "G", alt: "A")
    call.hgvsG = next()
    call.hgvsLRG = "LRG_1:g.1"
    call.hgvsC = next()
    call.hgvsP = next()
    call.consequence = [.stopGained, .spliceRegion]
    (call.exon, call.collagenEffect, call.genotype) = ("19", [.nullAllele], "0/1")
    call.zygosity = .heterozygous
    (call.depth, call.altDepth, call.vaf, call.filter) = (40, 20, 0.5, ["PASS"])
    call.known = [KnownAnnotation(id: name(&generator), significance: [], file: "k.vcf")]
    var report = screenDocument(name(&generator), calls: [call])
    report.coverage = ScreenCoverage(runs: [
      CoverageRun(
        chrom: "chr17", start: 1, end: 9, gene: "COL1A1", region: name(&generator), depthMedian: 0, verdict: .noCall,
        reason: "no_reads")
    ])
    report.inputs = [
      ReportedInput(
        name: next(), bytes: 1, sha256: String(repeating: "0", count: 64), container: "gzip", completeness: .verified)
    ]
    report.contigs = [Contig(name: "chr17", length: 83_257_441)]
    report.warnings = [next()]
    report.settings?.target = next()
    return report
  }

  @Test func vcfTSVAndJSONReadBackAndThePageIsInert() throws {
    var generator = HostileTextTests.Generator(state: 7)
    for round in 0..<2 * HostileTextTests.rounds {
      let report = HostileScreenTests.report(&generator)
      let call = report.calls[0]
      let vcf = ScreenVCF.text(report, source: "test", filters: [])
      let read = try ScreenDocument(vcf: Array(vcf.utf8), file: "s.vcf")
      let info = try #require(try VCFDocument(Array(vcf.utf8), file: "s.vcf").records.first, "round \(round)").info
      #expect(read.sample == report.sample && read.calls.count == 1, "round \(round): the sample of the VCF")
      #expect(
        ["HGVSC", "HGVSP", "HGVSG"].map { info[$0] } == [call.hgvsC, call.hgvsP, call.hgvsG],
        "round \(round): the names of the VCF")
      let annotation = (info["CSQ"] ?? "").unicodeScalars.split(separator: "|", omittingEmptySubsequences: false)
        .map { String($0) }
      #expect(annotation.count == 11 && annotation[1] == call.consequenceText, "round \(round): \(annotation)")
      let protein = call.hgvsP?.unicodeScalars.map { $0 == "|" ? "/" : $0 } ?? []
      #expect(annotation.last.map { Array($0.unicodeScalars) } == protein, "round \(round): \(annotation)")
      #expect(try ScreenDocument(json: report.text(), file: "s.json") == report, "round \(round)")
      checkTables(report, round: round)
      let page = try ScreenHTML.text(report, genes: GeneCatalog.embedded.genes, version: "test")
      #expect(HTMLCheck.faults(page).isEmpty, "round \(round): \(HTMLCheck.faults(page).first ?? "")")
    }
  }

  private func checkTables(_ report: ScreenDocument, round: Int) {
    for (text, columns, values) in [
      (ScreenTSV.variants(report), 31, [(0, report.sample), (27, report.calls[0].known[0].id ?? "")]),
      (ScreenTSV.coverage(report), 8, [(4, report.coverage?.runs[0].region ?? "")]),
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
