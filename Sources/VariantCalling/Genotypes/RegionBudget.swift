// How much work one window and one record may take.

import BioSequence

/// The work of comparing reads with haplotypes, in cells of the banded tables that this could need at most.
///
/// Almost all reads of a sample of one person fit a haplotype without a gap and need none. What limits the work is for reads of
/// strange origin: chimeric libraries, foreign constructs, very many fragments at one place.
enum RegionBudget {
  /// Most cells of one comparison: 100,000 pairs of 150 bases with 12 haplotypes have 8 x 10^9.
  static let mostCells = 20_000_000_000
  /// Most readings of events longer than ``longEvent`` of a record. Two genomes of one person have a few events, each with a
  /// few readings.
  private static let mostReadings = 60
  private static let longEvent = 300
  /// So far about the ends of an event nothing can be said.
  private static let reach = 20
  /// Cells of a read's base: the diagonals about its two places.
  private static let cellsPerBase = 42

  /// Cells of one comparison at most.
  static func cells(reads: Int, readLength: Int, haplotypes: Int) -> Int {
    reads * readLength * cellsPerBase * haplotypes
  }

  /// The events that are compared with the reads, and where others are too many to be.
  static func comparable(_ events: [Variant]) -> (events: [Variant], undone: [Range<Int>]) {
    let long = events.filter { max($0.range.count, $0.replacement.count) > longEvent }
    guard long.count > mostReadings else { return (events, []) }
    let left = Set(long)
    let ends = Set(long.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
    return (events.filter { !left.contains($0) }, ends.map { max(0, $0 - reach)..<$0 + reach })
  }
}
