// GA4GH's truncated digest, which refget and VRS identifiers are made of.

/// The first 24 bytes of SHA-512 in base64url (GA4GH sha512t24u, refget 2.0 and VRS 2.0).
package enum TruncatedDigest {
  /// The 32 characters of the digest.
  package static func sha512t24u(_ bytes: [UInt8]) -> String {
    let digest = SHA512.digest(bytes)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: 24, by: 3) {
      let word = Int(digest[start]) << 16 | Int(digest[start + 1]) << 8 | Int(digest[start + 2])
      for shift in [18, 12, 6, 0] { text.append(letters[word >> shift & 63]) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
