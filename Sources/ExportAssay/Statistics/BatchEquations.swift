// The equations of the batches of one block: dense, or by way of the lines where those that join batches are fewer.

import Numerics

/// The equations of a block of batches once its lines are absorbed, D - V V', and their right side.
///
/// A line that lies in one batch alone changes the diagonal only; each of the others is a column of V.
struct BatchSystem {
  /// The diagonal of D, by the place of a batch in the block.
  private(set) var diagonal: [Double]
  /// The columns of V: place and value.
  private(set) var columns: [[(place: Int, value: Double)]] = []
  /// The right side.
  private(set) var right: [Double]

  init(_ design: LineDesign, _ block: Int, _ weights: [Double]) {
    let batches = design.blocks[block]
    diagonal = batches.map { design.batchCounts[$0] }
    right = batches.map { design.batchSums[$0] }
    for index in design.blockLines[block] {
      let line = design.lines[index]
      let root = weights[index].squareRoot()
      for cell in line.counts {
        right[design.placeInBlock[cell.batch]] -= weights[index] * Double(cell.count) * line.sum
      }
      if line.counts.count == 1, let cell = line.counts.first {
        diagonal[design.placeInBlock[cell.batch]] -= weights[index] * Double(cell.count) * Double(cell.count)
      } else if root > 0 {
        columns.append(line.counts.map { (design.placeInBlock[$0.batch], root * Double($0.count)) })
      }
    }
  }

  /// The sums of the rows.
  var rowSums: [Double] {
    var sums = diagonal
    for column in columns {
      let whole = column.map(\.value).compensatedSum()
      for item in column { sums[item.place] -= item.value * whole }
    }
    return sums
  }

  /// I + q (D - V V'), of batches that are drawn.
  func drawn(_ ratio: Double) -> BatchSystem {
    var copy = self
    copy.diagonal = diagonal.map { 1 + ratio * $0 }
    copy.columns = columns.map { column in column.map { ($0.place, ratio.squareRoot() * $0.value) } }
    return copy
  }
}

/// The factored equations of a block.
///
/// With fewer columns than batches (Woodbury's identity)
///
///     (D - V V')^-1 = D^-1 + D^-1 V (I - V' D^-1 V)^-1 V' D^-1,  |D - V V'| = |D| |I - V' D^-1 V|,
///
/// so that many plates with the same few control lines cost no more than in proportion.
struct BatchEquations {
  /// ln of the determinant.
  let logDeterminant: Double

  private let system: BatchSystem
  private let factor: CholeskyFactor
  private let isByLines: Bool

  /// `nil` where the equations have no single solution.
  init?(_ system: BatchSystem) {
    self.system = system
    let batches = system.diagonal.count
    let lines = system.columns.count
    isByLines = lines < batches && system.diagonal.allSatisfy { $0 > 0 }
    let size = isByLines ? lines : batches
    var matrix = [Double](repeating: 0, count: size * size)
    if isByLines {
      for i in 0..<size { matrix[i * size + i] = 1 }
      var byBatch = [[(column: Int, value: Double)]](repeating: [], count: batches)
      for (index, column) in system.columns.enumerated() {
        for item in column { byBatch[item.place].append((index, item.value)) }
      }
      for (place, items) in byBatch.enumerated() {
        for a in items {
          for b in items { matrix[a.column * size + b.column] -= a.value * b.value / system.diagonal[place] }
        }
      }
    } else {
      for (i, value) in system.diagonal.enumerated() { matrix[i * size + i] = value }
      for column in system.columns {
        for a in column { for b in column { matrix[a.place * size + b.place] -= a.value * b.value } }
      }
    }
    guard let factor = CholeskyFactor(matrix, size) else { return nil }
    self.factor = factor
    let outer = isByLines ? system.diagonal.map { Elementary.log($0) }.compensatedSum() : 0
    logDeterminant = factor.logDeterminant + outer
  }

  /// The solution for a right side.
  func solve(_ right: [Double]) -> [Double] {
    guard isByLines else { return factor.solve(right) }
    var scaled = right
    for place in scaled.indices { scaled[place] /= system.diagonal[place] }
    let inner = factor.solve(
      system.columns.map { column in column.map { $0.value * scaled[$0.place] }.compensatedSum() })
    for (column, weight) in zip(system.columns, inner) {
      for item in column { scaled[item.place] += item.value * weight / system.diagonal[item.place] }
    }
    return scaled
  }
}
