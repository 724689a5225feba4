// Looks stretches of reads up on a record.

import BioSequence

/// Where words of ``length`` bases occur on a record.
struct RecordWords: Sendable {
  /// Bases of a word.
  static let length = 14

  /// Words above their positions, sorted.
  private let entries: [UInt64]

  init(codes: [UInt8]) {
    var entries: [UInt64] = []
    entries.reserveCapacity(codes.count)
    let mask: UInt64 = 1 << UInt64(2 * RecordWords.length) - 1
    var word: UInt64 = 0
    var known = 0
    for (index, code) in codes.enumerated() {
      known = code < 4 ? known + 1 : 0
      word = (word << 2 | UInt64(code & 3)) & mask
      if known >= RecordWords.length { entries.append(word << 32 | UInt64(index + 1 - RecordWords.length)) }
    }
    self.entries = entries.sorted()
  }

  /// Calls a body with every position of a word, two bits a base.
  func forEach(of word: UInt32, _ body: (Int) -> Void) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] >> 32 < UInt64(word) { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low] >> 32 == UInt64(word) {
      body(Int(entries[low] & 0xffff_ffff))
      low += 1
    }
  }
}
