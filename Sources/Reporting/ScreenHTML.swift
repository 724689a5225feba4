// The page of a screen: self-contained, no script, nothing loaded from anywhere.

import Documents
import BioSequence
import Pages
package import TypeICollagen

/// HTML of a ``ScreenReport``.
package enum ScreenHTML {
  /// The whole page.
  ///
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  package static func text(_ report: ScreenReport, genes: [CollagenGene], version: String) throws -> String {
    try Page.text(
      title: "Type I collagen screen: \(report.sample)", template: template,
      values: model(report, genes: genes, version: version),
      footer: "For research use. Not a diagnosis: confirm by an independent method.")
  }

  private static func model(_ report: ScreenReport, genes: [CollagenGene], version: String) -> [String: Any] {
    let total = report.targetBases
    let missing = report.bases(verdict: "no_call")
    let gaps = report.coverage.filter { $0.verdict == "no_call" }
    let failed = report.calls.filter { !$0.isPass }
    return [
      "sample": report.sample,
      "transcripts": GeneName.list(genes.map(\.record.preferredTranscript.accession)).replacing(" or ", with: " and "),
      "assembly": report.assembly.rawValue,
      "version": version,
      "answer": answer(report),
      "hasCalls": !report.passed.isEmpty,
      "calls": report.passed.map(row),
      "hasFailed": !failed.isEmpty,
      "failed": failed.map(row),
      "pictures": genes.compactMap { gene in
        GeneTrack(gene: gene, report: report).map { ["gene": gene.symbol, "svg": $0.svg()] }
      },
      "messages": report.messages.map { [messages($0)] } ?? [],
      "targetBases": "\(total)",
      "called": "\(total - missing)",
      "calledShare": NumberText.fixed(total > 0 ? 100 * Double(total - missing) / Double(total) : 0, 2),
      "reference": "\(report.bases(verdict: "reference"))",
      "variant": "\(report.bases(verdict: "variant"))",
      "noCall": "\(missing)",
      "detection": report.detectionSentence.isEmpty ? "" : report.detectionSentence + ".",
      "hasGaps": !gaps.isEmpty,
      "gaps": gaps.map { gap in
        [
          "place": "\(gap.chrom):\(gap.start + 1)-\(gap.end)", "gene": gap.gene, "region": gap.region,
          "length": "\(gap.end - gap.start)", "depth": "\(gap.depthMedian)", "reason": gap.reason,
        ]
      },
      "reads": "\(report.counts.reads)",
      "used": "\(report.counts.used)",
      "unmapped": "\(report.counts.unmapped)",
      "filtered": report.counts.filtered.sorted { $0.key < $1.key }.map { ["reason": $0.key, "count": "\($0.value)"] },
      "inputs": report.inputs.map {
        [
          "name": $0.name, "bytes": "\($0.bytes)", "container": $0.container,
          "completeness": $0.completeness.rawValue, "sha256": $0.sha256,
        ]
      },
      "hasConfirmations": !report.confirmations.isEmpty,
      "confirmations": report.confirmations.map(\.sentence),
      "hasWarnings": !report.warnings.isEmpty,
      "warnings": report.warnings,
      "settings": report.settings.map { ["name": $0.name, "value": $0.value] },
    ]
  }

  /// The section on splicing and alleles of an RNA sample.
  private static func messages(_ messages: MessageReport) -> [String: Any] {
    [
      "sentence": messages.sentence,
      "hasEvents": !messages.calledEvents.isEmpty,
      "events": messages.calledEvents.map { event in
        [
          "gene": event.gene, "kind": event.kind.split(separator: "_").joined(separator: " "), "exon": event.exon,
          "name": event.hgvsR, "place": "\(event.chrom):\(event.start + 1)-\(event.end)", "share": event.shareText,
          "reads": "\(event.reads)", "consequence": event.consequence,
          "effect": event.collagenEffect.split(separator: "&").joined(separator: ", "),
        ]
      },
      "siteNotes": messages.siteNotes,
      "hasAlleles": !messages.alleleRatios.isEmpty,
      "alleles": messages.alleleRatios.map { site in
        [
          "gene": site.gene, "name": site.hgvsC, "share": site.shareText,
          "reads": "\(site.altDepth)/\(site.altDepth + site.refDepth)",
          "verdict": site.verdict.split(separator: "_").joined(separator: " "),
        ]
      },
    ]
  }

  /// The result in one sentence.
  private static func answer(_ report: ScreenReport) -> String {
    let missing = report.bases(verdict: "no_call")
    let uncovered =
      missing > 0 ? " \(missing) of \(report.targetBases) target bases have no call: that is not wild type." : ""
    let gap = (report.messages.map { " \($0.sentence)" } ?? "") + uncovered
    let genes = report.passed.map(\.gene).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    switch report.passed.count {
    case 0: return "No variant was called in COL1A1 or COL1A2." + gap
    case 1: return "One variant was called, in \(genes[0])." + gap
    default: return "\(report.passed.count) variants were called, in \(genes.joined(separator: " and "))." + gap
    }
  }

  private static func row(_ call: ReportedCall) -> [String: Any] {
    let helix = call.helixResidue.isEmpty ? "" : "helix \(call.helixResidue) (\(call.tripletPosition))"
    return [
      "gene": call.gene, "coding": call.hgvsC, "protein": call.hgvsP, "genomic": call.hgvsG,
      "consequence": call.consequence, "effect": call.collagenEffect.split(separator: "&").joined(separator: ", "),
      "exon": call.exon, "helix": helix, "zygosity": call.zygosity, "genotype": call.genotype,
      "vaf": NumberText.fixed(call.vaf, 3),
      "interval": "\(NumberText.fixed(call.vafLow, 3))-\(NumberText.fixed(call.vafHigh, 3))",
      "reads": "\(call.altDepth)/\(call.depth)", "quality": "\(call.quality)", "filter": call.filter,
      "known": call.known,
    ]
  }
}
