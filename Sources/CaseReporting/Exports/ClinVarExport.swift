// A case's variants in the form that ClinVar takes submissions in (JSON schema of the submission API, germline).

import BioSequence
import Documents
import Evidence
import Reporting
import TypeICollagen

/// ClinVar submission of a ``CaseReport``. It names neither the case nor its samples.
enum ClinVarExport {
  /// The document. A case without a variant has no `germlineSubmission`: ClinVar takes no empty list.
  static func value(_ report: CaseReport) -> JSONValue {
    var document: JSONObject = [
      "submissionName": .text((report.marks.dropLast() + [report.version]).joined(separator: "; ")),
      "clinvarSubmissionReleaseStatus": "hold until published",
      // Richards et al. 2015, the criteria that the rule pack specifies.
      "assertionCriteria": .object(["db": "PubMed", "id": "25741868"]),
    ]
    let calls = report.assessment.calls
    if !calls.isEmpty { document["germlineSubmission"] = .list(calls.map { submission($0, report) }) }
    return .object(document)
  }

  private static func submission(_ call: AssessedCall, _ report: CaseReport) -> JSONValue {
    let condition = ClassifiedCondition(call)
    var classification: JSONObject = [
      "germlineClassificationDescription": .text(call.ledger.summary),
      "comment": .text((report.marks + [call.classSentence] + call.remarks).joined(separator: ". ")),
    ]
    if let mode = condition.inheritance { classification["modeOfInheritance"] = .text(mode.name) }
    if let date = report.date { classification["dateLastEvaluated"] = .text(date.date.text) }
    return .object([
      "recordStatus": "novel", "localKey": .text("\(call.finding.gene):\(call.finding.name)"),
      "germlineClassification": .object(classification),
      "conditionSet": .object(["condition": .list([ClinVarExport.condition(condition)])]),
      "observedIn": .list([observation(call, condition, report)]),
      "variantSet": .object(["variant": .list([variant(call)])]),
    ])
  }

  private static func condition(_ condition: ClassifiedCondition) -> JSONValue {
    if let mondo = condition.mondo { return .object(["db": "MONDO", "id": .text(mondo)]) }
    if let mim = condition.mim { return .object(["db": "OMIM", "id": .text(mim)]) }
    if let medgen = condition.medgen { return .object(["db": "MedGen", "id": .text(medgen)]) }
    return .object(["name": .text(condition.name)])
  }

  private static func observation(
    _ call: AssessedCall, _ condition: ClassifiedCondition, _ report: CaseReport
  ) -> JSONValue {
    let record = report.assessment.record
    // A sign is given by id or by name, never by both; one that was seen at several bones is given once.
    let signs = PhenotypeTerm.all(record).map { sign -> JSONValue in
      let named: JSONObject =
        sign.isOfOntology ? ["db": "HP", "id": .text(sign.id)] : ["name": .text(sign.label)]
      return .object(named.appending(["clinicalFeaturesAffectedStatus": "present"]))
    }
    let features: [JSONValue] = signs.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    var entries: JSONObject = [
      "affectedStatus": condition.isShown(by: record) ? "yes" : "unknown",
      "alleleOrigin": .text(report.origin(of: call).clinvar),
      "collectionMethod": "research", "numberOfIndividuals": .integer(1),
    ]
    if !features.isEmpty { entries["clinicalFeatures"] = .list(features) }
    return .object(entries)
  }

  private static func variant(_ call: AssessedCall) -> JSONValue {
    let finding = call.finding
    let gene = JSONValue.list([.object(["symbol": .text(finding.gene)])])
    if let name = finding.hgvsC ?? finding.hgvsG { return .object(["hgvs": .text(name), "gene": gene]) }
    var place: JSONObject = [
      "assembly": .text(finding.assembly.rawValue),
      "chromosome": .text(finding.chrom.hasPrefix("chr") ? String(finding.chrom.dropFirst(3)) : finding.chrom),
      "start": .integer(finding.pos),
    ]
    guard finding.alt.hasPrefix("<") else {
      place["stop"] = .integer(finding.pos + finding.ref.utf8.count - 1)
      place["referenceAllele"] = .text(finding.ref)
      place["alternateAllele"] = .text(finding.alt)
      return .object(["chromosomeCoordinates": .object(place), "gene": gene])
    }
    if let end = finding.symbolic?.end { place["stop"] = .integer(end) }
    var entries: JSONObject = ["chromosomeCoordinates": .object(place), "gene": gene]
    switch finding.symbolic?.type {
    case "DEL": entries["variantType"] = "Deletion"
    case "DUP": entries["variantType"] = "Duplication"
    case "INS": entries["variantType"] = "Insertion"
    case "INV": entries["variantType"] = "Inversion"
    default: entries["variantType"] = "Complex"
    }
    return .object(entries)
  }
}
