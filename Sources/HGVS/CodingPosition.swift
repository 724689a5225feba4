// A position in the numbering of a coding transcript: c.-12, c.589, c.589-2, c.*7.

/// A position as `c.` descriptions count it.
///
///     5' untranslated    coding sequence         3' untranslated
///     -3  -2  -1 | 1   2   3  ...  4394  4395 | *1  *2  *3
///
/// There is no 0. Intronic bases are counted from the nearer exon end: `+n` after an exon's last base, `-n` before an
/// exon's first base; the middle base of an intron of odd length takes the `+` form.
public struct CodingPosition: Sendable, Hashable {
  /// Which of the three counts a number belongs to.
  public enum Region: Sendable, Hashable {
    /// `c.-N`, counted back from the start codon.
    case fivePrimeUTR
    /// `c.N`, counted from the start codon, stop codon included.
    case coding
    /// `c.*N`, counted from the stop codon.
    case threePrimeUTR
  }

  /// Which count `number` belongs to.
  public let region: Region
  /// The number without its sign or asterisk, at least 1.
  public let number: Int
  /// Bases into the intron: 0 in an exon, positive after the exon base, negative before it.
  public let offset: Int

  /// A position from its parts.
  public init(region: Region, number: Int, offset: Int = 0) {
    self.region = region
    self.number = number
    self.offset = offset
  }

  /// Whether the base lies in an intron.
  public var isIntronic: Bool { offset != 0 }

  /// Appends the text, such as `-12`, `589-2` or `*7+3`.
  public func write(to text: inout [UInt8]) {
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
  public var description: String {
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
