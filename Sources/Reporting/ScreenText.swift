// The short readable table that a screen prints on standard output.

import Documents
import BioSequence

/// A plain-text summary of a ``ScreenReport`` for a person at a terminal.
package enum ScreenText {
  /// Calls first, then what was covered and what was not, then warnings.
  ///
  /// - Parameter color: whether to use ANSI bold for the headings.
  package static func summary(_ report: ScreenReport, color: Bool) -> String {
    var lines = ["\(bold("Sample", color)) \(report.sample)   \(report.assembly.rawValue)"]
    lines.append(
      "\(bold("Reads", color)) \(report.counts.reads) read, \(report.counts.used) on COL1A1/COL1A2, "
        + "\(report.counts.filtered.values.reduce(0, +)) filtered, \(report.counts.unmapped) elsewhere")
    lines.append("")
    lines += calls(report, color: color)
    lines.append("")
    if let messages = report.messages { lines += splicing(messages, color: color) + [""] }
    lines += coverage(report, color: color)
    for confirmation in report.confirmations { lines.append("\(bold("Asked", color)) \(confirmation.sentence)") }
    for warning in report.warnings { lines.append("\(bold("Warning", color)) \(warning)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func calls(_ report: ScreenReport, color: Bool) -> [String] {
    let passed = report.passed
    let failed = report.calls.count - passed.count
    let note = failed > 0 ? " (\(failed) more did not pass the filters: see variants.tsv)" : ""
    guard !passed.isEmpty else { return ["\(bold("Variants", color)) none called\(note)"] }
    var rows = [["GENE", "CODING", "PROTEIN", "EFFECT", "GENOTYPE", "VAF", "DEPTH", "GQ"]]
    rows += passed.map { call in
      [
        call.gene, call.shortName, call.hgvsP.isEmpty ? "." : call.hgvsP,
        call.collagenEffect.isEmpty ? call.consequence : call.collagenEffect, call.zygosity,
        NumberText.fixed(call.vaf, 2), "\(call.depth)", "\(call.quality)",
      ]
    }
    return ["\(bold("Variants", color)) \(passed.count) called\(note)"] + PlainTable.aligned(rows)
  }

  private static func splicing(_ messages: MessageReport, color: Bool) -> [String] {
    let events = messages.calledEvents
    let minor = messages.events.count - events.count
    let note = minor > 0 ? " (\(minor) more too rare to call: see junctions.tsv)" : ""
    var lines = [
      "\(bold("Splicing", color)) \(messages.splicingWord)\(note); "
        + "\(messages.seenJunctions) of \(messages.knownJunctions) known junctions seen"
    ]
    if !events.isEmpty {
      lines += PlainTable.aligned(
        [["GENE", "KIND", "EXON", "MESSAGE", "SHARE (95 %)", "READS", "EFFECT"]]
          + events.map { event in
            [
              event.gene, event.kind, event.exon, event.hgvsR, event.shareText, "\(event.reads)",
              event.collagenEffect,
            ]
          })
      lines += messages.siteNotes
    }
    guard !messages.alleleRatios.isEmpty else { return lines }
    lines.append("\(bold("Alleles", color)) share of messages with the change")
    return lines
      + PlainTable.aligned(
        [["GENE", "CODING", "SHARE (95 %)", "MOLECULES", "VERDICT"]]
          + messages.alleleRatios.map { site in
            [
              site.gene, site.hgvsC, site.shareText, "\(site.altDepth)/\(site.altDepth + site.refDepth)", site.verdict,
            ]
          })
  }

  private static func coverage(_ report: ScreenReport, color: Bool) -> [String] {
    let total = report.targetBases
    let missing = report.bases(verdict: "no_call")
    let share = total > 0 ? 100 * Double(total - missing) / Double(total) : 0
    var lines = [
      "\(bold("Coverage", color)) \(total - missing) of \(total) target bases called "
        + "(\(NumberText.fixed(share, 2)) %), \(missing) without a call"
    ]
    if !report.detectionSentence.isEmpty { lines.append(report.detectionSentence) }
    let gaps = report.coverage.filter { $0.verdict == "no_call" }
    guard !gaps.isEmpty else { return lines }
    lines.append("No call is not wild type. Largest gaps:")
    let largest = gaps.enumerated().sorted {
      let left = $0.element.end - $0.element.start
      let right = $1.element.end - $1.element.start
      return left == right ? $0.offset < $1.offset : left > right
    }
    lines += PlainTable.aligned(
      largest.prefix(5).map(\.element).map { gap in
        [
          "\(gap.chrom):\(gap.start + 1)-\(gap.end)", gap.gene, gap.region, "\(gap.end - gap.start) bases",
          "depth \(gap.depthMedian)", gap.reason,
        ]
      })
    if gaps.count > 5 { lines.append("  and \(gaps.count - 5) more: see coverage.tsv") }
    return lines
  }

  private static func bold(_ text: String, _ color: Bool) -> String {
    color ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }
}
