// GA4GH's truncated digest, which refget and VRS identifiers are made of.

/// The first 24 bytes of SHA-512 in base64url (GA4GH sha512t24u, refget 2.0 and VRS 2.0).
package enum TruncatedDigest {
  /// The 32 characters of the digest.
  package static func sha512t24u(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    append(sha512t24u(bytes.span), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the characters of a digest.
  package static func append(_ digest: InlineArray<32, UInt8>, to text: inout [UInt8]) {
    unsafe digest.span.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  /// The 32 characters of the digest, without memory of their own: names of variants take two digests a row.
  package static func sha512t24u(_ bytes: Span<UInt8>) -> InlineArray<32, UInt8> {
    SHA512.withDigest(bytes) { digest in
      var text = InlineArray<32, UInt8>(repeating: 0)
      for triple in 0..<8 {
        let word =
          UInt32(digest[3 * triple]) << 16 | UInt32(digest[3 * triple + 1]) << 8 | UInt32(digest[3 * triple + 2])
        text[4 * triple] = letter(word >> 18)
        text[4 * triple + 1] = letter(word >> 12 & 63)
        text[4 * triple + 2] = letter(word >> 6 & 63)
        text[4 * triple + 3] = letter(word & 63)
      }
      return text
    }
  }

  /// The character of six bits: A-Z, a-z, 0-9, `-`, `_`.
  private static func letter(_ bits: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: bits)
    return switch value {
    case ..<26: 65 + value
    case ..<52: 71 + value
    case ..<62: value - 4
    case 62: UInt8(ascii: "-")
    default: UInt8(ascii: "_")
    }
  }
}
