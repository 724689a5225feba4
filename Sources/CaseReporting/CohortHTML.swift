// The page of a cohort: its tables, control-line charts, variants and cases; self-contained, no script.

import Documents
package import Evidence
import Pages
import Reporting
import TypeICollagen

/// HTML of a cohort.
package enum CohortHTML {
  /// The whole page.
  ///
  /// - Parameter warnings: ``CohortStatements/warnings(_:)`` of the entries.
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  package static func text(
    _ table: CohortTable, entries: [CohortEntry], warnings: [String], version: String,
    published: PublishedFigures? = nil
  ) throws -> String {
    let failed = entries.filter { $0.report == nil }
    let recordsOnly = entries.filter(isRecordOnly).map(\.id)
    let values: [String: Any] = [
      "summary": summary(table, entries),
      "synthetic": table.isSynthetic, "version": visible(version),
      "warnings": warnings.map { visible($0, limit: 800) },
      "hasFailed": !failed.isEmpty,
      "failed": failed.map { entry -> [String: Any] in
        if case .failed(let reason) = entry.state {
          return ["id": visible(entry.id), "reason": visible(reason, limit: 600)]
        }
        return ["id": visible(entry.id), "reason": ""]
      },
      "groups": groups(table).map { visible(words(ofGroup: $0), limit: 40) }, "measures": measures(table),
      "charts": charts(entries), "hasPublished": published != nil,
      "published": (published?.beside(table) ?? []).map(comparison),
      "hasVariants": !table.variants.isEmpty,
      "variants": table.variants.map {
        [
          "name": visible("\($0.gene) \($0.hgvsC) \($0.hgvsP ?? "")", limit: 160), "count": "\($0.cases.count)",
          "cases": visible($0.cases.joined(separator: ", "), limit: 400),
        ]
      },
      "pictures": pictures(entries), "alleles": alleles(entries), "hasAlleles": !alleles(entries).isEmpty,
      "cases": entries.compactMap { entry -> [String: Any]? in
        guard let assessment = entry.report?.assessment, !isRecordOnly(entry) else { return nil }
        return [
          "id": visible(entry.id, limit: 80), "answer": visible(assessment.answer, limit: 400),
          "hasLink": CaseReporter.fileStem(entry.id) == entry.id,
          "flags": (entry.report?.identity.alarms.map(\.code.rawValue).uniqued ?? []) + flags(assessment),
          "class": assessment.weightiestClass, "rna": transcripts(assessment),
          "assay": assessment.assayClass.map { $0.replacing("_", with: " ") } ?? "",
        ]
      },
      "recordsOnly": visible(recordsOnly.joined(separator: ", "), limit: 2000), "hasRecordsOnly": !recordsOnly.isEmpty,
      "rules": "\(RulePack.embedded.label), \(ExpectedPatterns.embedded.label)",
    ]
    return try Page.text(
      title: "Type I collagen: cohort of \(entries.count) cases", template: template, values: values,
      footer: CaseReport.researchUse)
  }

  /// Each gene with the variants of the cases, those of more cases on longer stems.
  private static func pictures(_ entries: [CohortEntry]) -> [[String: Any]] {
    let cases = entries.compactMap { $0.report?.cohortCase }
    return (cases.first?.assessment.genes.genes ?? []).compactMap { gene in
      GeneTrack(gene: gene, cohort: cases).map { ["gene": gene.symbol, "svg": $0.svg()] }
    }
  }

  /// What the RNA of a case shows, in a few words; empty without RNA.
  private static func transcripts(_ assessment: CaseAssessment) -> String {
    guard let splicing = assessment.splicing else { return "" }
    let events = splicing.calledEvents.map { $0.kind.rawValue.replacing("_", with: " ") + " " + $0.exon }
    return visible(events.isEmpty ? "no aberrant splicing seen" : events.joined(separator: ", "), limit: 200)
  }

  /// The DNA's heterozygous variants in the RNA, case after case.
  private static func alleles(_ entries: [CohortEntry]) -> [[String: Any]] {
    entries.flatMap { entry in
      (entry.report?.assessment.transcripts?.sites ?? []).map(\.row).map { row in
        [
          "id": visible(entry.id, limit: 80),
          "name": visible("\(row.gene) \(Call.withoutAccession(row.hgvsC))", limit: 80),
          "counts": "\(row.altDepth) of \(row.total)",
          "fraction": row.total > 0 ? row.fraction.text(decimals: 2) : "",
          "state": row.stateWords + (row.reason.map { ": \($0)" } ?? ""),
        ]
      }
    }
  }

  /// A statement of a publication beside the cohort's number.
  private static func comparison(_ own: PublishedFigures.Comparison) -> [String: Any] {
    let mark = own.isEqual.map { $0 ? "equal" : "differs" } ?? (own.cohort == nil ? "not compared" : "in words")
    return [
      "statement": visible(own.statement), "paper": visible(own.published, limit: 60),
      "cohort": own.cohort.map(CohortStatements.number) ?? "not measured", "mark": mark,
      "source": visible(own.source, limit: 60),
    ]
  }

  /// The cohort in one sentence.
  private static func summary(_ table: CohortTable, _ entries: [CohortEntry]) -> String {
    func count(_ measure: String) -> Int { table.row(measure)?.value.map { Int($0) } ?? 0 }
    let assays = entries.compactMap { $0.report?.assessment.measuredAssay?.verdict.readout == .abnormal }.count { $0 }
    var parts = ["\(entries.count) \(entries.count == 1 ? "case" : "cases")"]
    let failed = entries.count { $0.report == nil }
    if failed > 0 { parts.append("\(failed) failed and not counted below") }
    for extent in ScreenExtent.allCases where count(extent.rawValue) > 0 {
      let number = count(extent.rawValue)
      switch extent {
      case .screened: continue
      case .nothingCovered: parts.append("of \(number) nothing was covered: not counted as screened")
      case .noBaseCalled: parts.append("of \(number) not one base has a call: not counted as screened")
      case .geneNotCovered:
        parts.append("of \(number) one gene was not covered and no cause was found: not counted as screened")
      }
    }
    parts.append(
      "of \(count("screened")) screened, \(count("pathogenic_variant")) with a pathogenic or likely pathogenic variant")
    parts.append(
      "of \(count("assays")) fibroblast assays, \(assays) abnormal, \(count("assays_normal")) normal and "
        + "\(count("assays_indeterminate")) indeterminate")
    return parts.joined(separator: "; ") + "."
  }

  /// The name of a group for people.
  private static func words(ofGroup name: String) -> String {
    switch name {
    case "pre_existing": "pre-existing disorder"
    case "no_pre_existing": "no pre-existing disorder"
    default: name.hasPrefix("group:") ? String(name.dropFirst(6)).replacing("_", with: " ") : name
    }
  }

  /// The kinds of flags of a case, each once.
  private static func flags(_ assessment: CaseAssessment) -> [String] {
    assessment.flags.map(\.code).filter { $0 != .syntheticCase }.reduce(into: []) {
      if !$0.contains($1.rawValue) { $0.append($1.rawValue) }
    }
  }

  /// Whether a case has neither sequence nor assay.
  private static func isRecordOnly(_ entry: CohortEntry) -> Bool {
    guard let assessment = entry.report?.assessment else { return false }
    return assessment.screen == nil && assessment.assay == nil
  }

  private static func groups(_ table: CohortTable) -> [String] {
    table.rows.reduce(into: []) { if !$0.contains($1.group) { $0.append($1.group) } }
  }

  /// One row a measure, one value a group: with its denominator, empty where the group has no such number.
  private static func measures(_ table: CohortTable) -> [[String: Any]] {
    let groups = groups(table)
    let names = table.rows.reduce(into: [String]()) { if !$0.contains($1.measure) { $0.append($1.measure) } }
    return names.map { name in
      let values = groups.map { group in
        table.row(name, group: group).map(CohortStatements.number) ?? ""
      }
      return ["measure": name.replacing("_", with: " "), "values": values]
    }
  }

  /// One chart an axis: every case's control mean with two and three standard deviations, case after case, so that a drift
  /// of the control lines shows (Levey and Jennings).
  private static func charts(_ entries: [CohortEntry]) -> [[String: Any]] {
    [AssayAxisKind.synthesis, .secretion].compactMap { kind in
      let axes = entries.compactMap { entry -> (String, AxisReading)? in
        guard let axis = entry.report?.assessment.assay?.axis(kind), axis.isSound else { return nil }
        return (entry.id, axis)
      }
      guard !axes.isEmpty else { return nil }
      let title = ExpectedPatterns.embedded.titles[kind] ?? kind.rawValue
      return ["title": title, "svg": chart(axes, title: title)]
    }
  }

  private static func chart(_ axes: [(String, AxisReading)], title: String) -> Markup {
    let values = axes.flatMap {
      [$0.1.value, $0.1.controlMean - 3 * $0.1.controlSD, $0.1.controlMean + 3 * $0.1.controlSD]
    }
    let low = values.min() ?? 0
    let high = max(values.max() ?? 1, low + 1e-9)
    func y(_ value: Double) -> Double { 130 - 110 * (value - low) / (high - low) }
    let step = 940 / Double(axes.count)
    var body = Markup.empty
    for (index, entry) in axes.enumerated() {
      let (id, axis) = entry
      let x = 40 + step * (Double(index) + 0.5)
      let half = min(step * 0.35, 40)
      body += SVG.box(
        "domain", x - half, y(axis.controlMean + 3 * axis.controlSD), 2 * half,
        y(axis.controlMean - 3 * axis.controlSD) - y(axis.controlMean + 3 * axis.controlSD))
      body += SVG.box(
        "interval", x - half, y(axis.controlMean + 2 * axis.controlSD), 2 * half,
        y(axis.controlMean - 2 * axis.controlSD) - y(axis.controlMean + 2 * axis.controlSD))
      body += SVG.line("mark", x - half, y(axis.controlMean), x + half, y(axis.controlMean))
      body += SVG.circle(
        axis.isOutside ? "case out" : "case", x, y(axis.value), radius: 4,
        title: id + ": " + AssayPlot.text(axis, axis.value) + AssayPlot.unit(axis.kind))
      if axes.count <= 12 { body += SVG.text("tick", x, 148, String(id.prefix(14))) }
    }
    let outside = axes.count { $0.1.isOutside }
    return SVG.picture(
      width: 1000, height: 154,
      alternative:
        "\(title) of \(axes.count) lines against their controls' mean, 2 and 3 SD; \(outside) outside the prediction interval",
      body)
  }

  static let template = """
    {{#synthetic}}<p class="made-up">Synthetic cases: made up, no patients.</p>{{/synthetic}}
    <p class="answer">{{summary}}</p>
    {{#warnings}}<p class="flag">{{.}}</p>{{/warnings}}
    {{#hasFailed}}<h2>Cases that failed</h2>{{#failed}}<p class="flag"><b>{{id}}</b> {{reason}}</p>{{/failed}}{{/hasFailed}}
    <h2>Numbers</h2>
    <div class="scroll"><table><tr><th scope="col">Measure</th>{{#groups}}<th scope="col">{{.}}</th>{{/groups}}</tr>
    {{#measures}}<tr><td>{{measure}}</td>{{#values}}<td>{{.}}</td>{{/values}}</tr>
    {{/measures}}</table></div>
    {{#hasPublished}}<h2>Beside the publication</h2>
    <div class="scroll"><table><tr><th scope="col">Statement</th><th scope="col">Paper</th><th scope="col">Cohort</th><th scope="col"></th><th scope="col">Source</th></tr>
    {{#published}}<tr><td>{{statement}}</td><td>{{paper}}</td><td>{{cohort}}</td><td>{{mark}}</td><td>{{source}}</td></tr>
    {{/published}}</table></div>{{/hasPublished}}
    {{#charts}}<figure><figcaption>Control lines, {{title}}: mean, 2 SD (blue), 3 SD (grey); case as a dot, red outside the prediction interval</figcaption>{{{svg}}}</figure>
    {{/charts}}
    {{#hasVariants}}<h2>Variants</h2>
    {{#pictures}}<figure><figcaption>{{gene}}, 5' to 3': variants by the number of cases (stems, to five); black: pathogenic or likely pathogenic; below the parts of the chain</figcaption>{{{svg}}}</figure>
    {{/pictures}}    <div class="scroll"><table><tr><th scope="col">Variant</th><th scope="col">Cases</th><th scope="col">Ids</th></tr>
    {{#variants}}<tr><td class="name">{{name}}</td><td>{{count}}</td><td>{{cases}}</td></tr>
    {{/variants}}</table></div>{{/hasVariants}}
    {{#hasAlleles}}<h2>Alleles of the DNA in the RNA</h2>
    <div class="scroll"><table><tr><th scope="col">Case</th><th scope="col">Heterozygous in the DNA</th><th scope="col">Fragments</th><th scope="col">Fraction of transcripts (95 %)</th><th scope="col">Alleles</th></tr>
    {{#alleles}}<tr><td>{{id}}</td><td class="name">{{name}}</td><td>{{counts}}</td><td>{{fraction}}</td><td>{{state}}</td></tr>
    {{/alleles}}</table></div>{{/hasAlleles}}
    <h2>Cases</h2>
    <div class="scroll"><table><tr><th scope="col">Case</th><th scope="col">DNA</th><th scope="col">RNA</th><th scope="col">Assay</th><th scope="col">Answer</th><th scope="col">Flags</th></tr>
    {{#cases}}<tr><td class="id">{{#hasLink}}<a href="{{id}}/{{id}}.report.html">{{id}}</a>{{/hasLink}}{{^hasLink}}{{id}}{{/hasLink}}</td><td>{{class}}</td><td>{{rna}}</td><td>{{assay}}</td><td>{{answer}}</td><td class="flags">{{#flags}}{{.}}<br>{{/flags}}</td></tr>
    {{/cases}}</table></div>{{#hasRecordsOnly}}<p>With a clinical record only: {{recordsOnly}}.</p>{{/hasRecordsOnly}}
    <p class="small">{{version}}; {{rules}}. A denominator is left out where it is not known.</p>
    """
}
