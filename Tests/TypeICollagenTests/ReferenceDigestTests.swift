// MD5 and refget digests of the records are those of their letters.

import BioSequence
import CDigest
import Testing
import TypeICollagen

@Suite struct ReferenceDigestTests {
  /// The digests in the table are those of the embedded letters, computed here.
  @Test func md5AndRefgetAreThoseOfTheLetters() {
    for gene in GeneCatalog.embedded.genes {
      let letters = Array(gene.record.sequence.description.utf8)
      var md5 = [UInt8](repeating: 0, count: Int(MD5_DIGEST_LENGTH))
      unsafe MD5(letters, letters.count, &md5)
      #expect(md5.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == gene.md5)
      var sha512 = [UInt8](repeating: 0, count: Int(SHA512_DIGEST_LENGTH))
      unsafe SHA512(letters, letters.count, &sha512)
      #expect("SQ." + base64URL(Array(sha512.prefix(24))) == gene.refget)
    }
  }

  /// Base64 with the alphabet for names in addresses; three bytes at a time, so no padding.
  private func base64URL(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    return stride(from: 0, to: bytes.count, by: 3).map { start in
      let value = bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
      return String([18, 12, 6, 0].map { alphabet[value >> $0 & 63] })
    }.joined()
  }
}
