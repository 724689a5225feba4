// IUPAC letters that stand for two bases, as a consensus of Sanger reads has them at a heterozygous base.

/// An IUPAC letter of two bases: R (A, G), Y (C, T), S (C, G), W (A, T), K (G, T), M (A, C).
///
/// Read as two alleles. Letters of three bases and N say nothing of alleles.
package struct AmbiguityLetter: Sendable, Hashable {
  /// The two bases' codes, the lower one first.
  package let codes: (UInt8, UInt8)
  /// Its position among the six letters, 0-5.
  package let number: UInt8

  private static let pairs: [(UInt8, UInt8)] = [(0, 2), (1, 3), (1, 2), (0, 3), (2, 3), (0, 1)]
  private static let letters = "RYSWKM"

  /// The letter of a number.
  ///
  /// - Returns: `nil` above 5.
  package init?(number: UInt8) {
    guard number < AmbiguityLetter.pairs.count else { return nil }
    self.number = number
    codes = AmbiguityLetter.pairs[Int(number)]
  }

  /// Reads a letter in either case.
  ///
  /// - Returns: `nil` for every other character.
  package init?(ascii: UInt8) {
    guard let number = AmbiguityLetter.numbers[Int(ascii)] else { return nil }
    self.init(number: number)
  }

  /// The letter on the other strand.
  package var complement: AmbiguityLetter {
    let other = (3 - codes.1, 3 - codes.0)
    let number = AmbiguityLetter.pairs.firstIndex { $0 == other } ?? Int(self.number)
    return AmbiguityLetter(number: UInt8(number)) ?? self
  }

  private static let numbers: [UInt8?] = {
    var table = [UInt8?](repeating: nil, count: 256)
    for (number, letter) in letters.utf8.enumerated() {
      table[Int(letter)] = UInt8(number)
      table[Int(letter) + 32] = UInt8(number)
    }
    return table
  }()

  package static func == (left: AmbiguityLetter, right: AmbiguityLetter) -> Bool { left.number == right.number }

  package func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension AmbiguityLetter {
  /// A sequence without qualities has no use for that of an unknown base: it holds the letter, from this Phred score on.
  private static let firstScore: UInt8 = 80

  /// The Phred score by which an unknown base tells which letter it was.
  package var score: UInt8 { AmbiguityLetter.firstScore + number }

  /// The letter that an unknown base was.
  ///
  /// - Returns: `nil` for every ordinary score.
  package init?(score: UInt8) {
    guard score >= AmbiguityLetter.firstScore else { return nil }
    self.init(number: score - AmbiguityLetter.firstScore)
  }
}
