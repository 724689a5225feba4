// The report of the same case that was issued before, and what differs.

import Documents

/// A report of a case as its JSON says it.
package struct EarlierReport: Sendable, Hashable {
  /// Base name of the file.
  package let file: String
  /// SHA-256 of the file on disk.
  package let sha256: String
  /// The first report of a case is 1, each that names the one before it one more.
  package let issue: Int
  /// The document. Keys that this program does not know are kept.
  let document: JSONValue

  /// The day or time of its issue, if it has one.
  package var date: String? { document["date"]?.words }

  /// The sentence that stands above the changes.
  var sentence: String {
    "Report \(issue + 1) of this case. It takes the place of report \(issue)\(date.map { " of \($0)" } ?? ", which has no date")"
      + " (\(file), SHA-256 \(sha256))."
  }
}

/// A case's report that is issued again: the one before it, and what differs.
package struct Reissue: Sendable, Hashable {
  /// The report before.
  package let earlier: EarlierReport
  /// What differs, the weightiest first.
  package let changes: [ReportChange]

  /// How many changes are of the answer, of variants or of their classes.
  package var changedResults: Int { changes.count { [.result, .class, .variant].contains($0.part) } }

  /// The changes in sentences; one that says so where there are none.
  var sentences: [String] {
    changes.isEmpty ? ["Nothing differs but the date of issue."] : changes.map(\.sentence)
  }

  var json: JSONValue {
    .object([
      "file": .text(earlier.file), "sha256": .text(earlier.sha256), "date": .optional(earlier.date),
      "issue": .integer(earlier.issue), "version": .optional(earlier.document["version"]?.words),
      "digest": .optional(earlier.document["digest"]?.words),
      "changes": .list(
        changes.map { change in
          .object([
            "part": .text(change.part.rawValue), "subject": .text(change.subject),
            "before": .optional(change.before), "after": .optional(change.after),
          ])
        }),
    ])
  }
}
