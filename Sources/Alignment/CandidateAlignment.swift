// Where one read lies, before pairs are looked at and outcomes decided.

/// A read laid on the text. Its operations are in the builder that was handed to the placing function.
struct CandidateAlignment {
  /// Whether anything was found.
  var isAligned = false
  /// Index of the record.
  var reference = 0
  /// Whether the read reads like the other strand of the record.
  var isReverse = false
  /// Text offsets of the aligned part, 0-based half-open.
  var textStart = 0
  var textEnd = 0
  /// Aligned part of the kept bases on the aligned strand, 0-based half-open.
  var queryStart = 0
  var queryEnd = 0
  /// Alignment score without end bonus, and that of the best other position.
  var score = 0
  var secondScore = 0

  /// Text offset at which the first kept base would lie.
  var unclippedStart: Int { textStart - queryStart }
  /// Text offset after the last kept base.
  func unclippedEnd(count: Int) -> Int { textEnd + count - queryEnd }
}

/// What supports an alignment and what against it.
struct AlignmentEvidence {
  /// Read bases in `M` operations.
  var aligned = 0
  /// Of these, bases outside repeats.
  var unique = 0
  /// Mismatches of good base quality and gaps.
  var events = 0
  /// Of these, outside repeats.
  var uniqueEvents = 0
  /// Kept bases that are soft clipped.
  var clipped = 0

  /// Takes the clipped bases off that a split accounts for.
  mutating func explain(_ split: SplitAlignment?, _ candidate: CandidateAlignment) {
    guard let split else { return }
    let other = split.leftLength + split.rightLength - (candidate.queryEnd - candidate.queryStart)
    clipped = max(0, clipped - max(0, other) - split.inserted)
  }

  /// Mismatches below this Phred score are taken for sequencing errors.
  static let goodQuality: UInt8 = 15
}
