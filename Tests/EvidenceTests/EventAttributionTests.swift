// Which call aberrant transcripts count for, and what is no proof of normal splicing.

import BioSequence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct EventAttributionTests {
  private typealias Made = TranscriptComparisonTests

  private static let skip = Made.junction(.exonSkip, "8", ratio: 0.48, effects: [.inFrameExonSkip])

  private func found(
    _ calls: [Call], _ junctions: [ReportedJunction], alleles: [(name: String, alternate: Int)] = [],
    rnaCalls: [Call] = [], isCovered: Bool = true
  ) throws -> CaseAssessment {
    var inputs = AssessmentInputs()
    inputs.splicePredictor = .embedded
    var rna = try Made.rna(depth: 100, alleles, junctions: junctions)
    rna.calls = rnaCalls
    var dna = Made.dna(calls)
    if isCovered {
      dna.coverage = ScreenCoverage(
        runs: rnaCalls.map {
          CoverageRun(
            chrom: $0.chrom, start: $0.pos - 50, end: $0.pos + 50, gene: $0.gene, region: "exon_1", depthMedian: 60,
            verdict: .reference, reason: nil)
        })
    }
    return CaseAssessment(record: CaseRecord(id: "x"), screen: dna, assay: nil, rna: rna, inputs: inputs)
  }

  private func own(_ found: CaseAssessment, _ name: String) throws -> AssessedCall {
    try #require(found.calls.first { $0.finding.name == "NM_000088.4:" + name })
  }

  private func codes(_ call: AssessedCall) -> [String] {
    call.ledger.outcomes.filter { $0.applied != nil }.map(\.code)
  }

  private func phased(_ name: String, _ genotype: String?) throws -> Call {
    var call = try Made.call("NM_000088.4:" + name)
    if let genotype { (call.genotype, call.phaseSet) = (genotype, 5) }
    return call
  }

  // MARK: borders

  /// Bases that the transcripts have at a border and the DNA does not are a site that nobody resolved: nothing is normal there.
  @Test func aBorderThatIsNotResolvedIsNotNormal() throws {
    let site = try Made.call("NM_000088.4:c.*744C>T")
    for (variant, change, isOpen) in [
      ("c.642+5G>A", "c.642+4_642+5insACACTCTCGTAA", true), ("c.642+30C>A", "c.642+4_642+5insACACTCTCGTAA", true),
      ("c.642+5G>A", "c.642_642+1insCTTTTCTGG", true), ("c.642+5G>A", "c.637_642del", true),
      ("c.642+5G>A", "c.643-9_643-8insTTT", true), ("c.642+5G>A", "c.600_602del", false),
      ("c.642+5G>A", "c.1984-5_1984-4insTT", false), ("c.642+5G>A", "c.642+7A>G", false),
    ] {
      for (filter, fragments) in [(["PASS"], 40), (["low_quality"], 3), (["low_quality"], 2)] {
        let call = try Made.call("NM_000088.4:" + variant)
        var seen = try Made.call("NM_000088.4:" + change)
        (seen.filter, seen.altDepth) = (filter, fragments)
        let assessment = try found([call, site], Made.normal, alleles: [(site.name, 50)], rnaCalls: [seen])
        let judged = try own(assessment, variant)
        let withheld = isOpen && (fragments > 2 || filter == ["PASS"])
        #expect(codes(judged).contains("BP7_Strong (RNA)") != withheld, "\(variant) \(change) \(filter) \(fragments)")
        #expect(!withheld || !assessment.flags.map(\.code).contains(.splicingContradicted))
        guard withheld else { continue }
        let silent = try #require(judged.ledger.outcomes.first { $0.criterion == .bp7 })
        #expect(
          silent.reason.contains("not testable") && silent.reason.contains("the DNA does not have"), "\(silent.reason)")
        guard variant == "c.642+5G>A" else { continue }
        #expect(judged.transcripts?.verdict == .notTestable && codes(judged).contains("PP3"), "\(change)")
        let told = assessment.splicingInterpretations.first { $0.observation.contains("that the DNA does not have") }
        #expect((told != nil) == (filter == ["PASS"]))
        #expect(assessment.openBorders.isEmpty == (told == nil))
        #expect(told.map { $0.text.contains("not resolved") } ?? true)
      }
    }
  }

  @Test func aChangeThatTheDNAHasIsNoSite() throws {
    let site = try Made.call("NM_000088.4:c.*744C>T")
    let call = try Made.call("NM_000088.4:c.642+5G>A")
    let seen = try Made.call("NM_000088.4:c.642+40_642+41insTTTT")
    let both = try found([call, site, seen], Made.normal, alleles: [(site.name, 50)], rnaCalls: [seen])
    #expect(codes(try own(both, "c.642+5G>A")).contains("BP7_Strong (RNA)"))
    let unknown = try found([call, site], Made.normal, alleles: [(site.name, 50)], rnaCalls: [seen], isCovered: false)
    let test = try #require(try own(unknown, "c.642+5G>A").transcripts)
    #expect(test.verdict == .notTestable && test.reason.contains("not known of the DNA"), "\(test.reason)")
    // Nothing at that border was called in the DNA: it has no explanation.
    let far = try found([site], Made.normal, alleles: [(site.name, 50)], rnaCalls: [seen])
    #expect(far.flags.map(\.code).contains(.splicingUnexplained))
    #expect(!both.flags.map(\.code).contains(.splicingUnexplained))
  }

  // MARK: causes

  /// An event counts for the call that loses the site, and for no other one beside the site.
  @Test func aSkipCountsForTheLostSiteAlone() throws {
    for genotype in ["1|0", "0|1", nil] {
      for name in ["c.642+6C>T", "c.589-6C>T", "c.640T>G"] {
        let calls = try [phased("c.642+1G>A", genotype == nil ? nil : "0|1"), phased(name, genotype)]
        let assessment = try found(calls, Made.normal + [Self.skip])
        #expect(codes(try own(assessment, "c.642+1G>A")).contains("PVS1 (RNA)"))
        let other = try own(assessment, name)
        #expect(!codes(other).contains { $0.hasPrefix("PVS1") || $0.hasPrefix("BP7") }, "\(name) \(codes(other))")
        let reason = try #require(other.ledger.outcomes.first { $0.criterion == .pvs1 }).reason
        #expect(
          reason.contains("c.642+1G>A") && reason.contains("on the other allele") == (genotype == "1|0"), "\(reason)")
        #expect(other.transcripts.map { $0.verdict != .confirmed } ?? true)
      }
    }
  }

  @Test func ofTwoEqualCandidatesNeitherIsProven() throws {
    let pair = try [phased("c.642+5G>A", nil), phased("c.589-6C>T", nil)]
    let assessment = try found(pair, Made.normal + [Self.skip])
    for call in pair {
      let judged = try #require(assessment.calls.first { $0.finding.name == call.name })
      #expect(!codes(judged).contains { $0.contains("(RNA)") }, "\(codes(judged))")
      let reason = try #require(judged.ledger.outcomes.first { $0.criterion == .pvs1 }).reason
      #expect(reason.contains("which of") && reason.contains("is not known"), "\(reason)")
    }
    // One alone has it, and a variant elsewhere is no rival.
    let alone = try found(
      [pair[0], try phased("c.1290G>A", nil)], Made.normal + [Self.skip], alleles: [(Made.silentMarker, 50)])
    #expect(codes(try own(alone, "c.642+5G>A")).contains("PVS1 (RNA)"))
  }

  /// A file of a population that counts an allele, or one that lists it with a class.
  private static func known(_ call: Call, _ info: String) throws -> KnownVariants {
    let head = "##fileformat=VCFv4.2\n##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n"
    let line = "\(call.chrom)\t\(call.pos)\t.\t\(call.ref)\t\(call.alt)\t.\tPASS\t\(info)\n"
    return try KnownVariants(
      vcf: Array((head + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n" + line).utf8), file: "k.vcf")
  }

  /// A variant that many people have is no cause of what these transcripts show, and takes nothing from a rare one.
  @Test func aCommonVariantIsNoRivalOfARareOne() throws {
    let rare = try phased("c.642+5G>A", nil)
    for name in ["c.589-6C>T", "c.642+6C>T"] {
      let other = try phased(name, nil)
      for (info, isCommon) in [
        ("AC=80000;AN=1600000", true), ("AC=1000;AN=1600000", true), ("AC=3;AN=1600000", false),
        ("CLNSIG=Benign", true), ("CLNSIG=Benign/Likely_benign", true), ("CLNSIG=Likely_benign", false),
        ("CLNSIG=Uncertain_significance", false),
        ("CLNSIG=Benign;CLNREVSTAT=no_assertion_criteria_provided", false),
      ] {
        var inputs = AssessmentInputs()
        inputs.splicePredictor = .embedded
        inputs.known = try Self.known(other, info)
        for calls in [[rare, other], [other, rare]] {
          let assessment = CaseAssessment(
            record: CaseRecord(id: "x"), screen: Made.dna(calls), assay: nil,
            rna: try Made.rna(depth: 100, junctions: Made.normal + [Self.skip]), inputs: inputs)
          let (one, two) = try (own(assessment, "c.642+5G>A"), own(assessment, name))
          #expect(codes(one).contains("PVS1 (RNA)") == isCommon, "\(name) \(info): \(codes(one))")
          #expect(!codes(two).contains { $0.contains("(RNA)") }, "\(name) \(info): \(codes(two))")
          let reason = try #require(two.ledger.outcomes.first { $0.criterion == .pvs1 }).reason
          #expect(reason.contains("while this one is common") == isCommon, "\(reason)")
          guard isCommon else { continue }
          #expect(assessment.splicingInterpretations.map(\.explainedBy) == [rare.hgvsC])
          #expect(assessment.commonCalls == [other])
        }
        // It explains nothing by itself either.
        let alone = CaseAssessment(
          record: CaseRecord(id: "x"), screen: Made.dna([other]), assay: nil,
          rna: try Made.rna(depth: 100, junctions: Made.normal + [Self.skip]), inputs: inputs)
        #expect(alone.flags.map(\.code).contains(.splicingUnexplained) == isCommon, "\(name) \(info)")
      }
    }
  }

  // MARK: fractions

  /// However few aberrant transcripts a mosaic variant's cells show, PVS1 (RNA) is no less than what is predicted, and no more
  /// than the effect that is seen counts for.
  @Test func theFloorOfAMosaicIsWhatIsPredictedOrSeen() throws {
    func strength(_ name: String, _ junctions: [ReportedJunction], isMosaic: Bool) throws -> CriterionOutcome {
      var call = try Made.call(name)
      if isMosaic {
        (call.zygosity, call.altDepth, call.refDepth, call.depth, call.vaf) = (.mosaic, 30, 70, 100, 0.3)
      }
      let judged = try #require(try found([call], junctions).calls.first)
      return try #require(judged.ledger.outcomes.first { $0.criterion == .pvs1 })
    }
    var kinds: Set<String> = []
    for (name, exon, effect) in [
      ("NM_000088.4:c.642+1G>A", "8", CollagenEffect.inFrameExonSkip),
      ("NM_000088.4:c.642+5G>A", "8", .inFrameExonSkip),
      ("NM_000088.4:c.333+1G>A", "3", .nullAllele), ("NM_000088.4:c.298+1G>A", "2", .inFrameExonSkip),
      ("NM_000088.4:c.298+1G>A", "2", .nullAllele), ("NM_000088.4:c.543+1G>A", "6", .inFrameExonSkip),
      ("NM_000088.4:c.543+1G>A", "6", .nullAllele), ("NM_000088.4:c.333+1G>A", "2-3", .cPropeptide),
    ] {
      func skip(_ ratio: Double) -> ReportedJunction {
        Made.junction(.exonSkip, exon, ratio: ratio, effects: [effect])
      }
      let predicted = try strength(name, [], isMosaic: false).applied?.strength
      let full = try #require(try strength(name, [skip(0.5)], isMosaic: false).applied?.strength, "\(name)")
      let few = try strength(name, [skip(0.02)], isMosaic: true)
      let ordinary = try strength(name, [skip(0.02)], isMosaic: false).applied?.strength
      let floor = predicted.map { min($0, full) }
      #expect(few.isRNA && few.applied?.strength == max(floor, ordinary), "\(name) \(effect): \(few.reason)")
      guard let predicted else {
        kinds.insert("none")
        continue
      }
      kinds.insert(predicted < full ? "predicted" : "equal")
    }
    #expect(kinds == ["none", "equal", "predicted"])
  }

  private func max(_ one: EvidenceStrength?, _ other: EvidenceStrength?) -> EvidenceStrength? {
    guard let one, let other else { return one ?? other }
    return Swift.max(one, other)
  }

  /// A phase by which the allele leaves next to nothing, and transcripts that are two fifths of all: one of them is wrong.
  @Test func anImpossiblePhaseIsNotUsed() throws {
    let call = try phased("c.642+5G>A", "0|1")
    var site = try Made.call(Made.silentMarker)
    (site.genotype, site.phaseSet) = ("0|1", 5)
    let skip = Made.junction(.exonSkip, "8", ratio: 0.4, effects: [.inFrameExonSkip])
    let assessment = try found([call, site], Made.normal + [skip], alleles: [(site.name, 0)])
    let null = try #require(try own(assessment, "c.642+5G>A").ledger.outcomes.first { $0.criterion == .pvs1 })
    #expect(null.applied?.strength == .moderate && null.reason.contains("contradict each other"), "\(null.reason)")
    let none = AlleleFraction(Fraction(0, 0, 0.02)).own(Fraction(0.4, 0.35, 0.45))
    #expect(none.value == 0 && none.high == 1)
  }

  @Test func anUnknownZygosityTakesTheLowerResult() throws {
    var call = try Made.call("NM_000088.4:c.642+5G>A")
    call.zygosity = nil
    let null = try #require(
      try own(try found([call], Made.normal + [Self.skip]), "c.642+5G>A").ledger.outcomes.first {
        $0.criterion == .pvs1
      })
    #expect(null.applied?.strength == .moderate && null.reason.contains("zygosity is not known"), "\(null.reason)")
  }

  /// The fraction is that of the allele that is named, and one loss that two sites in phase tell is one.
  @Test func aLostAlleleIsNamedWithItsFractionOnce() throws {
    var (one, other) = (try Made.call(Made.marker), try Made.call("NM_000088.4:c.*744C>T"))
    (one.genotype, one.phaseSet, other.genotype, other.phaseSet) = ("0|1", 5, "1|0", 5)
    func losses(_ calls: [Call]) throws -> [SplicingInterpretation] {
      try found(calls, Made.normal, alleles: [(one.name, 97), (other.name, 3)]).splicingInterpretations.filter(
        \.isLostAllele)
    }
    let told = try losses([one, other])
    #expect(
      told.count == 1 && told[0].observation == "the allele without c.3076C>T and with c.*744C>T leaves almost no mRNA")
    #expect(abs(told[0].fraction.value - 0.03) < 1e-9 && told[0].fraction.low <= 0.03 && told[0].fraction.high < 0.12)
    other.genotype = "0|1"
    #expect(try losses([one, other]).count == 2)
    other.phaseSet = 6
    #expect(try losses([one, other]).count == 2)
  }
}
