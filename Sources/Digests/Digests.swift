// SHA-256 and SHA-512 (FIPS 180-4) through the system's libcrypto: the one place that calls it for bytes of inputs and reports.

internal import CDigest

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
    withDigest(bytes) { span in (0..<span.count).map { span[$0] } }
  }

  /// Hands the 64 bytes of the digest on without an array of their own: names of variants take two digests a row.
  ///
  /// The plain functions, not the one that does all at once: that one looks its algorithm up anew each time.
  static func withDigest<Result>(_ bytes: [UInt8], _ body: (Span<UInt8>) -> Result) -> Result {
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
