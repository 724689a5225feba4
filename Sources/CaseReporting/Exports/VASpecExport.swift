// A case's classes as statements of the GA4GH Variant Annotation Specification (profile ACMG 2015, version 1.0).

import BioSequence
import Documents
import Evidence
import Reporting
import TypeICollagen
import VariantNaming

/// VA-Spec statements of a ``CaseReport``: one for each variant, with an evidence line for every criterion judged.
enum VASpecExport {
  /// The code system that the profile asks for.
  private static let system = "ACMG Guidelines, 2015"

  /// The document: the statements, and what stands on every form of the result.
  static func value(_ report: CaseReport) -> JSONValue {
    .object([
      "statements": .list(report.assessment.calls.enumerated().map { statement($1, number: $0 + 1, report) }),
      "marks": .texts(report.marks),
    ])
  }

  private static func concept(_ code: String, name: String? = nil) -> JSONValue {
    var entries: JSONObject = ["primaryCoding": .object(["system": .text(system), "code": .text(code)])]
    if let name { entries = JSONObject([("name", .text(name))]).appending(entries) }
    return .object(entries)
  }

  private static func statement(_ call: AssessedCall, number: Int, _ report: CaseReport) -> JSONValue {
    let own = call.ledger.pointsClass
    var entries: JSONObject = [
      "id": .text("urn:uuid:" + report.uuid("statement \(number)")), "type": "Statement",
      "description": .text(call.classSentence), "specifiedBy": method(report), "proposition": proposition(call, report),
      "contributions": .list([contribution(report)]),
    ]
    switch own {
    case .pathogenic, .likelyPathogenic: entries["direction"] = "supports"
    case .uncertain: entries["direction"] = "neutral"
    case .likelyBenign, .benign: entries["direction"] = "disputes"
    }
    switch own {
    case .pathogenic, .benign: entries["strength"] = concept("definitive")
    case .likelyPathogenic, .likelyBenign: entries["strength"] = concept("likely")
    case .uncertain: break
    }
    entries["score"] = .integer(call.ledger.points)
    entries["classification"] = concept(own.rawValue.lowercased(), name: own.rawValue)
    entries["hasEvidenceLines"] = .list(call.ledger.outcomes.compactMap(evidence))
    entries["extensions"] = .list(
      report.marks.map { .object(["name": "mark", "value": .text($0)]) }
        + [.object(["name": "zygosity", "value": .text(call.toldZygosity?.rawValue ?? "not known")])]
        + call.remarks.map { .object(["name": "flag", "value": .text($0)]) })
    return .object(entries)
  }

  private static func method(_ report: CaseReport) -> JSONValue {
    .object([
      "type": "Method", "name": .text(RulePack.embedded.label), "methodType": "variant interpretation guideline",
      "reportedIn": guideline,
    ])
  }

  private static let guideline = JSONValue.object([
    "type": "Document", "id": "pmid:25741868", "pmid": "25741868", "doi": "10.1038/gim.2015.30",
    "name": "Richards et al. 2015, Genet Med 17:405",
  ])

  private static func contribution(_ report: CaseReport) -> JSONValue {
    var entries: JSONObject = [
      "type": "Contribution",
      "contributor": .object(["type": "Agent", "name": .text(report.version), "agentType": "software"]),
      "activityType": "classified",
    ]
    if let date = report.date { entries["date"] = .text(date.text) }
    return .object(entries)
  }

  private static func proposition(_ call: AssessedCall, _ report: CaseReport) -> JSONValue {
    let (finding, gene) = (call.finding, call.meaning.gene)
    let condition = ClassifiedCondition(call)
    var object: JSONObject = ["conceptType": "Disease", "name": .text(condition.name)]
    if let mondo = condition.mondo {
      object["primaryCoding"] = .object(["system": "https://purl.obolibrary.org/obo/mondo.owl", "code": .text(mondo)])
    } else if let mim = condition.mim {
      object["primaryCoding"] = .object(["system": "https://www.omim.org", "code": .text("MIM:\(mim)")])
    } else if let medgen = condition.medgen {
      object["primaryCoding"] = .object(["system": "https://www.ncbi.nlm.nih.gov/medgen", "code": .text(medgen)])
    }
    var entries: JSONObject = [
      "type": "VariantPathogenicityProposition",
      "subjectVariant": VRSAllele(finding, on: gene)?.json
        ?? .text("urn:hgvs:" + (finding.hgvsC ?? finding.hgvsG ?? finding.name)),
      "predicate": "isCausalFor", "objectCondition": .object(object),
      "geneContextQualifier": .object([
        "conceptType": "Gene", "name": .text(finding.gene),
        "primaryCoding": .object(["system": "https://www.genenames.org", "code": .text(gene.record.hgncID)]),
      ]),
      "alleleOriginQualifier": .object(["name": .text(report.origin(of: call).vaSpec)]),
    ]
    if let mode = condition.inheritance {
      entries["modeOfInheritanceQualifier"] = .object([
        "name": .text(mode.name),
        "primaryCoding": .object(["system": "http://www.human-phenotype-ontology.org", "code": .text(mode.id)]),
      ])
    }
    return .object(entries)
  }

  /// The line of a criterion that was applied or is not met; `nil` for one that was not assessed or is not used.
  private static func evidence(_ outcome: CriterionOutcome) -> JSONValue? {
    let criterion = outcome.criterion
    var outcomeCode = criterion.rawValue
    var entries: JSONObject = [
      "type": "EvidenceLine", "description": .text(outcome.reason + (outcome.isRNA ? " (RNA)" : "")),
      "specifiedBy": .object([
        "type": "Method", "name": .text(outcome.rule), "methodType": .text(criterion.rawValue), "reportedIn": guideline,
      ]),
    ]
    switch outcome.status {
    case .applied(let strength):
      entries["directionOfEvidenceProvided"] = criterion.isPathogenic ? "supports" : "disputes"
      entries["strengthOfEvidenceProvided"] = concept(
        strength == .standAlone ? "standalone" : strength.rawValue.replacing("_", with: " "))
      entries["scoreOfEvidenceProvided"] = .integer(PointScheme.points(AppliedCriterion(criterion, strength)))
      if strength != criterion.defaultStrength { outcomeCode += "_" + strength.rawValue }
    case .notMet:
      entries["directionOfEvidenceProvided"] = "neutral"
      outcomeCode += "_not_met"
    case .notAssessed, .notUsed: return nil
    }
    entries["evidenceOutcome"] = concept(outcomeCode, name: outcome.code)
    return .object(entries)
  }
}
