// The observations of a FHIR bundle: a variant with its names and genotype, and what its class is for which condition.

import BioSequence
import Documents
import Evidence
import Reporting
import TypeICollagen

/// Observations of the Genomics Reporting guide: profiles `variant` and `diagnostic-implication`.
enum FHIRObservation {
  private static let hgvs = "http://varnomen.hgvs.org"

  /// The variant.
  static func variant(_ call: AssessedCall, _ report: CaseReport) -> JSONObject {
    let (finding, gene) = (call.finding, call.meaning.gene)
    let origin = report.origin(of: call).loinc
    var parts = [
      component(
        "48018-6", "Gene studied [ID]",
        FHIRPart.concept("http://www.genenames.org", gene.record.hgncID, finding.gene)),
      component(
        "62374-4", "Human reference sequence assembly version",
        finding.assembly == .grch38 ? answer("LA26806-2", "GRCh38") : answer("LA14029-5", "GRCh37")),
      component("48002-0", "Genomic source class [Type]", answer(origin.code, origin.display)),
    ]
    for (code, display, name) in [
      ("48004-6", "DNA change (c.HGVS)", finding.hgvsC), ("48005-3", "Amino acid change (pHGVS)", finding.hgvsP),
      ("81290-9", "Genomic DNA change (gHGVS)", finding.hgvsG),
    ] {
      if let name { parts.append(component(code, display, FHIRPart.concept(hgvs, name, name))) }
    }
    if !finding.alt.hasPrefix("<"), !finding.ref.isEmpty, !finding.alt.contains(where: { "[]*.".contains($0) }) {
      parts.append(component("69547-8", "Genomic ref allele [ID]", "valueString", .text(finding.ref)))
      parts.append(component("69551-0", "Genomic alt allele [ID]", "valueString", .text(finding.alt)))
      parts.append(
        component(
          "81254-5", "Genomic allele start-end", "valueRange",
          .object([
            "low": .object(["value": .integer(finding.pos)]),
            "high": .object(["value": .integer(finding.pos + finding.ref.utf8.count - 1)]),
          ])))
    }
    switch call.toldZygosity {
    case .heterozygous: parts.append(component("53034-5", "Allelic state", answer("LA6706-1", "Heterozygous")))
    case .homozygous: parts.append(component("53034-5", "Allelic state", answer("LA6705-3", "Homozygous")))
    case .hemizygous: parts.append(component("53034-5", "Allelic state", answer("LA6707-9", "Hemizygous")))
    case .mosaic, nil: break
    }
    if let fraction = finding.vaf {
      parts.append(
        component(
          "81258-6", "Sample variant allelic frequency [NFr]", "valueQuantity",
          .object(["value": .rounded(fraction), "system": "http://unitsofmeasure.org", "code": "1"])))
    }
    var entries = base("variant", report)
    entries["code"] = FHIRPart.concept(FHIRPart.loinc, "69548-6", "Genetic variant assessment")
    entries["valueCodeableConcept"] = answer("LA9633-4", "Present")
    entries["method"] = answer("LA26398-0", "Sequencing")
    if !call.remarks.isEmpty { entries["note"] = .list(call.remarks.map { .object(["text": .text($0)]) }) }
    entries["component"] = .list(parts)
    return entries
  }

  /// The class, and the condition that it is about.
  static func implication(_ call: AssessedCall, of variant: String, _ report: CaseReport) -> JSONObject {
    let condition = ClassifiedCondition(call)
    let named: JSONValue =
      if let mondo = condition.mondo {
        FHIRPart.concept("http://purl.obolibrary.org/obo/mondo.owl", mondo, condition.name)
      } else if let mim = condition.mim {
        FHIRPart.concept("http://www.omim.org", mim, condition.name)
      } else if let medgen = condition.medgen {
        FHIRPart.concept("https://www.ncbi.nlm.nih.gov/medgen", medgen, condition.name)
      } else {
        .object(["text": .text(condition.name)])
      }
    var entries = base("diagnostic-implication", report)
    entries["code"] = FHIRPart.concept(
      "http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs", "diagnostic-implication",
      "Diagnostic Implication")
    entries["derivedFrom"] = .list([FHIRPart.reference(variant, report)])
    entries["note"] = .list(
      ([call.classSentence] + call.remarks
        + call.ledger.outcomes.filter { $0.applied != nil }.map { "\($0.code): \($0.reason)" })
        .map { .object(["text": .text($0)]) })
    entries["component"] = .list([
      component("53037-8", "Genetic variation clinical significance [Imp]", significance(call.ledger.pointsClass)),
      component("81259-4", "Associated phenotype", named),
    ])
    return entries
  }

  private static func base(_ profile: String, _ report: CaseReport) -> JSONObject {
    var entries: JSONObject = [
      "resourceType": "Observation", "meta": FHIRPart.meta(profile), "status": "preliminary",
      "category": FHIRPart.categories, "subject": FHIRPart.reference("patient", report),
    ]
    if let date = report.date { entries["effectiveDateTime"] = .text(date.text) }
    if report.assessment.record.specimen != nil { entries["specimen"] = FHIRPart.reference("specimen", report) }
    return entries
  }

  private static func significance(_ own: VariantClassification) -> JSONValue {
    switch own {
    case .pathogenic: answer("LA6668-3", own.rawValue)
    case .likelyPathogenic: answer("LA26332-9", own.rawValue)
    case .uncertain: answer("LA26333-7", own.rawValue)
    case .likelyBenign: answer("LA26334-5", own.rawValue)
    case .benign: answer("LA6675-8", own.rawValue)
    }
  }

  private static func answer(_ code: String, _ display: String) -> JSONValue {
    FHIRPart.concept(FHIRPart.loinc, code, display)
  }

  private static func component(_ code: String, _ display: String, _ value: JSONValue) -> JSONValue {
    component(code, display, "valueCodeableConcept", value)
  }

  private static func component(_ code: String, _ display: String, _ kind: String, _ value: JSONValue) -> JSONValue {
    .object([
      "code": .object([
        "coding": .list([
          .object(["system": .text(FHIRPart.loinc), "code": .text(code), "display": .text(display)])
        ])
      ]), kind: value,
    ])
  }
}
