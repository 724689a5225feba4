// A DNA sequence as one code a byte. The references are 68 kB in all, so packing would cost time and save nothing.

/// A DNA sequence held as one ``Nucleotide`` code a byte.
///
/// Offsets are 0-based and ranges half-open. `count` and indexing are O(1); slices copy. Not meant for reads on the
/// hot path: those stay raw bytes until a read has been recognised.
public struct DNASequence: Sendable, Hashable {
  /// The codes, 0-4 each (see ``Nucleotide``).
  @usableFromInline package let codes: [UInt8]

  /// A sequence from codes.
  ///
  /// - Precondition: every code is 0-4.
  package init(codes: [UInt8]) {
    precondition(codes.allSatisfy { $0 <= 4 }, "a nucleotide code is 0-4")
    self.codes = codes
  }

  /// A sequence from bases.
  package init(_ bases: some Sequence<Nucleotide>) {
    self.codes = bases.map(\.rawValue)
  }

  /// The empty sequence.
  package init() {
    self.codes = []
  }

  /// Reads IUPAC letters in either case; U counts as T, ambiguity letters as N.
  ///
  /// - Returns: `nil` if any character is not a nucleotide letter.
  public init?(text: some StringProtocol) {
    var codes: [UInt8] = []
    codes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      let code = Nucleotide.codes[Int(byte)]
      guard code <= 4 else { return nil }
      codes.append(code)
    }
    self.codes = codes
  }

  /// The number of bases.
  @inlinable public var count: Int { codes.count }

  /// Whether there is no base at all.
  @inlinable package var isEmpty: Bool { codes.isEmpty }

  /// The base at a 0-based offset.
  @inlinable package subscript(offset: Int) -> Nucleotide {
    Nucleotide(rawValue: codes[offset]) ?? .n
  }

  /// The bases of a 0-based half-open range, copied.
  package subscript(range: Range<Int>) -> DNASequence {
    DNASequence(unchecked: Array(codes[range]))
  }

  /// The sequence of the other strand, read 5' to 3'.
  package var reverseComplement: DNASequence {
    DNASequence(unchecked: codes.reversed().map { $0 < 4 ? 3 - $0 : 4 })
  }

  /// Two sequences joined.
  package static func + (left: DNASequence, right: DNASequence) -> DNASequence {
    DNASequence(unchecked: left.codes + right.codes)
  }

  /// This sequence with a range replaced.
  package func replacing(_ range: Range<Int>, with replacement: DNASequence) -> DNASequence {
    var codes = codes
    codes.replaceSubrange(range, with: replacement.codes)
    return DNASequence(unchecked: codes)
  }

  init(unchecked codes: [UInt8]) {
    self.codes = codes
  }
}

extension DNASequence: CustomStringConvertible {
  /// The upper-case letters.
  public var description: String {
    String(decoding: codes.map { (Nucleotide(rawValue: $0) ?? .n).ascii }, as: UTF8.self)
  }
}

extension DNASequence: ExpressibleByStringLiteral {
  /// A sequence written in the source; a letter that is no nucleotide is a programming error.
  public init(stringLiteral value: String) {
    guard let sequence = DNASequence(text: value) else { preconditionFailure("not a DNA sequence literal") }
    self = sequence
  }
}

extension DNASequence: Comparable {
  /// Lexical order of the codes, shorter first on a tie.
  public static func < (left: DNASequence, right: DNASequence) -> Bool {
    left.codes.lexicographicallyPrecedes(right.codes)
  }
}
