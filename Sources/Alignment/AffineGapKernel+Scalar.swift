// Banded affine-gap alignment cell by cell: the oracle of the vector kernel. Allocates; for tests.

extension AffineGapKernel {
  /// Aligns with full matrices.
  ///
  /// - Parameters:
  ///   - query: codes of the read, 4 for N.
  ///   - window: codes of the reference, anything above 4 for padding.
  static func alignScalar(
    query: [UInt8], window: [UInt8], problem: BandedProblem, scoring: ScoringScheme,
    operations: inout CIGARBuilder
  ) -> BandedAlignment {
    let width = problem.windowCount + 1
    let none = Int(floor)
    var best = [Int](repeating: none, count: (problem.queryCount + 1) * width)
    var deletion = best
    var insertion = best
    var bits = [Int16](repeating: 0, count: best.count)
    for i in 0...problem.queryCount {
      for j in 0...problem.windowCount where (problem.lowest...problem.highest).contains(j - i) {
        let cell = i * width + j
        guard i > 0 && j > 0 else {
          best[cell] = i == 0 ? scoring.endBonus : 0
          continue
        }
        let isExtendedDeletion = deletion[cell - 1] > best[cell - 1] - scoring.gapOpen
        deletion[cell] = max(deletion[cell - 1], best[cell - 1] - scoring.gapOpen) - scoring.gapExtend
        let above = cell - width
        let isExtendedInsertion = insertion[above] > best[above] - scoring.gapOpen
        insertion[cell] = max(insertion[above], best[above] - scoring.gapOpen) - scoring.gapExtend
        let penalty = query[i - 1] == 4 ? scoring.unknown : scoring.mismatch
        var score = best[above - 1] + (query[i - 1] == window[j - 1] ? scoring.match : -penalty)
        var from = fromDiagonal
        for (candidate, origin) in [
          (deletion[cell], fromDeletion), (insertion[cell], fromInsertion), (0, fromStart),
        ] where candidate > score {
          score = candidate
          from = origin
        }
        best[cell] = score
        bits[cell] =
          from | (isExtendedDeletion ? deletionExtended : 0) | (isExtendedInsertion ? insertionExtended : 0)
      }
    }
    var end = (query: 0, window: 0)
    var endScore = none
    for i in stride(from: problem.queryCount, through: 1, by: -1) {
      for j in 1..<width {
        let score = best[i * width + j] + (i == problem.queryCount ? scoring.endBonus : 0)
        if score > endScore {
          endScore = score
          end = (i, j)
        }
      }
    }
    return trace(from: end, score: endScore, into: &operations) { bits[$0 * width + $1] }
  }
}
