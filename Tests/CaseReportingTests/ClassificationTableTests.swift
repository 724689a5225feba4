// The table of rules to settle, row by row: each against cases of its own, one that the rule is for and one it is not for.

import BioSequence
import Evidence
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct ClassificationTableTests {
  /// The rows, as the table names them.
  enum Row: String, CaseIterable, CustomTestStringConvertible {
    case pm1 = "PM1"
    case inFrameLoss = "PVS1, exon loss or skip in frame"
    case firstDonor = "PVS1, exon 1 donor"
    case rna = "PVS1(RNA), BP7(RNA)"
    case splicePS1 = "PS1 (splice), BP7 (intron)"
    case deNovo = "PS2, PM6"
    case family = "PP1, BS4"
    case phenotype = "PP4"
    case residue = "PM5"
    case curated = "PS4, BS2, BP2, BP5"
    case frequency = "PM2, BS1, BA1"
    case predictors = "PP3, BP4"
    case scheme = "scheme"
    case disease = "disease"
    case escape = "NMD escape in the C-propeptide"
    case known = "known status"

    var testDescription: String { rawValue }
  }

  /// What a case is given.
  struct Given {
    var record = CaseRecord(id: "x")
    var calls: [Call]
    var known = ""
    var scores: [(name: String, value: String)] = []
    var splicing: SplicingReport?

    init(_ calls: Call...) { self.calls = calls }

    func assessment() throws -> CaseAssessment {
      var screen = ScreenDocument(sample: "x", assembly: .grch38)
      screen.calls = calls
      let text = scores.map { "\(calls[0].name)\t\($0.name)\t\($0.value)\n" }.joined()
      var inputs = AssessmentInputs()
      if !known.isEmpty { inputs.known = try KnownVariants(vcf: Array(known.utf8), file: "k.vcf") }
      if !scores.isEmpty {
        inputs.scores = try PredictorScores(text: "hgvs_c\tpredictor\tscore\n" + text, file: "s.tsv")
      }
      return CaseAssessment(record: record, screen: screen, assay: nil, splicing: splicing, inputs: inputs)
    }

    /// Codes that are applied to the first call.
    func codes() throws -> [String] { try ledger().applied.map(\.code) }
    func ledger() throws -> VariantClassificationLedger { try #require(assessment().calls.first).ledger }
    func points(_ criteria: ACMGCriterion...) throws -> Int {
      try ledger().applied.filter { criteria.contains($0.criterion) }.map(PointScheme.points).reduce(0, +)
    }
  }

  static func call(_ coding: String, _ protein: String, _ terms: String, gene: String = "COL1A1") -> Call {
    let accession = gene == "COL1A1" ? ("NM_000088.4:", "NP_000079.2:") : ("NM_000089.4:", "NP_000080.2:")
    var call = Call(gene: gene, hgvsC: accession.0 + coding, hgvsP: accession.1 + protein, consequence: terms)
    call.zygosity = .heterozygous
    return call
  }

  static let glycine = call("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")
  static let lysine = call("c.700A>G", "p.(Lys234Glu)", "missense_variant")
  static let plusFive = call("c.642+5G>A", "p.?", "splice_region_variant")

  /// A whole-exon event with ends that are not known.
  static func exons(_ list: String) -> Call {
    var call = Call(gene: "COL1A1", assembly: .grch38, chrom: "chr17", pos: 50_190_000, ref: "C", alt: "<DEL>")
    call.class = .exonDeletion
    call.symbolic = Call.SymbolicAllele(type: "DEL", end: 50_190_400)
    (call.exon, call.hgvsP, call.hgvsC) = (list, "p.?", "NM_000088.4:c.(1_2)_(3_4)del")
    (call.depth, call.altDepth, call.zygosity, call.filter) = (40, 20, .heterozygous, ["PASS"])
    return call
  }

  @Test(arguments: Row.allCases)
  func everyRowIsSettled(_ row: Row) throws {
    switch row {
    case .pm1: try hotspot()
    case .inFrameLoss: try inFrameLoss()
    case .firstDonor: try firstDonor()
    case .rna: try transcripts()
    case .splicePS1: try splicePlaces()
    case .deNovo: try deNovo()
    case .family: try family()
    case .phenotype: try phenotype()
    case .residue: try residue()
    case .curated: try curated()
    case .frequency: try frequency()
    case .predictors: try predictors()
    case .scheme: try scheme()
    case .disease: try disease()
    case .escape: try escape()
    case .known: try knownStatus()
    }
  }

  // MARK: Places in the chain

  private func hotspot() throws {
    let other = Self.call("c.1072G>A", "p.(Gly358Ser)", "missense_variant", gene: "COL1A2")
    for glycine in [Self.glycine, other] { #expect(try Given(glycine).codes() == ["PM1_Strong"]) }
    #expect(try Given(Self.lysine).codes().isEmpty)
    var scored = Given(Self.glycine)
    scored.scores = [("REVEL", "0.99")]
    #expect(try scored.points(.pm1, .pp3) == 4)
    // The phase of Gly-X-Y is broken by one residue and kept by three.
    let broken = Self.call("c.2011_2013del", "p.(Arg671del)", "inframe_deletion", gene: "COL1A2")
    let whole = Self.call("c.1072_1080del", "p.(Gly358_Pro360del)", "inframe_deletion", gene: "COL1A2")
    #expect(try Given(broken).codes() == ["PM1_Strong", "PM4"] && Given(whole).codes() == ["PM1", "PM4"])
    let source = RulePack.embedded.hotspot.glycine.source
    #expect(source.contains("circular") && source.contains("25 of COL1A1 alone"))
  }

  private func inFrameLoss() throws {
    // One exon of the helix, and twenty: PVS1 and nothing counted twice.
    for list in ["8", "8-27", "20-39"] {
      let codes = try Given(Self.exons(list)).codes()
      #expect(codes == ["PVS1"], "exons \(list): \(codes)")
    }
    // Outside the critical regions, less than a tenth of the protein.
    #expect(try Given(Self.exons("5")).codes() == ["PVS1_Moderate"])
    let branches = RulePack.embedded.branches
    #expect(branches["PVS1.in_frame_long"]?.strength == .strong)
    #expect(branches["PVS1.in_frame_helix"]?.text.contains("dominant-negative") == true)
    // A predicted skip of COL1A2 may be a tolerated null allele.
    let skip = Self.call("c.2943+1G>C", "p.?", "splice_donor_variant", gene: "COL1A2")
    #expect(try Given(skip).codes() == ["PVS1_Strong"])
  }

  private func firstDonor() throws {
    #expect(try Given(Self.call("c.103+1G>A", "p.?", "splice_donor_variant")).codes() == ["PVS1_Strong"])
    #expect(try Given(Self.call("c.70+1G>A", "p.?", "splice_donor_variant", gene: "COL1A2")).codes().isEmpty)
    let text = try #require(RulePack.embedded.branches["PVS1.first_donor"]?.text)
    #expect(text.contains("retention of intron 1") && text.contains("start codon") && text.contains("cryptic donor"))
  }

  // MARK: Transcripts

  private static func junction(_ kind: ReportedJunction.Kind, _ exon: String, _ ratio: Double) -> ReportedJunction {
    ReportedJunction(
      gene: "COL1A1", kind: kind, chrom: "chr17", start: 1, end: 2, reads: 60,
      ratio: Fraction(ratio, max(0, ratio - 0.05), min(1, ratio + 0.05)), fragments: 60, exon: exon,
      consequence: kind == .canonical ? nil : "made up", collagenEffect: kind == .canonical ? [] : [.inFrameExonSkip],
      filter: kind == .canonical ? [] : ["PASS"])
  }

  private static func balanced(_ call: Call) -> ReportedAlleleRatio {
    ReportedAlleleRatio(
      gene: "COL1A1", hgvsC: call.name, source: .called, altDepth: 20, refDepth: 20, ratio: Fraction(0.5, 0.4, 0.6),
      verdict: .balanced)
  }

  private func transcripts() throws {
    // What is seen replaces the predicted PVS1, PM4 and PP3 of splicing, and is never PS3.
    let donor = Self.call("c.642+1G>A", "p.?", "splice_donor_variant")
    for variant in [donor, Self.plusFive] {
      var given = Given(variant)
      given.splicing = SplicingReport(
        junctions: [Self.junction(.exonSkip, "8", 0.48)], alleleRatios: [], unsplicedFraction: 0)
      given.scores = [("CI-SpliceAI", "0.99")]
      let codes = try given.ledger().outcomes.filter { $0.applied != nil }.map(\.code)
      #expect(codes == ["PVS1 (RNA)"], "\(codes)")
    }
    // Normal splicing: for what is intronic or synonymous, where the allele is seen; never BS3.
    let silent = Self.call("c.1290T>C", "p.(Pro430=)", "synonymous_variant")
    let changed = Self.call("c.1288C>G", "p.(Pro430Ala)", "missense_variant")
    for (variant, expected) in [(silent, ["BP7_Strong (RNA)"]), (changed, [])] {
      var given = Given(variant)
      let normal = ["18^19", "19^20"].map { Self.junction(.canonical, $0, 1) }
      given.splicing = SplicingReport(junctions: normal, alleleRatios: [Self.balanced(variant)], unsplicedFraction: 0)
      #expect(try given.ledger().outcomes.filter { $0.applied != nil }.map(\.code) == expected)
      given.splicing = SplicingReport(junctions: normal, alleleRatios: [], unsplicedFraction: 0)
      #expect(try given.codes().isEmpty)
    }
  }

  private func splicePlaces() throws {
    #expect(RulePack.embedded.known.splicing.count == 6 && RulePack.embedded.known.splicingSource.contains("Walker"))
    for (coding, terms, expected) in [
      ("c.642+7A>G", "splice_region_variant&intron_variant", ["BP4", "BP7"]),
      ("c.643-21C>T", "intron_variant", ["BP4", "BP7"]), ("c.643-20C>T", "intron_variant", ["BP4"]),
      ("c.642+6G>C", "splice_region_variant&intron_variant", []), ("c.642+3A>C", "splice_region_variant", []),
      ("c.643-3C>T", "splice_region_variant", []),
    ] {
      var given = Given(Self.call(coding, "p.?", terms))
      given.scores = [("CI-SpliceAI", "0.01")]
      #expect(try given.codes() == expected, "\(coding)")
    }
  }

  // MARK: Family and phenotype

  private func deNovo() throws {
    for (state, signs, expected) in [
      ("confirmed", 2, "PS2"), ("confirmed", 1, "PS2_Moderate"), ("confirmed", 0, nil), ("assumed", 2, "PM6"),
      ("assumed", 1, "PM6_Supporting"), ("assumed", 0, nil),
    ] as [(String, Int, String?)] {
      var given = Given(Self.glycine)
      given.record.family.deNovo = CaseRecord.Family.DeNovo(rawValue: state)
      given.record.features = Array([CaseRecord.Feature.blueSclerae, .hearingLoss].prefix(signs))
      #expect(try given.codes().first { $0.hasPrefix("PS2") || $0.hasPrefix("PM6") } == expected, "\(state) \(signs)")
    }
    // Two further probands with a consistent phenotype: 2 + 1 + 1 points.
    var several = Given(Self.glycine)
    several.record.family.deNovo = .confirmed
    several.record.features = [.blueSclerae, .hearingLoss]
    var entry = CaseRecord.Curation(code: "PS2", strength: .supporting)
    entry.count = 2
    several.record.curation = [entry]
    #expect(try several.codes().contains("PS2_VeryStrong"))
  }

  private func family() throws {
    func codes(_ meioses: Int?, _ without: Int?) throws -> [String] {
      var given = Given(Self.glycine)
      given.record.family.meioses = meioses
      given.record.family.affectedWithoutVariant = without
      return try given.codes().filter { $0.hasPrefix("PP1") || $0.hasPrefix("BS4") }
    }
    #expect(try codes(1, nil) == ["PP1"] && codes(2, nil) == ["PP1_Moderate"] && codes(4, nil) == ["PP1_Strong"])
    // One phenocopy weighs and undoes nothing by itself; two with nothing left are BS4.
    #expect(try codes(6, 1) == ["PP1_Strong"] && codes(3, 1) == ["PP1"] && codes(nil, 1) == [])
    #expect(try codes(2, 2) == ["BS4"] && codes(8, 2) == ["PP1_Strong"])
    // Below a person in whom the variant is new it segregates, above and beside not.
    var child = Given(Self.glycine)
    child.record.family.deNovo = .confirmed
    child.record.family.meioses = 2
    child.record.family.meiosesInOffspring = 2
    #expect(try child.codes().contains("PP1_Moderate"))
    child.record.family.meiosesInOffspring = nil
    #expect(try !child.codes().contains { $0.hasPrefix("PP1") })
  }

  private func phenotype() throws {
    let benign = Self.call("c.1290T>C", "p.(Pro430=)", "synonymous_variant")
    var given = Given(Self.glycine, benign)
    given.record.features = [.blueSclerae, .dentinogenesisImperfecta]
    let calls = try given.assessment().calls
    for call in calls {
      let isCandidate = call.finding == Self.glycine
      #expect(call.ledger.applied.contains { $0.criterion == .pp4 } == isCandidate, "\(call.finding.name)")
    }
    #expect(calls.count == 2)
    let yields = RulePack.embedded.phenotype.yields
    #expect((yields["COL1A1"]?.alone ?? 0) > (yields["COL1A2"]?.alone ?? 1))
  }
}
