// The digest of an input, by the algorithm that the user chose.

/// Which digest of an input is taken.
package enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// SHA-256 (FIPS 180-4).
  case sha256
  /// BLAKE3, 32 bytes: several times faster.
  case blake3
  /// None at all.
  case none
}

/// A digest with the algorithm that made it.
package struct FileDigest: Sendable, Hashable {
  /// The algorithm.
  package let algorithm: DigestAlgorithm
  /// 64 lower-case hexadecimal digits; empty for none.
  package let text: String

  /// A digest that was taken.
  package init(_ algorithm: DigestAlgorithm, _ text: String) {
    self.algorithm = algorithm
    self.text = text
  }

  /// The digits, if the algorithm is the one that is asked for.
  package func text(of algorithm: DigestAlgorithm) -> String? { self.algorithm == algorithm ? text : nil }
}

/// Takes the digest of bytes that come in pieces.
package enum FileDigester {
  case sha256(SHA256)
  case blake3(BLAKE3)
  case none

  /// A digest of nothing yet.
  package init(_ algorithm: DigestAlgorithm) {
    self =
      switch algorithm {
      case .sha256: .sha256(SHA256())
      case .blake3: .blake3(BLAKE3())
      case .none: .none
      }
  }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafePointer<UInt8>, count: Int) {
    switch self {
    case .sha256(var digest):
      unsafe digest.update(bytes, count: count)
      self = .sha256(digest)
    case .blake3(var digest):
      unsafe digest.update(bytes, count: count)
      self = .blake3(digest)
    case .none: break
    }
  }

  /// The digest; nothing can be added any more.
  package consuming func finish() -> FileDigest {
    switch self {
    case .sha256(let digest): FileDigest(.sha256, digest.hexadecimal())
    case .blake3(let digest): FileDigest(.blake3, digest.hexadecimal())
    case .none: FileDigest(.none, "")
    }
  }
}
