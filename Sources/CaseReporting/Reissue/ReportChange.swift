// One difference between two reports of a case.

/// One difference between a report and the one before it.
package struct ReportChange: Sendable, Hashable {
  /// What differs, in the order of the report.
  package enum Part: String, Sendable, CaseIterable {
    case result, `class`, variant, criterion, genotype, disease
    case known, frequency, prediction, transcripts, concordance, assay, rna, flag, record, curation
    case knowledge, program, method, input, other

    /// Whether it is of what the result rests on, and not of the result itself.
    var isOfSources: Bool {
      switch self {
      case .knowledge, .program, .method, .input, .other: true
      default: false
      }
    }
  }

  /// What differs.
  package let part: Part
  /// Of what: `COL1A1 c.589G>T`, or the name of a method or file.
  package let subject: String
  /// As the earlier report has it; `nil` if it has nothing there.
  package let before: String?
  /// As this report has it; `nil` if it has nothing there.
  package let after: String?

  /// The difference in words.
  var sentence: String {
    let head = subject.isEmpty ? "\(part.rawValue)" : "\(part.rawValue), \(subject)"
    switch (before, after) {
    case (nil, nil): return "\(head): differs"
    case (nil, let after?): return "\(head): now \(after); nothing before"
    case (let before?, nil): return "\(head): no longer; before: \(before)"
    case (let before?, let after?): return "\(head): now \(after); before: \(before)"
    }
  }
}
