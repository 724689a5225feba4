// GA4GH's truncated digest, which refget and VRS identifiers are made of.

/// The first 24 bytes of SHA-512 in base64url (GA4GH sha512t24u, refget 2.0 and VRS 2.0).
package enum TruncatedDigest {
  /// The 32 characters of the digest.
  package static func sha512t24u(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    appendSHA512t24u(of: bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the 32 characters of the digest of `bytes`.
  package static func appendSHA512t24u(of bytes: [UInt8], to text: inout [UInt8]) {
    SHA512.withDigest(bytes) { digest in
      let letters = TruncatedDigest.letters.span
      for start in stride(from: 0, to: 24, by: 3) {
        let word = Int(digest[start]) << 16 | Int(digest[start + 1]) << 8 | Int(digest[start + 2])
        text.append(letters[word >> 18])
        text.append(letters[word >> 12 & 63])
        text.append(letters[word >> 6 & 63])
        text.append(letters[word & 63])
      }
    }
  }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
