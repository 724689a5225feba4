// The variants that samples of a cohort were asked about, all cases in one table: mostly those of children in their parents.

import Documents
package import Reporting

/// The confirmations of a cohort.
package enum CohortConfirmations {
  /// The fraction of molecules for which the probability of missing it is told.
  static let fraction = 0.01

  /// One line a case and variant, in the order of the sheet; `nil` if no case was asked about one.
  ///
  /// `missed_1pct` is the probability that the variant would not have been seen (three molecules or more) if 1 % of the molecules had it.
  package static func tsv(_ cases: [(id: String, answers: [Confirmation])]) -> String? {
    let rows = cases.flatMap { one in one.answers.map { [one.id] + cells($0) } }
    guard !rows.isEmpty else { return nil }
    return TSV.table(
      [
        "case_id", "description", "gene", "name", "alt_fragments", "ref_fragments", "vaf", "vaf_low", "vaf_high",
        "detection_limit", "missed_1pct", "verdict", "statement",
      ], rows)
  }

  private static func cells(_ answer: Confirmation) -> [String] {
    [answer.description, answer.gene, answer.name, "\(answer.altDepth)", "\(answer.refDepth)"]
      + [answer.vaf, answer.vafLow, answer.vafHigh, answer.detectionLimit].map { NumberText.fixed($0, 4) }
      + [NumberText.fixed(answer.probabilityOfMissing(fraction: fraction), 4), answer.verdict.rawValue, answer.counsel]
  }
}
