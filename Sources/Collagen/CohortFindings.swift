// What a sheet as a whole says of each of its cases, before anything is worked out.

import Documents
import Evidence

/// What the sheet says of its cases beside their own rows.
struct CohortFindings: Sendable {
  /// What it says of one case.
  struct OfCase: Sendable, Hashable {
    /// Faults for which the case fails.
    var faults: [InputFault] = []
    /// Faults of identity in spite of which the operator goes on.
    var alarms: [InputFault] = []
    /// Sample names of VCFs that several cases have.
    var genericSamples: Set<String> = []
    /// Lines of other cases on tables that the case shares with them.
    var linesElsewhere: Set<String> = []

    /// What the case's result depends on, for its digest; empty for most.
    var text: String {
      alarms.map { "\($0.description)\n" }.joined() + genericSamples.sorted().map { "generic \($0)\n" }.joined()
        + linesElsewhere.sorted().map { "elsewhere \($0)\n" }.joined()
    }
  }

  private var cases: [String: OfCase] = [:]

  /// No findings.
  init() {}

  /// Findings by row.
  init(_ sheet: CohortSheet, _ findings: [Int: OfCase]) {
    for (index, found) in findings { cases[sheet.rows[index].id] = found }
  }

  /// What the sheet says of a case.
  func of(_ row: CohortSheet.Row) -> OfCase { cases[row.id] ?? OfCase() }
}
