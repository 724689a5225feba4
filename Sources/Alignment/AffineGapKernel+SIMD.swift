// Banded affine-gap alignment, eight cells of an antidiagonal at a time.

/// The memory of the vector kernel, made once a thread.
///
/// Score rows are indexed by read offset plus ``AffineGapKernel/padding``.
struct AffineGapMemory {
  /// The longest read and the widest band that fit.
  let queryCapacity: Int
  let windowCapacity: Int
  /// Codes of the read, its mismatch penalties, and the window's codes last to first.
  let query: FlatBuffer<Int16>
  let penalty: FlatBuffer<Int16>
  let reversedWindow: FlatBuffer<Int16>
  /// Scores of the last three antidiagonals, and of open gaps.
  let scores: [FlatBuffer<Int16>]
  let deletion: FlatBuffer<Int16>
  let insertions: [FlatBuffer<Int16>]
  /// For each read offset the best score of its cells and the antidiagonal it was first seen on.
  let bestScore: FlatBuffer<Int16>
  let bestSum: FlatBuffer<Int16>
  /// Direction bits, an antidiagonal after the other.
  let directions: FlatBuffer<Int16>

  init(queryCapacity: Int, windowCapacity: Int, bandCapacity: Int) {
    let extra = 2 * AffineGapKernel.padding
    let row = { FlatBuffer<Int16>.allocate(count: queryCapacity + extra, filledWith: AffineGapKernel.floor) }
    self.queryCapacity = queryCapacity
    self.windowCapacity = windowCapacity
    query = row()
    penalty = row()
    reversedWindow = .allocate(count: windowCapacity + queryCapacity + extra, filledWith: 9)
    scores = [row(), row(), row()]
    deletion = row()
    insertions = [row(), row()]
    bestScore = row()
    bestSum = row()
    directions = .allocate(
      count: (queryCapacity + windowCapacity + 2) * (bandCapacity / 2 + extra), filledWith: 0)
  }

  /// Whether a problem fits.
  func holds(_ problem: BandedProblem) -> Bool {
    let cells = min((problem.highest - problem.lowest) / 2 + 1, problem.queryCount + 1) + AffineGapKernel.padding
    return problem.queryCount <= queryCapacity && problem.windowCount <= windowCapacity
      && (problem.queryCount + problem.windowCount + 2) * cells <= directions.count
  }

  func deallocate() {
    for buffer in scores + insertions { buffer.deallocate() }
    for buffer in [query, penalty, reversedWindow, deletion, bestScore, bestSum, directions] { buffer.deallocate() }
  }
}

extension AffineGapKernel {
  private typealias Lanes = SIMD8<Int16>

  /// Aligns a read to a window.
  ///
  /// - Parameters:
  ///   - query: codes of the read, 4 for N.
  ///   - window: codes of the reference.
  /// - Precondition: `memory.holds(problem)`, and both buffers are as long as the problem says.
  static func align(
    query: UnsafePointer<UInt8>, window: UnsafePointer<UInt8>, problem: BandedProblem, scoring: ScoringScheme,
    memory: borrowing AffineGapMemory, operations: inout CIGARBuilder
  ) -> BandedAlignment {
    precondition(memory.holds(problem) && problem.highest - problem.lowest >= 2, "the problem fits the memory")
    unsafe load(query: query, window: window, problem: problem, scoring: scoring, memory: memory)
    let cells = min((problem.highest - problem.lowest) / 2 + 1, problem.queryCount + 1) + padding
    fill(problem: problem, scoring: scoring, memory: memory, cellsPerSum: cells)
    var end = (query: 0, sum: 0)
    var endScore = Int(floor)
    for i in stride(from: problem.queryCount, through: 1, by: -1) {
      let score = Int(memory.bestScore[i + padding]) + (i == problem.queryCount ? scoring.endBonus : 0)
      if score > endScore {
        endScore = score
        end = (i, Int(memory.bestSum[i + padding]))
      }
    }
    let firstSum = problem.firstSum
    return trace(from: (end.query, end.sum - end.query), score: endScore, into: &operations) { i, j in
      let first = max(problem.cells(sum: i + j).first, 1)
      return memory.directions[(i + j - firstSum) * cells + i - first]
    }
  }

