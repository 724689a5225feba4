// A position in the numbering of a coding transcript: c.-12, c.589, c.589-2, c.*7.

/// A position as `c.` descriptions count it.
///
///     5' untranslated    coding sequence         3' untranslated
///     -3  -2  -1 | 1   2   3  ...  4394  4395 | *1  *2  *3
///
/// There is no 0. Intronic bases are counted from the nearer exon end: `+n` after an exon's last base, `-n` before an
/// exon's first base; the middle base of an intron of odd length takes the `+` form.
package struct CodingPosition: Sendable, Hashable {
  /// Which of the three counts a number belongs to.
  package enum Region: Sendable, Hashable {
    /// `c.-N`, counted back from the start codon.
    case fivePrimeUTR
    /// `c.N`, counted from the start codon, stop codon included.
    case coding
    /// `c.*N`, counted from the stop codon.
    case threePrimeUTR
  }

  /// Which count `number` belongs to.
  package let region: Region
  /// The number without its sign or asterisk, at least 1.
  package let number: Int
  /// Bases into the intron: 0 in an exon, positive after the exon base, negative before it.
  package let offset: Int

  /// A position from its parts.
  package init(region: Region, number: Int, offset: Int = 0) {
    self.region = region
    self.number = number
    self.offset = offset
  }

  /// Whether the base lies in an intron.
  package var isIntronic: Bool { offset != 0 }

  /// Appends the text, such as `-12`, `589-2` or `*7+3`.
  package func write(to text: inout [UInt8]) {
    switch region {
    case .fivePrimeUTR: text.append(UInt8(ascii: "-"))
    case .coding: break
    case .threePrimeUTR: text.append(UInt8(ascii: "*"))
    }
    text.append(number: number)
    guard offset != 0 else { return }
    text.append(offset > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
    text.append(number: abs(offset))
  }
}

extension CodingPosition: CustomStringConvertible {
  /// The text without `c.`.
  package var description: String {
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
