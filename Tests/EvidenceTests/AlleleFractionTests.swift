// How much of an allele's own transcripts is aberrant, what a stretch that is left out hides, and what is not counted twice.

import BioSequence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct AlleleFractionTests {
  private typealias Made = TranscriptComparisonTests

  private static func skip(_ exon: String, _ ratio: Double) -> ReportedJunction {
    Made.junction(.exonSkip, exon, ratio: ratio, effects: [.inFrameExonSkip])
  }

  private static func mosaic(_ name: String, _ alternate: Int, of depth: Int) throws -> Call {
    var call = try Made.call(name, .mosaic)
    (call.altDepth, call.refDepth, call.depth) = (alternate, depth - alternate, depth)
    (call.vaf, call.vafLow, call.vafHigh) = (Double(alternate) / Double(depth), nil, nil)
    return call
  }

  private func assessment(
    _ calls: [Call], _ junctions: [ReportedJunction], alleles: [(name: String, alternate: Int)] = [],
    features: [CaseRecord.Feature] = [.blueSclerae, .dentinogenesisImperfecta], scores: String? = nil
  ) throws -> CaseAssessment {
    var record = CaseRecord(id: "x")
    record.features = features
    var inputs = AssessmentInputs()
    inputs.splicePredictor = .embedded
    if let scores { inputs.scores = try PredictorScores(text: "hgvs_c\tpredictor\tscore\n\(scores)\n", file: "s.tsv") }
    return CaseAssessment(
      record: record, screen: Made.dna(calls), assay: nil, rna: try Made.rna(depth: 100, alleles, junctions: junctions),
      inputs: inputs)
  }

  private func outcome(_ found: CaseAssessment, _ call: Call, _ criterion: ACMGCriterion) throws -> CriterionOutcome {
    let own = try #require(found.calls.first { $0.finding.name == call.name })
    return try #require(own.ledger.outcomes.first { $0.criterion == criterion })
  }

  private func strength(_ calls: [Call], _ ratio: Double, alleles: [(name: String, alternate: Int)] = []) throws
    -> EvidenceStrength?
  {
    let found = try assessment(calls, [Self.skip("8", ratio)], alleles: alleles)
    let null = try outcome(found, calls[0], .pvs1)
    #expect(null.isRNA)
    return null.applied?.strength
  }

  /// Of a mosaic variant's allele as many transcripts are expected as the DNA shows of it, not half of them.
  @Test func aMosaicAlleleIsJudgedByItsFraction() throws {
    for (name, ratio, expected) in [
      ("c.642+5G>A", 0.17, EvidenceStrength.veryStrong), ("c.642+5G>A", 0.09, .strong), ("c.642+5G>A", 0.06, .moderate),
      // What the DNA predicts is not lowered: the cells of the RNA may have less of the variant.
      ("c.642+1G>A", 0.17, .veryStrong), ("c.642+1G>A", 0.09, .veryStrong), ("c.642+1G>A", 0.02, .veryStrong),
    ] {
      let call = try Self.mosaic("NM_000088.4:" + name, 30, of: 200)
      #expect(try strength([call], ratio) == expected, "\(name) \(ratio)")
      let found = try assessment([call], [Self.skip("8", ratio)])
      let reason = try outcome(found, call, .pvs1).reason
      #expect(reason.contains("mosaic") && reason.contains("0.15"), "\(reason)")
    }
    // More of it in the RNA than the DNA could give: the DNA's fraction is not that of these cells.
    let little = try Self.mosaic("NM_000088.4:c.642+5G>A", 15, of: 200)
    #expect(try strength([little], 0.3) == .strong)
  }

  /// A heterozygous call whose fraction excludes one half is judged like a mosaic.
  @Test func aDoubtfulZygosityIsNoHalf() throws {
    var call = try Made.call("NM_000088.4:c.642+5G>A")
    (call.altDepth, call.refDepth, call.depth, call.vaf) = (15, 135, 150, 0.1)
    #expect(try strength([call], 0.1) == .veryStrong)
    (call.altDepth, call.refDepth, call.vaf) = (75, 75, 0.5)
    #expect(try strength([call], 0.12) == .moderate)
  }

  @Test func theCopiesDecideTheFraction() throws {
    for (zygosity, ratio, expected) in [
      (Call.Zygosity.heterozygous, 0.46, EvidenceStrength.veryStrong), (.heterozygous, 0.3, .strong),
      (.homozygous, 0.46, .moderate), (.homozygous, 0.6, .strong), (.homozygous, 0.95, .veryStrong),
      (.hemizygous, 0.46, .moderate), (.hemizygous, 0.95, .veryStrong),
    ] {
      let call = try Made.call("NM_000088.4:c.642+5G>A", zygosity)
      #expect(try strength([call], ratio) == expected, "\(zygosity) \(ratio)")
    }
  }

  /// Where the other allele leaves no transcripts, all of them are this allele's.
  @Test func aLostAlleleIsNoHalf() throws {
    var call = try Made.call("NM_000088.4:c.642+5G>A")
    var site = try Made.call(Made.silentMarker)
    #expect(try strength([call, site], 0.46, alleles: [(site.name, 50)]) == .veryStrong)
    #expect(try strength([call, site], 0.46, alleles: [(site.name, 100)]) == .moderate)
    (call.genotype, call.phaseSet, site.genotype, site.phaseSet) = ("0|1", 5, "0|1", 5)
    #expect(try strength([call, site], 0.6, alleles: [(site.name, 100)]) == .strong)
    site.genotype = "1|0"
    #expect(try strength([call, site], 0.6, alleles: [(site.name, 0)]) == .strong)
  }

  /// Several aberrant transcripts of one variant count together.
  @Test func severalEventsOfOneVariantAreAddedUp() throws {
    let call = try Made.call("NM_000088.4:c.642+1G>A")
    var other = Made.junction(.crypticDonor, "8", ratio: 0.23, effects: [.inFrameIndel])
    other.length = -9
    let found = try assessment([call], [Self.skip("8", 0.24), other])
    let null = try outcome(found, call, .pvs1)
    #expect(null.applied?.strength == .veryStrong, "\(null.reason)")
    #expect(null.reason.contains("exon 8 skipped") && null.reason.contains("another donor"))
  }

  // MARK: what is left out

  private func flags(_ found: CaseAssessment) -> [CaseFlag.Code] { found.flags.map(\.code) }

  /// A site in an exon that is left out is read in the other transcripts only: it says nothing of the amount.
  @Test func aSiteInALeftOutExonShowsNoLostAllele() throws {
    let cause = try Made.call("NM_000088.4:c.642+1G>A")
    let inside = try Made.call("NM_000088.4:c.600C>T")
    let plain = try assessment([cause], [Self.skip("8", 0.5)])
    let found = try assessment([cause, inside], [Self.skip("8", 0.5)], alleles: [(inside.name, 100)])
    #expect(!flags(found).contains(.alleleLost) && found.splicingInterpretations.allSatisfy { !$0.isLostAllele })
    let site = try #require(found.transcripts?.sites.first)
    #expect(site.state == .notTestable && site.reason?.contains("exon 8 skipped") == true, "\(site.sentence)")
    #expect(site.sentence.contains("100 of 100") && !site.sentence.contains("would not have been seen"))
    #expect(
      try outcome(found, cause, .pp4).applied == outcome(plain, cause, .pp4).applied
        && outcome(found, cause, .pp4).applied != nil)
    #expect(!found.splicing!.sites.contains { $0.verdict == .alleleLost })
    #expect(try outcome(found, cause, .pvs1).applied?.strength == .veryStrong)
    // A site of another exon still shows it, and so does this one where next to nothing is left out.
    let outside = try Made.call(Made.silentMarker)
    #expect(
      flags(try assessment([cause, outside], [Self.skip("8", 0.5)], alleles: [(outside.name, 100)])).contains(
        .alleleLost))
    #expect(
      flags(try assessment([cause, inside], [Self.skip("8", 0.03)], alleles: [(inside.name, 100)])).contains(
        .alleleLost))
  }

  @Test func partsOfAnExonAndKeptIntronsHideAllelesToo() throws {
    func part(_ kind: ReportedJunction.Kind, _ exon: String, _ length: Int) -> ReportedJunction {
      var event = Made.junction(kind, exon, ratio: 0.5, effects: [.inFrameIndel])
      event.length = length
      return event
    }
    let exon8 = "NM_000088.4:c.600C>T"  // 43 bases before the end of exon 8 (c.589 to c.642)
    for (event, name, isHidden) in [
      (part(.crypticDonor, "8", -45), exon8, true), (part(.crypticDonor, "8", -30), exon8, false),
      (part(.crypticAcceptor, "8", -15), exon8, true), (part(.crypticAcceptor, "8", -9), exon8, false),
      (part(.crypticDonor, "7-8", -99), exon8, true), (Self.skip("7-9", 0.5), exon8, true),
      (Self.skip("9", 0.5), exon8, false), (part(.intronRetention, "8i", 86), exon8, true),
      (part(.intronRetention, "30i", 86), exon8, false), (part(.crypticExon, "7i", 60), exon8, true),
    ] {
      let site = try Made.call(name)
      let found = try assessment([site], [event], alleles: [(name, 100)])
      let state = try #require(found.transcripts?.sites.first).state
      #expect(state == (isHidden ? .notTestable : .lost), "\(event.kind) \(event.exon) \(event.length): \(state)")
      #expect(flags(found).contains(.alleleLost) != isHidden, "\(event.kind) \(event.exon) \(event.length)")
    }
  }

  /// A variant in the exon that it makes to be left out is not the cause of a second, unexplained null allele.
  @Test func aVariantInItsOwnSkippedExonIsNoRivalOfItself() throws {
    let call = try Made.call("NM_000088.4:c.643G>A")
    let found = try assessment([call], [Self.skip("9", 0.45)], alleles: [(call.name, 7)])
    #expect(!flags(found).contains(.alleleLost))
    #expect(try outcome(found, call, .pp4).applied != nil)
  }

  /// Ratios that an RNA screen of an earlier version holds are judged again beside its events.
  @Test func ratiosOfTheRNAAloneAreJudgedAgain() throws {
    func verdict(_ name: String) throws -> ReportedAlleleRatio.Verdict {
      let splicing = SplicingReport(
        junctions: [Self.skip("8", 0.5)],
        alleleRatios: [
          ReportedAlleleRatio(
            gene: "COL1A1", hgvsC: name, source: .called, altDepth: 100, refDepth: 0, ratio: Fraction(1, 0.96, 1),
            verdict: .alleleLost)
        ], unsplicedFraction: 0)
      let found = CaseAssessment(record: CaseRecord(id: "x"), screen: nil, assay: nil, splicing: splicing)
      #expect(flags(found).contains(.alleleLost) == (name == Made.silentMarker))
      return try #require(found.splicing?.sites.first).verdict
    }
    #expect(try verdict("NM_000088.4:c.600C>T") == .undetermined)
    #expect(try verdict(Made.silentMarker) == .alleleLost)
  }

  // MARK: what is not counted twice

  /// A replaced residue that the transcripts leave out is not counted beside the exon's loss; where few transcripts are such,
  /// transcripts the replacement, which the others carry, counts instead.
  @Test func aResidueThatIsLeftOutIsNotCountedBesideItsExon() throws {
    let call = try Made.call("NM_000088.4:c.643G>A")
    let residue: Set<ACMGCriterion> = [.pm1, .pm5, .pm4]
    for (ratio, isLoss) in [(0.5, true), (0.4, true), (0.12, false), (0.05, false)] {
      let found = try assessment([call], [Self.skip("9", ratio)], scores: "\(call.name)\tREVEL\t0.95")
      let own = try #require(found.calls.first)
      let codes = own.ledger.applied.map(\.criterion)
      #expect(codes.contains(.pvs1) == isLoss, "\(ratio): \(codes)")
      #expect(codes.contains(.pm1) != isLoss, "\(ratio): \(codes)")
      if isLoss { #expect(residue.isDisjoint(with: codes) && !codes.contains(.pp3) && !codes.contains(.ps1)) }
      #expect(!codes.contains(.bp4))
      if !isLoss, ratio > 0.1 { #expect(try outcome(found, call, .pvs1).reason.contains("weighs more")) }
    }
    let alone = try Made.call("NM_000088.4:c.643G>A")
    let other = try assessment([alone], Made.normal)
    #expect(try outcome(other, alone, .pm1).applied?.strength == .strong)
  }

  // MARK: de novo

  @Test func noHomozygousVariantIsNew() throws {
    for zygosity in [Call.Zygosity.homozygous, .hemizygous, .heterozygous] {
      for state in [CaseRecord.Family.DeNovo.confirmed, .assumed] {
        let call = try Made.call("NM_000088.4:c.3496G>T", zygosity)
        var record = CaseRecord(id: "x")
        record.features = [.blueSclerae, .dentinogenesisImperfecta]
        record.family.deNovo = state
        let found = CaseAssessment(record: record, screen: Made.dna([call]), assay: nil)
        let counted = try [.ps2, .pm6].filter { try outcome(found, call, $0).applied != nil }
        let reason = try outcome(found, call, state == .confirmed ? .ps2 : .pm6).reason
        #expect(counted.isEmpty == (zygosity == .homozygous), "\(zygosity)")
        #expect(reason.contains("uniparental") == (zygosity == .homozygous), "\(reason)")
        #expect(reason.contains("one copy") == (zygosity == .hemizygous), "\(reason)")
        #expect(flags(found).contains(.recordContradiction) == (zygosity == .homozygous))
      }
    }
  }
}
