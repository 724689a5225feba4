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
      + fileRemarks(entries)
  }

  /// What must not be missed of the files that several cases share, each once.
  private static func fileRemarks(_ entries: [CohortEntry]) -> [String] {
    var told: Set<String> = []
    return entries.flatMap { $0.report?.fileRemarks ?? [] }.filter { told.insert($0).inserted }
  }
}
