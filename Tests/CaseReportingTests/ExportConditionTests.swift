// One condition for a variant in every form: diagnoses of a Phenopacket, whose sign makes a person affected, what was judged.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ExportConditionTests {
  private static let arthrochalasia = "7 94401621 G A 0/1"  // COL1A2 c.279+1G>A
  private static let glycine = "17 50193011 C T 0/1"  // COL1A1 c.1804G>A
  private static let null = "17 50195288 G A 0/1"  // COL1A1 c.1243C>T
  private static let unassigned = "17 50197978 G C 0/1"  // COL1A1 c.613C>G, p.(Pro205Ala): no disease is assigned
  private static let caffey = "17 50188908 G A 0/1"  // COL1A1 c.3040C>T
  private static let carried = "7 94418537 CA C 0/1"  // COL1A2 c.2011del

  /// The conditions that the submissions to ClinVar name, by variant, with the affected status of each.
  private func submitted(_ report: CaseReport) -> [String: (condition: JSONValue?, affected: String?)] {
    let submissions = ClinVarExport.value(report)["germlineSubmission"]?.elements ?? []
    return Dictionary(
      uniqueKeysWithValues: submissions.map { submission in
        let name = submission["variantSet"]?["variant"]?.elements.first?["hgvs"]?.words ?? ""
        let seen = submission["observedIn"]?.elements.first
        return (name, (submission["conditionSet"]?["condition"]?.elements.first, seen?["affectedStatus"]?.words))
      })
  }

  /// The diagnoses of a Phenopacket: id of the disease, progress, and status by coding name.
  private func diagnoses(_ report: CaseReport) -> [(disease: String, progress: String, variants: [String: String])] {
    (Phenopacket.value(report)["interpretations"]?.elements ?? []).map { entry in
      let found = entry["diagnosis"]?["genomicInterpretations"]?.elements ?? []
      let variants = found.map { one -> (String, String) in
        let names = one["variantInterpretation"]?["variationDescriptor"]?["expressions"]?.elements ?? []
        let name = names.first { $0["syntax"] == .text("hgvs.c") }?["value"]?.words ?? ""
        return (name, one["interpretationStatus"]?.words ?? "")
      }
      return (
        entry["diagnosis"]?["disease"]?["id"]?.words ?? "", entry["progressStatus"]?.words ?? "",
        Dictionary(uniqueKeysWithValues: variants)
      )
    }
  }

  /// The id of a condition as a Phenopacket writes it.
  private func id(_ condition: JSONValue?) -> String {
    let (source, id) = (condition?["db"]?.words, condition?["id"]?.words ?? "")
    return source == "OMIM" ? "OMIM:\(id)" : source == "MedGen" ? "MedGen:\(id)" : id
  }

  @Test func eachDiseaseOfAPhenopacketHasItsOwnVariants() throws {
    let cases: [([String], Int)] = [
      ([Self.arthrochalasia, Self.glycine], 2), ([Self.glycine], 1), ([Self.glycine, Self.null], 2),
      ([Self.arthrochalasia, Self.glycine, Self.unassigned, Self.caffey], 4), ([Self.carried, Self.caffey], 2), ([], 1),
    ]
    for (records, count) in cases {
      let report = try DiseaseOnEveryFormTests.report(records, features: "[blue_sclerae, dentinogenesis_imperfecta]")
      let told = submitted(report)
      let found = diagnoses(report)
      #expect(found.count == count, "\(records): \(found)")
      #expect(Set(found.map(\.disease)).count == found.count, "\(records): a disease twice")
      #expect(found.flatMap(\.variants.keys).sorted() == told.keys.sorted(), "\(records): each variant once")
      for diagnosis in found {
        for (name, status) in diagnosis.variants {
          let condition = told[name]?.condition
          #expect(id(condition) == diagnosis.disease, "\(name) stands under \(diagnosis.disease)")
          #expect((status == "CAUSATIVE") == (report.assessment.pathogenic.contains { $0.finding.hgvsC == name }))
        }
        #expect((diagnosis.progress == "SOLVED") == diagnosis.variants.values.contains("CAUSATIVE"))
      }
      let ids = (Phenopacket.value(report)["interpretations"]?.elements ?? []).map { $0["id"]?.words ?? "" }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func affectedIsJudgedAgainstTheConditionThatIsNamed() throws {
    let signs = "[joint_hypermobility, blue_sclerae, dentinogenesis_imperfecta]"
    let two = submitted(try DiseaseOnEveryFormTests.report([Self.arthrochalasia, Self.glycine], features: signs))
    // Two signs of osteogenesis imperfecta; one of the other disease shows no more than that it may be there.
    #expect(two["NM_000088.4:c.1804G>A"]?.affected == "yes")
    #expect(two["NM_000089.4:c.279+1G>A"]?.affected == "unknown")
    let cases: [(record: String, features: String, more: String, affected: String)] = [
      (Self.caffey, "[blue_sclerae, dentinogenesis_imperfecta]", "", "unknown"),
      (Self.caffey, "[]", "pre_existing: [{kind: osteogenesis_imperfecta, basis: clinical}]\n", "unknown"),
      (Self.glycine, "[]", "", "unknown"), (Self.glycine, "[blue_sclerae]", "", "unknown"),
      (Self.glycine, "[short_stature, joint_hypermobility]", "", "unknown"),
      (Self.glycine, "[wormian_bones, hearing_loss]", "", "yes"),
      (Self.glycine, "[]", "pre_existing: [{kind: mild_oi, basis: clinical}]\n", "yes"),
      (Self.glycine, "[]", "pre_existing: [{kind: heparin}]\n", "unknown"),
      (Self.arthrochalasia, "[blue_sclerae, dentinogenesis_imperfecta]", "", "unknown"),
      (Self.unassigned, "[blue_sclerae, dentinogenesis_imperfecta]", "", "unknown"),
    ]
    for (record, features, more, affected) in cases {
      let report = try DiseaseOnEveryFormTests.report([record], features: features, more: more)
      #expect(submitted(report).values.map(\.affected) == [affected], "\(record) \(features) \(more)")
    }
  }

  /// One null allele of COL1A2 was judged for osteogenesis imperfecta alone, and no form says it of the recessive disease.
  @Test func noClassIsExportedForAConditionThatWasNotEvaluated() throws {
    let report = try DiseaseOnEveryFormTests.report([Self.carried])
    #expect(report.assessment.calls[0].disease.isCarrierOnly)
    let condition = ClassifiedCondition(report.assessment.calls[0])
    #expect(condition.mondo == "MONDO:0019019" && condition.inheritance?.id == "HP:0000006")
    var texts = ["text": CaseReportText.text(report), "page": try CaseReportHTML.text(report)]
    texts["JSON"] = CaseReportJSON.value(report).document()
    for form in CaseExport.allCases { texts[form.rawValue] = form.text(report) }
    texts["Phenopacket"] = Phenopacket.text(report)
    for (form, text) in texts {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("evaluated for osteogenesis imperfecta, not for Ehlers-Danlos"), "\(form)")
      guard !["text", "page", "JSON"].contains(form) else { continue }
      #expect(!text.contains("MONDO:0009159") && !text.contains("Autosomal recessive"), "\(form)")
    }
    #expect(submitted(report).values.map(\.affected) == ["yes"])
    #expect(diagnoses(report).map(\.progress) == ["UNSOLVED"])
    #expect(diagnoses(report).flatMap(\.variants.values) == ["UNKNOWN_STATUS"])
    let both = try DiseaseOnEveryFormTests.report(["7 94418537 CA C 1/1"])
    #expect(ClassifiedCondition(both.assessment.calls[0]).mim == "225320")
    #expect(!CaseReportText.text(both).contains("evaluated for osteogenesis"))
  }

  /// A class that a person made pathogenic is of neither disease: one is not caused by one such allele, the other not evaluated.
  @Test func aPathogenicAlleleOfACarrierHasNoCondition() throws {
    let judged = ["PVS1", "PM2"].map {
      "  - {code: \($0), strength: very_strong, reason: r, by: A. B, date: 2026-01-01}\n"
    }
    let report = try DiseaseOnEveryFormTests.report([Self.carried], more: "curation:\n" + judged.joined())
    let call = report.assessment.calls[0]
    #expect(call.isPathogenic && call.disease.isCarrierOnly)
    let told = submitted(report).values.first
    #expect(id(told?.condition) == "MedGen:CN517202" && told?.affected == "unknown")
    for form in CaseExport.allCases {
      let text = form.text(report)
      #expect(!text.contains("MONDO:0009159") && !text.contains("MONDO:0019019"), "\(form)")
      #expect(text.contains("not evaluated for Ehlers-Danlos syndrome"), "\(form)")
    }
    #expect(diagnoses(report).flatMap(\.variants.values) == ["UNKNOWN_STATUS"])
  }
}
