// The audit trail of criteria that persons judged: every entry of the record, whether it counts, and what the program had made of it.

import Documents
import Evidence
import Reporting

/// The judgements of a case's record in its order.
struct CurationTrail {
  /// One judgement.
  struct Entry {
    /// What became of a judgement.
    enum Standing: String {
      /// It stands in the place of the program's.
      case counts
      /// A later entry of the same criterion counts.
      case replaced
      /// The record does not say which of several variants it is about, or there is none.
      case noVariant = "no_variant"
    }

    let judgement: CaseRecord.Curation
    let standing: Standing
    /// The variant that it is about.
    let variant: String?
    /// What the program had made of the criterion.
    let automatic: String?
  }

  let entries: [Entry]

  /// The trail of an assessment.
  init(_ assessment: CaseAssessment) {
    let all = assessment.record.curation
    entries = all.enumerated().map { index, judgement in
      let isLast = !all[(index + 1)...].contains { $0.code == judgement.code }
      for call in assessment.calls {
        let outcome = call.ledger.outcomes.first { $0.curated != nil && $0.criterion.rawValue == judgement.code }
        guard let curated = outcome?.curated else { continue }
        return Entry(
          judgement: judgement, standing: isLast ? .counts : .replaced, variant: call.finding.label,
          automatic: curated.automatic)
      }
      return Entry(judgement: judgement, standing: .noVariant, variant: nil, automatic: nil)
    }
  }
}

extension CurationTrail.Entry {
  /// The judgement without its code: `moderate, count 4, reason, by A. Curator, 2026-02-01`.
  var words: String {
    [
      judgement.strength.rawValue.replacing("_", with: " "), judgement.count.map { "count \($0)" }, judgement.reason,
      "by \(judgement.by ?? "a person who is not named")", judgement.date ?? "date not stated",
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// What became of it, and what the program had made of the criterion.
  var outcome: String {
    switch standing {
    case .counts: "Counts for \(variant ?? ""). The program: \(automatic ?? "")"
    case .replaced: "Replaced by a later judgement of \(judgement.code)"
    case .noVariant: "Not counted: it is not known which variant it is about"
    }
  }

  var json: JSONValue {
    .object([
      "code": .text(judgement.code), "strength": .text(judgement.strength.rawValue),
      "count": .optional(judgement.count),
      "reason": .optional(judgement.reason), "by": .optional(judgement.by), "date": .optional(judgement.date),
      "standing": .text(standing.rawValue), "variant": .optional(variant), "automatic": .optional(automatic),
    ])
  }
}
