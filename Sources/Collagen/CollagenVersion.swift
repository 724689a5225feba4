// The version of the package and of what it embeds.

import TypeICollagen

/// What a result says about the program that made it.
package enum CollagenVersion {
  /// Semantic version of the package.
  package static let number = "0.1.0"

  /// One line: version and the digests of the embedded records.
  package static var line: String {
    "collagen \(number) (" + GeneCatalog.embedded.genes.map { "\($0.symbol) \($0.refget)" }.joined(separator: ", ")
      + ")"
  }
}
