// A case's result as a bundle of HL7 FHIR R4 after the Genomics Reporting guide (STU 3): report, patient, observations.

import Documents
import Evidence
import Reporting
import TypeICollagen

/// FHIR bundle of a ``CaseReport``.
enum FHIRExport {
  /// The bundle.
  static func value(_ report: CaseReport) -> JSONValue {
    let assessment = report.assessment
    var entries = [entry("patient", patient(assessment.record), report)]
    if let specimen = assessment.record.specimen {
      entries.append(entry("specimen", self.specimen(specimen, report), report))
    }
    if let name = report.laboratory?.name {
      var laboratory: JSONObject = ["resourceType": "Organization", "name": .text(name)]
      if let address = report.laboratory?.address {
        laboratory["address"] = .list([.object(["text": .text(address)])])
      }
      entries.append(entry("laboratory", laboratory, report))
    }
    var results: [JSONValue] = []
    for (index, call) in assessment.calls.enumerated() {
      let (variant, implication) = ("variant \(index + 1)", "implication \(index + 1)")
      entries.append(entry(variant, FHIRObservation.variant(call, report), report))
      entries.append(entry(implication, FHIRObservation.implication(call, of: variant, report), report))
      results += [FHIRPart.reference(variant, report), FHIRPart.reference(implication, report)]
    }
    entries.insert(entry("report", diagnosticReport(report, results), report), at: 0)
    var bundle: JSONObject = [
      "resourceType": "Bundle", "id": .text(report.uuid("bundle")), "meta": .object(["tag": .list(tags(report))]),
      "type": "collection",
    ]
    if let date = report.date { bundle["timestamp"] = .text(date.text) }
    bundle["entry"] = .list(entries)
    return .object(bundle)
  }

  private static func entry(_ part: String, _ resource: JSONObject, _ report: CaseReport) -> JSONValue {
    let id = report.uuid(part)
    let named: JSONObject = ["resourceType": resource["resourceType"] ?? .null, "id": .text(id)]
    let rest = JSONObject(resource.members.filter { $0.key != "resourceType" }.map { ($0.key, $0.value) })
    return .object(["fullUrl": .text("urn:uuid:" + id), "resource": .object(named.appending(rest))])
  }

  /// Marks as tags, so that a program which reads no text sees them too; made-up cases have HL7's own code for test data.
  private static func tags(_ report: CaseReport) -> [JSONValue] {
    var tags: [JSONValue] = report.identity.alarms.map { alarm in
      .object([
        "system": "urn:collagen:identity", "code": .text(alarm.code.rawValue), "display": .text(CaseIdentity.banner),
      ])
    }
    if report.assessment.record.synthetic {
      tags.append(
        .object([
          "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST",
          "display": "test health data",
        ]))
    }
    tags.append(
      .object(["system": "urn:collagen:use", "code": "research", "display": .text(CaseReport.researchUse)]))
    return tags
  }

  private static func patient(_ record: CaseRecord) -> JSONObject {
    var patient: JSONObject = [
      "resourceType": "Patient",
      "identifier": .list([.object(["system": "urn:collagen:case", "value": .text(record.id)])]),
    ]
    switch record.subject.sex {
    case .female: patient["gender"] = "female"
    case .male: patient["gender"] = "male"
    case .other: patient["gender"] = "other"
    case .unknown, nil: patient["gender"] = "unknown"
    }
    return patient
  }

  private static func specimen(_ specimen: CaseRecord.Specimen, _ report: CaseReport) -> JSONObject {
    var entries: JSONObject = ["resourceType": "Specimen", "subject": FHIRPart.reference("patient", report)]
    if let id = specimen.id {
      entries["identifier"] = .list([.object(["system": "urn:collagen:specimen", "value": .text(id)])])
    }
    if let type = specimen.type { entries["type"] = .object(["text": .text(type)]) }
    if let day = specimen.received.flatMap({ CalendarDate($0) }) { entries["receivedTime"] = .text(day.text) }
    if let day = specimen.collected.flatMap({ CalendarDate($0) }) {
      entries["collection"] = .object(["collectedDateTime": .text(day.text)])
    }
    return entries
  }

  /// Nobody has signed what a program made: its status is `preliminary`.
  private static func diagnosticReport(_ report: CaseReport, _ results: [JSONValue]) -> JSONObject {
    var entries: JSONObject = [
      "resourceType": "DiagnosticReport", "meta": FHIRPart.meta("genomic-report"),
      "identifier": .list([.object(["system": "urn:collagen:report", "value": .text(report.digest)])]),
      "status": "preliminary",
      "category": .list([FHIRPart.concept("http://terminology.hl7.org/CodeSystem/v2-0074", "GE", "Genetics")]),
      "code": FHIRPart.concept(FHIRPart.loinc, "51969-4", "Genetic analysis report"),
      "subject": FHIRPart.reference("patient", report),
    ]
    if let date = report.date {
      entries["effectiveDateTime"] = .text(date.text)
      entries["issued"] = .text(date.text)
    }
    if report.assessment.record.specimen != nil {
      entries["specimen"] = .list([FHIRPart.reference("specimen", report)])
    }
    if report.laboratory?.name != nil { entries["performer"] = .list([FHIRPart.reference("laboratory", report)]) }
    if !results.isEmpty { entries["result"] = .list(results) }
    let told = [report.assessment.answer] + report.assessment.calls.flatMap(\.remarks)
    entries["conclusion"] = .text(
      (report.marks.dropLast() + told + report.marks.suffix(1)).joined(separator: " | "))
    return entries
  }
}
