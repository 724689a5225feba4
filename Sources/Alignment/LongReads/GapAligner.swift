// Aligns the bases of a long read between two exact matches, and beyond the outermost ones.

/// Banded affine-gap alignment from one corner of a rectangle of read and record.
///
/// Scores are those that noisy long reads are aligned with: +2 a match, -4 a mismatch, -(4 + 2 n) a gap of n bases (Gotoh 1982). One
/// byte a cell is kept for the way back.
package struct GapAligner {
  /// Most cells of one table; what is larger is not aligned.
  static let mostCells = 1 << 22

  private static let match: Int32 = 2
  private static let mismatch: Int32 = 4
  private static let open: Int32 = 4
  private static let extend: Int32 = 2
  /// Added where an alignment without a fixed end reaches the end of the read.
  private static let endBonus: Int32 = 10
  private static let far: Int32 = -1 << 28

  private static let fromDiagonal: UInt8 = 0
  private static let fromDeletion: UInt8 = 1
  private static let fromInsertion: UInt8 = 2
  private static let deletionExtended: UInt8 = 4
  private static let insertionExtended: UInt8 = 8

  private var trace: [UInt8] = []
  private var best: [Int32] = []
  private var insertion: [Int32] = []

  /// An alignment from the first corner.
  package struct Result {
    /// Operations in order of the read.
    package var operations: [CIGAROperation] = []
    /// Bases of the read that are used up.
    package var query = 0
    /// Bases of the text that are used up.
    package var text = 0
    /// Equal bases.
    package var matches = 0
  }

  /// An aligner; one for each thread.
  package init() {}

  /// Aligns two sequences from end to end.
  ///
  /// - Returns: `nil` if that would take more cells than are allowed.
  package mutating func global(_ query: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Result? {
    if query.isEmpty || text.isEmpty {
      var result = Result(query: query.count, text: text.count)
      if !query.isEmpty { result.operations = [CIGAROperation(.insertion, query.count)] }
      if !text.isEmpty { result.operations = [CIGAROperation(.deletion, text.count)] }
      return result
    }
    if query.count == text.count, zip(query, text).count(where: { $0 != $1 }) <= 1 {
      return Result(
        operations: [CIGAROperation(.match, query.count)], query: query.count, text: text.count, matches: query.count)
    }
    let shift = text.count - query.count
    var margin = 24 + min(query.count, text.count) / 8
    if (query.count + 1) * (text.count + 1) <= 1 << 14 { margin = max(query.count, text.count) }
    let band = max(min(0, shift) - margin, -query.count)...min(max(0, shift) + margin, text.count)
    guard (query.count + 1) * band.count <= GapAligner.mostCells else { return nil }
    fill(Array(query), Array(text), band: band)
    return walk(Array(query), Array(text), from: (query.count, text.count), band: band)
  }

  /// Aligns the beginning of a read with the beginning of a text as far as that pays.
  package mutating func prefix(_ query: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Result {
    guard !query.isEmpty, !text.isEmpty else { return Result() }
    let margin = 32 + query.count / 16
    let band = max(-margin, -query.count)...min(margin, text.count)
    let end = fill(Array(query), Array(text), band: band)
    return walk(Array(query), Array(text), from: end, band: band)
  }

  /// Fills the table and gives the cell with the best score, the end of the read having a bonus.
  @discardableResult
  private mutating func fill(_ query: [UInt8], _ text: [UInt8], band: ClosedRange<Int>) -> (query: Int, text: Int) {
    let width = band.count
    let cells = (query.count + 1) * width
    if trace.count < cells { trace = [UInt8](repeating: 0, count: cells) }
    best = [Int32](repeating: GapAligner.far, count: text.count + 1)
    insertion = best
    best[0] = 0
    for j in 1...max(1, text.count) where j <= min(text.count, band.upperBound) {
      best[j] = -GapAligner.open - GapAligner.extend * Int32(j)
      trace[j - band.lowerBound] = GapAligner.fromDeletion | (j > 1 ? GapAligner.deletionExtended : 0)
    }
    var top: Int32 = 0
    var end = (query: 0, text: 0)
    for i in 1...query.count {
      let low = max(0, i + band.lowerBound)
      let high = min(text.count, i + band.upperBound)
      guard low <= high else { break }
      let found = GapAligner.row(
        low...high, base: query[i - 1], text: text, offset: i * width - i - band.lowerBound, best: &best,
        insertion: &insertion, trace: &trace)
      let score = found.score + (i == query.count ? GapAligner.endBonus : 0)
      if score > top {
        top = score
        end = (i, found.column)
      }
    }
    return end
  }

  /// One row; gives its best score and where that is.
  @inline(__always)
  private static func row(
    _ columns: ClosedRange<Int>, base: UInt8, text: [UInt8], offset: Int, best: inout [Int32],
    insertion: inout [Int32], trace: inout [UInt8]
  ) -> (score: Int32, column: Int) {
    let low = columns.lowerBound
    var best = best.mutableSpan
    var insertion = insertion.mutableSpan
    var trace = trace.mutableSpan
    let text = text.span
    var diagonal = low > 0 ? best[low - 1] : GapAligner.far
    // Left of the band nothing can be reached.
    if low > 0 { best[low - 1] = GapAligner.far }
    var deletion = GapAligner.far
    var top = (score: GapAligner.far, column: low)
    for j in columns {
      let above = best[j]
      let opened = above - GapAligner.open
      var bits: UInt8 = 0
      if insertion[j] > opened { bits = GapAligner.insertionExtended }
      insertion[j] = max(insertion[j], opened) - GapAligner.extend
      var score = GapAligner.far
      if j > 0 { score = diagonal + (text[j - 1] == base ? GapAligner.match : -GapAligner.mismatch) }
      var from = GapAligner.fromDiagonal
      if deletion > score {
        score = deletion
        from = GapAligner.fromDeletion
      }
      if insertion[j] > score {
        score = insertion[j]
        from = GapAligner.fromInsertion
      }
      trace[offset + j] = bits | from
      best[j] = score
      diagonal = above
      if score > top.score { top = (score, j) }
      // The gap in the read that ends at the next column.
      let openedDeletion = score - GapAligner.open
      let isOlder = deletion > openedDeletion
      deletion = max(deletion, openedDeletion) - GapAligner.extend
      if isOlder { trace[offset + j] |= GapAligner.deletionExtended }
    }
    return top
  }

  /// The way back from a cell. The mark of an older deletion lies in the cell before the one that it leads to.
  private func walk(
    _ query: [UInt8], _ text: [UInt8], from end: (query: Int, text: Int), band: ClosedRange<Int>
  ) -> Result {
    var result = Result(query: end.query, text: end.text)
    var operations: [CIGAROperation] = []
    func add(_ kind: CIGAROperation.Kind) {
      if let last = operations.last, last.kind == kind {
        operations[operations.count - 1] = CIGAROperation(kind, last.length + 1)
      } else {
        operations.append(CIGAROperation(kind, 1))
      }
    }
    var (i, j) = (end.query, end.text)
    var state = GapAligner.fromDiagonal
    let width = band.count
    while i > 0 || j > 0 {
      if i == 0 {
        state = GapAligner.fromDeletion
      } else if j == 0 {
        state = GapAligner.fromInsertion
      } else if state == GapAligner.fromDiagonal {
        state = trace[i * width + j - i - band.lowerBound] & 3
      }
      switch state {
      case GapAligner.fromDeletion:
        add(.deletion)
        j -= 1
        let isInside = j - i >= band.lowerBound
        if !isInside || trace[i * width + j - i - band.lowerBound] & GapAligner.deletionExtended == 0 {
          state = GapAligner.fromDiagonal
        }
      case GapAligner.fromInsertion:
        add(.insertion)
        if trace[i * width + j - i - band.lowerBound] & GapAligner.insertionExtended == 0 {
          state = GapAligner.fromDiagonal
        }
        i -= 1
      default:
        add(.match)
        i -= 1
        j -= 1
        if query[i] == text[j] { result.matches += 1 }
      }
    }
    result.operations = operations.reversed()
    return result
  }
}
