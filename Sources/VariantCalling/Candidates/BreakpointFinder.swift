// Variants that clipped read ends suggest: the clipped bases are found again elsewhere on the record.

import Alignment
import BioSequence

/// Turns clipped read ends into candidate variants.
struct BreakpointFinder: Sendable {
  let record: DNASequence
  let reads: PreparedReads
  /// Index of the record.
  var reference = 0

  /// Length of a stretch that must occur again.
  static let seed = 18
  /// Shorter stretch that suffices close by.
  static let nearSeed = 12
  static let nearReach = 300

  /// Record offsets at which the bases occur, by comparison of 32-bit words and then of all bases.
  func positions(of bases: ArraySlice<UInt8>, near position: Int, reach: Int) -> [Int] {
    let lower = max(0, position - reach)
    let upper = min(record.count, position + reach) - bases.count
    guard lower <= upper else { return [] }
    let wanted = Array(bases)
    let wordLength = 12
    var key: UInt32 = 0
    for base in wanted[..<wordLength] { key = key << 2 | UInt32(base) }
    let mask: UInt32 = 0xff_ffff
    var word: UInt32 = 0
    var found: [Int] = []
    let codes = record.codes.span
    for offset in lower..<upper + wordLength {
      word = (word << 2 | UInt32(codes[offset] & 3)) & mask
      let start = offset - wordLength + 1
      guard word == key, start >= lower, start <= upper else { continue }
      if (0..<wanted.count).allSatisfy({ codes[start + $0] == wanted[$0] }) { found.append(start) }
    }
    return found
  }
}
