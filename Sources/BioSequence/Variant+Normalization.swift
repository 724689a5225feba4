// The canonical spellings of a change: trimmed, shifted to the left end (VCF) or to the right end (HGVS 3' rule).

extension Variant {
  /// The change without bases that both sides share: common suffix first, then common prefix.
  package func trimmed(on record: DNASequence) -> Variant {
    var lower = range.lowerBound
    var upper = range.upperBound
    var alternate = replacement.codes[...]
    while lower < upper, let last = alternate.last, record.codes[upper - 1] == last {
      upper -= 1
      alternate.removeLast()
    }
    while lower < upper, let first = alternate.first, record.codes[lower] == first {
      lower += 1
      alternate.removeFirst()
    }
    return Variant(range: lower..<upper, replacement: DNASequence(codes: Array(alternate)))
  }

  /// The leftmost equal representation (5'-most on the record) of a pure insertion or deletion; other changes only trimmed.
  ///
  /// - Parameter limit: the lowest offset that the change may reach.
  package func leftAligned(on record: DNASequence, limit: Int = 0) -> Variant {
    let core = trimmed(on: record)
    var lower = core.range.lowerBound
    var upper = core.range.upperBound
    if core.replacement.isEmpty {
      while lower > limit, !core.range.isEmpty, record.codes[lower - 1] == record.codes[upper - 1] {
        lower -= 1
        upper -= 1
      }
      return Variant(range: lower..<upper, replacement: core.replacement)
    }
    guard core.range.isEmpty else { return core }
    var turns = 0
    let inserted = core.replacement.codes
    while lower > limit, record.codes[lower - 1] == inserted[wrapped(inserted.count - 1 - turns, inserted.count)] {
      lower -= 1
      turns += 1
    }
    return Variant(range: lower..<lower, replacement: core.replacement.rotated(by: -turns))
  }

  /// The rightmost equal representation (3'-most on the record) of a pure insertion or deletion; other changes only trimmed.
  ///
  /// - Parameter limit: the highest end offset that the change may reach; the record's end unless given.
  package func rightAligned(on record: DNASequence, limit: Int? = nil) -> Variant {
    let core = trimmed(on: record)
    let end = limit ?? record.count
    var lower = core.range.lowerBound
    var upper = core.range.upperBound
    if core.replacement.isEmpty {
      while upper < end, !core.range.isEmpty, record.codes[lower] == record.codes[upper] {
        lower += 1
        upper += 1
      }
      return Variant(range: lower..<upper, replacement: core.replacement)
    }
    guard core.range.isEmpty else { return core }
    var turns = 0
    let inserted = core.replacement.codes
    while upper < end, record.codes[upper] == inserted[wrapped(turns, inserted.count)] {
      upper += 1
      turns += 1
    }
    return Variant(range: upper..<upper, replacement: core.replacement.rotated(by: turns))
  }

  /// The widest range in which a pure insertion or deletion can be placed without changing the resulting sequence;
  /// for other changes the trimmed range.
  package func shiftRange(on record: DNASequence) -> Range<Int> {
    leftAligned(on: record).range.lowerBound..<rightAligned(on: record).range.upperBound
  }

  private func wrapped(_ index: Int, _ count: Int) -> Int {
    let remainder = index % count
    return remainder < 0 ? remainder + count : remainder
  }
}

extension DNASequence {
  /// The sequence with its first `turns` bases moved to the end (negative: the last ones to the front).
  package func rotated(by turns: Int) -> DNASequence {
    guard !isEmpty else { return self }
    let cut = ((turns % count) + count) % count
    return DNASequence(codes: Array(codes[cut...]) + Array(codes[..<cut]))
  }
}
