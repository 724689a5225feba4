// The SHA-256 of the report's own style sheet, so that the content security policy can name it; the system's libcrypto computes it.

internal import CDigest
internal import FoundationEssentials

/// SHA-256 in base 64.
enum StyleDigest {
  /// The digest of text in base 64, as `style-src 'sha256-...'` wants it.
  static func base64(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe bytes.withUnsafeBufferPointer { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        _ = unsafe SHA256(input.baseAddress, input.count, output.baseAddress)
      }
    }
    return Data(digest).base64EncodedString()
  }
}
