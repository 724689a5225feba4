// What a call predicts of its transcripts, skipping or decay, held against the transcripts themselves.

/// A predicted effect on the transcripts, tested on the person's RNA.
package struct TranscriptFinding: Sendable, Hashable {
  /// What is predicted.
  package enum Prediction: String, Sendable, CaseIterable {
    /// Aberrant splicing.
    case splicing
    /// Decay of the mRNA by an early stop.
    case decay
  }

  /// The result.
  package enum Verdict: String, Sendable, CaseIterable {
    case confirmed, contradicted
    case notTestable = "not_testable"

    /// In words.
    package var words: String { self == .notTestable ? "not testable" : rawValue }
  }

  /// What is predicted.
  package let prediction: Prediction
  /// What the transcripts say of it.
  package let verdict: Verdict
  /// Why, without a full stop.
  package let reason: String

  /// The test in a sentence without the full stop: `predicted decay of the mRNA: confirmed: ...`.
  package var sentence: String {
    let what = prediction == .splicing ? "predicted aberrant splicing" : "predicted decay of the mRNA"
    return "\(what): \(verdict.words): \(reason)"
  }
}
