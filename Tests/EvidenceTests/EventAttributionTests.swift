// Which call aberrant transcripts count for, and what is no proof of normal splicing.

import BioSequence
import HGVS
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

  // MARK: fractions

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
