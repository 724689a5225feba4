// The part of a screen on splicing: what counts, what is said of it, and which sites are told once.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@Suite struct SplicingDocumentTests {
  private func row(
    _ kind: ReportedJunction.Kind, reads: Int = 40, filter: [String] = [], site: String? = nil
  ) -> ReportedJunction {
    ReportedJunction(
      gene: "COL1A1", kind: kind, chrom: "chr17", start: 5, end: 9, reads: reads,
      ratio: Fraction(0.123_456, 0.1, 0.2), fragments: 12.34, exon: "8", hgvsR: "NM_000088.4:r.1del", site: site,
      filter: filter)
  }

  private func ratio(_ name: String, _ source: ReportedAlleleRatio.Source, _ verdict: ReportedAlleleRatio.Verdict)
    -> ReportedAlleleRatio
  {
    ReportedAlleleRatio(
      gene: "COL1A1", hgvsC: name, source: source, altDepth: 1, refDepth: 9, ratio: Fraction(0.1, 0, 0.4),
      verdict: verdict)
  }

  private func report(
    _ junctions: [ReportedJunction], _ ratios: [ReportedAlleleRatio] = []
  ) -> SplicingReport {
    SplicingReport(junctions: junctions, alleleRatios: ratios, unsplicedFraction: 0.012_345)
  }

  @Test func numbersAreRoundedAsTheyAreWritten() {
    let row = row(.exonSkip, filter: ["PASS"])
    #expect(row.ratio == 0.1235 && row.fragments == 12.3)
    #expect(
      row.fraction.text(decimals: 3) == "0.124 (0.100-0.200)" && row.fraction.text(decimals: 2) == "0.12 (0.10-0.20)")
    #expect(report([]).unsplicedFraction == 0.0123)
  }

  /// A known junction changes no length; a kept intron adds its bases.
  @Test func lengthsFitTheKind() {
    for (kind, length, isRight) in [
      (ReportedJunction.Kind.canonical, -1, false), (.canonical, 0, true), (.intronRetention, 0, false),
      (.intronRetention, -1, false), (.intronRetention, 95, true), (.exonSkip, -54, true),
    ] {
      var row = row(kind, filter: kind == .canonical ? [] : ["PASS"])
      row.length = length
      if isRight {
        #expect(throws: Never.self) { try row.validate() }
      } else {
        #expect(throws: InvalidValue.self, "\(kind) \(length)") { try row.validate() }
      }
    }
  }

  @Test func onlyEventsThatPassedCount() {
    let report = report([
      row(.canonical), row(.canonical, reads: 0), row(.crypticDonor, filter: ["low_support"]),
      row(.exonSkip, filter: ["PASS"]),
    ])
    #expect(report.knownJunctions == 2 && report.seenJunctions == 1)
    #expect(report.events.map(\.kind) == [.exonSkip, .crypticDonor] && report.calledEvents.count == 1)
    #expect(report.splicingWord() == "1 found")
    #expect(report.sentence() == "One aberrant splicing event was found, in COL1A1.")
  }

  @Test func theSentenceSaysWhatWasNotSeen() {
    #expect(report([row(.canonical, reads: 0)]).sentence() == "No spliced transcript was seen.")
    #expect(report([row(.canonical, reads: 0)]).splicingWord() == "not seen")
    let normal = report([row(.canonical)])
    #expect(normal.sentence() == "Splicing is as annotated where it was seen (1 of 1 known junctions).")
    #expect(normal.splicingWord() == "as annotated")
    let two = report([row(.exonSkip, filter: ["PASS"]), row(.intronRetention, filter: ["PASS"]), row(.canonical)])
    #expect(two.sentence() == "2 aberrant splicing events were found.")
  }

  /// Nothing is as annotated beside a border of an exon at which the transcripts have or lack bases.
  @Test func nothingIsAsAnnotatedBesideAnOpenBorder() {
    let seen = "an insertion of 12 bases at the donor of exon 8 (COL1A1 c.642_643insA)"
    let normal = report([row(.canonical)])
    #expect(normal.splicingWord(borders: [seen]) == "not resolved at 1 exon border")
    #expect(
      normal.sentence(borders: [seen])
        == "Whether splicing is as annotated is not known. The transcripts show \(seen): this may be another splice site."
    )
    var unsure = row(.canonical)
    unsure.verdict = .noCall
    #expect(!report([row(.canonical), unsure]).sentence(borders: [seen]).contains("is as annotated at"))
    let event = report([row(.exonSkip, filter: ["PASS"]), row(.canonical)])
    #expect(event.splicingWord(borders: [seen, seen]) == "1 found, not resolved at 2 exon borders")
    #expect(event.sentence(borders: [seen, seen, seen]).hasSuffix("and 1 more: these may be another splice site."))
    #expect(report([row(.canonical, reads: 0)]).sentence(borders: [seen]) == "No spliced transcript was seen.")
  }

  /// The page and the text of a screen of RNA say so; those of a screen of DNA have no such sentence.
  @Test func theScreenSaysThatABorderIsOpen() throws {
    let genes = GeneCatalog.embedded
    for (name, isOpen) in [
      ("NM_000088.4:c.642+4_642+5insACACTCTCGTAA", true), ("NM_000088.4:c.637_642del", true),
      ("NM_000088.4:c.643-9_643-8insTTT", true), ("NM_000088.4:c.600_602del", false), ("NM_000088.4:c.640T>G", false),
    ] {
      var document = ExampleReport.report()
      document.rna = report([row(.canonical)])
      let found = try CollagenNamer(genes: genes, assembly: .grch38).variant(for: name)
      let annotation = annotate(variant: found.variant, gene: genes.genes[found.gene])
      document.calls = [try #require(Call(annotation, assembly: .grch38))]
      document.calls[0].filter = ["PASS"]
      #expect(document.openBorders(genes: genes).isEmpty != isOpen, "\(name)")
      let page = try ScreenHTML.text(document, genes: genes.genes, version: "t")
      let text = ScreenText.summary(document, color: false)
      #expect(page.contains("Whether splicing is as annotated is not known") == isOpen, "\(name)")
      #expect(
        page.contains("Splicing is as annotated where") != isOpen && text.contains("Splicing as annotated") != isOpen)
      document.calls[0].filter = ["low_quality"]
      #expect(document.openBorders(genes: genes).isEmpty)
      document.calls[0].filter = ["PASS"]
      document.rna = nil
      #expect(document.openBorders(genes: genes).isEmpty)
    }
  }

  @Test func aSiteThatWasAskedAboutAndCalledIsToldOnce() {
    let report = report(
      [row(.canonical)], [ratio("c.1A>C", .queried, .alleleLost), ratio("c.1A>C", .called, .balanced)])
    #expect(report.sites.map(\.source) == [.queried])
    #expect(report.sentence { "<\($0)>" }.hasSuffix("One allele leaves almost no mRNA at <c.1A>C>."))
  }

  @Test func aNewSiteThatTheReferenceDoesNotHaveNeedsTheDNA() {
    #expect(row(.crypticDonor, filter: ["PASS"], site: "GC").needsOtherEvidence)
    #expect(!row(.crypticDonor, filter: ["PASS"], site: "GT").needsOtherEvidence)
    #expect(!row(.exonSkip, filter: ["PASS"]).needsOtherEvidence)
    let notes = report([row(.crypticAcceptor, filter: ["PASS"], site: "TT")]).siteNotes
    #expect(notes.count == 1 && notes[0].hasPrefix("NM_000088.4:r.1del: the reference has TT at the new acceptor"))
  }

  @Test func theTableHasARowAJunctionAndJoinsEffects() {
    var event = row(.exonSkip, filter: ["PASS"])
    event.collagenEffect = [.inFrameExonSkip, .nProteinaseSite]
    let lines = ScreenTSV.junctions(report([row(.canonical), event])).split(separator: "\n")
    #expect(lines.count == 3 && lines[0].split(separator: "\t").map(String.init) == ScreenTSV.junctionColumns)
    let cells = lines[2].split(separator: "\t")
    #expect(cells[1] == "exon_skip" && cells[5] == "0.1235" && cells[12] == "in_frame_exon_skip&n_proteinase_site")
    #expect(lines[1].split(separator: "\t")[15] == ".")
  }

  @Test func asAnnotatedIsSaidOnlyWhereFivePercentIsExcluded() {
    var (sure, unsure) = (row(.canonical), row(.canonical))
    sure.verdict = .asAnnotated
    unsure.verdict = .noCall
    #expect(report([sure, sure]).splicingWord() == "as annotated")
    let part = report([sure, unsure])
    #expect(part.splicingWord() == "as annotated, no call at 1 of 2 junctions")
    #expect(part.sentence().contains("as annotated at 1 of 2 known junctions; at 1 no aberrant splicing was seen"))
    let none = report([unsure])
    #expect(none.splicingWord() == "no call at any junction" && !none.sentence().contains("as annotated"))
    var silent = report([unsure])
    silent.expression = [
      ReportedExpression(gene: "COL1A2", fragmentsPerJunction: 0.2, level: .notExpressed, unsplicedFraction: 0)
    ]
    #expect(silent.sentence().hasSuffix("COL1A2 is not expressed: its junctions have no call."))
  }

  @Test func aVariantThatWouldDoTheSameIsNamed() {
    var event = row(.crypticAcceptor, filter: ["PASS"], site: "AG")
    #expect(report([event]).siteNotes.isEmpty)
    event.variantAlternative = "NM_000088.4:c.643_645del"
    #expect(report([event]).siteNotes.first?.contains("the variant NM_000088.4:c.643_645del of the gene") == true)
  }

  @Test func everyRuleNamesItsKey() throws {
    let rules: [(key: String, change: (inout ReportedJunction) -> Void)] = [
      ("start", { $0.start = -1 }), ("end", { $0.end = 4 }), ("reads", { $0.reads = -1 }),
      ("ratio", { $0.ratio = 1.1 }), ("ratio_high", { $0.ratioLow = 0.9 }), ("fragments", { $0.fragments = -1 }),
      ("psi", { $0.psi = 1.2 }), ("p_value", { $0.pValue = -1 }), ("smallest_psi", { $0.smallestPsi = 2 }),
      ("overhang", { $0.overhang = -1 }), ("length", { $0.length = .max }), ("filter", { $0.filter = [] }),
      ("filter", { $0.kind = .canonical }),
    ]
    for (key, change) in rules {
      var row = row(.exonSkip, filter: ["PASS"])
      try row.validate()
      change(&row)
      let error = #expect(throws: InvalidValue.self) { try row.validate() }
      #expect(error?.key == key)
    }
  }
}
