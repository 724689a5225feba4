// How old the sources of a report are, counted from the day of the report and never from a clock.

import Documents
import Evidence
import Knowledge
import Reporting

extension CaseReport {
  /// The day that ages are counted to: that of the report, else the newest day that the record, its specimen and the
  /// sources name.
  var referenceDay: CalendarDate? {
    if let date { return date.date }
    let record = assessment.record
    let days =
      [record.specimen?.collected, record.specimen?.received, knowledge?.pack.date] + record.curation.map(\.date)
      + record.bmd.map(\.date) + (known?.files ?? []).map(\.date)
    return days.compactMap { $0.flatMap { CalendarDate($0) } }.max()
  }

  /// What is said of files of known variants that are more than a year old; the pack says it of its own.
  var ageRemarks: [String] {
    guard let day = referenceDay else { return [] }
    let packed = Set((knowledge?.pack.parts ?? []).map(\.source.file))
    return (known?.files ?? []).compactMap { file in
      guard !packed.contains(file.name), let own = file.date.flatMap({ CalendarDate($0) }),
        own.isMoreThanAYear(before: day)
      else { return nil }
      return "\(file.name): of \(own.text), more than a year older than \(day.text): what was learned since is missing"
    }
  }
}
