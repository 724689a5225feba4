// The report of the same case that was issued before, read from its JSON.

import Digests
package import Documents
package import Evidence
import Reporting

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

  /// Reads the report that is issued again.
  ///
  /// - Parameters:
  ///   - id: the case's id.
  ///   - date: when the new report is issued.
  /// - Throws: ``EvidenceError`` if the file is no report of this schema, is of another case, or is later than `date`.
  package init(_ source: SourceFile, id: String, date: TimeStamp?) throws(EvidenceError) {
    let node = try DocumentNode.json(source.text(), file: source.name)
    func fault(_ code: InputFault.Code, _ place: String, _ reason: String, _ remedy: String) -> EvidenceError {
      let mark = (node[place] ?? node).mark
      return EvidenceError(
        InputFault(
          code, file: source.name, at: .init(line: mark.line, column: mark.column, byte: mark.byte), place: place,
          reason: reason, remedy: remedy))
    }
    guard node["schema"]?.text == CaseReportJSON.schema else {
      throw fault(
        .invalidValue, "schema", "not the JSON of a report (\(CaseReportJSON.schema))",
        "give the CASE.report.json that 'collagen report' wrote")
    }
    guard node["answer"]?.text != nil, node["version"]?.text != nil, case .list? = node["calls"]?.content,
      case .list? = node["methods"]?.content, case .list? = node["inputs"]?.content
    else {
      throw fault(
        .missing, "answer", "a report has version, answer, calls, methods and inputs",
        "give the file as 'collagen report' wrote it")
    }
    guard let other = node["case"]?["id"]?.text, other == id else {
      throw fault(.conflict, "case", "a report of another case than \(id)", "give this case's own report")
    }
    if let own = date, let earlier = node["date"]?.text.flatMap({ TimeStamp($0) }), earlier.date > own.date {
      throw fault(
        .conflict, "date", "issued on \(earlier.date.text), after the day of the new report, \(own.date.text)",
        "give the report that came before it, or the right --date")
    }
    file = source.name
    sha256 = source.diskDigest ?? SHA256.hexadecimal(source.bytes)
    issue = min(max(node["issue"]?.integer ?? 1, 1), 1_000_000)
    document = JSONValue(node)
  }

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

  /// Compares a report with the one before it.
  package init(_ earlier: EarlierReport, now report: CaseReport) {
    self.earlier = earlier
    changes = ReportComparison(before: earlier.document, after: CaseReportJSON.plain(report)).changes()
  }

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
