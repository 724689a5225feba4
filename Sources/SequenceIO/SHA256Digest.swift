// SHA-256 (FIPS 180-4) of the bytes of an input as they lie on disk, through the system's libcrypto.

internal import CDigest

/// A running SHA-256.
struct SHA256Digest {
  private var context = SHA256_CTX()

  init() {
    unsafe SHA256_Init(&context)
  }

  /// Adds bytes.
  mutating func update(_ bytes: UnsafePointer<UInt8>, count: Int) {
    unsafe SHA256_Update(&context, bytes, count)
  }

  /// The digest as 64 lower-case hexadecimal digits.
  mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe digest.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe SHA256_Final(buffer.baseAddress, &context)
    }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
