// One case of a cohort, and what became of it.

import Evidence

/// One case of a cohort's outputs.
package struct CohortEntry: Sendable {
  /// What became of the case.
  package enum State: Sendable, Hashable {
    /// Worked out in this run.
    case done
    /// Kept from an earlier run with the same inputs.
    case kept
    /// Not worked out; the reason in one line.
    case failed(String)

    /// The word for tables.
    package var word: String {
      switch self {
      case .done: "done"
      case .kept: "kept"
      case .failed: "failed"
      }
    }
  }

  /// The case's id.
  package let id: String
  /// What became of it.
  package let state: State
  /// Its report; `nil` if it failed.
  package let report: CaseReport?

  /// An entry.
  package init(id: String, state: State, report: CaseReport?) {
    self.id = id
    self.state = state
    self.report = report
  }

  /// The case for the tables.
  var cohortCase: CohortCase? { report.map { CohortCase(record: $0.assessment.record, assessment: $0.assessment) } }
}
