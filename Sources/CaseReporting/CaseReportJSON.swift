// The JSON of a case's report: schema in schemas/report.schema.json.

import BioSequence
import Digests
import Evidence
import Knowledge
import Reporting
import TypeICollagen
package import Documents
import VariantNaming

/// JSON of a ``CaseReport``.
package enum CaseReportJSON {
  /// The version of the form.
  package static let schema = "collagen.report/2"

  /// The whole document.
  package static func text(_ report: CaseReport) -> String { value(report).document() }

  /// The document as a value.
  package static func value(_ report: CaseReport) -> JSONValue {
    guard case .object(var document) = written(report) else { return .null }
    document["issue"] = .integer(report.issue)
    document["previous"] = report.reissue?.json ?? .null
    document[contentKey] = .text(contentDigest(asRead(.object(document))))
    return .object(document)
  }

  /// The key of the digest of all others.
  package static let contentKey = "content_sha256"

  /// SHA-256 of the canonical text (RFC 8785) of a document as it reads, without the digest itself.
  package static func contentDigest(_ document: JSONValue) -> String {
    guard case .object(var object) = document else { return "" }
    object[contentKey] = nil
    return SHA256.hexadecimal(Array(JSONValue.object(object).canonical().utf8))
  }

  /// What two reports of a case are compared by: the document as it reads, without what it says of an earlier one.
  static func plain(_ report: CaseReport) -> JSONValue { asRead(written(report)) }

  /// A document as whoever reads its text has it: numbers have the digits that are written.
  private static func asRead(_ document: JSONValue) -> JSONValue {
    guard let node = try? DocumentNode.json(document.document(), file: "") else { return document }
    return JSONValue(node)
  }

  private static func written(_ report: CaseReport) -> JSONValue {
    let assessment = report.assessment
    return .object([
      "schema": .text(schema), "version": .text(report.version), "case": record(assessment.record),
      "identity": identity(report.identity, doubts: assessment.identityDoubts),
      "date": .optional(report.date?.text), "research_use": .text(CaseReport.researchUse),
      "answer": .text(assessment.answer),
      "flags": .list(
        assessment.flags.map { .object(["code": .text($0.code.rawValue), "text": .text($0.text)]) }),
      "laboratory": laboratory(report),
      "interpretation": .list(
        report.interpretation.map { sentence in
          .object([
            "part": .text(sentence.part.rawValue), "text": .text(sentence.text), "source": .text(sentence.source),
          ])
        }), "citations": .texts(report.citations),
      "calls": .list(assessment.calls.map { call($0, report.known) }),
      "audit_trail": .list(CurationTrail(assessment).entries.map(\.json)),
      "not_counted": JSONValue(encoding: assessment.screen?.failed ?? []),
      "vcf": vcf(assessment), "coverage": coverage(assessment.screen), "rna": CaseSplicing.json(assessment),
      "assay": assay(assessment.assay),
      "knowledge": knowledge(report), "validation": controls(report.controls), "limits": .texts(report.limits),
      "methods": .list(report.methods.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
      "inputs": .list(report.inputs.map(input)), "screen_inputs": JSONValue(encoding: assessment.screen?.inputs ?? []),
      "warnings": .texts(report.warnings), "digest": .text(report.digest),
    ])
  }

  /// The record with the keys of schemas/case.schema.json, absent where it says nothing.
  private static func record(_ record: CaseRecord) -> JSONValue { JSONValue(encoding: record, absent: .omitted) }

  private static func identity(_ identity: CaseIdentity, doubts: [String]) -> JSONValue {
    .object([
      "banner": identity.alarms.isEmpty ? .null : .text(CaseIdentity.banner),
      "parts": .list(
        identity.parts.map { part in
          .object([
            "kind": .text(part.kind.rawValue), "name": .text(part.name), "file": .text(part.file),
            "made_from": .texts(part.madeFrom), "known": .boolean(part.isKnown),
          ])
        }),
      "alarms": .list(
        identity.alarms.map { alarm in
          .object(["code": .text(alarm.code.rawValue), "file": .text(alarm.file), "text": .text(alarm.reason)])
        }), "doubts": .texts(doubts),
      "grounds": .list(
        identity.grounds.map { ground in
          .object([
            "kind": .text(ground.kind.rawValue), "files": .texts(ground.files), "compared": .integer(ground.compared),
            "agreement_probability": ground.agreementProbability.map { .number($0) } ?? .null,
            "text": .text(ground.text),
          ])
        }),
    ])
  }

  private static func input(_ file: CaseInputFile) -> JSONValue {
    .object([
      "role": .text(file.role), "name": .text(file.name), "bytes": .integer(file.bytes), "sha256": .text(file.sha256),
    ])
  }

  private static func call(_ call: AssessedCall, _ known: KnownVariants?) -> JSONValue {
    guard case .object(let names) = JSONValue(encoding: call.finding) else { return .null }
    let facts = VariantFacts(call, known).json
    return .object(
      names.appending([
        "frequency": facts.frequency, "predictions": facts.predictions,
        "meaning": meaning(call), "classification": classification(call.ledger),
        "disease": disease(call),
        "known_status": JSONValue(encoding: CaseReport.knownEntries(of: call, known)),
        "transcripts": call.transcripts.map { test in
          .object([
            "prediction": .text(test.prediction.rawValue), "verdict": .text(test.verdict.rawValue),
            "reason": .text(test.reason),
          ])
        } ?? .null,
        "concordance": call.concordance.map(\.json) ?? .null,
        "vrs": VRSAllele(call.finding, on: call.meaning.gene)?.json ?? .null,
      ]))
  }

  private static func meaning(_ call: AssessedCall) -> JSONValue {
    let meaning = call.meaning
    var skip: JSONValue = .null
    switch meaning.skip {
    case .inFrame(let residues):
      skip = .object([
        "outcome": "in_frame", "first_residue": .integer(residues.lowerBound),
        "last_residue": .integer(residues.upperBound),
      ])
    case .frameshift(let stop, let decay):
      skip = .object(["outcome": "frameshift", "stop": .integer(stop), "decay": .text(decay.rawValue)])
    case .untranslatable: skip = .object(["outcome": "untranslatable"])
    case nil: break
    }
    if let event = meaning.event, case .object(var entries) = skip {
      entries["event"] = event.isDeletion ? "exon_deletion" : "exon_duplication"
      entries["first_exon"] = .integer(event.exons.lowerBound + 1)
      entries["last_exon"] = .integer(event.exons.upperBound + 1)
      skip = .object(entries)
    }
    return .object([
      "residue": .optional(meaning.residue), "domain": .optional(meaning.domain?.rawValue),
      "helix_residue": .optional(meaning.helixResidue), "triplet": .optional(meaning.triplet),
      "triplet_position": .optional(meaning.tripletPosition?.rawValue), "stop": .optional(meaning.stop),
      "decay": .text(meaning.decay.rawValue), "exon_skip": skip,
      "lethal_stretch": .boolean(meaning.isInLethalRegion),
      "molecular_class": .text(meaning.molecularClass.rawValue),
    ])
  }

  private static func disease(_ call: AssessedCall) -> JSONValue {
    let assigned = call.disease
    func list(_ diseases: [GeneDisease]) -> JSONValue {
      .list(
        diseases.map { disease in
          .object([
            "name": .text(disease.name), "mim": .optional(disease.mim), "mondo": .optional(disease.mondo),
            "inheritance": .text(disease.inheritance), "source": .text(disease.source),
          ])
        })
    }
    var entries: JSONObject = [
      "causes": list(assigned.diseases), "carrier_of": list(assigned.carrierOf),
      "outside_disorder": .boolean(assigned.isOutsideGroup),
    ]
    entries["evaluation"] = call.evaluationRemark.map { .text($0) }
    return .object(entries)
  }

  private static func classification(_ ledger: VariantClassificationLedger) -> JSONValue {
    .object([
      "summary": .text(ledger.summary), "rule_pack": .text(ledger.rulePack),
      "points": .object([
        "scheme": .text(ledger.scheme.id), "name": .text(ledger.scheme.name), "source": .text(ledger.scheme.source),
        "total": .integer(ledger.points), "class": .text(ledger.pointsClass.rawValue),
        "odds": .rounded(ledger.odds, 6), "prior": .number(ledger.prior), "posterior": .rounded(ledger.posterior, 6),
      ]),
      "rules_2015": .object([
        "class": .text(ledger.rules.classification.rawValue), "reason": .text(ledger.rules.reason),
      ]),
      "agree": .boolean(ledger.agrees),
      "ledger": .list(
        ledger.outcomes.map { outcome in
          .object([
            "criterion": .text(outcome.criterion.rawValue), "code": .text(outcome.code),
            "status": .text(outcome.status.word), "strength": .optional(outcome.applied?.strength.rawValue),
            "points": .integer(outcome.applied.map(PointScheme.points) ?? 0), "rule": .text(outcome.rule),
            "rna": .boolean(outcome.isRNA),
            "curated": outcome.curated.map { curated in
              .object([
                "by": .text(curated.by), "date": .text(curated.date), "count": .optional(curated.count),
                "automatic": .text(curated.automatic),
              ])
            } ?? .null,
            "reason": .text(outcome.reason),
            "inputs": .list(
              outcome.inputs.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
          ])
        }),
    ])
  }

  private static func vcf(_ assessment: CaseAssessment) -> JSONValue {
    guard let vcf = assessment.vcf else { return .null }
    return .object([
      "file": .text(vcf.file), "sample": .optional(vcf.sample), "samples": .integer(vcf.samples.count),
      "assembly": .text(vcf.screen.assembly.rawValue), "assembly_stated": .boolean(vcf.isAssemblyStated),
      "records": .integer(vcf.records), "not_interpreted": JSONValue(encoding: vcf.notInterpreted),
      "without_genotype": JSONValue(encoding: vcf.withoutGenotype), "genes_not_in_file": .texts(vcf.genesNotInFile),
    ])
  }

  private static func coverage(_ screen: ScreenDocument?) -> JSONValue {
    guard let screen, let coverage = screen.coverage else { return .null }
    return .object([
      "sample": .text(screen.sample), "target_bases": .integer(coverage.targetBases),
      "no_call": .integer(coverage.noCall), "detection_limit": JSONValue(encoding: coverage.detectionLimit),
      "gaps": JSONValue(encoding: coverage.gaps),
    ])
  }

  private static func assay(_ assay: AssayFinding?) -> JSONValue {
    guard let assay else { return .null }
    return .object([
      "line": .text(assay.line), "class": .text(assay.verdict.rawValue), "measured": .boolean(assay.isMeasured),
      "reasons": .texts(assay.reasons),
      "flags": .texts(assay.flags), "power": .rounded(assay.power),
      "axes": .list(
        assay.axes.map { axis in
          .object([
            "axis": .text(axis.kind.rawValue), "value": .rounded(axis.natural(axis.value), 6), "unit": .text(axis.unit),
            "relative": .rounded(axis.relative, 6), "analysis_value": .rounded(axis.value, 6),
            "control_mean": .rounded(axis.controlMean, 6), "control_sd": .rounded(axis.controlSD, 6),
            "controls": .integer(axis.controls), "p": .rounded(axis.pValue, 6), "power": .rounded(axis.power),
            "low": .rounded(axis.predictionInterval?.lowerBound, 6),
            "high": .rounded(axis.predictionInterval?.upperBound, 6), "outside": .boolean(axis.isOutside),
            "usable": .boolean(axis.isUsable), "flags": .texts(axis.flags),
          ])
        }),
    ])
  }

  /// The fields of the head; what is not stated is null.
  private static func laboratory(_ report: CaseReport) -> JSONValue {
    let laboratory = report.laboratory
    return .object([
      "name": .optional(laboratory?.name), "address": .optional(laboratory?.address),
      "accreditation": .optional(laboratory?.accreditation), "authorised_by": .optional(laboratory?.authorisedBy),
      "title": .optional(laboratory?.authorisedTitle),
    ])
  }

  /// Where what is said of variants comes from: the pack, or what is embedded; files given by themselves are inputs.
  private static func knowledge(_ report: CaseReport) -> JSONValue {
    let embedded = (report.known?.files ?? []).filter { $0.name == KnownVariants.embeddedName }.map { file in
      JSONValue.object([
        "kind": "clinvar", "file": .text(file.name), "version": .null,
        "date": .optional(file.date.flatMap { CalendarDate($0) }?.text), "licence": "public domain",
        "assembly": .text(file.assembly.rawValue), "records": .integer(file.inGenes), "sha256": .null,
      ])
    }
    let packed = (report.knowledge?.pack.parts ?? []).map(\.source).map { source in
      JSONValue.object([
        "kind": .text(source.kind.rawValue), "file": .text(source.file), "version": .optional(source.shownVersion),
        "date": .optional(source.date), "licence": .text(source.licence), "assembly": .optional(source.assembly),
        "records": .integer(source.records), "sha256": .text(source.sha256),
      ])
    }
    return .object([
      "pack": .optional(report.knowledge?.file), "sha256": .optional(report.knowledge?.pack.digest),
      "date": .optional(report.knowledge?.pack.date), "sources": .list(embedded + packed),
    ])
  }

  private static func controls(_ controls: ControlCounts?) -> JSONValue {
    guard let controls else { return .null }
    func path(_ readout: OddsPath.Readout) -> JSONValue {
      guard let path = OddsPath(controls, readout: readout) else { return .null }
      return .object([
        "odds": .rounded(path.odds, 6), "low": .rounded(path.interval.lowerBound, 6),
        "high": .rounded(path.interval.upperBound, 6),
        "strength": .optional(path.strength(rules: RulePack.embedded.functional)?.rawValue),
      ])
    }
    return .object([
      "pathogenic": .integer(controls.pathogenic), "pathogenic_abnormal": .integer(controls.pathogenicAbnormal),
      "benign": .integer(controls.benign), "benign_abnormal": .integer(controls.benignAbnormal),
      "abnormal": path(.abnormal), "normal": path(.normal),
    ])
  }
}
