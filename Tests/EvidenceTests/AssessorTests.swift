// Tests of the criteria that need files or the record, of the two halves' concordance, and of the flags.

import BioSequence
import Knowledge
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct AssessorTests {
  private func finding(_ coding: String, _ protein: String, _ terms: String, gene: String = "COL1A1") -> Call {
    let accession = gene == "COL1A1" ? ("NM_000088.4:", "NP_000079.2:") : ("NM_000089.4:", "NP_000080.2:")
    return Call(
      gene: gene, hgvsC: accession.0 + coding, hgvsP: protein.isEmpty ? "" : accession.1 + protein, consequence: terms)
  }

  private func applied(_ finding: Call, _ inputs: AssessmentInputs = AssessmentInputs()) throws -> [String] {
    try #require(CriteriaAssessor(finding, inputs: inputs)).ledger().applied.map(\.code)
  }

  @Test func theTreeOfPVS1() throws {
    #expect(try applied(finding("c.1243C>T", "p.(Arg415Ter)", "stop_gained")) == ["PVS1"])
    #expect(try applied(finding("c.1243C>T", "p.(Arg415Ter)", "stop_gained", gene: "COL1A2")).isEmpty)
    // Exon 8 ends at c.642: left out in frame. Exon 48 shifts the frame.
    #expect(try applied(finding("c.642+1G>A", "p.?", "splice_donor_variant")) == ["PVS1"])
    let gene = GeneCatalog.embedded.genes[0]
    let transcript = gene.record.preferredTranscript
    for exon in 1..<50 {
      let last = transcript.exonStarts[exon + 1] - transcript.codingRange.lowerBound
      let donor = finding("c.\(last)+1G>A", "p.?", "splice_donor_variant")
      let codes = try applied(donor)
      // Exons 2, 4 and 5 lie wholly in the N-propeptide; every other one shifts the frame or belongs to a critical region.
      #expect(codes == ([2, 4, 5].contains(exon + 1) ? ["PVS1_Moderate"] : ["PVS1"]), "exon \(exon + 1)")
    }
    #expect(try applied(finding("c.1A>G", "p.?", "start_lost")) == ["PVS1_Strong"])
    #expect(try applied(finding("c.103+1G>A", "p.?", "splice_donor_variant")) == ["PVS1_Strong"])
    #expect(try applied(finding("c.4300del", "p.(Gly1434ValfsTer20)", "frameshift_variant")) == ["PVS1"])
    let ledger = try #require(
      CriteriaAssessor(finding("c.642+1G>A", "p.?", "splice_donor_variant"), inputs: AssessmentInputs())
    ).ledger()
    #expect(ledger.outcomes.map(\.criterion) == ACMGCriterion.allCases)
    #expect(ledger.outcomes.allSatisfy { $0.applied != nil || !$0.reason.isEmpty })
  }

  private func outcome(_ code: ACMGCriterion, _ finding: Call) throws -> CriterionOutcome {
    let ledger = try #require(CriteriaAssessor(finding, inputs: AssessmentInputs())).ledger()
    return try #require(ledger.outcomes.first { $0.criterion == code })
  }

  /// Whatever terms an altered site has: where several transcripts are possible PVS1 is never applied in full.
  @Test func anUncertainSpliceEffectNeverGivesFullPVS1() throws {
    for terms in [
      "splice_donor_variant", "splice_acceptor_variant&intron_variant", "splice_region_variant", "intron_variant",
    ] {
      for more: [CollagenEffect] in [[.inFrameExonSkip], [.nullAllele], [.inFrameExonSkip, .nullAllele], []] {
        var call = finding("c.642+1G>A", "", terms)
        call.collagenEffect = more + [.spliceUncertain]
        let pvs1 = try outcome(.pvs1, call)
        let strength = pvs1.applied?.strength ?? .supporting
        #expect(strength <= (more.contains(.inFrameExonSkip) ? .strong : .moderate), "\(terms) \(more): \(pvs1.code)")
        #expect(try outcome(.pm4, call).applied == nil, "\(terms) \(more)")
      }
    }
    var sure = finding("c.642+1G>A", "", "splice_donor_variant")
    sure.collagenEffect = [.inFrameExonSkip]
    #expect(try outcome(.pvs1, sure).applied?.strength == .veryStrong)
  }

  @Test func oneLostCOL1A2AlleleIsTheGenesBranchAndWhatIsNotNullSaysSo() throws {
    let stop = try outcome(.pvs1, finding("c.1243C>T", "p.(Arg415Ter)", "stop_gained", gene: "COL1A2"))
    #expect(stop.rule == "PVS1.gene" && stop.applied == nil)
    let missense = try outcome(.pvs1, finding("c.1645C>G", "p.(Pro549Ala)", "missense_variant", gene: "COL1A2"))
    #expect(missense.rule == "PVS1.not_null")
  }

  @Test func residuesPutInThatEndWithAStopAreAStop() throws {
    let inserted = finding("c.1243_1244insAAATAA", "p.(Arg415_Gly416insLysTer)", "stop_gained")
    #expect(MolecularConsequence(inserted)?.stop == 417)
    #expect(try outcome(.pvs1, inserted).rule == "PVS1.nmd")
    #expect(MolecularConsequence(finding("c.1", "p.(Gly2_Pro3delinsLysTer)", "stop_gained"))?.stop == 3)
    #expect(try outcome(.pm4, inserted).applied == nil)
  }

  @Test func aPathogenicSynonymousEntryIsNoMissenseOfTheResidue() throws {
    var inputs = AssessmentInputs()
    // GGC to GGT leaves glycine 1166.
    let silent = known.replacing("50187049\t1\tC\tG", with: "50187048\t1\tA\tG").split(separator: "\n").prefix(3)
    inputs.known = try KnownVariants(vcf: Array(silent.joined(separator: "\n").utf8), file: "k.vcf")
    #expect(inputs.known?.entries.count == 1 && inputs.known?.entries.first?.substitution == nil)
    var call = finding("c.3497G>T", "p.(Gly1166Val)", "missense_variant")
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", 50_187_049, "C", "A")
    #expect(try applied(call, inputs) == ["PM1_Strong"])
  }

  private let known = """
    ##fileformat=VCFv4.1
    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
    17\t50187049\t1\tC\tG\t.\t.\tCLNSIG=Pathogenic;CLNREVSTAT=criteria_provided,_single_submitter
    17\t50187050\t2\tC\tA\t.\t.\tCLNSIG=Pathogenic;AF_ESP=0.00002;AF_EXAC=0.2
    """

  @Test func knownVariantsGivePS1PM5AndFrequencies() throws {
    var inputs = AssessmentInputs()
    inputs.known = try KnownVariants(vcf: Array(known.utf8), file: "k.vcf")
    #expect(inputs.known?.files[0].assembly == .grch38 && inputs.known?.entries.count == 2)
    var call = finding("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")
    (call.chrom, call.pos, call.ref, call.alt) = ("chr17", 50_187_050, "C", "A")
    #expect(try applied(call, inputs) == ["PM1_Strong", "PM5", "BA1"])
    // Another base change to alanine: the same residue change as the first record.
    let same = known.replacing("50187049\t1\tC\tG", with: "50187048\t1\tAC\tCG")
    inputs.known = try KnownVariants(vcf: Array(same.utf8), file: "k.vcf")
    var alanine = finding("c.3497G>C", "p.(Gly1166Ala)", "missense_variant")
    (alanine.chrom, alanine.pos, alanine.ref, alanine.alt) = ("17", 50_187_049, "C", "G")
    #expect(try applied(alanine, inputs) == ["PS1", "PM1_Strong"])
    // A variant that the file does not have says nothing, unless the file declares itself complete.
    let empty = "##fileformat=VCFv4.1\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    inputs.known = try KnownVariants(vcf: Array(empty.utf8), file: "k.vcf")
    #expect(try applied(alanine, inputs) == ["PM1_Strong"])
    let complete = empty.replacing("#CHROM", with: "##collagenPopulation=<ID=made-up,Scope=complete>\n#CHROM")
    inputs.known = try KnownVariants(vcf: Array(complete.utf8), file: "k.vcf")
    #expect(try applied(alanine, inputs) == ["PM1_Strong", "PM2_Supporting"])
  }

  @Test func theRecordGivesFamilyAndPhenotype() throws {
    var record = CaseRecord(id: "x")
    record.family.deNovo = .confirmed
    (record.family.meioses, record.family.meiosesInOffspring) = (5, 5)
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    var inputs = AssessmentInputs()
    inputs.record = record
    let call = finding("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")
    // Five points of co-segregation and 2.5 of phenotype share a limit of five.
    #expect(try applied(call, inputs) == ["PS2", "PM1_Strong", "PP1_Strong", "PP4"])
    record.family.parentalMosaicismVAF = 0.1
    record.family.affectedWithoutVariant = 1
    record.features = [.blueSclerae]
    inputs.record = record
    // One affected relative without it takes away two of the five points.
    #expect(try applied(call, inputs) == ["PM1_Strong", "PP1_Moderate"])
    record.family.affectedWithoutVariant = 3
    inputs.record = record
    #expect(try applied(call, inputs) == ["PM1_Strong", "BS4"])
    for other in ["c.1243C>T", "COL1A2:c.3496G>T", "NM_000089.4:c.3496G>T", "LRG_2t1:c.3496G>T", "x:c.3496G>T"] {
      record.family.variant = other
      inputs.record = record
      #expect(try applied(call, inputs) == ["PM1_Strong"], "\(other)")
    }
    for own in ["c.3496G>T", "COL1A1:c.3496G>T", "NM_000088.3:c.3496G>T", "LRG_1t1:c.3496G>T"] {
      record.family.variant = own
      inputs.record = record
      #expect(try applied(call, inputs) == ["PM1_Strong", "BS4"], "\(own)")
    }
  }

  @Test func scoresGivePP3BP4AndBP7() throws {
    var inputs = AssessmentInputs()
    inputs.scores = try PredictorScores(
      text: "hgvs_c\tpredictor\tscore\nNM_000088.3:c.9C>T\tSpliceAI\t0.05\nNM_000088.4:c.700A>G\tREVEL\t0.8\n"
        + "NM_000088.4:c.642+1G>A\tSpliceAI\t0.99\nNM_000088.4:c.3496G>T\tREVEL\t0.01\n", file: "s.tsv")
    #expect(try applied(finding("c.9C>T", "p.(Ser3=)", "synonymous_variant"), inputs) == ["BP4", "BP7"])
    #expect(try applied(finding("c.700A>G", "p.(Lys234Glu)", "missense_variant"), inputs) == ["PP3_Moderate"])
    #expect(try applied(finding("c.642+1G>A", "p.?", "splice_donor_variant"), inputs) == ["PVS1"])
    #expect(try applied(finding("c.3496G>T", "p.(Gly1166Cys)", "missense_variant"), inputs) == ["PM1_Strong"])
  }

  private func assay(_ verdict: AssayFinding.Verdict, synthesis: Double, secreted: Double, sd: Double = 0.08)
    -> AssayFinding
  {
    let centre = Elementary.log(0.94 / 0.06)
    return AssayFinding(
      line: "L", verdict: verdict,
      axes: [
        AxisReading(kind: .synthesis, value: Elementary.log(synthesis), controlMean: 0, controlSD: sd, controls: 9),
        AxisReading(
          kind: .secretion, value: Elementary.log(secreted / (1 - secreted)), controlMean: centre, controlSD: 2 * sd,
          controls: 9),
      ], power: 0.99)
  }

  @Test func aNormalAssayNeverCancelsANullVariant() throws {
    let call = finding("c.1243C>T", "p.(Arg415Ter)", "stop_gained")
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.calls = [call]
    let normal = assay(.normal, synthesis: 1, secreted: 0.94)
    let assessment = CaseAssessment(record: CaseRecord(id: "x"), screen: screen, assay: normal)
    let lead = try #require(assessment.calls.first)
    #expect(lead.concordance?.verdict == .discordant && lead.concordance?.decidedBy == .synthesis)
    #expect(lead.ledger.applied.map(\.code) == ["PVS1"])
    #expect(assessment.flags.map(\.code).contains(.normalAssayNullVariant))
    let low = CaseAssessment(
      record: CaseRecord(id: "x"), screen: screen, assay: assay(.quantitative, synthesis: 0.5, secreted: 0.94))
    #expect(low.calls.first?.concordance?.verdict == .concordant)
    #expect(low.calls.first?.ledger.applied.map(\.code) == ["PVS1", "PS3_Supporting"])
    #expect(low.answer.contains("as expected of this variant"))
  }

  @Test func withoutControlsANormalAssayIsAtMostModerateAndOnlyWhereItShouldShow() throws {
    let normal = assay(.normal, synthesis: 1, secreted: 0.94)
    var inputs = AssessmentInputs()
    inputs.assay = normal
    let cTerminal = finding("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")
    #expect(try applied(cTerminal, inputs) == ["PM1_Strong", "BS3_Moderate"])
    let nTerminal = finding("c.589G>T", "p.(Gly197Cys)", "missense_variant")
    #expect(try applied(nTerminal, inputs) == ["PM1_Strong"])
    inputs.assay = assay(.indeterminate, synthesis: 1, secreted: 0.94, sd: 0.8)
    #expect(try applied(cTerminal, inputs) == ["PM1_Strong"])
    let weak = Concordance(.col1a1Null, assay: assay(.normal, synthesis: 1, secreted: 0.94, sd: 0.6))
    #expect(weak.verdict == .uninformative && weak.power < 0.8)
  }

  @Test func halvesThatDisagreeAreFlagged() throws {
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.coverage = ScreenCoverage(runs: [])
    let empty = CaseAssessment(
      record: CaseRecord(id: "x"), screen: screen, assay: assay(.structural, synthesis: 1, secreted: 0.6))
    #expect(empty.flags.map(\.code) == [.abnormalAssayNoVariant])
    #expect(empty.answer.contains("and unexplained"))
    screen.calls = [finding("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")]
    let glycine = CaseAssessment(
      record: CaseRecord(id: "x"), screen: screen, assay: assay(.normal, synthesis: 1, secreted: 0.94))
    #expect(glycine.flags.map(\.code).contains(.normalAssayGlycine))
    let other = CaseAssessment(
      record: CaseRecord(id: "x"), screen: screen, assay: assay(.quantitative, synthesis: 0.5, secreted: 0.94))
    #expect(other.flags.map(\.code).contains(.abnormalAssayUnexplained))
    #expect(other.flags.contains { $0.text.contains("not as expected of the calls") })
    screen.calls = [finding("c.1645C>G", "p.(Pro549Ala)", "missense_variant", gene: "COL1A2")]
    let unknown = CaseAssessment(
      record: CaseRecord(id: "x"), screen: screen, assay: assay(.structural, synthesis: 1, secreted: 0.6))
    #expect(unknown.flags.contains { $0.text.hasSuffix("caused by what the calls show cannot be determined.") })
    #expect(unknown.answer.contains("and whether this variant is the cause cannot be determined"))
  }

  @Test func predictionIntervalsAreTheTabulatedOnes() throws {
    // Two-sided 95 % multipliers of the controls' SD for one more value (Crawford and Howell 1998).
    for (count, multiplier) in [(5, 3.041), (8, 2.508), (10, 2.373), (20, 2.145), (40, 2.048)] {
      let axis = AxisReading(kind: .migration, value: 0, controlMean: 0, controlSD: 1, controls: count)
      let interval = try #require(axis.predictionInterval)
      #expect(abs(interval.upperBound - multiplier) < 0.0006, "n \(count)")
    }
    #expect(abs(Distribution.t(-1.72433583, df: 1e6) - 0.0423) < 0.0002)
  }
}
