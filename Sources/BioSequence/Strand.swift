// Which strand of a reference a read, gene or record lies on.

/// The strand of a double-stranded sequence.
public enum Strand: Sendable, Hashable {
  case forward
  case reverse

  /// `+` or `-`, as GFF, BED and SAM-like texts write it.
  package var symbol: String { self == .forward ? "+" : "-" }

  /// The other strand.
  package var opposite: Strand { self == .forward ? .reverse : .forward }
}
