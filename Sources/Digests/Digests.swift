// SHA-256 and SHA-512 (FIPS 180-4) through the system's libcrypto: the one place that calls it for bytes of inputs and reports.

internal import CDigest
internal import CKernels

/// A SHA-256 over pieces.
package struct SHA256 {
  private var context = SHA256_CTX()

  /// A digest of nothing yet.
  package init() { unsafe SHA256_Init(&context) }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafePointer<UInt8>, count: Int) {
    unsafe SHA256_Update(&context, bytes, count)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { input in
      _ = unsafe SHA256_Update(&context, input.baseAddress, input.count)
    }
  }

  /// Adds bytes to two digests at once, which takes little longer than one where the processor has instructions for it.
  package static func update(
    _ first: inout SHA256, _ one: UnsafePointer<UInt8>, _ oneCount: Int, _ second: inout SHA256,
    _ other: UnsafePointer<UInt8>, _ otherCount: Int
  ) {
    // The library's state is that of the standard: eight words, and the bits so far. It is gone on with only between blocks.
    let blocks =
      hasInstructions && first.context.num == 0 && second.context.num == 0 ? min(oneCount, otherCount) / 64 : 0
    if blocks > 0 {
      unsafe withUnsafeMutablePointer(to: &first.context.h) { left in
        unsafe withUnsafeMutablePointer(to: &second.context.h) { right in
          unsafe left.withMemoryRebound(to: UInt32.self, capacity: 8) { left in
            unsafe right.withMemoryRebound(to: UInt32.self, capacity: 8) { right in
              unsafe collagen_sha256_two(left, right, one, other, blocks)
            }
          }
        }
      }
      first.count(64 * blocks)
      second.count(64 * blocks)
    }
    unsafe first.update(one + 64 * blocks, count: oneCount - 64 * blocks)
    unsafe second.update(other + 64 * blocks, count: otherCount - 64 * blocks)
  }

  /// Whether two digests at once are faster than one after the other.
  package static let hasInstructions = collagen_sha256_has_instructions() != 0

  /// Counts bytes that were hashed beside the library.
  private mutating func count(_ bytes: Int) {
    let bits = (UInt64(context.Nh) << 32 | UInt64(context.Nl)) &+ UInt64(8 * bytes)
    context.Nl = UInt32(truncatingIfNeeded: bits)
    context.Nh = UInt32(truncatingIfNeeded: bits >> 32)
  }

  /// The digest as 64 lower-case hexadecimal digits; nothing can be added any more.
  package consuming func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The 32 bytes of the digest; nothing can be added any more.
  package consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe digest.withUnsafeMutableBufferPointer { output in
      _ = unsafe SHA256_Final(output.baseAddress, &context)
    }
    return digest
  }

  /// The digest of all bytes at once, as 64 lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes[...])
    return digest.hexadecimal()
  }
}

/// A SHA-512 of all bytes at once.
package enum SHA512 {
  /// The 64 bytes of the digest.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    withDigest(bytes.span) { span in (0..<span.count).map { span[$0] } }
  }

  /// Hands the 64 bytes of the digest on without an array of their own: names of variants take two digests a row.
  ///
  /// The plain functions, not the one that does all at once: that one looks its algorithm up anew each time.
  static func withDigest<Result>(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    var context = SHA512_CTX()
    unsafe SHA512_Init(&context)
    unsafe bytes.withUnsafeBufferPointer { input in
      _ = unsafe SHA512_Update(&context, input.baseAddress, input.count)
    }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(SHA512_DIGEST_LENGTH)) { output in
      unsafe output.initialize(repeating: 0)
      unsafe SHA512_Final(output.baseAddress, &context)
      return body(unsafe output.span)
    }
  }
}
