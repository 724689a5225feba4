// The case's report as plain text, 100 columns, for a terminal or a letter.

import BioSequence
import Documents
import Evidence
import Knowledge
import Reporting
import TypeICollagen

/// Plain text of a ``CaseReport``.
package enum CaseReportText {
  /// The whole text.
  package static func text(_ report: CaseReport) -> String {
    let assessment = report.assessment
    var lines = head(report)
    if assessment.record.synthetic { lines += ["SYNTHETIC CASE: MADE UP, NO PATIENT", ""] }
    lines += WrappedText.lines(whole(assessment.answer))
    for flag in assessment.flags where flag.code != .syntheticCase {
      lines += WrappedText.lines("\(flag.code.rawValue): \(whole(flag.text))", indent: 2)
    }
    if let reissue = report.reissue {
      lines +=
        ["", "CHANGED SINCE THE EARLIER REPORT"]
        + WrappedText.lines(visible(reissue.earlier.sentence, limit: 600), indent: 2)
      for sentence in reissue.sentences { lines += WrappedText.lines("- " + whole(sentence), indent: 2) }
    }
    let interpretation = report.interpretation
    if !interpretation.isEmpty { lines += ["", "INTERPRETATION"] }
    for sentence in interpretation {
      lines += WrappedText.lines("\(whole(sentence.text)) (\(whole(sentence.source)))", indent: 2)
    }
    if let screen = assessment.screen {
      lines += [""] + sequence(assessment, screen, report.known) + warnings(report) + coverage(assessment, screen)
    }
    if let splicing = assessment.splicing {
      lines += [""] + CaseSplicing.lines(splicing, assessment)
    }
    if let assay = assessment.assay { lines += [""] + culture(assessment, assay) + told(report.assayWarnings) }
    for call in assessment.calls { lines += [""] + ledger(call) }
    let trail = CurationTrail(assessment).entries
    if !trail.isEmpty { lines += ["", "JUDGED BY PERSONS (AUDIT TRAIL)"] }
    for entry in trail {
      lines += WrappedText.lines("\(entry.judgement.code): \(whole(entry.words)). \(whole(entry.outcome))", indent: 2)
    }
    lines += ["", "CLINICAL RECORD"]
    for item in clinical(assessment.record) {
      lines += WrappedText.lines("\(item.name): \(visible(item.value))", indent: 2)
    }
    lines += ["", "LIMITS"]
    for limit in report.limits { lines += WrappedText.lines(limit, indent: 2) }
    lines += ["", "METHODS"]
    for citation in report.citations { lines += WrappedText.lines("literature: \(citation)", indent: 2) }
    for item in report.methods {
      lines += WrappedText.lines("\(visible(item.name)): \(whole(item.value))", indent: 2)
    }
    for input in report.inputs {
      lines += WrappedText.lines("\(input.role): \(visible(input.name)) \(input.sha256)", indent: 2)
    }
    lines += WrappedText.lines("digest: \(report.digest)", indent: 2)
    lines += [""] + WrappedText.lines(CaseReport.researchUse)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whose report it is: names, doubts and grounds of identity, the laboratory's fields.
  private static func head(_ report: CaseReport) -> [String] {
    var lines = ["TYPE I COLLAGEN, CASE \(visible(report.id, limit: 80))", ""]
    lines += WrappedText.lines(visible(report.identityLine, limit: 600)) + [""]
    if !report.identity.alarms.isEmpty {
      lines += WrappedText.lines("!!! \(CaseIdentity.banner)")
      for alarm in report.identity.alarms {
        lines += WrappedText.lines("!!! \(visible(alarm.description, limit: 800))")
      }
      lines.append("")
    }
    for doubt in report.assessment.identityDoubts {
      lines += WrappedText.lines("!!! \(visible(doubt, limit: 800))") + [""]
    }
    for ground in report.identity.grounds {
      lines += WrappedText.lines("\(visible(ground.text, limit: 600)).", indent: 2)
    }
    for field in report.headFields {
      lines += WrappedText.lines("\(field.name): \(visible(field.value ?? CaseReport.blank))", indent: 2)
    }
    lines.append("")
    return lines
  }

  private static func sequence(
    _ assessment: CaseAssessment, _ screen: ScreenDocument, _ known: KnownVariants?
  ) -> [String] {
    var lines = ["VARIANTS (\(screen.assembly.rawValue), sample \(visible(screen.sample, limit: 80)))"]
    if assessment.calls.isEmpty { lines.append("  \(assessment.weightiestClass)") }
    for call in assessment.calls {
      let finding = call.finding
      lines += WrappedText.lines(
        visible(
          "\(finding.gene) \(finding.name) \(finding.hgvsP ?? "") \(finding.zygosity?.rawValue ?? "zygosity not known"), "
            + "\(finding.consequenceWords ?? "")", limit: 300),
        indent: 2)
      if finding.filter.isEmpty { lines.append("    unfiltered") }
      lines += WrappedText.lines("\(call.ledger.summary), \(call.ledger.points) points", indent: 4)
      for fact in VariantFacts(call, known).sentences { lines += WrappedText.lines(whole(fact), indent: 4) }
    }
    for call in assessment.notCounted {
      lines += WrappedText.lines(
        "not counted: \(visible(call.filterText)): \(visible(call.label, limit: 200)) \(call.zygosity?.rawValue ?? "")",
        indent: 2)
    }
    for remark in assessment.vcf?.notInterpreted ?? [] {
      lines += WrappedText.lines("not interpreted: \(visible(remark.text, limit: 400))", indent: 2)
    }
    for remark in assessment.vcf?.withoutGenotype ?? [] {
      lines += WrappedText.lines("no genotype: \(visible(remark.text, limit: 400))", indent: 2)
    }
    return lines
  }

  /// What the screens warn of, as the page has it.
  private static func warnings(_ report: CaseReport) -> [String] {
    told(report.screenWarnings)
  }

  private static func told(_ all: [String]) -> [String] {
    var lines = all.prefix(20).flatMap { WrappedText.lines("warning: \(visible($0, limit: 400))", indent: 2) }
    if all.count > 20 { lines.append("  and \(all.count - 20) more warnings in the JSON") }
    return lines
  }

  private static func coverage(_ assessment: CaseAssessment, _ screen: ScreenDocument) -> [String] {
    guard let coverage = screen.coverage else { return ["  coverage not known"] }
    var lines = [
      "", "NOT COVERED",
      "  \(coverage.noCall) of \(coverage.targetBases) target bases have no call."
        + (coverage.noCall > 0 ? " A variant there would be missed." : ""),
    ]
    if let percent = coverage.heterozygousPercent {
      lines += WrappedText.lines(CaseReport.heterozygousSentence(percent), indent: 2)
    }
    if let limit = coverage.detectionLimit { lines += WrappedText.lines(limit.sentence, indent: 2) }
    let exons = exonGaps(screen, assessment.genes)
    if !exons.isEmpty { lines += WrappedText.lines("Exons concerned: \(visible(exons, limit: 600)).", indent: 2) }
    for gap in coverage.gaps.prefix(20) {
      lines.append(
        "  \(visible(gap.place)) \(visible(gap.gene)) \(visible(gap.region)), \(gap.bases) bases, \(visible(gap.reason ?? ""))"
      )
    }
    if coverage.gaps.count > 20 { lines.append("  and \(coverage.gaps.count - 20) more in the JSON") }
    return lines
  }

  private static func culture(_ assessment: CaseAssessment, _ assay: AssayFinding) -> [String] {
    let line = visible(assay.line, limit: 60)
    guard assay.isMeasured else { return ["FIBROBLAST ASSAY: nothing was measured of line \(line)"] }
    var lines = ["FIBROBLAST ASSAY \(assay.verdict.rawValue) (line \(line)): \(assay.verdict.words)"]
    if let power = assay.power {
      lines.append("  power to see the loss of one allele: \(CaseAssessment.powerText(power))")
    }
    for axis in assay.axes { lines += WrappedText.lines(AssayPlot.describe(axis), indent: 2) }
    for call in assessment.calls {
      guard let result = call.concordance else { continue }
      lines += WrappedText.lines(
        "\(result.verdict.rawValue) \(visible(call.finding.label)): \(result.reason); expected: \(result.expectation) (log-likelihood ratio "
          + "\(NumberText.fixed(result.logRatio, 2)), power \(CaseAssessment.powerText(result.power)))",
        indent: 2)
    }
    return lines
  }

  private static func ledger(_ call: AssessedCall) -> [String] {
    let ledger = call.ledger
    var lines = WrappedText.lines("CLASSIFICATION OF \(visible(call.finding.label, limit: 120))")
    lines += WrappedText.lines(
      "\(ledger.points) points, \(ledger.pointsClass.rawValue) (\(ledger.scheme.name)); \(ledger.rulePack)", indent: 2)
    if let disagreement = ledger.disagreement { lines += WrappedText.lines(disagreement, indent: 2) }
    if let disease = call.diseaseSentence { lines += WrappedText.lines("disease: \(whole(disease))", indent: 2) }
    for outcome in ledger.outcomes where outcome.status != .notUsed {
      let mark = outcome.applied == nil ? "-" : "+"
      lines += WrappedText.lines("\(mark) \(outcome.code): \(whole(outcome.reason))", indent: 2)
    }
    return lines
  }

  /// The exons that hold bases without a call, gene by gene: `COL1A1 1, 5-7; COL1A2 22`.
  static func exonGaps(_ screen: ScreenDocument, _ genes: GeneCatalog) -> String {
    genes.genes.compactMap { gene -> String? in
      // A region's name is a text of the file: only the gene's own exons are told.
      let exons = 1...gene.record.preferredTranscript.exons.count
      let numbers = Set(
        (screen.coverage?.noCalls ?? []).filter { $0.gene == gene.symbol && $0.region.hasPrefix("exon_") }
          .compactMap { Int($0.region.dropFirst(5)) }.filter(exons.contains))
      let words = numbers.sorted().filter { !numbers.contains($0 - 1) }.map { first in
        let last = (first...).first { !numbers.contains($0 + 1) } ?? first
        return first == last ? "\(first)" : "\(first)-\(last)"
      }
      return words.isEmpty ? nil : "\(gene.symbol) " + words.joined(separator: ", ")
    }.joined(separator: "; ")
  }
}
