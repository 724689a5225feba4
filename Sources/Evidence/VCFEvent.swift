// A loss or gain of bases that a VCF states by its ends.

/// A loss or gain of bases.
struct VCFEvent {
  let isDeletion: Bool
  /// First base lost or gained, 1-based on the chromosome.
  let first: Int
  /// Last base lost or gained.
  let last: Int
  /// Whether the ends are stated as exact.
  let isExact: Bool
  /// Whether the gained bases are known to follow on their original.
  var isTandem = false
  /// Interval around the base before the first one.
  var firstInterval: ClosedRange<Int>?
  /// Interval around the last base.
  var lastInterval: ClosedRange<Int>?
  /// Copies that the sample has.
  var copies: Int?
  /// Whether the record writes the bases out, so that the call gets a symbol of its own.
  var isRewritten = false
  /// What a reader should know of the event.
  var remark: String? {
    guard !isExact, firstInterval != nil || lastInterval != nil else { return nil }
    return "the ends of the \(word) are known within their intervals only (CIPOS, CIEND)"
  }

  init(isDeletion: Bool, first: Int, last: Int, isExact: Bool) {
    self.isDeletion = isDeletion
    self.first = first
    self.last = last
    self.isExact = isExact
  }

  var word: String { isDeletion ? "deletion" : "duplication" }
  var keyword: String { isDeletion ? "del" : "dup" }
}
