// The tables of a cohort as TSV, JSON and MultiQC custom content.

package import Evidence
import Documents
package import Reporting

/// Output files of a cohort.
package enum CohortFiles {
  /// The names of the cohort's own files.
  package static let names = [
    "cohort.tsv", "cohort.html", "collagen_gs_mqc.json", "collagen_variants_mqc.json",
    "collagen_versions_mqc_versions.yml", "confirm.tsv", "cohort.json",
  ]

  /// All files by name, the JSON last. Kept and freshly done cases give the same bytes.
  ///
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  ///
  /// - Parameter published: figures that the page sets beside the cohort's.
  package static func files(
    _ entries: [CohortEntry], version: String, published: PublishedFigures? = nil
  ) throws -> [(name: String, text: String)] {
    let table = CohortTable(entries.compactMap(\.report?.cohortCase))
    let warnings = CohortStatements.warnings(entries)
    let page = try CohortHTML.text(
      table, entries: entries, warnings: warnings, version: version, published: published)
    return [
      ("cohort.tsv", tsv(table)), ("cohort.html", page),
      ("collagen_gs_mqc.json", generalStatistics(entries)),
      ("collagen_variants_mqc.json", variants(entries, isSynthetic: table.isSynthetic)),
      (
        "collagen_versions_mqc_versions.yml",
        "collagen:\n  collagen: \(quoted(version))\n  rules: \(quoted(RulePack.embedded.label))\n"
      ),
    ] + (confirmations(entries).map { [("confirm.tsv", $0)] } ?? []) + [
      ("cohort.json", document(table, entries: entries, warnings: warnings, version: version).text())
    ]
  }

  /// The variants that cases were asked about; `nil` if there are none.
  package static func confirmations(_ entries: [CohortEntry]) -> String? {
    CohortConfirmations.tsv(entries.map { ($0.id, $0.report?.assessment.screen?.confirmations ?? []) })
  }

  /// `group measure value denominator`, one number a line; what is not known is `.`.
  package static func tsv(_ table: CohortTable) -> String {
    TSV.table(
      ["group", "measure", "value", "denominator"],
      table.rows.map { [$0.group, $0.measure, CohortStatements.number($0.value), TSV.cell($0.denominator)] })
  }

  /// The cohort as a document.
  ///
  /// - Parameter warnings: ``CohortStatements/warnings(_:)`` of the entries.
  package static func document(
    _ table: CohortTable, entries: [CohortEntry], warnings: [String], version: String
  ) -> CohortDocument {
    CohortDocument(
      version: version, synthetic: table.isSynthetic, researchUse: CaseReport.researchUse,
      rules: [RulePack.embedded.label, ExpectedPatterns.embedded.label], rows: table.rows, variants: table.variants,
      cases: entries.map(summary), warnings: warnings)
  }

  private static func summary(_ entry: CohortEntry) -> CohortDocument.Case {
    var summary = CohortDocument.Case(id: entry.id)
    if case .failed(let reason) = entry.state { summary.error = reason }
    guard let assessment = entry.report?.assessment else { return summary }
    summary.ok = true
    summary.answer = assessment.answer
    summary.flags =
      (entry.report?.identity.alarms ?? []).map(\.code.rawValue).uniqued + assessment.flags.map(\.code.rawValue)
    summary.assay = assessment.measuredAssay?.verdict.rawValue
    summary.sequenced = assessment.isSequenced
    summary.genesNotCovered = assessment.unknownGenes.map(\.gene)
    summary.classes = assessment.calls.map(\.ledger.pointsClass.rawValue)
    summary.concordance = assessment.calls.first?.concordance?.verdict.rawValue
    summary.rnaAlleles = assessment.transcripts?.sites.map(\.row) ?? []
    summary.noCallBases = assessment.isSequenced ? assessment.screen?.coverage?.noCall : nil
    return summary
  }

  /// MultiQC's general statistics.
  private static func generalStatistics(_ entries: [CohortEntry]) -> String {
    var data: JSONObject = [:]
    for entry in entries {
      guard let assessment = entry.report?.assessment else { continue }
      var row: JSONObject = [:]
      row["class"] = .text(assessment.weightiestClass)
      if let assay = assessment.assayClass { row["assay"] = .text(assay) }
      if let coverage = assessment.screen?.coverage, coverage.targetBases > 0 {
        row["called"] = .rounded(coverage.calledPercent, 2)
      }
      if let axis = assessment.assay?.axis(.synthesis), axis.isSound { row["synthesis"] = .rounded(axis.relative, 1) }
      if let axis = assessment.assay?.axis(.secretion), axis.isSound { row["export"] = .rounded(axis.relative, 1) }
      data[entry.id] = .object(row)
    }
    func column(_ key: String, _ title: String, _ description: String, _ suffix: String = "") -> JSONValue {
      var fields: JSONObject = [
        "title": .text(title), "description": .text(description), "scale": .boolean(false),
      ]
      if !suffix.isEmpty { fields["suffix"] = .text(suffix) }
      return .object([key: .object(fields)])
    }
    return JSONValue.object([
      "id": "collagen_gs", "plot_type": "generalstats", "data": .object(data),
      "pconfig": .list([
        column("class", "Class", "Call with the most points"),
        column("assay", "Assay", "Class of the fibroblast assay"),
        column("called", "Called", "Target bases with a call", " %"),
        column("synthesis", "Synthesis", "Synthesis, % of controls", " %"),
        column("export", "Export", "Secreted fraction, % of controls", " %"),
      ]),
    ]).document()
  }

  /// MultiQC's table of variants.
  private static func variants(_ entries: [CohortEntry], isSynthetic: Bool) -> String {
    var data: JSONObject = [:]
    for entry in entries {
      for (index, call) in (entry.report?.assessment.calls ?? []).enumerated() {
        data["\(entry.id) | \(index + 1)"] = .object([
          "hgvs": .text(call.finding.name), "protein": .text(call.finding.hgvsP ?? ""),
          "class": .text(call.ledger.pointsClass.rawValue), "points": .integer(call.ledger.points),
          "depth": .integer(call.finding.depth ?? 0),
        ])
      }
    }
    return JSONValue.object([
      "id": "collagen_variants", "parent_id": "collagen", "parent_name": "collagen", "section_name": "Variants",
      "description": .text((isSynthetic ? "Synthetic cases: made up, no patients. " : "") + CaseReport.researchUse),
      "plot_type": "table", "data": .object(data),
      "pconfig": .object(["id": "collagen_variants_table", "title": "collagen: variants", "namespace": "collagen"]),
      "headers": .object([
        "hgvs": .object(["title": "HGVS c.", "scale": .boolean(false)]),
        "protein": .object(["title": "HGVS p.", "scale": .boolean(false)]),
        "class": .object(["title": "Class", "scale": .boolean(false)]),
        "points": .object(["title": "Points", "format": "{:,.0f}"]),
        "depth": .object(["title": "Depth", "format": "{:,.0f}"]),
      ]),
    ]).document()
  }

  private static func quoted(_ text: String) -> String { JSONValue.text(text).canonical() }
}
