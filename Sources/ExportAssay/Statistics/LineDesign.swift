// Which line has how many dishes in which batch, in blocks of batches that share lines.

import Numerics

/// The dishes of a model counted by line and batch.
struct LineDesign {
  /// The dishes of one line in one batch.
  struct Cell {
    let batch: Int
    var count = 0
    var sum = 0.0
    var squares = 0.0
  }

  /// The dishes of one line.
  struct Line {
    /// Whether it is drawn from the population of control lines.
    let isDrawn: Bool
    /// Dishes.
    var count = 0
    /// The sum of their values.
    var sum = 0.0
    /// Dishes by batch with the sum of their values and of their squares, in the order of batches.
    var counts: [Cell] = []
    /// The block of its batches.
    var block = 0
  }

  let lineNames: [String]
  /// The place of a line among the names.
  let lineIndex: [String: Int]
  let batchNames: [String]
  private(set) var lines: [Line]
  /// Dishes and the sum of values by batch.
  let batchCounts: [Double]
  let batchSums: [Double]
  /// The batches of each block, and the place of a batch in its block.
  let blocks: [[Int]]
  let placeInBlock: [Int]
  /// The lines of each block.
  let blockLines: [[Int]]
  /// Whether batches are drawn from a population, around one mean.
  let drawsBatches: Bool
  let valueCount: Int
  /// The rank of the fixed effects.
  let rank: Int
  let sumOfSquares: Double
  /// Whether the variance of lines can be separated from that of dishes: some line has two.
  let canSeparate: Bool

  /// Counts the dishes of lines that can be compared; `nil` without two control lines or without dishes to spare.
  init?(_ all: [DishValue], controls: Set<String>, drawsBatches wanted: Bool?) {
    let drawsBatches: Bool
    let values: [DishValue]
    (values, drawsBatches) = Self.comparable(all, controls, wanted)
    let batchNames = Set(values.map(\.batch)).sorted()
    let batchOf = Dictionary(uniqueKeysWithValues: batchNames.enumerated().map { ($1, $0) })
    let lineNames = Set(values.map(\.line)).sorted()
    let lineOf = Dictionary(uniqueKeysWithValues: lineNames.enumerated().map { ($1, $0) })
    var lines = lineNames.map { Line(isDrawn: controls.contains($0)) }
    guard lines.count(where: \.isDrawn) >= 2 else { return nil }
    var counts = [Double](repeating: 0, count: batchNames.count)
    var sums = counts
    var cells = [[Int: Cell]](repeating: [:], count: lines.count)
    // Values around their mean: the sums of squares lose no digits.
    let centre = values.map(\.value).mean
    for item in values {
      guard let b = batchOf[item.batch], let l = lineOf[item.line] else { continue }
      let value = item.value - centre
      counts[b] += 1
      sums[b] += value
      lines[l].count += 1
      lines[l].sum += value
      cells[l][b, default: Cell(batch: b)].add(value)
    }
    for index in lines.indices {
      lines[index].counts = cells[index].sorted { $0.key < $1.key }.map(\.value)
    }
    let blockOf = Self.blocks(lines, batchNames.count)
    let blockCount = (blockOf.max() ?? -1) + 1
    var blocks = [[Int]](repeating: [], count: blockCount)
    var places = [Int](repeating: 0, count: batchNames.count)
    for batch in batchNames.indices {
      places[batch] = blocks[blockOf[batch]].count
      blocks[blockOf[batch]].append(batch)
    }
    var blockLines = [[Int]](repeating: [], count: blockCount)
    for index in lines.indices {
      lines[index].block = blockOf[lines[index].counts[0].batch]
      blockLines[lines[index].block].append(index)
    }
    let fixedLines = lines.count { !$0.isDrawn }
    rank = fixedLines + (drawsBatches ? 1 : batchNames.count)
    guard values.count > rank + 1 else { return nil }
    valueCount = values.count
    sumOfSquares = values.map { ($0.value - centre) * ($0.value - centre) }.compensatedSum()
    canSeparate = lines.contains { $0.count > 1 }
    self.drawsBatches = drawsBatches
    self.lineNames = lineNames
    lineIndex = lineOf
    self.batchNames = batchNames
    self.lines = lines
    batchCounts = counts
    batchSums = sums
    self.blocks = blocks
    placeInBlock = places
    self.blockLines = blockLines
  }

  /// The dishes that enter, and whether batches are drawn. Fixed batches without a control cannot be told from their lines:
  /// blocks of batches without one are left out then.
  private static func comparable(
    _ values: [DishValue], _ controls: Set<String>, _ wanted: Bool?
  ) -> (values: [DishValue], drawsBatches: Bool) {
    let batchCount = Set(values.map(\.batch)).count
    let drawsBatches = batchCount > 1 && (wanted ?? (batchCount >= 5))
    guard !drawsBatches, batchCount > 1 else { return (values, drawsBatches) }
    // Grows the batches that are joined to a control until nothing is added.
    var joined = Set(values.filter { controls.contains($0.line) }.map(\.batch))
    while true {
      let lines = Set(values.filter { joined.contains($0.batch) }.map(\.line))
      let more = Set(values.filter { lines.contains($0.line) }.map(\.batch)).union(joined)
      if more.count == joined.count { break }
      joined = more
    }
    return (values.filter { joined.contains($0.batch) }, false)
  }

  /// The block of every batch: batches that a line has dishes in are of one block.
  private static func blocks(_ lines: [Line], _ count: Int) -> [Int] {
    var blocks = DisjointSets(count: count)
    for line in lines {
      for (cell, next) in zip(line.counts, line.counts.dropFirst()) { blocks.join(cell.batch, next.batch) }
    }
    return blocks.numbers()
  }
}

extension LineDesign.Cell {
  fileprivate mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }
}
