// The one place where 0-based offsets and 1-based positions are turned into each other.

/// A 1-based position on a sequence, as people, HGVS, VCF and GFF write it. It cannot be 0.
///
///     offset:     0   1   2   3
///     base:       A   C   G   T
///     position:   1   2   3   4
///
/// Inside the package coordinates are 0-based offsets (`Int`) and half-open ranges (`Range<Int>`); a `Position` appears
/// only where something is read from or written for people and files.
package struct Position: Sendable, Hashable, Comparable {
  /// The 1-based value, at least 1.
  package let value: Int

  /// A position from its 1-based value.
  ///
  /// - Returns: `nil` if the value is below 1.
  package init?(_ value: Int) {
    guard value >= 1 else { return nil }
    self.value = value
  }

  /// The position of the base at a 0-based offset.
  ///
  /// - Precondition: `offset` is not negative.
  package init(offset: Int) {
    precondition(offset >= 0, "an offset is not negative")
    self.value = offset + 1
  }

  /// The 0-based offset of the same base.
  package var offset: Int { value - 1 }

  /// Order along the sequence.
  package static func < (left: Position, right: Position) -> Bool { left.value < right.value }
}

extension Position: CustomStringConvertible {
  /// The 1-based number.
  package var description: String { String(value) }
}
