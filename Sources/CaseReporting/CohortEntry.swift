// One case of a cohort, and what became of it.

package import Evidence

/// What a cohort's tables and page tell of a case's report.
///
/// Of ten thousand cases all of these are in memory together: what only the report itself tells, such as the known variants
/// that it was held against, is not among it.
package final class CohortReport: Sendable {
  /// The case for the tables.
  package let cohortCase: CohortCase
  /// Who the parts of the case are of.
  package let identity: CaseIdentity
  /// What must not be missed of the files that cases share.
  package let fileRemarks: [String]
  /// What decides what its screens are worth.
  package let decisiveWarnings: [String]

  /// What its assay warns of.
  package let assayWarnings: [String]

  /// The joined case.
  package var assessment: CaseAssessment { cohortCase.assessment }

  /// What the tables tell of a report.
  package init(_ report: CaseReport) {
    cohortCase = CohortCase(report.assessment)
    identity = report.identity
    fileRemarks = report.fileRemarks
    decisiveWarnings = report.decisiveWarnings
    assayWarnings = report.assayWarnings
  }
}

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
  /// What its report says; `nil` if it failed.
  package let report: CohortReport?

  /// An entry.
  package init(id: String, state: State, report: CaseReport?) {
    self.id = id
    self.state = state
    self.report = report.map(CohortReport.init)
  }
}
