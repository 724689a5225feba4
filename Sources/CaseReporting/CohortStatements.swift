// What a cohort's tables and page say alike.

import Documents
import Evidence
import Reporting

/// Figures and warnings of a cohort in words.
package enum CohortStatements {
  /// A number with at most two decimals and no needless zeros.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "." }
    return NumberText.shortest(NumberText.rounded(value, decimals: 2))
  }

  /// A number of a cohort with what it is of: `17 of 24`; a mean or an end of a range, which is of no part: `27 (n 24)`.
  static func number(_ row: CohortTable.Row) -> String {
    let isCount = !["_mean", "_min", "_max", "_years"].contains { row.measure.hasSuffix($0) }
    return number(row.value) + (row.denominator.map { isCount ? " of \($0)" : " (n \($0))" } ?? "")
  }

  /// What is to be said of the cases together and of who they are, a line each.
  package static func warnings(_ entries: [CohortEntry]) -> [String] {
    suspicions(entries).map(\.description)
      + entries.flatMap { entry in
        (entry.report?.assessment.identityDoubts ?? []).map {
          "\(InputFault.Code.identityUncertain.rawValue): case \(entry.id): \($0)"
        }
      }
      + screenWarnings(entries) + fileRemarks(entries)
  }

  /// What decides what the screens of the cases are worth: cases of which the same is said stand together.
  private static func screenWarnings(_ entries: [CohortEntry]) -> [String] {
    var texts: [String] = []
    var cases: [String: [String]] = [:]
    for entry in entries {
      guard let report = entry.report else { continue }
      let isCovered = report.assessment.screen == nil || report.assessment.isSequenced
      let uncovered = isCovered ? [] : ["not one base of the target was covered: it is not counted as screened"]
      for text in uncovered + report.decisiveWarnings where cases[text]?.last != entry.id {
        if cases[text] == nil { texts.append(text) }
        cases[text, default: []].append(entry.id)
      }
    }
    return texts.map { text in
      let ids = cases[text] ?? []
      let shown = ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? " and \(ids.count - 10) more" : "")
      return "\(ids.count == 1 ? "case" : "cases") \(shown): \(text)"
    }
  }

  /// What must not be missed of the files that several cases share, each once.
  private static func fileRemarks(_ entries: [CohortEntry]) -> [String] {
    var told: Set<String> = []
    return entries.flatMap { $0.report?.fileRemarks ?? [] }.filter { told.insert($0).inserted }
  }
}
