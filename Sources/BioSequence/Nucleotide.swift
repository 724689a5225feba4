// One DNA base as a small code, and the ASCII tables that turn text into codes.

/// One base of a DNA sequence: A, C, G, T, or N for any base that is not known.
///
/// The raw value is the code used throughout the package (A 0, C 1, G 2, T 3, N 4), chosen so that the complement
/// of a known base is `3 - code` and two bits hold a known base in k-mers.
public enum Nucleotide: UInt8, Sendable, CaseIterable {
  case a = 0
  case c = 1
  case g = 2
  case t = 3
  case n = 4

  /// The base that pairs with this one on the other strand; N pairs with N.
  @inlinable package var complement: Nucleotide {
    switch self {
    case .a: .t
    case .c: .g
    case .g: .c
    case .t: .a
    case .n: .n
    }
  }

  /// The upper-case ASCII letter.
  @inlinable package var ascii: UInt8 {
    switch self {
    case .a: 65
    case .c: 67
    case .g: 71
    case .t: 84
    case .n: 78
    }
  }

  /// Reads one letter of text. U counts as T; the IUPAC ambiguity letters and `.` count as N.
  ///
  /// - Parameter ascii: a letter in either case.
  /// - Returns: `nil` for anything that is not an IUPAC nucleotide letter.
  public init?(ascii: UInt8) {
    let code = Nucleotide.codes[Int(ascii)]
    guard let value = Nucleotide(rawValue: code) else { return nil }
    self = value
  }

  /// The code for each of the 256 byte values: 0-3 for A C G T (and U), 4 for the other IUPAC letters and `.`,
  /// 255 for everything else, both cases alike.
  package static let codes: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (letters, code) in [("Aa", 0), ("Cc", 1), ("Gg", 2), ("TtUu", 3), ("NnRrYySsWwKkMmBbDdHhVv.", 4)] {
      for byte in letters.utf8 { table[Int(byte)] = UInt8(code) }
    }
    return table
  }()
}
