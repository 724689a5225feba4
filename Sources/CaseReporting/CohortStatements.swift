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
    entries.flatMap { entry in
      (entry.report?.identity.alarms ?? []).map { "IDENTITY NOT CONFIRMED: case \(entry.id): \($0.description)" }
    } + suspicions(entries).map(\.description)
      + entries.flatMap { entry in
        (entry.report?.assessment.identityDoubts ?? []).map {
          "\(InputFault.Code.identityUncertain.rawValue): case \(entry.id): \($0)"
        }
      }
      + screenWarnings(entries) + fileRemarks(entries)
  }

  /// That a case does not count as screened, or its line as measured.
  private static func extent(_ assessment: CaseAssessment) -> [String] {
    let line = assessment.assay.flatMap { assay in
      assay.isMeasured ? nil : "nothing was measured of line \(assay.line): it is not counted as an assay"
    }
    return [extentWords(assessment), line].compactMap(\.self)
  }

  private static func extentWords(_ assessment: CaseAssessment) -> String? {
    let unknown = assessment.unknownGenes.map(\.unknownWords).joined(separator: "; ")
    switch assessment.extent {
    case nil: return nil
    case .screened: return unknown.isEmpty ? nil : unknown
    case .nothingCovered: return "not one base of the target was covered: it is not counted as screened"
    case .noBaseCalled, .geneNotCovered: return unknown + ": it is not counted as screened"
    }
  }

  /// What decides what the screens of the cases are worth: cases of which the same is said stand together.
  private static func screenWarnings(_ entries: [CohortEntry]) -> [String] {
    var texts: [String] = []
    var cases: [String: [String]] = [:]
    for entry in entries {
      guard let report = entry.report else { continue }
      for text in extent(report.assessment) + report.decisiveWarnings + report.assayWarnings
      where cases[text]?.last != entry.id {
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
