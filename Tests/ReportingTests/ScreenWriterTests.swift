// The writers of a screen: tables, VCF, JSON, page and text.

import BioSequence
import Foundation
import HGVS
import Reporting
import Testing
import TypeICollagen

@Suite struct ScreenWriterTests {
  @Test func variantTableHasTheContractsColumns() {
    let lines = ScreenTSV.variants(ExampleReport.report()).split(separator: "\n")
    #expect(
      lines[0].split(separator: "\t").joined(separator: " ")
        == "sample gene class chrom pos ref alt hgvs_g hgvs_lrg hgvs_c hgvs_p consequence exon legacy_exon helix_residue "
        + "triplet_position collagen_effect genotype zygosity depth alt_depth vaf vaf_low vaf_high quality filter "
        + "phase_set known haplotype_hgvs_p haplotype_consequence splice_prediction")
    let row = lines[1].split(separator: "\t")
    #expect(row.count == 31)
    #expect(row[9] == "NM_000088.4:c.589G>T")
    #expect(row[21] == "0.4833")
    #expect(row[26] == "." && row[27] == ".")
  }

  @Test func coverageTableTilesTheTarget() {
    let report = ExampleReport.report()
    let text = ScreenTSV.coverage(report)
    #expect(text.hasPrefix("#chrom\tstart\tend\tgene\tregion\tdepth_median\tverdict\treason\n"))
    let place = ExampleReport.call().pos
    #expect(text.contains("chr17\t\(place)\t\(place + 9)\tCOL1A1\texon_8\t3\tno_call\tlow_depth\n"))
    #expect(text.contains("chr17\t\(place - 91)\t\(place - 1)\tCOL1A1\texon_8\t60\treference\t.\n"))
  }

  @Test func vcfHasHeaderAndRecords() {
    let report = ExampleReport.report(calls: [ExampleReport.symbolicCall(), ExampleReport.call()])
    let text = ScreenVCF.text(report, source: "collagen test", filters: [("low_depth", "Too \"few\" molecules")])
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "##fileformat=VCFv4.3")
    #expect(lines.contains("##contig=<ID=chr17,length=83257441,assembly=GRCh38>"))
    #expect(lines.contains("##FILTER=<ID=low_depth,Description=\"Too \\\"few\\\" molecules\">"))
    #expect(lines.contains { $0.hasPrefix("#CHROM\tPOS") && $0.hasSuffix("\tFORMAT\tP07") })
    let event = lines[lines.count - 2].split(separator: "\t")
    #expect(event[4] == "<DEL>")
    #expect(event[7].contains(";END=50190400;SVTYPE=DEL;SVLEN=-400;CIPOS=-12,8;CIEND=0,30"))
    #expect(event[8] == "GT:DP:AD:VAF:GQ:PS")
    let call = lines[lines.count - 1].split(separator: "\t")
    #expect(call[9] == "0/1:60:31,29:0.4833:99")
    #expect(call[7].contains("HGVSP=NP_000079.2:p.(Gly197Cys)"))
  }

  /// Every annotation has the fields that the header names, and the allele, place and impact of its call.
  @Test func annotationsAreInTheFormThatOtherToolsSplit() throws {
    var calls = [ExampleReport.call(), ExampleReport.call(), ExampleReport.symbolicCall()]
    calls[1].consequence = [.spliceDonor, .intron]
    (calls[1].ref, calls[1].alt, calls[1].exon) = ("CTG", "C", "8i")
    (calls[1].hgvsC, calls[1].hgvsP) = ("NM_000088.4:c.642_642+1del", "NP_000079.2:p.?")
    let text = ScreenVCF.text(
      ExampleReport.report(calls: calls), source: "t", filters: [], commandLine: ["collagen", "screen", "a \"b\".fq"])
    let lines = text.split(separator: "\n")
    #expect(lines.contains("##collagenCommand=\"collagen screen a \\\"b\\\".fq\""))
    let header = try #require(lines.first { $0.contains("ID=CSQ") })
    let format = try #require(header.components(separatedBy: "Format: ").last).dropLast(2).split(separator: "|")
    let annotations = lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: "\t")[7].split(separator: ";").first { $0.hasPrefix("CSQ=") }?.dropFirst(4)
    }.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
    #expect(annotations.count == 3 && annotations.allSatisfy { $0.count == format.count })
    func field(_ index: Int, _ name: String) -> Substring {
      format.firstIndex { $0 == name }.map { annotations[index][$0] } ?? "no such field"
    }
    #expect(field(0, "Allele") == calls[0].alt && field(0, "EXON") == "8" && field(0, "INTRON").isEmpty)
    #expect(field(0, "Feature") == "NM_000088.4" && field(0, "SYMBOL") == "COL1A1")
    #expect(field(1, "Allele") == "-" && field(1, "INTRON") == "8" && field(1, "EXON").isEmpty)
    #expect(field(1, "Consequence") == "splice_donor_variant&intron_variant" && field(1, "IMPACT") == "HIGH")
    #expect(field(2, "Allele") == "deletion")
  }

  @Test func multiQCHasNoCountWhereNothingWasSequenced() {
    #expect(ScreenMultiQC.text(ExampleReport.report()).contains("\"collagen_variants\": "))
    var empty = ExampleReport.report()
    empty.coverage = ScreenCoverage(
      runs: [
        CoverageRun(
          chrom: "chr17", start: 0, end: 100, gene: "COL1A1", region: "exon_8", depthMedian: 0, verdict: .noCall,
          reason: "no_reads")
      ])
    #expect(!ScreenMultiQC.text(empty).contains("\"collagen_variants\": 0"))
  }

  @Test func infoValuesCannotBreakTheRecord() {
    var call = ExampleReport.call()
    call.hgvsP = "p.(Gly197=);x,y 100%\t"
    let text = ScreenVCF.text(ExampleReport.report(calls: [call]), source: "t", filters: [])
    #expect(text.contains("HGVSP=p.(Gly197%3D)%3Bx%2Cy%20100%25%09;"))
  }

  @Test func jsonBeginsWithItsSchemaAndReadsBack() throws {
    let report = ExampleReport.report()
    let text = report.text()
    #expect(text.hasPrefix("{\n  \"schema\": \"collagen.screen/2\",\n"))
    #expect(text.contains("\"vaf\": 0.4833") && text.contains("\"helix_residue\": 19"))
    #expect(text.contains("\"target_bases\": 100") && text.contains("\"no_call_by_reason\": {\n      \"low_depth\": 9"))
    #expect(try ScreenDocument(json: text, file: "s.json") == report)
  }

  @Test func pageEscapesAndLoadsNothing() throws {
    let page = try ScreenHTML.text(
      ExampleReport.report(sample: "<script>alert(1)</script>"), genes: GeneCatalog.embedded.genes,
      version: "collagen test")
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("NM_000088.4:c.589G&gt;T"))
    #expect(page.contains("No call at"))
    #expect(page.components(separatedBy: "<svg").count == 3)
  }

  @Test func textNamesTheCallAndTheGap() {
    let text = ScreenText.summary(ExampleReport.report(), color: false)
    #expect(text.contains("NP_000079.2:p.(Gly197Cys)"))
    #expect(text.contains("91 of 100 target bases called (91.00 %), 9 without a call"))
    #expect(text.contains("A variant there would be missed"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test(arguments: [40, 60, 80]) func textFitsANarrowTerminal(_ width: Int) {
    var report = ExampleReport.report()
    report.warnings = [String(repeating: "a warning of many words ", count: 12)]
    let wide = ScreenText.summary(report, color: false)
    let text = ScreenText.summary(report, color: false, width: width)
    // A name is not broken; everything else fits.
    for line in text.split(separator: "\n") where !line.contains("NM_") && !line.contains("NP_") {
      #expect(line.count <= width, "\(line)")
    }
    func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }
    // Not a word is lost; the columns' names come again for each row.
    let (all, fitted) = (words(wide), words(text))
    #expect(Set(fitted) == Set(all) && fitted.count >= all.count)
    #expect(ScreenText.summary(report, color: false, width: 400) == wide)
  }

  @Test func countsMustAddUp() {
    #expect(ReadCounts(reads: 10, used: 5, filtered: ["a": 2], unmapped: 3).isConserved)
    #expect(!ReadCounts(reads: 10, used: 5, filtered: ["a": 2], unmapped: 2).isConserved)
  }
}
