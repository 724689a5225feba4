// Tests of persons who are not heterozygous for one variant: mosaics, both alleles, two variants, and what a record says of them.

import BioSequence
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct MosaicAndPairTests {
  private static let glycine = ("COL1A1", "NM_000088.4:c.2641G>C", "NP_000079.2:p.(Gly881Arg)", "missense_variant")
  private static let stop = ("COL1A1", "NM_000088.4:c.1243C>T", "NP_000079.2:p.(Arg415Ter)", "stop_gained")

  private func call(_ names: (String, String, String, String), _ zygosity: Call.Zygosity) -> Call {
    var call = Call(gene: names.0, hgvsC: names.1, hgvsP: names.2, consequence: names.3)
    call.zygosity = zygosity
    return call
  }

  /// Nine control lines with a standard deviation of 0.08.
  private func assay(_ verdict: AssayFinding.Verdict, synthesis: Double, secreted: Double) -> AssayFinding {
    func logit(_ fraction: Double) -> Double { Elementary.log(fraction / (1 - fraction)) }
    return AssayFinding(
      line: "L", verdict: verdict,
      axes: [
        AxisReading(kind: .synthesis, value: Elementary.log(synthesis), controlMean: 0, controlSD: 0.08, controls: 9),
        AxisReading(kind: .secretion, value: logit(secreted), controlMean: logit(0.94), controlSD: 0.16, controls: 9),
      ], power: 0.99)
  }

  private func assessment(_ calls: [Call], assay: AssayFinding? = nil, record: CaseRecord = CaseRecord(id: "x"))
    -> CaseAssessment
  {
    var screen = ScreenDocument(sample: "x", assembly: .grch38)
    screen.calls = calls
    return CaseAssessment(record: record, screen: screen, assay: assay)
  }

  /// What a culture shows of which many cells may be without the variant, is evidence of nothing; neither is it a contradiction.
  @Test func anAssayIsNoEvidenceOfAMosaic() throws {
    let assays = [
      assay(.normal, synthesis: 1, secreted: 0.94), assay(.quantitative, synthesis: 0.5, secreted: 0.94),
      assay(.structural, synthesis: 0.9, secreted: 0.6),
    ]
    for names in [Self.glycine, Self.stop] {
      var low = call(names, .heterozygous)
      (low.depth, low.altDepth, low.vaf) = (60, 6, 0.1)
      let whole = call(names, .heterozygous)
      for found in [call(names, .mosaic), low] {
        let alone = assessment([found]).calls[0].ledger
        for assay in assays {
          let beside = assessment([found], assay: assay)
          #expect(
            beside.calls[0].ledger.applied.map(\.code) == alone.applied.map(\.code), "\(names.1), \(assay.verdict)")
          #expect(beside.calls[0].concordance?.verdict == .uninformative)
          let codes = beside.flags.map(\.code)
          #expect(!codes.contains(.normalAssayNullVariant) && !codes.contains(.normalAssayGlycine), "\(codes)")
          #expect(!beside.answer.contains("as expected of this variant"), "\(beside.answer)")
        }
      }
      // The same assays are evidence of one who carries it in every cell.
      #expect(assays.contains { assessment([whole], assay: $0).calls[0].concordance?.verdict != .uninformative })
    }
  }

  /// Without a normal allele half the amount is not what is expected.
  @Test func halfTheAmountDoesNotFitTwoNullAlleles() throws {
    let half = assay(.quantitative, synthesis: 0.52, secreted: 0.94)
    let none = assay(.quantitative, synthesis: 0.03, secreted: 0.94)
    let one = call(Self.stop, .homozygous)
    var pair = [call(Self.stop, .heterozygous), call(Self.stop, .heterozygous)]
    pair[1].hgvsC = "NM_000088.4:c.2299C>T"
    pair[1].hgvsP = "NP_000079.2:p.(Gln767Ter)"
    for (index, genotype) in ["0|1", "1|0"].enumerated() {
      (pair[index].genotype, pair[index].phaseSet, pair[index].pos) = (genotype, 1, 100 * (index + 1))
    }
    for calls in [[one], pair] {
      let found = assessment(calls, assay: half)
      for call in found.calls {
        #expect(call.concordance?.verdict == .discordant, "\(call.finding.hgvsC ?? "")")
        #expect(!call.ledger.applied.contains { $0.criterion == .ps3 })
      }
      #expect(
        found.answer.contains("but not as expected of \(calls.count > 1 ? "COL1A1 c.1243C>T" : "this variant")."),
        "\(found.answer)")
      let fitting = assessment(calls, assay: none)
      #expect(fitting.calls.allSatisfy { $0.concordance?.verdict == .concordant })
      #expect(!fitting.flags.map(\.code).contains(.severalCandidates), "both alleles are one cause")
    }
    #expect(assessment([call(Self.stop, .heterozygous)], assay: half).calls[0].concordance?.verdict == .concordant)
  }

  /// What may be the cause although the assay does not show it, takes the assay's evidence from the others.
  @Test func aMosaicThatFitsIsARival() throws {
    let other = ("COL1A1", "NM_000088.4:c.2434G>A", "NP_000079.2:p.(Gly812Arg)", "missense_variant")
    let structural = assay(.structural, synthesis: 0.9, secreted: 0.6)
    var low = call(other, .heterozygous)
    (low.depth, low.altDepth, low.vaf) = (80, 10, 0.125)
    let alone = assessment([call(Self.glycine, .heterozygous)], assay: structural)
    #expect(alone.calls[0].ledger.applied.contains { $0.criterion == .ps3 })
    for rival in [low, call(other, .mosaic), call(other, .heterozygous)] {
      let found = assessment([call(Self.glycine, .heterozygous), rival], assay: structural)
      #expect(found.flags.map(\.code).contains(.severalCandidates))
      #expect(!found.calls.contains { $0.ledger.applied.contains { $0.criterion == .ps3 } })
    }
    // Two homozygous variants are no pair of null alleles.
    let both = assessment([call(Self.glycine, .homozygous), call(other, .homozygous)], assay: structural)
    #expect(both.flags.map(\.code).contains(.severalCandidates))
  }

  private func words(_ assessment: CaseAssessment) -> String {
    Interpretation(assessment).sentences.map(\.text).joined(separator: "\n")
  }

  /// A record with signs that make a helix glycine's substitution likely pathogenic.
  private var signs: CaseRecord {
    var record = CaseRecord(id: "x")
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    return record
  }

  @Test func whatIsSaidOfAMosaicIsNotThatOfAHeterozygousPerson() {
    let glycine = words(assessment([call(Self.glycine, .mosaic)], record: signs))
    #expect(!glycine.contains("lethal (helix") && glycine.contains("is mosaic") && glycine.contains("in every cell"))
    #expect(words(assessment([call(Self.glycine, .heterozygous)], record: signs)).contains("were lethal"))
    let stop = words(assessment([call(Self.stop, .mosaic)]))
    #expect(stop.contains("In the cells that carry the variant") && !stop.contains("mildest form"))
    let alpha2 = ("COL1A2", "NM_000089.4:c.1009G>A", "NP_000080.2:p.(Gly337Ser)", "missense_variant")
    #expect(words(assessment([call(alpha2, .mosaic)])).contains("in the cells that carry the variant"))
  }

  @Test func bothOfTwoPathogenicVariantsAreNamedWithWhatEachDoes() throws {
    let alpha2 = call(
      ("COL1A2", "NM_000089.4:c.1009G>A", "NP_000080.2:p.(Gly337Ser)", "missense_variant"), .heterozygous)
    var record = CaseRecord(id: "x")
    record.family.variant = "NM_000089.4:c.1009G>A"
    var cases = CaseRecord.Curation(code: "PS4", strength: .strong)
    (cases.reason, cases.by, cases.date) = ("probands on record", "A. Curator", "2026-11-01")
    record.curation = [cases]
    let found = assessment([alpha2, call(Self.stop, .heterozygous)], record: record)
    let both = found.calls.filter(\.isPathogenic)
    try #require(both.count == 2, "\(found.calls.map(\.ledger.points))")
    #expect(["c.1009G>A", "c.1243C>T"].allSatisfy(found.answer.contains), "\(found.answer)")
    let text = words(found)
    #expect(text.contains("COL1A1 c.1243C>T: ") && text.contains("COL1A2 c.1009G>A: "), "\(text)")
    #expect(text.contains("three quarters") && !text.contains("inherits the variant with"), "\(text)")
    // Two of one gene: the phase decides.
    let second = ("COL1A1", "NM_000088.4:c.2299C>T", "NP_000079.2:p.(Gln767Ter)", "stop_gained")
    for (genotypes, said) in [(["0|1", "0|1"], "both or neither"), (["0/1", "0/1"], "is not known")] {
      var pair = [call(Self.stop, .heterozygous), call(second, .heterozygous)]
      for index in pair.indices {
        (pair[index].genotype, pair[index].pos) = (genotypes[index], 100 * (index + 1))
        pair[index].phaseSet = genotypes[0].contains("|") ? 1 : nil
      }
      let text = words(assessment(pair))
      #expect(text.contains(said) && !text.contains("three quarters"), "\(text)")
    }
    // A third one is told with what each does alone.
    let three = [alpha2, call(Self.stop, .heterozygous), call(second, .heterozygous)]
    #expect(words(assessment(three, record: record)).contains("inherits the variant with"))
  }

  @Test func aDiseaseIsNamedOnlyWhereTheSeriesHoldsIt() throws {
    func diseases(_ coding: String, _ protein: String) -> [String] {
      let call = call(("COL1A1", "NM_000088.4:\(coding)", "NP_000079.2:\(protein)", "missense_variant"), .heterozygous)
      return assessment([call]).calls[0].disease.diseases.map(\.name)
    }
    let early = diseases("c.589G>T", "p.(Gly197Cys)")
    #expect(early.contains("Osteogenesis imperfecta, type I") && !early.contains("Osteogenesis imperfecta, type II"))
    let late = diseases("c.2641G>C", "p.(Gly881Arg)")
    #expect(!late.contains("Osteogenesis imperfecta, type I") && late.contains("Osteogenesis imperfecta, type II"))
  }

  @Test func anAdultInALethalStretchIsRemarked() {
    var record = signs
    let found = call(Self.glycine, .heterozygous)
    #expect(!words(assessment([found], record: record)).contains("yet the record is of an adult"))
    record.subject.ageYears = 41
    #expect(words(assessment([found], record: record)).contains("yet the record is of an adult"))
  }

  @Test func theRecordDecidesWhatIsSaidOfParents() {
    var record = CaseRecord(id: "x")
    let found = call(Self.stop, .heterozygous)
    #expect(words(assessment([found], record: record)).contains("If neither parent carries it"))
    record.family.deNovo = .inherited
    #expect(!words(assessment([found], record: record)).contains("If neither parent carries it"))
    // One null allele of COL1A2: family, RNA and assay do not resolve it.
    let carried = call(
      ("COL1A2", "NM_000089.4:c.1243C>T", "NP_000080.2:p.(Arg415Ter)", "stop_gained"), .heterozygous)
    let text = words(assessment([carried]))
    #expect(text.contains("causes no disease by itself") && !text.contains("may resolve it"), "\(text)")
  }

  /// Fractures and hearing loss have many other causes: by themselves they are no phenotype of the disorder.
  @Test func signsWithManyOtherCausesAreNoClinicalDiagnosis() throws {
    func judged(_ features: [CaseRecord.Feature]) -> [String] {
      var record = CaseRecord(id: "x")
      (record.features, record.family.deNovo) = (features, .confirmed)
      return assessment([call(Self.glycine, .heterozygous)], record: record).calls[0].ledger.applied.map(\.code)
    }
    #expect(judged([.recurrentFractures]).contains("PS2_Supporting"))
    #expect(judged([.hearingLoss]).contains("PS2_Supporting") && judged([.wormianBones]).contains("PS2_Moderate"))
    let two = judged([.recurrentFractures, .hearingLoss])
    #expect(two.contains("PS2_Supporting") && !two.contains { $0.hasPrefix("PP4") }, "\(two)")
    let specific = judged([.recurrentFractures, .blueSclerae])
    #expect(specific.contains("PS2") && specific.contains { $0.hasPrefix("PP4") }, "\(specific)")
    func reason(_ features: [CaseRecord.Feature]) -> String? {
      var record = CaseRecord(id: "x")
      record.features = features
      return assessment([call(Self.glycine, .heterozygous)], record: record).calls[0].ledger.outcomes
        .first { $0.criterion == .pp4 }?.reason
    }
    for (features, isFragile) in [
      ([], false), ([.shortStature], false), ([.jointHypermobility], false), ([.recurrentFractures], true),
    ] as [([CaseRecord.Feature], Bool)] {
      #expect(reason(features)?.contains("fragile bones") == isFragile, "\(reason(features) ?? "")")
    }
  }
}
