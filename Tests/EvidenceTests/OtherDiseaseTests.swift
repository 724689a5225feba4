// Evidence for osteogenesis imperfecta is none for a variant of another disease: frequencies, rivals, shifted splice sites.

import BioSequence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct OtherDiseaseTests {
  private static let head =
    "##fileformat=VCFv4.2\n##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n##INFO=<ID=fafmax_faf95_max,Number=A>\n"
    + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"

  private func ledger(_ call: Call, filtering: String) throws -> VariantClassificationLedger {
    var inputs = AssessmentInputs()
    let record =
      "\(call.chrom)\t\(call.pos)\t.\t\(call.ref)\t\(call.alt)\t.\tPASS\tAC=300;AN=1600000;fafmax_faf95_max=\(filtering)\n"
    inputs.known = try KnownVariants(vcf: Array((OtherDiseaseTests.head + record).utf8), file: "p.vcf")
    return try #require(CriteriaAssessor(call, inputs: inputs)).ledger()
  }

  /// The frequency that dominant osteogenesis imperfecta allows is none for a recessive disease.
  @Test func noRecessiveVariantIsRefutedByTheDominantLimit() throws {
    for zygosity in [Call.Zygosity.homozygous, .heterozygous] {
      let null = try TranscriptComparisonTests.call("NM_000089.4:c.2011del", zygosity)
      for filtering in ["0.00003", "0.000153", "0.04"] {
        let found = try ledger(null, filtering: filtering)
        let bs1 = try #require(found.outcomes.first { $0.criterion == .bs1 })
        #expect(bs1.applied == nil && bs1.reason.contains("recessive"), "\(zygosity) \(filtering): \(bs1.reason)")
        #expect(found.applied.contains { $0.criterion == .pvs1 } == (zygosity == .homozygous))
        #expect(!found.applied.contains { $0.criterion == .pm2 })
      }
      #expect(try ledger(null, filtering: "0.06").applied.map(\.code).contains("BA1"))
    }
    let dominant = try TranscriptComparisonTests.call("NM_000089.4:c.1072G>A")
    #expect(try ledger(dominant, filtering: "0.000153").applied.map(\.code).contains("BS1"))
  }

  private func assessment(_ calls: [Call], _ change: (inout ScreenDocument) -> Void = { _ in }) -> CaseAssessment {
    var record = CaseRecord(id: "x")
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    var screen = TranscriptComparisonTests.dna(calls)
    change(&screen)
    var inputs = AssessmentInputs()
    inputs.splicePredictor = .embedded
    return CaseAssessment(record: record, screen: screen, assay: nil, inputs: inputs)
  }

  private func codes(_ assessment: CaseAssessment, _ call: Call) -> [String] {
    assessment.calls.first { $0.finding == call }?.ledger.applied.map(\.code) ?? []
  }

  /// A site whose every outcome is a null allele that the gene tolerates is no rival and has no phenotype.
  @Test func aLostDonorOfExon1OfCOL1A2IsANullAllele() throws {
    let glycine = try TranscriptComparisonTests.call("NM_000088.4:c.3496G>T")
    for name in ["c.70+1G>A", "c.70+1G>T", "c.70+2T>A"] {
      let donor = try TranscriptComparisonTests.call("NM_000089.4:" + name)
      let both = assessment([glycine, donor])
      #expect(codes(both, donor).isEmpty, "\(name): \(codes(both, donor))")
      #expect(codes(both, glycine) == ["PM1_Strong", "PP4_Moderate"], "\(name)")
    }
  }

  /// Whatever exon: where the last base or the first goes, the site is the same one, and its two scores are no event.
  @Test func aSiteThatIsShiftedByALostBaseIsTheSame() {
    for gene in GeneCatalog.embedded.genes {
      let exons = gene.record.preferredTranscript.exons
      for (index, exon) in exons.enumerated().dropLast() {
        let lost = exon.upperBound - 1
        let variant = Variant(range: lost..<lost + 1, replacement: DNASequence(codes: []))
        let sites = gene.splicePrediction(of: variant)?.sites ?? []
        let pair =
          sites.contains { $0.kind == .donorLoss && $0.place == lost }
          && sites.contains { $0.kind == .donorGain && $0.place == lost - 1 }
        #expect(!pair, "\(gene.symbol) donor of exon \(index + 1)")
      }
    }
  }

  private func skip(_ effects: [CollagenEffect] = [.inFrameExonSkip]) -> SplicingReport {
    SplicingReport(
      junctions: [TranscriptComparisonTests.junction(.exonSkip, "8", ratio: 0.38, effects: effects)], alleleRatios: [],
      unsplicedFraction: 0)
  }

  /// What the transcripts show and no call explains is a rival of every call; RNA excludes no other gene.
  @Test func anUnexplainedTranscriptIsARival() throws {
    let missense = try TranscriptComparisonTests.call("NM_000088.4:c.3223G>A")
    func hasPhenotype(_ assessment: CaseAssessment, _ call: Call) -> Bool {
      codes(assessment, call).contains { $0.hasPrefix("PP4") }
    }
    #expect(hasPhenotype(assessment([missense]), missense))
    let aberrant = assessment([missense]) { $0.rna = skip() }
    #expect(!hasPhenotype(aberrant, missense))
    let reason = aberrant.calls[0].ledger.outcomes.first { $0.criterion == .pp4 }?.reason ?? ""
    #expect(reason.contains("exon 8 skipped"), "\(reason)")
    // One that a call explains is that call's, and one outside the coding sequence is no cause.
    let cause = try TranscriptComparisonTests.call("NM_000088.4:c.642+5G>A")
    #expect(hasPhenotype(assessment([missense, cause]) { $0.rna = skip() }, cause))
    #expect(hasPhenotype(assessment([missense]) { $0.rna = skip([.noncoding]) }, missense))
    // COL1A2 by RNA alone: the other gene is not excluded.
    let alpha2 = try TranscriptComparisonTests.call("NM_000089.4:c.1072G>A")
    #expect(codes(assessment([alpha2]), alpha2) == ["PM1_Strong", "PP4_Moderate"])
    let alone = assessment([alpha2]) {
      $0.settings = ScreenSettings(molecule: .rna)
      $0.rna = SplicingReport(junctions: [], alleleRatios: [], unsplicedFraction: 0)
    }
    #expect(codes(alone, alpha2) == ["PM1_Strong", "PP4"])
  }

  /// The headline counts the variants that the table holds.
  @Test func variantsOfOneAlleleAreCountedInTheHeadline() throws {
    func call(_ name: String) throws -> Call {
      var call = try TranscriptComparisonTests.call("NM_000089.4:" + name)
      (call.genotype, call.phaseSet) = ("0|1", 5000)
      return call
    }
    let found = assessment([try call("c.2011del"), try call("c.4060C>T")])
    let uncertain = found.calls.count { $0.ledger.pointsClass == .uncertain }
    #expect(
      uncertain == 2 && found.answer.hasPrefix("2 variants of uncertain significance were found"), "\(found.answer)")
  }
}
