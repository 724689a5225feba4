// What became of a read: used, unmapped, or filtered with a reason.

/// Why a read that resembles the records was not kept.
package enum FilterReason: String, Sendable, CaseIterable {
  /// Nothing outside repeats holds the read to its position.
  case repeatOnly = "repeat_only"
  /// The read differs too much from the position it resembles most.
  case lowIdentity = "low_identity"
  /// Fewer bases than a position can be inferred from.
  case tooShort = "too_short"
  /// More bases than the mapper takes.
  case tooLong = "too_long"
  /// Two positions fit equally well.
  case ambiguous = "ambiguous"
  /// The part that fits is only a small part of the read.
  case partialMatch = "partial_match"
}

/// What became of one read.
package enum ReadOutcome: Sendable, Hashable {
  /// Placed and appended to the store.
  case used
  /// Resembles no record.
  case unmapped
  /// Resembles a record and was left out.
  case filtered(FilterReason)
}

/// What became of the reads of one template: exactly one outcome a read.
package struct TemplateOutcome: Sendable, Hashable {
  /// The only read, or the first of a pair.
  package let first: ReadOutcome
  /// The second read of a pair.
  package let second: ReadOutcome?

  /// Outcomes of a pair, or of a single read.
  package init(first: ReadOutcome, second: ReadOutcome? = nil) {
    self.first = first
    self.second = second
  }
}
