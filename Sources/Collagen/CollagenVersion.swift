// The version of the package and of what it embeds.

import TypeICollagen

/// What a result says about the program that made it.
public enum CollagenVersion {
  /// Semantic version of the package.
  public static let number = "0.1.0"

  /// One line: version and the digests of the embedded records.
  public static var line: String {
    "collagen \(number) (" + ReferenceModels.all.map { "\($0.symbol) \($0.refget)" }.joined(separator: ", ") + ")"
  }
}
