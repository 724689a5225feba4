// Banded local alignment with affine gaps: the problem, its answer, and the walk back through the directions.

/// A read and a window of the reference, ready for ``AffineGapKernel``.
///
///     diagonal = window offset - read offset; only cells with `lowest <= diagonal <= highest` are looked at
struct BandedProblem {
  /// Bases of the read.
  let queryCount: Int
  /// Bases of the window.
  let windowCount: Int
  /// The band, at least two diagonals wide and touching the rectangle.
  let lowest: Int
  let highest: Int

  /// Cells of the antidiagonal `i + j = sum` inside rectangle and band, as read offsets `i`; may be empty.
  @inline(__always) func cells(sum: Int) -> (first: Int, last: Int) {
    (max(0, (sum &- highest &+ 1) >> 1, sum &- windowCount), min(queryCount, (sum &- lowest) >> 1, sum))
  }

  /// The first antidiagonal with a cell.
  var firstSum: Int { max(0, lowest, -highest) }
}

/// The best local alignment of a ``BandedProblem``.
struct BandedAlignment: Equatable {
  /// Score, end bonuses included.
  var score = 0
  /// Aligned bases of the read, 0-based half-open.
  var queryStart = 0
  var queryEnd = 0
  /// Aligned bases of the window, 0-based half-open.
  var windowStart = 0
  var windowEnd = 0
}

/// Banded affine-gap alignment.
///
/// Local at both ends, with a bonus for reaching an end of the read. Both twins break ties alike: diagonal before
/// deletion before insertion before start; opening a gap before extending one; the end nearest to the end of the read,
/// then the leftmost.
enum AffineGapKernel {
  /// Minus infinity that still leaves room for penalties.
  static let floor: Int16 = -12_000
  /// Padding that the kernels may read before and after the bases.
  static let padding = 16

  /// Direction bits: where the best score of a cell comes from ...
  static let fromDiagonal: Int16 = 0
  static let fromDeletion: Int16 = 1
  static let fromInsertion: Int16 = 2
  static let fromStart: Int16 = 3
  /// ... and whether the gap that ends here is an older one.
  static let deletionExtended: Int16 = 4
  static let insertionExtended: Int16 = 8

  /// Walks back from the best cell and writes the operations, first to last.
  ///
  /// - Parameters:
  ///   - direction: direction bits of cell (i, j); not asked on the borders `i == 0` and `j == 0`.
  ///   - operations: receives the operations without soft clips.
  static func trace(
    from end: (query: Int, window: Int), score: Int, into operations: inout CIGARBuilder,
    direction: (_ query: Int, _ window: Int) -> Int16
  ) -> BandedAlignment {
    operations.removeAll()
    var i = end.query
    var j = end.window
    var state = fromDiagonal
    while i > 0 && j > 0 {
      let bits = direction(i, j)
      if state == fromDiagonal { state = bits & 3 }
      switch state {
      case fromDiagonal:
        operations.append(.match, 1)
        i -= 1
        j -= 1
      case fromDeletion:
        operations.append(.deletion, 1)
        if bits & deletionExtended == 0 { state = fromDiagonal }
        j -= 1
      case fromInsertion:
        operations.append(.insertion, 1)
        if bits & insertionExtended == 0 { state = fromDiagonal }
        i -= 1
      default:
        operations.reverse()
        return BandedAlignment(
          score: score, queryStart: i, queryEnd: end.query, windowStart: j, windowEnd: end.window)
      }
    }
    operations.reverse()
    return BandedAlignment(score: score, queryStart: i, queryEnd: end.query, windowStart: j, windowEnd: end.window)
  }
}
