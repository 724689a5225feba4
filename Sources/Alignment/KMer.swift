// 31-mers and 14-mers as integers, and their hashes.

/// Packing and hashing of k-mers.
///
/// Two encodings are in use. *Letter codes* are bits 1 and 2 of the ASCII letter (A 0, C 1, T/U 2, G 3, either case):
/// the screen gets them from raw text by a shift. A 31-mer holds base `i` in bits `2i` and `2i + 1`. *Seeds* are
/// 14-mers of ``Nucleotide`` codes, the first base in the highest bits, so that they roll.
enum KMer {
  /// Bases of a screen k-mer.
  static let length = 31
  /// The bits that a 31-mer uses.
  static let mask: UInt64 = (1 << 62) - 1
  /// Bases of a seed.
  static let seedLength = 14

  /// Letter code of a ``Nucleotide`` code 0-3 (G and T change places).
  @inline(__always) static func letterCode(_ code: UInt8) -> UInt64 {
    UInt64(code ^ (code >> 1))
  }

  /// The 31-mer that starts at `offset` of nucleotide codes, or `nil` if one of its bases is not known.
  static func pack(_ codes: [UInt8], at offset: Int) -> UInt64? {
    var key: UInt64 = 0
    for i in 0..<length {
      let code = codes[offset + i]
      guard code < 4 else { return nil }
      key |= letterCode(code) << UInt64(2 * i)
    }
    return key
  }

  /// The 31-mer of the other strand: letter codes complement by `^ 2`.
  static func reverseComplement(_ key: UInt64) -> UInt64 {
    var left = key
    var result: UInt64 = 0
    for _ in 0..<length {
      result = result << 2 | (left & 3 ^ 2)
      left >>= 2
    }
    return result
  }

  /// Spreads a 31-mer over 64 bits; the upper bits are the good ones (multiplicative hashing, Knuth 1973).
  @inline(__always) static func hash(_ key: UInt64) -> UInt64 {
    let mixed = key ^ (key >> 29)
    return mixed &* 0x9E37_79B9_7F4A_7C15
  }

  /// The letter codes of a 31-mer in the order in which the screen gathers them: base `i` in byte `i % 8`, there in bits
  /// `2 (i / 8)` and the one above.
  static func interleaved(_ key: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for group: UInt64 in 0..<4 {
      var letters = key >> (16 * group) & 0xFFFF
      letters = (letters | letters << 24) & 0x0000_00FF_0000_00FF
      letters = (letters | letters << 12) & 0x000F_000F_000F_000F
      letters = (letters | letters << 6) & 0x0303_0303_0303_0303
      result |= letters << (2 * group)
    }
    return result
  }

  /// Spreads an interleaved 31-mer over 64 bits for the filter. A 32nd letter lies in the two highest bits, which the
  /// factor, a multiple of 4, shifts out; the upper bits of the product are the good ones.
  @inline(__always) static func filterHash(_ interleaved: UInt64) -> UInt64 {
    interleaved &* (0x9E37_79B9_7F4A_7C15 << 2)
  }

  /// The bucket of a seed in a table of `1 << bits` buckets.
  @inline(__always) static func bucket(ofSeed seed: UInt32, bits: UInt32) -> Int {
    Int((seed &* 0x9E37_79B1) >> (32 &- bits))
  }
}
