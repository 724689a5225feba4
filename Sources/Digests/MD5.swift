// MD5 (RFC 1321) through the system's libcrypto: it tells whether a reference sequence is whole, and protects nothing.

internal import CDigest

/// An MD5 of all bytes at once.
package enum MD5 {
  /// The digest as 32 lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_LENGTH))
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        _ = unsafe CDigest.MD5(input.baseAddress, input.count, output.baseAddress)
      }
    }
    let letters = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self)
  }
}