  /// Widens the codes and resets the rows.
  private static func load(
    query: UnsafePointer<UInt8>, window: UnsafePointer<UInt8>, problem: BandedProblem, scoring: ScoringScheme,
    memory: borrowing AffineGapMemory
  ) {
    let unknown = Int16(-scoring.unknown)
    let mismatch = Int16(-scoring.mismatch)
    let queryCodes = unsafe memory.query.base
    let penalties = unsafe memory.penalty.base
    for i in 0..<problem.queryCount {
      let code = unsafe query[i]
      unsafe queryCodes[i &+ padding] = code == 4 ? 14 : Int16(code)
      unsafe penalties[i &+ padding] = code == 4 ? unknown : mismatch
    }
    let reversed = unsafe memory.reversedWindow.base + padding
    let last = problem.windowCount &- 1
    for j in 0..<problem.windowCount { unsafe reversed[last &- j] = Int16(window[j]) }
    for buffer in memory.scores { reset(buffer, problem.queryCount) }
    for buffer in memory.insertions { reset(buffer, problem.queryCount) }
    reset(memory.deletion, problem.queryCount)
    reset(memory.bestScore, problem.queryCount)
  }

  private static func reset(_ buffer: FlatBuffer<Int16>, _ queryCount: Int) {
    unsafe buffer.base.update(repeating: floor, count: queryCount + 2 * padding)
  }

  @inline(__always) private static func lanes(_ pointer: UnsafeMutablePointer<Int16>, _ index: Int) -> Lanes {
    unsafe UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always) private static func put(_ value: Lanes, _ pointer: UnsafeMutablePointer<Int16>, _ index: Int) {
    unsafe UnsafeMutableRawPointer(pointer + index).storeBytes(of: value, as: Lanes.self)
  }

  /// Splats made once: a literal in a vector expression is made again for every vector.
  private struct Constants {
    let open: Lanes
    let extend: Lanes
    let match: Lanes
    let zero = Lanes(repeating: 0)
    let lowest = Lanes(repeating: AffineGapKernel.floor)
    let laneNumbers = Lanes(0, 1, 2, 3, 4, 5, 6, 7)
    let fromDeletion = Lanes(repeating: AffineGapKernel.fromDeletion)
    let fromInsertion = Lanes(repeating: AffineGapKernel.fromInsertion)
    let fromStart = Lanes(repeating: AffineGapKernel.fromStart)
    let deletionExtended = Lanes(repeating: AffineGapKernel.deletionExtended)
    let insertionExtended = Lanes(repeating: AffineGapKernel.insertionExtended)

    init(_ scoring: ScoringScheme) {
      open = Lanes(repeating: Int16(scoring.gapOpen))
      extend = Lanes(repeating: Int16(scoring.gapExtend))
      match = Lanes(repeating: Int16(scoring.match))
    }
  }

  /// The rows at work, shifted by one padding, so that index -1 and the last vector stay inside.
  @unsafe private struct Rows {
    let query: UnsafeMutablePointer<Int16>
    let penalty: UnsafeMutablePointer<Int16>
    let reversed: UnsafeMutablePointer<Int16>
    let deletion: UnsafeMutablePointer<Int16>
    let bestScore: UnsafeMutablePointer<Int16>
    let bestSum: UnsafeMutablePointer<Int16>
    var directions: UnsafeMutablePointer<Int16>
    var older: UnsafeMutablePointer<Int16>
    var old: UnsafeMutablePointer<Int16>
    var new: UnsafeMutablePointer<Int16>
    var oldInsertion: UnsafeMutablePointer<Int16>
    var newInsertion: UnsafeMutablePointer<Int16>

    init(_ memory: borrowing AffineGapMemory) {
      unsafe query = memory.query.base + padding
      unsafe penalty = memory.penalty.base + padding
      unsafe reversed = memory.reversedWindow.base + padding
      unsafe deletion = memory.deletion.base + padding
      unsafe bestScore = memory.bestScore.base + padding
      unsafe bestSum = memory.bestSum.base + padding
      unsafe directions = memory.directions.base
      unsafe older = memory.scores[0].base + padding
      unsafe old = memory.scores[1].base + padding
      unsafe new = memory.scores[2].base + padding
      unsafe oldInsertion = memory.insertions[0].base + padding
      unsafe newInsertion = memory.insertions[1].base + padding
    }

    /// Makes the new antidiagonal the last one.
    mutating func turn(directions count: Int) {
      let free = unsafe older
      unsafe older = old
      unsafe old = new
      unsafe new = free
      unsafe swap(&oldInsertion, &newInsertion)
      unsafe directions += count
    }
  }

