// The case as a GA4GH Phenopacket (version 2). Codes are used only where their source was read; the rest is left out.

import BioSequence
import Evidence
import Reporting
import TypeICollagen
import Documents
import VariantNaming

/// Phenopacket of a ``CaseReport``.
package enum Phenopacket {
  /// The JSON text.
  package static func text(_ report: CaseReport) -> String { value(report).document() }

  /// The packet.
  static func value(_ report: CaseReport) -> JSONValue {
    let record = report.assessment.record
    var packet: JSONObject = [
      "id": .text(record.id + ".collagen"), "subject": subject(record), "metaData": metaData(report),
      "phenotypicFeatures": .list(features(record)), "measurements": .list(measurements(report.assessment)),
    ]
    if record.hasOsteogenesisImperfecta {
      let known = ClassifiedCondition.osteogenesisImperfecta
      packet["diseases"] = .list([.object(["term": term(known.id, known.name)])])
    }
    if report.assessment.screen != nil { packet["interpretations"] = .list(interpretations(report)) }
    return .object(packet)
  }

  static func term(_ id: String, _ label: String) -> JSONValue {
    .object(["id": .text(id), "label": .text(label)])
  }

  private static func subject(_ record: CaseRecord) -> JSONValue {
    var subject: JSONObject = ["id": .text(record.id)]
    switch record.subject.sex {
    case .female: subject["sex"] = "FEMALE"
    case .male: subject["sex"] = "MALE"
    case .other: subject["sex"] = "OTHER_SEX"
    case .unknown, nil: subject["sex"] = "UNKNOWN_SEX"
    }
    return .object(subject)
  }

  /// The record's signs. Its age is that at the first complaint: the onset of the complaint where there is one, and of the
  /// first of them, whichever it was, where there are several or none. The record does not say when it was last changed.
  private static func features(_ record: CaseRecord) -> [JSONValue] {
    var onset: JSONValue?
    if let age = record.subject.ageYears {
      let months = Int((age * 12).rounded())
      let text = months % 12 == 0 ? "P\(months / 12)Y" : "P\(months / 12)Y\(months % 12)M"
      onset = .object(["age": .object(["iso8601duration": .text(text)])])
    }
    let complaints = PhenotypeTerm.complaints(record)
    let first = complaints.count == 1 ? complaints[0] : PhenotypeTerm("COLLAGEN:first_complaint", "First complaint")
    var terms = PhenotypeTerm.all(record)
    if onset != nil, complaints.count != 1 { terms.append(first) }
    return terms.map { feature($0, onset: $0 == first ? onset : nil) }
  }

  private static func feature(_ sign: PhenotypeTerm, onset: JSONValue?) -> JSONValue {
    var entries: JSONObject = ["type": term(sign.id, sign.label)]
    if let note = sign.note, !note.isEmpty { entries["description"] = .text(note) }
    if sign.isInPregnancy { entries["modifiers"] = .list([term("HP:0025221", "Triggered by pregnancy")]) }
    entries["onset"] = onset
    return .object(entries)
  }

  /// One interpretation for each condition, with the calls whose class is about it; one without a call where there is none.
  private static func interpretations(_ report: CaseReport) -> [JSONValue] {
    let conditions = report.assessment.calls.map { ClassifiedCondition($0) }
    var groups: [(condition: ClassifiedCondition, calls: [AssessedCall])] = []
    for (condition, call) in zip(conditions, report.assessment.calls) {
      if let index = groups.firstIndex(where: { $0.condition.isSame(condition) }) {
        groups[index].calls.append(call)
      } else {
        groups.append((condition, [call]))
      }
    }
    if groups.isEmpty { groups = [(.notProvided, [])] }
    return groups.enumerated().map { interpretation($0 + 1, $1.condition, $1.calls, report) }
  }

  private static func interpretation(
    _ number: Int, _ condition: ClassifiedCondition, _ calls: [AssessedCall], _ report: CaseReport
  ) -> JSONValue {
    let assessment = report.assessment
    var entries: JSONObject = [
      "id": .text("\(assessment.record.id).\(number)"),
      "progressStatus": calls.contains(where: isCausative) ? "SOLVED" : "UNSOLVED",
      "diagnosis": .object([
        "disease": term(condition.id, condition.name),
        "genomicInterpretations": .list(calls.map { genomic($0, subject: assessment.record.id) }),
      ]),
    ]
    let doubts = assessment.identityDoubts.map { "IDENTITY_UNCERTAIN: \($0)" }
    let warnings =
      (report.identity.alarms.isEmpty ? [] : [CaseIdentity.banner]) + doubts + calls.flatMap(\.remarks)
    if !warnings.isEmpty { entries["summary"] = .text(warnings.joined(separator: " ")) }
    return .object(entries)
  }

  /// Whether a pathogenic call is taken for the cause: one allele of a recessive disease is none, and what its reads contradict
  /// may be an artefact.
  private static func isCausative(_ call: AssessedCall) -> Bool {
    call.isPathogenic && !call.disease.isCarrierOnly && !call.isBelowHalf
  }

  private static func genomic(_ call: AssessedCall, subject: String) -> JSONValue {
    let classification = call.ledger.pointsClass
    let status =
      switch classification {
      case .pathogenic, .likelyPathogenic:
        isCausative(call) ? "CAUSATIVE" : call.disease.isCarrierOnly ? "UNKNOWN_STATUS" : "CANDIDATE"
      case .uncertain: call.disease.isCarrierOnly ? "UNKNOWN_STATUS" : "CANDIDATE"
      case .likelyBenign, .benign: "REJECTED"
      }
    let acmg =
      classification == .uncertain
      ? "UNCERTAIN_SIGNIFICANCE" : classification.rawValue.uppercased().split(separator: " ").joined(separator: "_")
    return .object([
      "subjectOrBiosampleId": .text(subject), "interpretationStatus": .text(status),
      "variantInterpretation": .object([
        "acmgPathogenicityClassification": .text(acmg), "variationDescriptor": descriptor(call),
      ]),
    ])
  }

  private static func descriptor(_ call: AssessedCall) -> JSONValue {
    let (finding, gene) = (call.finding, call.meaning.gene)
    var entries: JSONObject = [
      "id": .text(VRSAllele(finding, on: gene)?.id ?? finding.name), "moleculeContext": "genomic",
      "geneContext": .object(["valueId": .text(gene.record.hgncID), "symbol": .text(finding.gene)]),
      "expressions": .list(
        [("hgvs.g", finding.hgvsG), ("hgvs.c", finding.hgvsC), ("hgvs.p", finding.hgvsP)].compactMap { syntax, name in
          name.map { .object(["syntax": .text(syntax), "value": .text($0)]) }
        }),
      "vcfRecord": .object([
        "genomeAssembly": .text(finding.assembly.rawValue), "chrom": .text(finding.chrom),
        "pos": .text("\(finding.pos)"), "ref": .text(finding.ref), "alt": .text(finding.alt),
      ]),
    ]
    if !call.remarks.isEmpty { entries["description"] = .text(call.remarks.joined(separator: " ")) }
    switch call.toldZygosity {
    case .heterozygous: entries["allelicState"] = term("GENO:0000135", "heterozygous")
    case .homozygous: entries["allelicState"] = term("GENO:0000136", "homozygous")
    case .hemizygous: entries["allelicState"] = term("GENO:0000134", "hemizygous")
    case .mosaic, nil: break
    }
    return .object(entries)
  }

  private static func metaData(_ report: CaseReport) -> JSONValue {
    func resource(_ id: String, _ name: String, _ url: String, _ version: String, _ prefix: String) -> JSONValue {
      .object([
        "id": .text(id), "name": .text(name), "url": .text(url), "version": .text(version),
        "namespacePrefix": .text(prefix), "iriPrefix": .text(url),
      ])
    }
    let alarms = report.identity.alarms.map { alarm -> JSONValue in
      .object([
        "id": .text("COLLAGEN:\(alarm.code.rawValue)"), "description": .text(CaseIdentity.banner + ": " + alarm.reason),
      ])
    }
    let doubts = report.assessment.identityDoubts.map { doubt -> JSONValue in
      .object(["id": .text("COLLAGEN:\(InputFault.Code.identityUncertain.rawValue)"), "description": .text(doubt)])
    }
    let made: [JSONValue] =
      report.assessment.record.synthetic
      ? [.object(["id": "COLLAGEN:synthetic", "description": "Synthetic case: made up, no patient"])] : []
    return .object([
      "created": .text(report.created), "createdBy": .text(report.version), "phenopacketSchemaVersion": "2.0",
      "externalReferences": .list(alarms + doubts + made),
      "resources": .list([
        resource("hp", "Human Phenotype Ontology", "http://purl.obolibrary.org/obo/HP_", "2025-01-16", "HP"),
        resource("loinc", "LOINC", "https://loinc.org/", "unversioned", "LOINC"),
        resource("geno", "Genotype Ontology", "http://purl.obolibrary.org/obo/GENO_", "unversioned", "GENO"),
        resource("omim", "OMIM", "https://omim.org/entry/", "unversioned", "OMIM"),
        resource("mondo", "Mondo Disease Ontology", "http://purl.obolibrary.org/obo/MONDO_", "unversioned", "MONDO"),
        resource("medgen", "MedGen", "https://www.ncbi.nlm.nih.gov/medgen/", "unversioned", "MedGen"),
        resource("hgnc", "HGNC", "https://identifiers.org/hgnc:", "unversioned", "HGNC"),
        resource("collagen", "Local codes of this program", "urn:collagen:", "1", "COLLAGEN"),
      ]),
    ])
  }
}
