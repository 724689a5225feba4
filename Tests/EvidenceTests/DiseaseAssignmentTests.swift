// Which disease a variant causes, which call is the candidate, and what stands at the top of a report.

import BioSequence
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct DiseaseAssignmentTests {
  private func call(_ coding: String, _ protein: String, _ terms: String, gene: String = "COL1A1") -> Call {
    let accession = gene == "COL1A1" ? ("NM_000088.4:", "NP_000079.2:") : ("NM_000089.4:", "NP_000080.2:")
    return Call(gene: gene, hgvsC: accession.0 + coding, hgvsP: accession.1 + protein, consequence: terms)
  }

  private func disease(_ call: Call) throws -> DiseaseAssignment {
    DiseaseAssignment(call, try #require(MolecularConsequence(call)))
  }

  @Test func theDiseaseFollowsGeneKindAndPlace() throws {
    func numbers(_ call: Call) throws -> [String?] { try disease(call).diseases.map(\.mim) }
    #expect(try numbers(call("c.1243C>T", "p.(Arg415Ter)", "stop_gained")) == ["166200"])
    #expect(try numbers(call("c.3496G>T", "p.(Gly1166Cys)", "missense_variant")) == ["166210", "259420", "166220"])
    // The first 90 residues of the helix: overlap with Ehlers-Danlos syndrome too.
    #expect(try numbers(call("c.589G>T", "p.(Gly197Cys)", "missense_variant")).contains("619115"))
    #expect(try numbers(call("c.543+1G>A", "p.?", "splice_donor_variant")) == ["130060"])
    #expect(try numbers(call("c.279+1G>A", "p.?", "splice_donor_variant", gene: "COL1A2")) == ["617821"])
    #expect(try numbers(call("c.934C>T", "p.(Arg312Cys)", "missense_variant")) == ["130000"])
    #expect(try numbers(call("c.3040C>T", "p.(Arg1014Cys)", "missense_variant")) == ["114000"])
    #expect(try numbers(call("c.935G>A", "p.(Arg312His)", "missense_variant")).isEmpty)
    // A stop that escapes decay: both outcomes.
    let escape = try numbers(call("c.4300del", "p.(Gly1434ValfsTer20)", "frameshift_variant"))
    #expect(escape.contains("166200") && escape.contains("166210"))
    var site = call("c.3655G>A", "p.(Asp1219Asn)", "missense_variant")
    site.collagenEffect = [.cProteinaseSite]
    #expect(try disease(site).diseases.map(\.name) == ["Osteogenesis imperfecta with high bone mass"])
    #expect(try !disease(site).isOutsideGroup)
  }

  @Test func oneNullAlleleOfCOL1A2IsACarrier() throws {
    var stop = call("c.1243C>T", "p.(Arg415Ter)", "stop_gained", gene: "COL1A2")
    let carrier = try disease(stop)
    #expect(carrier.diseases.isEmpty && carrier.carrierOf.map(\.mim) == ["225320"] && carrier.isOutsideGroup)
    #expect(carrier.sentence?.contains("autosomal recessive") == true)
    stop.zygosity = .homozygous
    #expect(try disease(stop).diseases.map(\.mim) == ["225320"])
  }

  private func assessment(_ calls: [Call], coverage: Bool = true) -> CaseAssessment {
    var record = CaseRecord(id: "x")
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.calls = calls
    return CaseAssessment(record: record, screen: screen, assay: nil)
  }

  @Test func thePhenotypeBelongsToTheCandidateAlone() throws {
    let glycine = call("c.1072G>A", "p.(Gly358Ser)", "missense_variant", gene: "COL1A2")
    let other = call("c.700A>G", "p.(Lys234Glu)", "missense_variant")
    let null = call("c.1243C>T", "p.(Arg415Ter)", "stop_gained")
    func codes(_ assessment: CaseAssessment, _ call: Call) -> [String] {
      assessment.calls.first { $0.finding == call }?.ledger.applied.map(\.code) ?? []
    }
    let alone = assessment([glycine])
    #expect(codes(alone, glycine) == ["PM1_Strong", "PP4_Moderate"] && alone.calls[0].isPathogenic)
    // A variant of the other gene that could matter: its yield is no longer excluded, and it does not share PP4.
    let two = assessment([glycine, other])
    #expect(codes(two, glycine) == ["PM1_Strong", "PP4"] && codes(two, other).isEmpty)
    // A stop codon beside a glycine substitution leads by four points: it has the phenotype.
    let three = assessment([glycine, null])
    #expect(codes(three, null) == ["PVS1", "PP4_Moderate"] && codes(three, glycine) == ["PM1_Strong"])
    let four = assessment([null, call("c.1300C>T", "p.(Arg434Ter)", "stop_gained")])
    #expect(four.calls.allSatisfy { !$0.ledger.applied.contains { $0.criterion == .pp4 } })
  }

  @Test func anotherDiseaseStandsAtTheTop() throws {
    let skip = assessment([call("c.543+1G>A", "p.?", "splice_donor_variant")])
    #expect(skip.calls[0].isPathogenic && skip.flags.map(\.code).contains(.otherDisease))
    #expect(skip.answer.contains("arthrochalasia"))
    #expect(skip.calls[0].ledger.applied.map(\.code) == ["PVS1"])
    let carrier = assessment([call("c.1243C>T", "p.(Arg415Ter)", "stop_gained", gene: "COL1A2")])
    #expect(!carrier.calls[0].isPathogenic && carrier.calls[0].ledger.applied.isEmpty)
  }
}
