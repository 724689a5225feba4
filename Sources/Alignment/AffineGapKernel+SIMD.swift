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

  /// All antidiagonals. Rows are shifted by one padding, so that index -1 and the last vector stay inside.
  private static func fill(
    problem: BandedProblem, scoring: ScoringScheme, memory: borrowing AffineGapMemory, cellsPerSum: Int
  ) {
    let query = unsafe memory.query.base + padding
    let penalty = unsafe memory.penalty.base + padding
    let reversed = unsafe memory.reversedWindow.base + padding
    let deletion = unsafe memory.deletion.base + padding
    let bestScore = unsafe memory.bestScore.base + padding
    let bestSum = unsafe memory.bestSum.base + padding
    var directions = unsafe memory.directions.base
    var older = unsafe memory.scores[0].base + padding
    var old = unsafe memory.scores[1].base + padding
    var new = unsafe memory.scores[2].base + padding
    var oldInsertion = unsafe memory.insertions[0].base + padding
    var newInsertion = unsafe memory.insertions[1].base + padding
    let open = Lanes(repeating: Int16(scoring.gapOpen))
    let extend = Lanes(repeating: Int16(scoring.gapExtend))
    let match = Lanes(repeating: Int16(scoring.match))
    let zero = Lanes(repeating: 0)
    let lowest = Lanes(repeating: floor)
    let laneNumbers = Lanes(0, 1, 2, 3, 4, 5, 6, 7)
    let (one, two, three) = (
      Lanes(repeating: fromDeletion), Lanes(repeating: fromInsertion), Lanes(repeating: fromStart)
    )
    let (four, eight) = (Lanes(repeating: deletionExtended), Lanes(repeating: insertionExtended))
    var sum = problem.firstSum
    while true {
      let (first, last) = problem.cells(sum: sum)
      if first > last { break }
      let start = max(first, 1)
      let end = last == sum ? last &- 1 : last
      let shift = problem.windowCount &- sum
      let sums = Lanes(repeating: Int16(truncatingIfNeeded: sum))
      var i = start
      while i <= end {
        let valid = laneNumbers .<= Lanes(repeating: Int16(truncatingIfNeeded: end &- i))
        let left = unsafe lanes(old, i)
        let above = unsafe lanes(old, i &- 1)
        let olderDeletion = unsafe lanes(deletion, i)
        let olderInsertion = unsafe lanes(oldInsertion, i &- 1)
        let opened = left &- open
        let opened2 = above &- open
        let del = pointwiseMax(opened, olderDeletion) &- extend
        let ins = pointwiseMax(opened2, olderInsertion) &- extend
        let equal = unsafe lanes(query, i &- 1) .== lanes(reversed, shift &+ i)
        let score = unsafe lanes(penalty, i &- 1).replacing(with: match, where: equal)
        var best = unsafe lanes(older, i &- 1) &+ score
        var bits = zero.replacing(with: one, where: del .> best)
        best = pointwiseMax(best, del)
        bits = bits.replacing(with: two, where: ins .> best)
        best = pointwiseMax(best, ins)
        bits = bits.replacing(with: three, where: zero .> best)
        best = pointwiseMax(best, zero)
        bits = bits | zero.replacing(with: four, where: olderDeletion .> opened)
        bits = bits | zero.replacing(with: eight, where: olderInsertion .> opened2)
        best = lowest.replacing(with: best, where: valid)
        unsafe put(best, new, i)
        unsafe put(del, deletion, i)
        unsafe put(ins, newInsertion, i)
        unsafe put(bits, directions, i &- start)
        let seen = unsafe lanes(bestScore, i)
        let better = best .> seen
        unsafe put(seen.replacing(with: best, where: better), bestScore, i)
        unsafe put(lanes(bestSum, i).replacing(with: sums, where: better), bestSum, i)
        i &+= Lanes.scalarCount
      }
      unsafe new[first &- 1] = floor
      unsafe newInsertion[start &- 1] = floor
      unsafe newInsertion[end &+ 1] = floor
      unsafe deletion[end &+ 1] = floor
      unsafe new[last &+ 1] = floor
      if first == 0 {
        unsafe new[0] = Int16(scoring.endBonus)
        unsafe newInsertion[0] = floor
        unsafe deletion[0] = floor
      }
      if last == sum && sum > 0 {
        unsafe new[last] = 0
        unsafe newInsertion[last] = floor
        unsafe deletion[last] = floor
      }
      let free = unsafe older
      unsafe older = old
      unsafe old = new
      unsafe new = free
      unsafe swap(&oldInsertion, &newInsertion)
      unsafe directions += cellsPerSum
      sum &+= 1
      if sum > problem.queryCount &+ problem.windowCount { break }
    }
  }
}
