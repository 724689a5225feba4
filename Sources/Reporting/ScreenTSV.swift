// The tables of a screen: variants.tsv, coverage.tsv, confirm.tsv and junctions.tsv.

import Documents
import HGVS
import TypeICollagen
import VariantNaming

/// Tab-separated tables of a ``ScreenDocument``; an empty value is `.`.
package enum ScreenTSV {
  /// The columns of `variants.tsv`, in order.
  package static let variantColumns = [
    "sample", "gene", "class", "chrom", "pos", "ref", "alt", "hgvs_g", "hgvs_lrg", "hgvs_c", "hgvs_p", "consequence",
    "exon", "legacy_exon", "helix_residue", "triplet_position", "collagen_effect", "genotype", "zygosity", "depth",
    "alt_depth", "vaf", "vaf_low", "vaf_high", "quality", "filter", "phase_set", "known",
    "haplotype_hgvs_p", "haplotype_consequence", "splice_prediction",
  ]

  /// The columns of `coverage.tsv`, in order; the header begins with `#`, so that tools for BED files pass over it.
  package static let coverageColumns = [
    "#chrom", "start", "end", "gene", "region", "depth_median", "verdict", "reason",
  ]

  /// One line a variant record, after a header line.
  package static func variants(_ report: ScreenDocument) -> String {
    TSV.table(variantColumns, report.calls.map { row($0, sample: report.sample) })
  }

  /// One line a run of target bases, after a header line. Coordinates are 0-based and half-open.
  package static func coverage(_ report: ScreenDocument) -> String {
    TSV.table(
      coverageColumns,
      (report.coverage?.runs ?? []).map {
        [
          $0.chrom, "\($0.start)", "\($0.end)", $0.gene, $0.region, "\($0.depthMedian)", $0.verdict.rawValue,
          $0.reason ?? "",
        ]
      })
  }

  /// The columns of `confirm.tsv`, in order.
  package static let confirmationColumns = [
    "description", "name", "alt_fragments", "ref_fragments", "vaf", "vaf_low", "vaf_high", "detection_limit",
  ]

  /// One line a variant that was asked about, in the order asked, after a header line.
  package static func confirmations(_ report: ScreenDocument) -> String {
    TSV.table(
      confirmationColumns,
      report.confirmations.map { answer in
        [answer.description, answer.name, "\(answer.altDepth)", "\(answer.refDepth)"]
          + [answer.vaf, answer.vafLow, answer.vafHigh, answer.detectionLimit].map { NumberText.fixed($0, 4) }
      })
  }

  /// The columns of `junctions.tsv`, in order.
  package static let junctionColumns = [
    "gene", "kind", "start", "end", "reads", "ratio", "ratio_low", "ratio_high", "chrom", "exon", "length",
    "consequence", "collagen_effect", "hgvs_r", "fragments", "filter", "site", "psi", "psi_low", "psi_high",
    "normal_low", "normal_high", "p_value", "smallest_psi", "hgvs_p", "verdict", "variant_alternative",
  ]

  /// One line a junction of an RNA sample, after a header line. Coordinates are 0-based and half-open: what lies between
  /// the two ends of the junction, or what was kept.
  package static func junctions(_ splicing: SplicingReport) -> String {
    TSV.table(
      junctionColumns,
      splicing.junctions.map { row in
        let fractions = [
          row.psi, row.psiLow, row.psiHigh, row.normalLow, row.normalHigh, row.pValue, row.smallestPsi,
        ]
        return [
          row.gene, row.kind.rawValue, "\(row.start)", "\(row.end)", "\(row.reads)",
          NumberText.fixed(row.ratio, 4), NumberText.fixed(row.ratioLow, 4),
          NumberText.fixed(row.ratioHigh, 4), row.chrom, row.exon, "\(row.length)", row.consequence ?? "",
          row.collagenEffect.map(\.rawValue).joined(separator: "&"), row.hgvsR ?? "",
          NumberText.fixed(row.fragments, 1), row.filter.joined(separator: ";"), row.site ?? "",
        ]
          + fractions.enumerated().map { index, value in
            value.map { index == 5 ? NumberText.significant($0, 3) : NumberText.fixed($0, 4) } ?? ""
          } + [row.hgvsP ?? "", row.verdict?.rawValue ?? "", row.variantAlternative ?? ""]
      })
  }

  /// The values of one variant in the order of ``variantColumns``.
  static func row(_ call: Call, sample: String) -> [String] {
    let fractions = [call.vaf, call.vafLow, call.vafHigh].map { $0.map { NumberText.fixed($0, 4) } }
    let values: [String?] =
      [
        sample, call.gene, call.class?.rawValue, call.chrom, "\(call.pos)", call.ref, call.alt, call.hgvsG,
        call.hgvsLRG, call.hgvsC, call.hgvsP, call.consequenceText, call.exon, call.legacyExon,
        call.helixResidue.map(String.init), call.tripletPosition?.rawValue, call.collagenEffectText, call.genotype,
        call.zygosity?.rawValue, call.depth.map(String.init), call.altDepth.map(String.init),
      ] + fractions
      + [call.quality.map(String.init), call.filterText, call.phaseSet.map(String.init), call.knownText]
      + [
        call.haplotypeHgvsP, (call.haplotypeConsequence ?? []).map(\.name).joined(separator: "&"),
        call.splicePrediction,
      ]
    return values.map { $0 ?? "" }
  }
}
