// SHA-512 and SHA-256 of the system's libcrypto, as VRS identifiers and the cohort's memory need them.

import CDigest

/// Digests of bytes.
public enum Digest {
  /// SHA-256 in hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        _ = unsafe SHA256(input.baseAddress, input.count, output.baseAddress)
      }
    }
    return hexadecimal(digest)
  }

  static func hexadecimal(_ digest: [UInt8]) -> String {
    let letters = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// GA4GH's truncated digest: the first 24 bytes of SHA-512 in base64url.
  public static func sha512t24u(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA512_DIGEST_LENGTH))
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        _ = unsafe SHA512(input.baseAddress, input.count, output.baseAddress)
      }
    }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: 24, by: 3) {
      let word = Int(digest[start]) << 16 | Int(digest[start + 1]) << 8 | Int(digest[start + 2])
      for shift in [18, 12, 6, 0] { text.append(letters[word >> shift & 63]) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A SHA-256 over pieces.
struct RunningSHA256 {
  private var context = SHA256_CTX()

  init() { unsafe SHA256_Init(&context) }

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { input in
      _ = unsafe SHA256_Update(&context, input.baseAddress, input.count)
    }
  }

  mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe digest.withUnsafeMutableBufferPointer { output in
      _ = unsafe SHA256_Final(output.baseAddress, &context)
    }
    return Digest.hexadecimal(digest)
  }
}
