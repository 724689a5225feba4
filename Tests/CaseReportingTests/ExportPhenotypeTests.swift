// What the record says of a person is what the forms say: every sign has a term, every measurement its place.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ExportPhenotypeTests {
  private func packet(_ record: CaseRecord) -> JSONValue {
    let assessment = CaseAssessment(record: record, screen: nil, assay: nil)
    return Phenopacket.value(CaseReport(assessment: assessment, version: testVersion, inputs: []))
  }

  private func ids(_ record: CaseRecord) -> [String] {
    (packet(record)["phenotypicFeatures"]?.elements ?? []).compactMap { $0["type"]?["id"]?.words }
  }

  private func labels(_ record: CaseRecord) -> [String] {
    (packet(record)["phenotypicFeatures"]?.elements ?? []).compactMap { $0["type"]?["label"]?.words }
  }

  private func isHPO(_ id: String) -> Bool {
    id.hasPrefix("HP:") && id.dropFirst(3).count == 7 && id.dropFirst(3).allSatisfy(\.isNumber)
  }

  private static let signs: [CaseRecord.Feature: String] = [
    .blueSclerae: "HP:0000592", .dentinogenesisImperfecta: "HP:0000703", .hearingLoss: "HP:0000365",
    .recurrentFractures: "HP:0002757", .wormianBones: "HP:0002645", .jointHypermobility: "HP:0001382",
    .shortStature: "HP:0004322",
  ]

  @Test func everySignHasItsTerm() {
    for sign in CaseRecord.Feature.allCases {
      var record = CaseRecord(id: "X")
      record.features = [sign]
      #expect(ids(record) == [Self.signs[sign] ?? "no term in this test"], "\(sign)")
    }
    var record = CaseRecord(id: "X")
    record.features = CaseRecord.Feature.allCases
    #expect(Set(ids(record)).count == CaseRecord.Feature.allCases.count)
  }

  @Test func everyComplaintIsTold() {
    for site in CaseRecord.Symptom.Site.allCases {
      var record = CaseRecord(id: "X")
      var symptom = CaseRecord.Symptom()
      symptom.site = site
      record.symptoms = [symptom]
      let found = ids(record)
      #expect(found.count == 1 && found.allSatisfy { isHPO($0) || $0.hasPrefix("COLLAGEN:") }, "\(site): \(found)")
      #expect(found.allSatisfy(isHPO) == ![.rib, .wrist, .foot].contains(site), "\(site)")
      let word = site == .other ? "pain" : String(site.rawValue.prefix(4))
      #expect(labels(record).allSatisfy { $0.lowercased().contains(word) }, "\(site)")
    }
  }

  @Test func everyPictureButANormalOneIsTold() {
    for finding in CaseRecord.ImagingFinding.Finding.allCases {
      var record = CaseRecord(id: "X")
      var picture = CaseRecord.ImagingFinding()
      (picture.finding, picture.site, picture.note) = (finding, "spine", "words of the reader")
      record.imaging = [picture]
      let text = packet(record).document()
      switch finding {
      case .normal: #expect(ids(record).isEmpty)
      case .other: #expect(ids(record).count == 1 && text.contains("words of the reader"))
      default: #expect(ids(record).count == 1 && ids(record).allSatisfy(isHPO), "\(finding)")
      }
    }
  }

  @Test func theSubmissionHasTheSignsOfThePage() throws {
    for sign in CaseRecord.Feature.allCases {
      let report = try DiseaseOnEveryFormTests.report(["17 50193011 C T 0/1"], features: "[\(sign.rawValue)]")
      let seen = ClinVarExport.value(report)["germlineSubmission"]?.elements.first?["observedIn"]?.elements.first
      let found = seen?["clinicalFeatures"]?.elements ?? []
      #expect(found.map { $0["id"]?.words } == [Self.signs[sign]], "\(sign)")
    }
    // A complaint without a term has its name: ClinVar takes one or the other.
    let report = try DiseaseOnEveryFormTests.report(
      ["17 50193011 C T 0/1"], features: "[]", more: "symptoms: [{site: rib}]\n")
    let seen = ClinVarExport.value(report)["germlineSubmission"]?.elements.first?["observedIn"]?.elements.first
    let feature = try #require(seen?["clinicalFeatures"]?.elements.first)
    #expect(feature["name"] == .text("Rib pain") && feature["db"] == nil && feature["id"] == nil)
  }

  @Test func everyDensityIsAMeasurement() throws {
    let loinc = [
      "lumbar_spine": ["LOINC:24966-4", "LOINC:38267-1", "LOINC:85394-5"],
      "forearm": ["LOINC:24890-6", "LOINC:38265-5", "LOINC:80932-7"],
    ]
    for site in CaseRecord.BoneDensity.Site.allCases.map(Optional.init) + [nil] {
      var density = CaseRecord.BoneDensity()
      (density.site, density.region, density.device) = (site, "1/3", "made-up device")
      (density.valueGCm2, density.tScore, density.zScore) = (0.6, -2.5, -2.6)
      var record = CaseRecord(id: "X")
      record.bmd = [density]
      let found = packet(record)["measurements"]?.elements ?? []
      let told: Comment = "\(site?.rawValue ?? "no site")"
      try #require(found.count == 3, told)
      let values = found.map { $0["value"]?["quantity"]?["value"] }
      #expect(values == [.number(0.6), .number(-2.5), .number(-2.6)], told)
      let codes = found.map { $0["assay"]?["id"]?.words ?? "" }
      let names = found.map { $0["assay"]?["label"]?.words ?? "" }
      if let own = site.flatMap({ loinc[$0.rawValue] }) {
        #expect(codes == own, told)
      } else {
        #expect(codes.allSatisfy { $0.hasPrefix("COLLAGEN:") } && Set(codes).count == 3, told)
      }
      let words = site?.rawValue.replacing("_", with: " ") ?? "site not stated"
      #expect(names.allSatisfy { $0.contains(words) }, told)
      #expect(found.allSatisfy { $0["description"] == .text("1/3, made-up device") }, told)
    }
  }

  @Test func theAgeAtTheFirstComplaintIsAnOnset() {
    var record = CaseRecord(id: "X")
    record.subject.ageYears = 29.5
    let age = JSONValue.object(["age": .object(["iso8601duration": "P29Y6M"])])
    func onsets(_ record: CaseRecord) -> [String: JSONValue] {
      let packet = packet(record)
      #expect(packet["subject"]?["timeAtLastEncounter"] == nil)
      let pairs = (packet["phenotypicFeatures"]?.elements ?? []).compactMap { feature in
        feature["onset"].map { (feature["type"]?["label"]?.words ?? "", $0) }
      }
      return Dictionary(pairs) { first, _ in first }
    }
    #expect(onsets(record) == ["First complaint": age])
    func symptom(_ site: CaseRecord.Symptom.Site) -> CaseRecord.Symptom {
      var symptom = CaseRecord.Symptom()
      symptom.site = site
      return symptom
    }
    record.symptoms = [symptom(.back)]
    #expect(onsets(record) == ["Back pain": age])
    // Which of two came first the record does not say.
    record.symptoms = [symptom(.back), symptom(.hip)]
    #expect(onsets(record) == ["First complaint": age])
    record.subject.ageYears = nil
    #expect(onsets(record).isEmpty)
  }

  /// What only says how old the person was is no clinical feature of a submission.
  @Test func theSubmissionHasNoFeatureThatIsNone() throws {
    let report = try DiseaseOnEveryFormTests.report(
      ["17 50193011 C T 0/1"], features: "[]", more: "subject: {age_years: 29}\n")
    #expect(!ClinVarExport.value(report).document().contains("clinicalFeatures\""))
  }
}
