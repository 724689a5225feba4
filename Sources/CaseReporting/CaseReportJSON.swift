// The JSON of a case's report: schema in schemas/report.schema.json.

import BioSequence
import Evidence
import Reporting
import TypeICollagen
package import Documents

/// JSON of a ``CaseReport``.
package enum CaseReportJSON {
  /// The version of the form.
  package static let schemaVersion = "collagen.report/1"

  /// The whole document.
  package static func text(_ report: CaseReport) -> String { value(report).document() }

  /// The document as a value.
  package static func value(_ report: CaseReport) -> JSONValue {
    let assessment = report.assessment
    return .object([
      "schemaVersion": .text(schemaVersion), "version": .text(report.version), "case": record(assessment.record),
      "researchUse": .text(CaseReport.researchUse), "answer": .text(assessment.answer),
      "flags": .list(
        assessment.flags.map { .object(["code": .text($0.code.rawValue), "text": .text($0.text)]) }),
      "calls": .list(assessment.calls.map(call)),
      "notCounted": .list((assessment.screen?.failed ?? []).map(finding)),
      "coverage": coverage(assessment.screen), "messages": CaseMessages.json(assessment),
      "assay": assay(assessment.assay),
      "validation": controls(report.controls), "limits": .texts(report.limits),
      "methods": .list(report.methods.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
      "inputs": .list(report.inputs.map(input)), "screenInputs": .list((assessment.screen?.inputs ?? []).map(input)),
      "warnings": .texts(assessment.screen?.warnings ?? []), "digest": .text(report.digest),
    ])
  }

  private static func input(_ file: CaseInputFile) -> JSONValue {
    .object([
      "role": .text(file.role), "name": .text(file.name), "bytes": .integer(file.bytes), "sha256": .text(file.sha256),
    ])
  }

  private static func input(_ file: ScreenFinding.Input) -> JSONValue {
    .object([
      "name": .text(file.name), "bytes": .integer(file.bytes), "sha256": .text(file.sha256),
      "completeness": .text(file.completeness),
    ])
  }

  private static func finding(_ finding: SequenceFinding) -> JSONValue {
    .object([
      "gene": .text(finding.gene), "class": .optional(finding.variantClass),
      "assembly": .text(finding.assembly.rawValue),
      "chrom": .optional(finding.chrom), "pos": .integer(finding.pos), "ref": .optional(finding.ref),
      "alt": .optional(finding.alt), "end": finding.end > 0 ? .integer(finding.end) : .null,
      "hgvs_g": .optional(finding.hgvsG), "hgvs_c": .optional(finding.hgvsC),
      "hgvs_p": .optional(finding.hgvsP), "consequence": .optional(finding.consequence),
      "collagen_effect": .texts(finding.effects.map(\.rawValue)), "exon": .optional(finding.exon),
      "legacy_exon": .optional(finding.legacyExon), "genotype": .optional(finding.genotype),
      "zygosity": .optional(finding.zygosity), "depth": .integer(finding.depth),
      "alt_depth": .integer(finding.altDepth),
      "vaf": .rounded(finding.vaf), "vaf_low": .rounded(finding.vafLow), "vaf_high": .rounded(finding.vafHigh),
      "quality": .integer(finding.quality), "filter": .text(finding.filter), "known": .optional(finding.known),
    ])
  }

  private static func call(_ call: AssessedCall) -> JSONValue {
    guard case .object(var entries) = finding(call.finding) else { return .null }
    entries["meaning"] = meaning(call)
    entries["classification"] = classification(call.ledger)
    entries["concordance"] = call.concordance.map(concordance) ?? .null
    entries["vrs"] = VRSAllele(call.finding, on: call.meaning.gene)?.json ?? .null
    return .object(entries)
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

  private static func classification(_ ledger: VariantClassificationLedger) -> JSONValue {
    .object([
      "summary": .text(ledger.summary), "rulePack": .text(ledger.rulePack),
      "points": .object([
        "scheme": .text(ledger.scheme.id), "name": .text(ledger.scheme.name), "source": .text(ledger.scheme.source),
        "total": .integer(ledger.points), "class": .text(ledger.pointsClass.rawValue),
        "odds": .rounded(ledger.odds, 6), "prior": .number(ledger.prior), "posterior": .rounded(ledger.posterior, 6),
      ]),
      "rules2015": .object([
        "class": .text(ledger.rules.classification.rawValue), "reason": .text(ledger.rules.reason),
      ]),
      "agree": .boolean(ledger.agrees),
      "ledger": .list(
        ledger.outcomes.map { outcome in
          .object([
            "criterion": .text(outcome.criterion.rawValue), "code": .text(outcome.code),
            "status": .text(outcome.status.word), "strength": .optional(outcome.applied?.strength.rawValue),
            "points": .integer(outcome.applied.map(PointScheme.points) ?? 0), "rule": .text(outcome.rule),
            "reason": .text(outcome.reason),
            "inputs": .list(
              outcome.inputs.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
          ])
        }),
    ])
  }

  static func concordance(_ result: Concordance) -> JSONValue {
    .object([
      "verdict": .text(result.verdict.rawValue), "expected_class": .text(result.molecularClass.rawValue),
      "expectation": .text(result.expectation), "log_ratio": .rounded(result.logRatio),
      "power": .rounded(result.power), "decided_by": .optional(result.decidedBy?.rawValue),
      "reason": .text(result.reason), "unexplained": .texts(result.unexplained.map(\.rawValue)),
      "axes": .list(
        result.axes.map { axis in
          .object([
            "axis": .text(axis.kind.rawValue), "log_ratio": .rounded(axis.logRatio), "power": .rounded(axis.power),
            "expected_low": .rounded(axis.expected.lowerBound), "expected_high": .rounded(axis.expected.upperBound),
          ])
        }),
      "left_out": .object(
        JSONObject(sorting: Dictionary(uniqueKeysWithValues: result.leftOut.map { ($0.key.rawValue, .text($0.value)) }))
      ),
    ])
  }

  private static func coverage(_ screen: ScreenFinding?) -> JSONValue {
    guard let screen, let target = screen.targetBases else { return .null }
    return .object([
      "sample": .text(screen.sample), "targetBases": .integer(target), "noCall": .integer(screen.noCallBases),
      "detectionLimit": screen.detectionLimit.map { limit in
        .object([
          "power": .rounded(limit.power), "median": .rounded(limit.median), "worst": .rounded(limit.worst),
        ])
      } ?? .null,
      "gaps": .list(
        screen.gaps.map { gap in
          .object([
            "chrom": .text(gap.chrom), "start": .integer(gap.start), "end": .integer(gap.end), "gene": .text(gap.gene),
            "region": .text(gap.region), "depth_median": .integer(gap.depthMedian), "reason": .text(gap.reason),
            "exonic": .boolean(gap.isExonic),
          ])
        }),
    ])
  }

  private static func assay(_ assay: AssayFinding?) -> JSONValue {
    guard let assay else { return .null }
    return .object([
      "line": .text(assay.line), "class": .text(assay.verdict.rawValue), "reasons": .texts(assay.reasons),
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
