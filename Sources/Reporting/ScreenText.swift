// The short readable table that a screen prints on standard output.

import BioSequence
import Documents
package import TypeICollagen

/// A plain-text summary of a ``ScreenDocument`` for a person at a terminal.
package enum ScreenText {
  /// Calls first, then what was covered and what was not, then warnings.
  ///
  /// - Parameters:
  ///   - genes: the genes that were screened.
  ///   - color: whether to use ANSI bold for the headings.
  ///   - width: columns of the terminal; `nil` if it is none.
  package static func summary(
    _ report: ScreenDocument, genes: GeneCatalog = .embedded, color: Bool, width: Int? = nil
  ) -> String {
    var lines = ["\(bold("Sample", color)) \(report.sample)   \(report.assembly.rawValue)"]
    if let counts = report.counts {
      lines.append(
        "\(bold("Reads", color)) \(counts.reads) read, \(counts.used) on the genes, "
          + "\(counts.filtered.values.reduce(0, +)) filtered, \(counts.unmapped) elsewhere")
    }
    lines.append("")
    lines += calls(report, color: color, width)
    lines.append("")
    if let rna = report.rna {
      lines += splicing(rna, borders: report.openBorders(genes: genes), color: color, width) + [""]
    }
    if let covered = report.coverage { lines += coverage(covered, color: color, width) }
    for confirmation in report.confirmations { lines.append("\(bold("Asked", color)) \(confirmation.sentence)") }
    for warning in report.warnings { lines.append("\(bold("Warning", color)) \(warning)") }
    return lines.flatMap { PlainTable.wrapped($0, width: width) }.joined(separator: "\n") + "\n"
  }

  private static func calls(_ report: ScreenDocument, color: Bool, _ width: Int?) -> [String] {
    let passed = report.passed
    let failed = report.calls.count - passed.count
    let note = failed > 0 ? " (\(failed) more did not pass the filters: see variants.tsv)" : ""
    guard !passed.isEmpty else {
      let isBlind = report.coverage.map { $0.noCall == $0.targetBases } ?? false
      let unknown = (report.coverage?.unknownGenes ?? []).map { "; \($0.unknownWords)" }.joined()
      let word = isBlind ? "not known: no target base could be called" : "none called\(unknown)"
      return ["\(bold("Variants", color)) \(word)\(note)"]
    }
    var rows = [["GENE", "CODING", "PROTEIN", "EFFECT", "GENOTYPE", "VAF", "DEPTH", "GQ"]]
    rows += passed.map { call in
      [
        call.gene, call.name, call.hgvsP ?? ".", call.collagenEffectWords ?? call.consequenceWords ?? "",
        call.zygosity?.rawValue ?? "", NumberText.fixed(call.vaf ?? 0, 2), "\(call.depth ?? 0)",
        "\(call.quality ?? 0)",
      ]
    }
    return ["\(bold("Variants", color)) \(passed.count) called\(note)"] + PlainTable.aligned(rows, width: width)
  }

  private static func splicing(
    _ rna: SplicingReport, borders: [String], color: Bool, _ width: Int?
  ) -> [String] {
    let events = rna.calledEvents
    let minor = rna.events.count - events.count
    let note = minor > 0 ? " (\(minor) more too rare to call: see junctions.tsv)" : ""
    var lines = [
      "\(bold("Splicing", color)) \(rna.splicingWord(borders: borders))\(note); "
        + "\(rna.seenJunctions) of \(rna.knownJunctions) known junctions seen"
    ]
    lines += [rna.ratioSentence].compactMap { $0 }
    if !events.isEmpty {
      lines += PlainTable.aligned(
        [["GENE", "KIND", "EXON", "TRANSCRIPT", "FRACTION (95 %)", "READS", "EFFECT"]]
          + events.map { event in
            [
              event.gene, event.kind.rawValue, event.exon, event.hgvsR ?? "", event.fraction.text(decimals: 3),
              "\(event.reads)", event.collagenEffect.map(\.rawValue).joined(separator: ", "),
            ]
          }, width: width)
      lines += rna.siteNotes
    }
    guard !rna.alleleRatios.isEmpty else { return lines }
    lines.append("\(bold("Alleles", color)) fraction of transcripts with the variant")
    return lines
      + PlainTable.aligned(
        [["GENE", "CODING", "FRACTION (95 %)", "FRAGMENTS", "VERDICT"]]
          + rna.alleleRatios.map { site in
            [
              site.gene, site.hgvsC, site.fraction.text(decimals: 3),
              "\(site.altDepth)/\(site.altDepth + site.refDepth)", site.verdict.rawValue,
            ]
          }, width: width)
  }

  private static func coverage(_ coverage: ScreenCoverage, color: Bool, _ width: Int?) -> [String] {
    let (total, missing) = (coverage.targetBases, coverage.noCall)
    var lines = [
      "\(bold("Coverage", color)) \(total - missing) of \(total) target bases called "
        + "(\(NumberText.fixed(coverage.calledPercent, 2)) %), \(missing) without a call"
    ]
    if let limit = coverage.detectionLimit { lines.append(limit.shortSentence) }
    let gaps = coverage.noCalls
    guard !gaps.isEmpty else { return lines }
    lines.append("A variant there would be missed. Largest gaps:")
    let largest = gaps.enumerated().sorted {
      ($1.element.bases, $0.offset) < ($0.element.bases, $1.offset)
    }
    lines += PlainTable.aligned(
      [["PLACE", "GENE", "REGION", "BASES", "DEPTH", "REASON"]]
        + largest.prefix(5).map(\.element).map { gap in
          [
            gap.place, gap.gene, gap.region, "\(gap.bases)", "\(gap.depthMedian)", gap.reason ?? "",
          ]
        }, width: width)
    if gaps.count > 5 { lines.append("  and \(gaps.count - 5) more: see coverage.tsv") }
    return lines
  }

  private static func bold(_ text: String, _ color: Bool) -> String {
    color ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
}
