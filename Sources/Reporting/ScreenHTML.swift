// The page of a screen: self-contained, no script, nothing loaded from anywhere.

import BioSequence
import Documents
import Knowledge
package import Pages
package import TypeICollagen

/// HTML of a ``ScreenDocument``.
package enum ScreenHTML {
  /// The whole page.
  ///
  /// - Parameter reportPage: the name of the case report's page, which must lie in the same folder: plain letters, digits,
  ///   points, dashes and underscores.
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  package static func text(
    _ report: ScreenDocument, genes: [CollagenGene], pileups: [PileupPicture] = [], reportPage: String? = nil,
    version: String
  ) throws -> String {
    let files = report.inputs.prefix(4).map(\.name).joined(separator: ", ")
    let more = report.inputs.count > 4 ? " and \(report.inputs.count - 4) more" : ""
    return try Page.text(
      title: "Type I collagen screen: \(report.sample)", template: template,
      values: model(report, genes: genes, version: version).merging(pictures(pileups, report)) { first, _ in first }
        .merging(["reportPages": [reportPage].compactMap(\.self)]) { first, _ in first },
      footer: "For research use. Not a diagnosis: confirm by an independent method."
        + (report.calls.contains { $0.splicePrediction != nil } ? " " + SplicePrediction.attribution : ""),
      runningHead: "sample \(report.sample) (\(files)\(more))")
  }

  private static func model(_ report: ScreenDocument, genes: [CollagenGene], version: String) -> [String: Any] {
    let borders = report.openBorders(genes: GeneCatalog(genes: genes))
    var model: [String: Any] = [
      "sample": report.sample,
      "transcripts": GeneName.list(genes.map(\.record.preferredTranscript.accession)).replacing(" or ", with: " and "),
      "assembly": report.assembly.rawValue,
      "version": version,
      "answer": answer(report, borders: borders),
      "hasCalls": !report.passed.isEmpty,
      "calls": report.passed.map(row),
      "hasFailed": !report.failed.isEmpty,
      "failed": report.failed.map(row),
      "pictures": genes.compactMap { gene in
        GeneTrack(gene: gene, report: report).map { ["gene": gene.symbol, "svg": $0.svg()] }
      },
      "messages": report.rna.map { [splicing($0, borders)] } ?? [],
      "inputs": report.inputs.map {
        [
          "name": $0.name, "bytes": "\($0.bytes)", "container": $0.container,
          "completeness": $0.completeness.rawValue, "sha256": $0.toldDigest,
        ]
      },
      "hasConfirmations": !report.confirmations.isEmpty,
      "confirmations": report.confirmations.map(\.sentence),
      "library": report.library.map { [$0.sentence] } ?? [],
      "hasWarnings": !report.warnings.isEmpty,
      "warnings": report.warnings,
      "settings": ((report.settings?.told ?? []) + (report.families.map { [("molecules", $0.sentence)] } ?? []))
        .map { ["name": $0.name, "value": $0.value] },
    ]
    for part in [report.coverage.map(coverage), report.counts.map(reads), curves(report)] {
      model.merge(part ?? [:]) { first, _ in first }
    }
    return model
  }

  /// The fragments at the first calls, and how many calls have no picture.
  private static func pictures(_ pileups: [PileupPicture], _ report: ScreenDocument) -> [String: Any] {
    let others = report.passed.count - pileups.count
    return [
      "hasPileups": !pileups.isEmpty, "pileups": pileups.map { ["words": $0.words, "svg": $0.svg()] },
      "noPileups": others > 0 ? "\(others) more \(others == 1 ? "call has" : "calls have") no picture." : "",
    ]
  }

  private static func coverage(_ coverage: ScreenCoverage) -> [String: Any] {
    [
      "targetBases": "\(coverage.targetBases)",
      "called": "\(coverage.targetBases - coverage.noCall)",
      "calledShare": NumberText.fixed(coverage.calledPercent, 2),
      "reference": "\(coverage.reference)",
      "variant": "\(coverage.variant)",
      "noCall": "\(coverage.noCall)",
      "detection": coverage.detectionLimit.map { $0.shortSentence + "." } ?? "",
      "hasGaps": coverage.noCall > 0,
      "gaps": coverage.noCalls.map { gap in
        [
          "place": gap.place, "gene": gap.gene, "region": gap.region, "length": "\(gap.bases)",
          "depth": "\(gap.depthMedian)", "reason": gap.reason ?? "",
        ]
      },
    ]
  }

  private static func reads(_ counts: ReadCounts) -> [String: Any] {
    [
      "reads": "\(counts.reads)", "used": "\(counts.used)", "unmapped": "\(counts.unmapped)",
      "filtered": counts.filtered.sorted { $0.key < $1.key }.map { ["reason": $0.key, "count": "\($0.value)"] },
    ]
  }

  /// The section on splicing and alleles of an RNA sample.
  private static func splicing(_ rna: SplicingReport, _ borders: [String]) -> [String: Any] {
    [
      "sentence": rna.sentence(borders: borders),
      "ratios": [rna.ratioSentence].compactMap { $0 },
      "hasEvents": !rna.calledEvents.isEmpty,
      "events": rna.calledEvents.map { event in
        [
          "gene": event.gene, "kind": event.kind.rawValue.split(separator: "_").joined(separator: " "),
          "exon": event.exon,
          "name": event.hgvsR ?? "", "place": "\(event.chrom):\(event.start + 1)-\(event.end)",
          "share": event.fraction.text(decimals: 3),
          "reads": "\(event.reads)", "consequence": event.consequence ?? "",
          "effect": event.collagenEffect.map(\.rawValue).joined(separator: ", "),
        ]
      },
      "siteNotes": rna.siteNotes,
      "hasAlleles": !rna.alleleRatios.isEmpty,
      "alleles": rna.alleleRatios.map { site in
        [
          "gene": site.gene, "name": site.hgvsC, "share": site.fraction.text(decimals: 3),
          "reads": "\(site.altDepth)/\(site.altDepth + site.refDepth)",
          "verdict": site.verdict.rawValue.split(separator: "_").joined(separator: " "),
        ]
      },
    ]
  }

  /// The result in one sentence.
  private static func answer(_ report: ScreenDocument, borders: [String]) -> String {
    var gap = report.rna.map { " \($0.sentence(borders: borders))" } ?? ""
    if let coverage = report.coverage, coverage.noCall > 0 {
      gap +=
        " \(coverage.noCall) of \(coverage.targetBases) target bases have no call: a variant there would be missed."
    }
    // Of both genes together the figure above says it.
    if let coverage = report.coverage, !coverage.isNone {
      gap += coverage.unknownGenes.map { gene in
        " \(gene.unknownWords.prefix(1).uppercased() + gene.unknownWords.dropFirst()): nothing is known of its variants."
      }.joined()
    }
    let genes = report.passed.map(\.gene).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    switch report.passed.count {
    case 0:
      let isBlind = report.coverage?.isNone == true
      return
        (isBlind
        ? "No base has a call, so that nothing is known of variants." : "No variant was called at the bases covered.")
        + gap
    case 1: return "One variant was called, in \(genes[0])." + gap
    default: return "\(report.passed.count) variants were called, in \(genes.joined(separator: " and "))." + gap
    }
  }

  private static func row(_ call: Call) -> [String: Any] {
    func fraction(_ value: Double?) -> String { NumberText.fixed(value ?? 0, 3) }
    let helix = call.helixResidue.map { "helix \($0) (\(call.tripletPosition?.rawValue ?? "?"))" }
    return [
      "gene": call.gene, "coding": call.hgvsC ?? "", "protein": call.hgvsP ?? "", "genomic": call.hgvsG ?? "",
      "consequence": call.consequenceWords ?? "",
      "effect": call.collagenEffectWords ?? "", "exon": call.exon ?? "",
      "helix": helix ?? "", "zygosity": call.zygosity?.rawValue ?? "", "genotype": call.genotype ?? "",
      "vaf": fraction(call.vaf), "interval": "\(fraction(call.vafLow))-\(fraction(call.vafHigh))",
      "reads": "\(call.altDepth ?? 0)/\(call.depth ?? 0)", "quality": "\(call.quality ?? 0)",
      "filter": call.filterText, "known": call.known.map(\.sentence).joined(separator: "; "),
    ]
  }
}
