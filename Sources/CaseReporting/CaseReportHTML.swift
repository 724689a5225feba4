// The page of a case: at most three A4 pages when printed, self-contained, no script, nothing loaded from anywhere.

import BioSequence
import Documents
import Evidence
import HGVS
import Knowledge
import Pages
import Reporting
import TypeICollagen

/// HTML of a ``CaseReport``.
package enum CaseReportHTML {
  /// How many rows a table shows; the JSON holds them all.
  private static let callRows = 4
  private static let gapRows = 6
  private static let failedRows = 60
  private static let changeRows = 24
  private static let flagRows = 8
  private static let flagTexts = 2
  private static let inputRows = 2
  private static let clinicalRows = 14
  private static let ledgerRows = 2
  private static let reasonRows = 4
  private static let warningRows = 4

  /// The whole page.
  ///
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  package static func text(_ report: CaseReport) throws -> String {
    try Page.text(
      title: "Type I collagen: case \(visible(report.id, limit: 80))", template: template, values: model(report),
      footer: CaseReport.researchUse, runningHead: visible(report.printedHead, limit: 700))
  }

  private static func model(_ report: CaseReport) -> [String: Any] {
    let assessment = report.assessment
    var model: [String: Any] = [
      "answer": whole(assessment.answer),
      "screenPages": report.screenPages, "synthetic": assessment.record.synthetic,
      "who": visible(report.identityLine, limit: 600),
      "hasAlarms": !report.identity.alarms.isEmpty, "banner": CaseIdentity.banner,
      "grounds": report.identity.grounds.map { whole($0.text) },
      "doubts": assessment.identityDoubts.map(whole),
      "alarms": report.identity.alarms.map { visible($0.description, limit: 800) },
      "fields": report.headFields.map { field in
        [
          "name": field.name, "value": visible(field.value ?? CaseReport.blank, limit: 160),
          "isBlank": field.value == nil,
        ]
      },
      "interpretation": report.interpretation.map {
        ["text": whole($0.text), "source": whole($0.source)]
      },
      "hasInterpretation": !report.interpretation.isEmpty,
      "citations": report.citations.joined(separator: "; "), "hasCitations": !report.citations.isEmpty,
      "version": visible(report.version), "digest": report.digest,
      "flags": flags(assessment.flags),
      "moreFlags": more(kinds(of: assessment.flags).count - flagRows, "kinds of flags"),
      "clinical": clinical(assessment.record), "limits": report.limits.map(whole),
      "moreClinical": more(CaseReportText.clinical(assessment.record).count - clinicalRows, "lines of the record"),
      "hasScreen": assessment.screen != nil, "hasAssay": assessment.assay != nil,
      "methods": methods(report),
    ]
    model.merge(inputs(report)) { first, _ in first }
    if let reissue = report.reissue { model.merge(changes(reissue)) { first, _ in first } }
    let trail = CurationTrail(assessment).entries
    model["hasTrail"] = !trail.isEmpty
    model["trail"] = trail.map {
      ["code": $0.judgement.code, "words": whole($0.words), "outcome": whole($0.outcome)]
    }
    if let screen = assessment.screen { model.merge(sequence(report, screen)) { first, _ in first } }
    if let splicing = assessment.splicing {
      model.merge(CaseSplicing.pageValues(splicing, assessment)) { first, _ in first }
      model.merge(CaseSplicing.alleleValues(assessment)) { first, _ in first }
    }
    if let assay = assessment.assay { model.merge(culture(report, assay)) { first, _ in first } }
    let judged = assessment.calls.filter { $0.isPathogenic || $0.ledger.pointsClass == .uncertain }
    let shown = isLong(report) ? 1 : ledgerRows
    model["ledgers"] = judged.prefix(shown).map(ledger)
    model["moreLedgers"] = more(judged.count - shown, "of these classes with their criteria")
    model["hasLedgers"] = !judged.isEmpty
    return model
  }

  /// What a list that shows its first rows says of the others: nothing is left out silently.
  private static func more(_ count: Int, _ what: String) -> [String] {
    count > 0 ? ["and \(count) more \(what) in the text and the JSON"] : []
  }

  /// What differs from the earlier report, classes first.
  private static func changes(_ reissue: Reissue) -> [String: Any] {
    var rows: [[String: Any]] = reissue.changes.prefix(changeRows).map {
      ["text": whole($0.sentence), "isClass": $0.part == .class]
    }
    if rows.isEmpty { rows = reissue.sentences.map { ["text": $0, "isClass": false] } }
    return [
      "hasReissue": true, "reissue": visible(reissue.earlier.sentence, limit: 600), "changes": rows,
      "hasMoreChanges": reissue.changes.count > changeRows, "moreChanges": reissue.changes.count - changeRows,
    ]
  }

  /// The kinds of flags in their order. A doubt of identity stands above everything else.
  private static func kinds(of flags: [CaseFlag]) -> [CaseFlag.Code] {
    flags.map(\.code).uniqued.filter { $0 != .syntheticCase && $0 != .identityUncertain }
  }

  /// One entry a kind of flag, with its first texts.
  private static func flags(_ flags: [CaseFlag]) -> [[String: Any]] {
    kinds(of: flags).prefix(flagRows).map { code in
      let texts = flags.filter { $0.code == code }.map(\.text)
      let more = texts.count > flagTexts ? " And \(texts.count - flagTexts) more of this kind in the JSON." : ""
      return [
        "code": code.rawValue,
        "text": texts.prefix(flagTexts).map(whole).joined(separator: " ") + more,
      ]
    }
  }

  /// The record in short lines, only what it says.
  private static func clinical(_ record: CaseRecord) -> [[String: Any]] {
    CaseReportText.clinical(record).prefix(clinicalRows).map { ["name": $0.name, "value": visible($0.value)] }
  }

  private static func sequence(_ report: CaseReport, _ screen: ScreenDocument) -> [String: Any] {
    let assessment = report.assessment
    let (gapRows, warningRows) = isLong(report) ? (gapRows / 2, warningRows / 2) : (gapRows, warningRows)
    let shown = assessment.calls.prefix(callRows)
    let pictures = assessment.genes.genes.map { gene -> [String: Any] in
      let track = GeneTrack(gene: gene, screen: screen, calls: assessment.calls)
      return [
        "gene": gene.symbol, "svg": track.svg(), "hasDepth": track.fullDepth != nil,
        "fullDepth": "\(track.fullDepth ?? 0)",
      ]
    }
    let exonGaps = CaseReportText.exonGaps(screen, assessment.genes)
    let remarks = (assessment.vcf?.notInterpreted ?? []) + (assessment.vcf?.withoutGenotype ?? [])
    let coverage = screen.coverage
    let gaps = coverage?.gaps ?? []
    return [
      "sample": visible(screen.sample, limit: 80), "assembly": screen.assembly.rawValue, "hasCalls": !shown.isEmpty,
      "calls": shown.map { row($0, report) }, "moreCalls": assessment.calls.count - shown.count,
      "hasMoreCalls": assessment.calls.count > shown.count, "pictures": pictures,
      "helix": TripleHelixMap.svg(calls: assessment.calls, genes: assessment.genes) ?? "",
      "hasHelix": assessment.calls.contains { $0.meaning.helixResidue != nil },
      "hasCoverage": coverage != nil,
      "targetBases": "\(coverage?.targetBases ?? 0)", "noCall": "\(coverage?.noCall ?? 0)",
      "calledShare": NumberText.fixed(coverage?.calledPercent ?? 0, 2),
      "heterozygous": report.heterozygousSentence ?? "",
      "hasDetectionLimit": coverage?.detectionLimit != nil, "detectionLimit": coverage?.detectionLimit?.sentence ?? "",
      "hasGaps": !gaps.isEmpty, "hasExonGaps": !exonGaps.isEmpty, "exonGaps": visible(exonGaps, limit: 300),
      "gaps": gaps.prefix(gapRows).map { gap in
        [
          "place": visible(gap.place), "gene": visible(gap.gene),
          "region": visible(gap.region.replacing("_", with: " ")), "bases": "\(gap.bases)",
          "depth": "\(gap.depthMedian)", "reason": visible((gap.reason ?? "").replacing("_", with: " ")),
        ]
      },
      "hasMoreGaps": gaps.count > gapRows, "moreGaps": gaps.count - gapRows,
      "failed": assessment.notCounted.prefix(failedRows).map {
        ["name": visible($0.label, limit: 120), "filter": visible($0.filterText, limit: 80)]
      },
      "hasFailed": !screen.failed.isEmpty, "moreFailed": screen.failed.count - failedRows,
      "hasMoreFailed": screen.failed.count > failedRows,
      "unread": remarks.prefix(gapRows).map { whole($0.text) },
      "moreUnread": more(remarks.count - gapRows, "records that were not counted"),
      "noCalls": assessment.unknownGenes.isEmpty
        ? "No variant passed the filters." : "Variants: \(visible(assessment.weightiestClass)).",
      "warnings": report.screenWarnings.prefix(warningRows).map { visible($0, limit: 400) },
      "moreWarnings": more(report.screenWarnings.count - warningRows, "warnings"),
      "hasWarnings": !report.screenWarnings.isEmpty,
    ]
  }

  private static func row(_ call: AssessedCall, _ report: CaseReport) -> [String: Any] {
    let finding = call.finding
    var place: [String] = []
    if let exon = finding.exon { place.append("exon \(exon)") }
    if let helix = call.meaning.helixResidue, let position = call.meaning.tripletPosition {
      place.append("helix residue \(helix) (\(position.rawValue) of triplet \(call.meaning.triplet ?? 0))")
    } else if let domain = call.meaning.domain {
      place.append(domain.words)
    }
    if call.meaning.decay != .noStop {
      place.append(
        "early stop at codon \(call.meaning.stop ?? 0): "
          + (call.meaning.decay == .expected ? "mRNA decays" : "escapes decay"))
    }
    var reads = ""
    if let depth = finding.depth, depth > 0 {
      reads =
        "\(finding.altDepth ?? 0)/\(depth) reads, \(NumberText.fixed(100 * (finding.vaf ?? 0), 0))\u{A0}%"
    }
    return [
      "gene": finding.gene, "short": visible(finding.shortCodingName, limit: 60),
      "coding": visible(finding.name, limit: 80),
      "protein": visible(finding.hgvsP ?? "", limit: 80),
      "genomic": visible(finding.hgvsG ?? "", limit: 80),
      "consequence": visible(finding.consequence.map(\.name).joined(separator: ", "), limit: 100),
      "effect": finding.collagenEffect.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", "),
      "place": visible(place.joined(separator: "; ")),
      "zygosity": visible(finding.zygosity?.rawValue ?? "zygosity not known"),
      "reads": reads,
      "class": call.ledger.summary, "points": "\(call.ledger.points)",
      "facts": VariantFacts(call, report.known).sentences.map(whole).joined(separator: ". ") + ".",
      "unfiltered": finding.filter.isEmpty,
    ]
  }

  private static func culture(_ report: CaseReport, _ assay: AssayFinding) -> [String: Any] {
    let assessment = report.assessment
    let reasons = assay.isMeasured ? assay.reasons : []
    let open = assessment.calls.filter(\.isOpen)
    let lead = open.first { $0.concordance?.axes.isEmpty == false }
    let readings = assessment.splicingInterpretations.filter { $0.isInformative && $0.explainedBy == nil }
    let fits = open.count { $0.concordance != nil } + readings.count { $0.concordance != nil }
    let rows =
      open.prefix(2).compactMap { row($0.concordance, of: $0.finding.label) }
      + readings.prefix(2).compactMap { row($0.concordance, of: "\($0.gene), \($0.observation)") }
    return [
      "line": visible(assay.line, limit: 60), "assayClass": assessment.assayClass ?? "",
      "assayWords": assay.isMeasured ? assay.verdict.words : "nothing was measured of it",
      "assayWarnings": report.assayWarnings.prefix(warningRows).map { visible($0, limit: 400) },
      "moreAssayWarnings": more(report.assayWarnings.count - warningRows, "warnings"),
      "hasAssayWarnings": !report.assayWarnings.isEmpty,
      "assayReasons": reasons.prefix(reasonRows).map { whole($0.prefix(1).uppercased() + $0.dropFirst()) },
      "moreAssayReasons": more(reasons.count - reasonRows, "reasons"),
      "hasPower": assay.power != nil,
      "power": assay.power.map(CaseAssessment.powerText) ?? "",
      "assayFlags": visible(assay.flags.joined(separator: ", ")), "hasAssayFlags": !assay.flags.isEmpty,
      "plot": AssayPlot.svg(assay, concordance: lead?.concordance) ?? .empty, "hasBand": lead != nil,
      "bandName": visible(lead?.finding.shortCodingName ?? "", limit: 40), "hasConcordance": !rows.isEmpty,
      "concordances": rows, "moreConcordances": more(fits - rows.count, "comparisons with the assay"),
    ]
  }

  private static func row(_ result: Concordance?, of name: String) -> [String: Any]? {
    guard let result else { return nil }
    let axes = result.axes.map {
      "\(ExpectedPatterns.embedded.titles[$0.kind] ?? $0.kind.rawValue) \(signed($0.logRatio))"
    }
    let decided = result.decidedBy.map { ", decided by \(ExpectedPatterns.embedded.titles[$0] ?? $0.rawValue)" } ?? ""
    return [
      "name": visible(name, limit: 90), "verdict": result.verdict.rawValue,
      "expectation": result.expectation, "sum": signed(result.logRatio), "axes": axes.joined(separator: ", "),
      "hasAxes": !axes.isEmpty, "reason": result.reason + decided, "power": CaseAssessment.powerText(result.power),
    ]
  }

  private static func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + NumberText.fixed(value, 2)
  }

  private static func ledger(_ call: AssessedCall) -> [String: Any] {
    let ledger = call.ledger
    let applied = ledger.outcomes.filter { $0.applied != nil }
    let others = ledger.outcomes.filter { $0.applied == nil && $0.status != .notUsed }
    let unused = ledger.outcomes.filter { $0.status == .notUsed }
    return [
      "name": visible(call.finding.label, limit: 90), "summary": ledger.summary, "points": "\(ledger.points)",
      "pointsClass": ledger.pointsClass.rawValue, "scheme": ledger.scheme.name,
      "hasDisagreement": ledger.disagreement != nil, "disagreement": ledger.disagreement ?? "",
      "hasDisease": call.diseaseSentence != nil, "disease": whole(call.diseaseSentence ?? ""),
      "posterior": NumberText.fixed(ledger.posterior, 3),
      "prior": NumberText.fixed(ledger.prior, 1),
      "pack": ledger.rulePack, "hasApplied": !applied.isEmpty,
      "applied": applied.map { outcome in
        [
          "code": outcome.code, "points": outcome.applied.map { signedPoints(PointScheme.points($0)) } ?? "",
          "rule": outcome.rule, "reason": whole(outcome.reason),
        ]
      },
      "others": grouped(others),
      "unused": unused.map(\.criterion.rawValue).joined(separator: ", "),
    ]
  }

  /// Criteria that were not applied, those with the same reason together, in the order of the ledger.
  private static func grouped(_ outcomes: [CriterionOutcome]) -> [[String: Any]] {
    let reasons = outcomes.reduce(into: [String]()) { if !$0.contains($1.reason) { $0.append($1.reason) } }
    return reasons.map { reason in
      let codes = outcomes.filter { $0.reason == reason }.map(\.criterion.rawValue)
      return ["codes": codes.joined(separator: ", "), "reason": whole(reason)]
    }
  }

  private static func signedPoints(_ points: Int) -> String { points > 0 ? "+\(points)" : "\(points)" }

  /// The methods. Of a long report the page names program and rules, and where the others stand.
  private static func methods(_ report: CaseReport) -> [[String: Any]] {
    let all = report.methods
    let shown = isLong(report) ? all.filter { ["laboratory", "program", "criteria"].contains($0.name) } : all
    let rest: [[String: Any]] =
      shown.count < all.count
      ? [["name": "Other methods", "value": "\(all.count - shown.count) more in the report's text and JSON"]] : []
    return shown.map { ["name": visible($0.name), "value": whole($0.value)] } + rest
  }

  /// The inputs with their digests. A long report has them in text and JSON: the one digest over all of them stays on the page.
  private static func inputs(_ report: CaseReport) -> [String: Any] {
    let own = report.inputs.map { ["role": $0.role, "name": visible($0.name, limit: 44), "sha256": $0.sha256] }
    let all = report.assessment.screen?.inputs ?? []
    guard !isLong(report) else {
      let count = own.count + all.count
      return [
        "inputs": [[String: String]](),
        "inputsElsewhere": [
          "The \(count) input files with their \(all.allSatisfy { $0.sha256 != nil } ? "SHA-256" : "digests") are listed in the "
            + "report's text and JSON."
        ],
      ]
    }
    var reads = all.prefix(inputRows).map {
      ["role": "reads", "name": visible($0.name, limit: 44), "sha256": visible($0.toldDigest, limit: 71)]
    }
    if all.count > inputRows {
      reads.append(["role": "reads", "name": "and \(all.count - inputRows) more in the JSON", "sha256": ""])
    }
    return ["inputs": own + reads, "inputsElsewhere": [String]()]
  }

  /// Whether the parts of a report are so many that it would reach a fourth page: further ledgers, methods and the list of
  /// inputs then stand in text and JSON alone, which the page says. A unit is about four lines.
  private static func isLong(_ report: CaseReport) -> Bool {
    let assessment = report.assessment
    let parts =
      2 * min(assessment.calls.count, callRows) + 2 * report.identity.alarms.count + 2 * assessment.identityDoubts.count
      + min(assessment.flags.count, flagRows) + (assessment.screen?.coverage?.gaps.isEmpty == false ? 2 : 0)
      + (assessment.splicing == nil ? 0 : 4) + (assessment.assay == nil ? 0 : 2)
      + min(report.reissue?.changes.count ?? 0, changeRows) / 2 + CurationTrail(assessment).entries.count
    return parts > 22
  }
}
