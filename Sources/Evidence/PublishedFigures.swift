// Figures of a publication that a cohort is set beside: a table of statements, each with the cohort's measure for it.

import Documents
package import Reporting

/// Statements of a publication, TSV `statement measure published denominator source`.
package struct PublishedFigures: Sendable, Hashable {
  /// One statement beside the cohort's number.
  package struct Comparison: Sendable, Hashable {
    /// The statement in a few words.
    package let statement: String
    /// What the publication gives, with its denominator.
    package let published: String
    /// What the cohort gives; `nil` if it has no such measure.
    package let cohort: CohortDocument.Row?
    /// Whether both are the same number to the decimals of the publication; `nil` where the publication gives words only, or
    /// the cohort has no such measure.
    package let isEqual: Bool?
    /// The publication.
    package let source: String
  }

  private struct Statement: Sendable, Hashable {
    let statement: String
    let measure: String
    let published: String
    let denominator: String
    let source: String

    /// The decimals that the publication gives, two at most, as a cohort has no more.
    var decimals: Int {
      guard let point = published.firstIndex(of: ".") else { return 0 }
      return min(2, published[published.index(after: point)...].prefix(while: \.isNumber).count)
    }
  }

  private let statements: [Statement]

  /// Reads the table.
  ///
  /// - Throws: ``EvidenceError`` if columns are missing or a statement is empty.
  package init(text: String, file: String) throws(EvidenceError) {
    let columns = ["statement", "measure", "published", "denominator", "source"]
    let table = try NamedTable(DecodedText(file: file, bytes: Array(text.utf8)), form: .tabs)
    try table.check(columns, required: columns)
    statements = table.rows.map { row in
      Statement(
        statement: table.text(row, "statement"), measure: table.text(row, "measure"),
        published: table.text(row, "published"), denominator: table.text(row, "denominator"),
        source: table.text(row, "source"))
    }
  }

  /// The statements beside a cohort's numbers of all its cases.
  package func beside(_ table: CohortTable) -> [Comparison] {
    statements.map { statement in
      let row = table.row(statement.measure)
      let number = NumberText.parse(statement.published)
      let hasDenominator = !statement.denominator.isEmpty && statement.denominator != "."
      var isEqual: Bool?
      if let number {
        // A figure can be no nearer to the publication's than the publication gives it.
        let own = row?.value.map { NumberText.rounded($0, decimals: statement.decimals) }
        isEqual =
          row == nil
          ? nil : own == number && (!hasDenominator || row?.denominator.map(String.init) == statement.denominator)
      }
      return Comparison(
        statement: statement.statement,
        published: statement.published + (hasDenominator ? " of \(statement.denominator)" : ""), cohort: row,
        isEqual: isEqual, source: statement.source)
    }
  }
}
