// A variant that the transcripts show, and what the DNA says of it.

package import Reporting

/// A variant of the transcripts as the DNA shows it.
package struct TranscriptVariant: Sendable, Hashable {
  /// What the DNA says.
  package enum Standing: String, Sendable, CaseIterable {
    /// It is called in the DNA too.
    case called
    /// It is called in the DNA, but did not pass the filters.
    case notCounted = "not_counted"
    /// The DNA shows other bases there.
    case absent
    /// The DNA has no call there.
    case noCall = "no_call"
    /// The DNA was not looked at there, or its file does not tell.
    case notKnown = "not_known"

    /// In words.
    package var words: String {
      switch self {
      case .called: "called in the DNA"
      case .notCounted: "in the DNA, but not counted"
      case .absent: "not in the DNA"
      case .noCall: "no call in the DNA"
      case .notKnown: "not known of the DNA"
      }
    }
  }

  /// The call of the RNA.
  package let call: Call
  /// What the DNA says of it.
  package let standing: Standing
  /// Fragments of the DNA there, where it is absent.
  package let depth: Int?
}