  /// All antidiagonals.
  private static func fill(
    problem: BandedProblem, scoring: ScoringScheme, memory: borrowing AffineGapMemory, cellsPerSum: Int
  ) {
    let constants = Constants(scoring)
    var rows = unsafe Rows(memory)
    var sum = problem.firstSum
    while sum <= problem.queryCount &+ problem.windowCount {
      let (first, last) = problem.cells(sum: sum)
      if first > last { break }
      let start = max(first, 1)
      let end = last == sum ? last &- 1 : last
      let shift = problem.windowCount &- sum
      let sums = Lanes(repeating: Int16(truncatingIfNeeded: sum))
      var i = start
      while i <= end {
        let valid = constants.laneNumbers .<= Lanes(repeating: Int16(truncatingIfNeeded: end &- i))
        unsafe step(i, direction: i &- start, shift: shift, sums: sums, valid: valid, constants, rows)
        i &+= Lanes.scalarCount
      }
      unsafe rows.newInsertion[start &- 1] = floor
      unsafe close(rows.new, first, last, border: Int16(scoring.endBonus), sum: sum, outside: first &- 1)
      unsafe close(rows.newInsertion, first, end, border: floor, sum: sum, outside: first &- 1)
      unsafe close(rows.deletion, first, end, border: floor, sum: sum, outside: last &+ 1)
      if last == sum && sum > 0 {
        unsafe rows.new[last] = 0
        unsafe rows.newInsertion[last] = floor
        unsafe rows.deletion[last] = floor
      }
      unsafe rows.turn(directions: cellsPerSum)
      sum &+= 1
    }
  }

  /// Marks the cells beside an antidiagonal as out of reach, and sets the border cell of read offset 0.
  @inline(__always) private static func close(
    _ row: UnsafeMutablePointer<Int16>, _ first: Int, _ last: Int, border: Int16, sum: Int, outside: Int
  ) {
    unsafe row[outside] = floor
    unsafe row[last &+ 1] = floor
    if first == 0 { unsafe row[0] = border }
  }

  /// Eight cells of an antidiagonal from read offset `i` on.
  @inline(__always) private static func step(
    _ i: Int, direction: Int, shift: Int, sums: Lanes, valid: SIMDMask<SIMD8<Int16>>, _ constants: Constants,
    _ rows: Rows
  ) {
    let opened = unsafe lanes(rows.old, i) &- constants.open
    let openedInsertion = unsafe lanes(rows.old, i &- 1) &- constants.open
    let olderDeletion = unsafe lanes(rows.deletion, i)
    let olderInsertion = unsafe lanes(rows.oldInsertion, i &- 1)
    let deletion = pointwiseMax(opened, olderDeletion) &- constants.extend
    let insertion = pointwiseMax(openedInsertion, olderInsertion) &- constants.extend
    let equal = unsafe lanes(rows.query, i &- 1) .== lanes(rows.reversed, shift &+ i)
    let score = unsafe lanes(rows.penalty, i &- 1).replacing(with: constants.match, where: equal)
    var best = unsafe lanes(rows.older, i &- 1) &+ score
    var bits = constants.zero.replacing(with: constants.fromDeletion, where: deletion .> best)
    best = pointwiseMax(best, deletion)
    bits = bits.replacing(with: constants.fromInsertion, where: insertion .> best)
    best = pointwiseMax(best, insertion)
    bits = bits.replacing(with: constants.fromStart, where: constants.zero .> best)
    best = pointwiseMax(best, constants.zero)
    bits = bits | constants.zero.replacing(with: constants.deletionExtended, where: olderDeletion .> opened)
    bits = bits | constants.zero.replacing(with: constants.insertionExtended, where: olderInsertion .> openedInsertion)
    best = constants.lowest.replacing(with: best, where: valid)
    unsafe put(best, rows.new, i)
    unsafe put(deletion, rows.deletion, i)
    unsafe put(insertion, rows.newInsertion, i)
    unsafe put(bits, rows.directions, direction)
    let seen = unsafe lanes(rows.bestScore, i)
    let better = best .> seen
    unsafe put(seen.replacing(with: best, where: better), rows.bestScore, i)
    unsafe put(lanes(rows.bestSum, i).replacing(with: sums, where: better), rows.bestSum, i)
  }
}
