// A record of a VCF that reaches into a gene and is no call, with its line and the reason.

/// A record of a gene that is no call, and why.
package struct VCFRemark: Sendable, Hashable, Codable {
  /// 1-based line of the file.
  package let line: Int
  /// Gene symbol.
  package let gene: String
  /// `chr17:50198002`.
  package let place: String
  /// ALT as written.
  package let alt: String
  /// Why.
  package let reason: String

  /// The remark in words.
  package var text: String { "line \(line), \(gene) at \(place), ALT \(alt): \(reason)" }
}
