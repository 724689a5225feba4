// Where an allele comes from, as the record says it: new, inherited, of one tissue, or no more than germline.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ExportOriginTests {
  private struct Told: Equatable, CustomStringConvertible {
    var clinvar, lovd, va, fhir: String
    var description: String { "ClinVar \(clinvar), LOVD \(lovd), VA-Spec \(va), FHIR \(fhir)" }
    static let germline = Told(clinvar: "germline", lovd: "Germline", va: "germline", fhir: "LA6683-2")
    static let new = Told(clinvar: "de novo", lovd: "De novo", va: "de novo", fhir: "LA26807-0")
    static let inherited = Told(clinvar: "inherited", lovd: "Germline", va: "inherited", fhir: "LA6683-2")
    static let unknown = Told(clinvar: "unknown", lovd: "Unknown", va: "unknown", fhir: "LA18197-6")
  }

  private func told(_ report: CaseReport) -> [Told] {
    let submissions = ClinVarExport.value(report)["germlineSubmission"]?.elements ?? []
    let statements = VASpecExport.value(report)["statements"]?.elements ?? []
    let rows = LOVDExport.text(report).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    let column = rows.first?.firstIndex(of: "VariantOnGenome/Genetic_origin") ?? 0
    return report.assessment.calls.indices.map { index in
      let parts = FHIRObservation.variant(report.assessment.calls[index], report)["component"]?.elements ?? []
      let origin = parts.first { $0["code"]?["coding"]?.elements.first?["code"] == .text("48002-0") }
      let seen = submissions[index]["observedIn"]?.elements.first
      return Told(
        clinvar: seen?["alleleOrigin"]?.words ?? "", lovd: rows[index + 1][column],
        va: statements[index]["proposition"]?["alleleOriginQualifier"]?["name"]?.words ?? "",
        fhir: origin?["valueCodeableConcept"]?["coding"]?.elements.first?["code"]?.words ?? "")
    }
  }

  private static let glycine = "17 50193011 C T"

  @Test func theOriginOfTheRecordIsThatOfTheForms() throws {
    let cases: [(genotype: String, family: String, origin: Told)] = [
      ("0/1", "", .germline), ("0/1", "de_novo: unknown", .germline), ("0/1", "de_novo: confirmed", .new),
      ("0/1", "de_novo: assumed", .germline), ("0/1", "de_novo: inherited, meioses: 2", .inherited),
      // What contradicts a new variant leaves no more than that every cell has it.
      ("0/1", "de_novo: confirmed, parental_mosaicism_vaf: 0.1", .germline),
      ("0/1", "de_novo: confirmed, affected_relatives: true", .germline),
      ("0/1", "de_novo: confirmed, meioses: 3", .germline),
      ("0/1", "de_novo: confirmed, affected_with_variant: 2", .germline),
      ("0/1", "de_novo: confirmed, affected_relatives: true, meioses: 2, meioses_in_offspring: 2", .new),
      ("1/1", "de_novo: confirmed", .germline),
      ("0/1:60:54,6", "de_novo: confirmed", .unknown), ("0/1:60:54,6", "de_novo: inherited", .unknown),
      ("0/1", "de_novo: confirmed, variant: 'COL1A1:c.1804G>A'", .new),
      ("0/1", "de_novo: confirmed, variant: 'COL1A1:c.1805G>A'", .germline),
    ]
    for (genotype, family, origin) in cases {
      let report = try DiseaseOnEveryFormTests.report(
        ["\(Self.glycine) \(genotype)"], more: family.isEmpty ? "" : "family: {\(family)}\n")
      #expect(told(report) == [origin], "\(genotype) \(family)")
    }
  }

  @Test func ofSeveralCallsOnlyTheOneThatIsNamedHasTheOriginOfTheRecord() throws {
    let records = [Self.glycine + " 0/1", "17 50197978 G C 0/1"]
    let unnamed = try DiseaseOnEveryFormTests.report(records, more: "family: {de_novo: confirmed}\n")
    #expect(told(unnamed) == [.germline, .germline])
    // One that cannot be the cause, by its kind, is not what the family was tested for.
    let beside = try DiseaseOnEveryFormTests.report(
      [Self.glycine + " 0/1", "17 50195292 A G 0/1"], more: "family: {de_novo: confirmed}\n")
    for (call, origin) in zip(beside.assessment.calls, told(beside)) {
      #expect(origin == (call.isOpen ? .new : .germline), "\(call.finding.label)")
    }
    #expect(beside.assessment.calls.filter(\.isOpen).count == 1)
    let named = try DiseaseOnEveryFormTests.report(
      records, more: "family: {de_novo: confirmed, variant: 'COL1A1:c.1804G>A'}\n")
    for (call, origin) in zip(named.assessment.calls, told(named)) {
      let isNamed = call.finding.hgvsC?.hasSuffix("c.1804G>A") == true
      #expect(origin == (isNamed ? .new : .germline), "\(call.finding.label)")
    }
  }

  @Test func aMosaicIsNotGermline() throws {
    var screen = screenDocument(
      calls: try DiseaseOnEveryFormTests.report([Self.glycine + " 0/1:60:51,9"]).assessment.calls.map(\.finding))
    for index in screen.calls.indices { screen.calls[index].zygosity = .mosaic }
    for state in CaseRecord.Family.DeNovo.allCases.map(Optional.init) + [nil] {
      var record = CaseRecord(id: "X")
      record.family.deNovo = state
      let report = CaseReport(
        assessment: CaseAssessment(record: record, screen: screen, assay: nil), version: testVersion, inputs: [])
      let origin = Told(clinvar: "unknown", lovd: "Unknown", va: "mosaic", fhir: "LA18197-6")
      #expect(told(report) == [origin], "\(state?.rawValue ?? "nothing")")
    }
  }
}
