// What a cohort's tables and page say alike.

import Documents
import Evidence

/// Figures and warnings of a cohort in words.
package enum CohortStatements {
  /// A number with at most two decimals and no needless zeros.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "." }
    return NumberText.shortest(NumberText.rounded(value, decimals: 2))
  }

  /// What is to be said of the cases together and of who they are, a line each.
  package static func warnings(_ entries: [CohortEntry]) -> [String] {
    suspicions(entries).map(\.description)
      + entries.flatMap { entry in
        (entry.report?.assessment.identityDoubts ?? []).map {
          "\(InputFault.Code.identityUncertain.rawValue): case \(entry.id): \($0)"
        }
      }
  }
}
