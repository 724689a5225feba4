// Reads the report that was issued before from its JSON, and compares the new one with it.

import Digests
package import Documents
package import Evidence
import Reporting

extension EarlierReport {
  /// Reads the report that is issued again.
  ///
  /// - Parameters:
  ///   - id: the case's id.
  ///   - date: when the new report is issued.
  /// - Throws: ``EvidenceError`` if the file is no report of this schema, was edited, is of another case, or is later than
  ///   `date`.
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
    let document = JSONValue(node)
    guard node[CaseReportJSON.contentKey] != nil else {
      throw fault(
        .missing, CaseReportJSON.contentKey,
        "the report has no digest of its content, as those of earlier versions: whether it was edited cannot be known",
        "issue the report without --previous, and name the earlier one in the record's note")
    }
    guard node[CaseReportJSON.contentKey]?.text == CaseReportJSON.contentDigest(document) else {
      throw fault(
        .changedFile, CaseReportJSON.contentKey,
        "not what was issued: the digest of the report's content does not agree",
        "give the file as 'collagen report' wrote it, or issue the report without --previous")
    }
    file = source.name
    sha256 = source.diskDigest ?? SHA256.hexadecimal(source.bytes)
    issue = min(max(node["issue"]?.integer ?? 1, 1), 1_000_000)
    self.document = document
  }
}

extension Reissue {
  /// Compares a report with the one before it.
  package init(_ earlier: EarlierReport, now report: CaseReport) {
    self.earlier = earlier
    changes = ReportComparison(before: earlier.document, after: CaseReportJSON.plain(report)).changes()
  }
}
