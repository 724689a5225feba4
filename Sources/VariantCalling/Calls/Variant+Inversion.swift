// Variants that turn a stretch of the reference round.

import BioSequence

extension Variant {
  /// Shorter stretches that are turned round are taken for substitutions.
  static let shortestInversion = 12

  /// Whether the variant turns a stretch of the record round: the new bases are its reverse complement.
  func isInversion(on record: DNASequence) -> Bool {
    let count = range.count
    guard count >= Variant.shortestInversion, replacement.count == count else { return false }
    return (0..<count).allSatisfy {
      replacement.codes[$0] < 4 && replacement.codes[$0] == 3 - record.codes[range.upperBound - 1 - $0]
    }
  }
}
