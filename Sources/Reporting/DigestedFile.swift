// The digest of an input in documents: a key named by its algorithm.

import Digests
package import Documents

/// A file in a document: `sha256` or `blake3` with 64 hexadecimal digits, or `"digest": "none"`.
package protocol DigestedFile: ValidatedDocument {
  /// SHA-256 of its bytes, in hexadecimal; nil where there is another digest.
  var sha256: String? { get }
  /// BLAKE3 of its bytes, in hexadecimal; nil where there is another digest.
  var blake3: String? { get }
  /// `none` where no digest was taken.
  var digest: String? { get }
}

/// The keys of a digest.
enum DigestKey: String, CodingKey {
  case sha256, blake3, digest
}

extension DigestedFile {
  /// What stands under `digest`.
  static var noDigest: String { "none" }

  /// The digest for people, with its algorithm unless that is SHA-256.
  package var toldDigest: String { sha256 ?? blake3.map { "BLAKE3 \($0)" } ?? Self.noDigest }

  /// Writes the one key that there is.
  func encodeDigest(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: DigestKey.self)
    if let sha256 {
      try keys.encode(sha256, forKey: .sha256)
    } else if let blake3 {
      try keys.encode(blake3, forKey: .blake3)
    } else {
      try keys.encode(Self.noDigest, forKey: .digest)
    }
  }

  /// Checks that there is one digest, or the word that there is none.
  func validateDigest() throws(InvalidValue) {
    for (key, value) in [("sha256", sha256), ("blake3", blake3)] {
      try require(value?.isHexDigest ?? true, key, "64 hexadecimal digits are needed")
    }
    try require(digest == nil || digest == Self.noDigest, "digest", "only none stands here")
    try require(
      [sha256, blake3, digest].compactMap(\.self).count == 1, "sha256",
      "one digest is needed: sha256, blake3, or digest: none")
  }
}

extension String {
  /// Whether the text is 32 bytes in lower-case hexadecimal.
  package var isHexDigest: Bool {
    utf8.count == 64 && utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
