// PVS1 (RNA) and BP7 (RNA): what the patient's transcripts count for, and when they count for nothing.

import BioSequence
import HGVS
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct TranscriptEvidenceTests {
  private func call(_ coding: String, _ protein: String, _ terms: String, gene: String = "COL1A1") -> Call {
    let accession = gene == "COL1A1" ? "NM_000088.4:" : "NM_000089.4:"
    var call = Call(gene: gene, hgvsC: accession + coding, hgvsP: protein, consequence: terms)
    call.zygosity = .heterozygous
    return call
  }

  private func junction(
    _ kind: ReportedJunction.Kind, _ exon: String, ratio: Double, reads: Int = 60, effects: [CollagenEffect] = [],
    gene: String = "COL1A1"
  ) -> ReportedJunction {
    ReportedJunction(
      gene: gene, kind: kind, chrom: "chr17", start: 1, end: 2, reads: reads,
      ratio: Fraction(ratio, max(0, ratio - 0.05), min(1, ratio + 0.05)), fragments: Double(reads), exon: exon,
      consequence: kind == .canonical ? nil : "made up", collagenEffect: effects,
      filter: kind == .canonical ? [] : ["PASS"])
  }

  private func ledger(
    _ call: Call, _ junctions: [ReportedJunction], alleles: [ReportedAlleleRatio] = [], score: Double? = nil,
    others: [Call] = []
  ) throws -> VariantClassificationLedger {
    var inputs = AssessmentInputs()
    inputs.splicing = SplicingReport(junctions: junctions, alleleRatios: alleles, unsplicedFraction: 0)
    inputs.calls = [call] + others
    if let score {
      inputs.scores = try PredictorScores(
        text: "hgvs_c\tpredictor\tscore\n\(call.name)\tCI-SpliceAI\t\(score)\n", file: "s.tsv")
    }
    return try #require(CriteriaAssessor(call, inputs: inputs)).ledger()
  }

  private func codes(_ ledger: VariantClassificationLedger) -> [String] {
    ledger.outcomes.filter { $0.applied != nil }.map(\.code)
  }

  @Test func aSkipBesideAPlusFiveVariantIsExplainedAndCounts() throws {
    let variant = call("c.642+5G>A", "p.?", "splice_region_variant")
    let skip = junction(.exonSkip, "8", ratio: 0.48, effects: [.inFrameExonSkip])
    let found = try ledger(variant, [skip], score: 0.99)
    #expect(codes(found) == ["PVS1 (RNA)"] && found.points == 8)
    #expect(found.outcomes.first { $0.criterion == .pp3 }?.reason.contains("transcripts") == true)
    // Half of the allele's transcripts: one step lower; a fifth: two; hardly any: nothing.
    for (ratio, expected) in [(0.30, "PVS1_Strong (RNA)"), (0.12, "PVS1_Moderate (RNA)"), (0.04, "")] {
      let less = try ledger(variant, [junction(.exonSkip, "8", ratio: ratio, effects: [.inFrameExonSkip])], score: 0.99)
      #expect(codes(less).joined() == expected, "\(ratio)")
    }
    // An event of another exon is not this variant's.
    let elsewhere = try ledger(
      variant, [junction(.exonSkip, "12", ratio: 0.48, effects: [.inFrameExonSkip])], score: 0.99)
    #expect(codes(elsewhere) == ["PP3"])
  }

  @Test func theReportSaysThatTheCallExplainsIt() throws {
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.calls = [call("c.642+5G>A", "p.?", "splice_region_variant")]
    let splicing = SplicingReport(
      junctions: [junction(.exonSkip, "8", ratio: 0.48, effects: [.inFrameExonSkip])], alleleRatios: [],
      unsplicedFraction: 0)
    let assessment = CaseAssessment(record: CaseRecord(id: "x"), screen: screen, assay: nil, splicing: splicing)
    #expect(assessment.splicingInterpretations.first?.explainedBy == "NM_000088.4:c.642+5G>A")
    #expect(!assessment.flags.map(\.code).contains(.splicingUnexplained))
  }

  @Test func decayMakesTheFractionALowerLimit() throws {
    let variant = call("c.299-3C>A", "p.?", "splice_region_variant")
    let event = junction(.exonSkip, "3", ratio: 0.1, effects: [.nullAllele])
    let found = try ledger(variant, [event])
    #expect(codes(found) == ["PVS1_Strong (RNA)"])
    #expect(found.outcomes[0].reason.contains("or more, as such transcripts undergo decay"))
    // A lost allele of COL1A2 is tolerated, proven or not.
    let other = call("c.82-3C>A", "p.?", "splice_region_variant", gene: "COL1A2")
    let null = junction(.exonSkip, "3", ratio: 0.4, effects: [.nullAllele], gene: "COL1A2")
    #expect(codes(try ledger(other, [null])).isEmpty)
  }

  private func allele(_ name: String, _ ratio: Double) -> ReportedAlleleRatio {
    ReportedAlleleRatio(
      gene: "COL1A1", hgvsC: name, source: .called, altDepth: 20, refDepth: 20,
      ratio: Fraction(ratio, max(0, ratio - 0.1), min(1, ratio + 0.1)), verdict: ratio < 0.05 ? .alleleLost : .balanced)
  }

  @Test func provenNormalSplicingNeedsTheAllele() throws {
    let silent = call("c.1290T>C", "p.(Pro430=)", "synonymous_variant")
    // c.1290 lies in exon 19.
    let normal = ["18^19", "19^20"].map { junction(.canonical, $0, ratio: 1) }
    #expect(codes(try ledger(silent, normal, alleles: [allele(silent.name, 0.5)])) == ["BP7_Strong (RNA)"])
    #expect(codes(try ledger(silent, normal, alleles: [allele(silent.name, 0.5)], score: 0.01)) == ["BP7_Strong (RNA)"])
    // Not shown to be transcribed: not testable, and a prediction stays.
    let untested = try ledger(silent, normal)
    #expect(codes(untested).isEmpty)
    #expect(untested.outcomes.first { $0.criterion == .bp7 }?.reason.hasPrefix("not testable") == true)
    #expect(codes(try ledger(silent, normal, score: 0.01)) == ["BP4", "BP7"])
    #expect(codes(try ledger(silent, normal, alleles: [allele(silent.name, 0)])).isEmpty)
    // Reads that leave room for another form, as short ones do: no splicing is proven normal.
    var open = normal
    open[1].ratioLow = 0
    open[1].psiLow = 0
    let unproven = try ledger(silent, open, alleles: [allele(silent.name, 0.5)])
    #expect(codes(unproven).isEmpty)
    #expect(unproven.outcomes.first { $0.criterion == .bp7 }?.reason.contains("room for another form") == true)
    #expect(codes(try ledger(silent, open, alleles: [allele(silent.name, 0.5)], score: 0.01)) == ["BP4", "BP7"])
    // Too few reads across one junction.
    let thin = [junction(.canonical, "18^19", ratio: 1), junction(.canonical, "19^20", ratio: 1, reads: 3)]
    #expect(codes(try ledger(silent, thin, alleles: [allele(silent.name, 0.5)])).isEmpty)
    // A glycine substitution with normal splicing gets nothing from it.
    let glycine = call("c.1300G>A", "p.(Gly434Ser)", "missense_variant")
    #expect(!codes(try ledger(glycine, normal, alleles: [allele(glycine.name, 0.5)])).contains { $0.hasPrefix("B") })
  }

  @Test func aPhasedSiteShowsTheAlleleOfAnIntronicVariant() throws {
    var variant = call("c.642+30G>A", "p.?", "intron_variant")
    (variant.genotype, variant.phaseSet) = ("0|1", 7)
    var site = call("c.1290T>C", "p.(Pro430=)", "synonymous_variant")
    (site.genotype, site.phaseSet) = ("0|1", 7)
    let normal = [junction(.canonical, "8^9", ratio: 1)]
    let found = try ledger(variant, normal, alleles: [allele(site.name, 0.4)], others: [site])
    #expect(codes(found) == ["BP7_Strong (RNA)"])
    // The other side of the bar: its allele is the one without the site's variant.
    site.genotype = "1|0"
    #expect(codes(try ledger(variant, normal, alleles: [allele(site.name, 0.98)], others: [site])).isEmpty)
    site.phaseSet = 8
    #expect(codes(try ledger(variant, normal, alleles: [allele(site.name, 0.4)], others: [site])).isEmpty)
  }

  /// RNA that contradicts the loss of a site, with both alleles in it, is proven normal splicing: of an intronic variant.
  @Test func contradictedSplicingIsProvenNormal() throws {
    let near = try TranscriptComparisonTests.call("NM_000088.4:c.642+5G>A")
    let site = try TranscriptComparisonTests.call("NM_000088.4:c.*744C>T")
    var inputs = AssessmentInputs()
    inputs.splicePredictor = .embedded
    func found(_ alternate: Int) throws -> AssessedCall {
      let rna = try TranscriptComparisonTests.rna(
        depth: 100, [(site.name, alternate)], junctions: TranscriptComparisonTests.normal)
      let assessment = CaseAssessment(
        record: CaseRecord(id: "x"), screen: TranscriptComparisonTests.dna([near, site]), assay: nil, rna: rna,
        inputs: inputs)
      return try #require(assessment.calls.first { $0.finding.name == near.name })
    }
    let both = try found(50)
    #expect(both.transcripts?.verdict == .contradicted && codes(both.ledger) == ["BP7_Strong (RNA)"])
    // The variant's allele is not shown to be there: the prediction stays, and nothing is proven.
    #expect(codes(try found(0).ledger) == ["PP3"])
  }
}
