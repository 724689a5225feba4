// The equations of a line model at given ratios of variances: batch effects, deviance, and contrasts of lines.

import Numerics

/// The solved equations of a ``LineDesign`` at given ratios.
///
/// Blocks of batches are solved alone. Where batches are drawn, the common mean borders all blocks and is eliminated last.
struct LineSolution {
  let ratios: LineRatios
  /// -2 log of the restricted likelihood, up to a constant of the design.
  let deviance: Double
  /// The variance of dishes that the deviance is least at, with these ratios.
  let residualVariance: Double
  /// The variance of dishes that contrasts have.
  let errorVariance: Double

  private let design: LineDesign
  private let weights: [Double]
  private let factors: [CholeskyFactor?]
  /// The batch effects of each block at a mean of zero, and what they change by with the mean.
  private var effects: [[Double]] = []
  private var borders: [[Double]] = []
  private var mean = 0.0
  private var meanPivot = 0.0

  /// - Parameter errorVariance: of dishes; that of the least deviance if not given.
  init?(_ design: LineDesign, _ ratios: LineRatios, errorVariance: Double? = nil) {
    self.design = design
    self.ratios = ratios
    let drawsBatches = design.drawsBatches
    weights = design.lines.map { line in
      let n = Double(line.count)
      return line.isDrawn ? (ratios.line > 0 ? 1 / (n + 1 / ratios.line) : 0) : 1 / n
    }
    var factors: [CholeskyFactor?] = []
    var determinant = 0.0
    var quadratic = design.sumOfSquares
    for (line, w) in zip(design.lines, weights) {
      quadratic -= w * line.sum * line.sum
      if line.isDrawn { determinant += Elementary.log(1 + ratios.line * Double(line.count)) }
    }
    var meanRight = 0.0
    for block in design.blocks.indices {
      guard let part = Part(design, block, weights, ratios) else { return nil }
      determinant += part.determinant
      quadratic -= part.explained
      meanRight += part.meanRight
      meanPivot += part.meanPivot
      factors.append(part.factor)
      effects.append(part.effects)
      borders.append(part.border)
    }
    if drawsBatches {
      guard meanPivot > 0 else { return nil }
      mean = meanRight / meanPivot
      quadratic -= meanRight * mean
      determinant += Elementary.log(meanPivot)
    }
    self.factors = factors
    let freedom = Double(design.valueCount - design.rank)
    residualVariance = quadratic / freedom
    let error = errorVariance ?? residualVariance
    guard residualVariance > 0, error > 0 else { return nil }
    self.errorVariance = error
    deviance = freedom * Elementary.log(error) + determinant + quadratic / error
  }

  /// What a line differs by from the population of controls, and the variance of that with the line itself fixed. The
  /// equation of a control line is put in place of its draw, which changes the equations by one rank.
  func contrast(_ index: Int) -> (difference: Double, variance: Double)? {
    let line = design.lines[index]
    guard
      design.drawsBatches || design.blockLines[line.block].contains(where: { $0 != index && design.lines[$0].isDrawn })
    else { return nil }
    let n = Double(line.count)
    let batches = design.blocks[line.block]
    var counts = [Double](repeating: 0, count: batches.count)
    for cell in line.counts { counts[design.placeInBlock[cell.batch]] = Double(cell.count) }
    // z = A^-1 n_l, as far as it meets n_l, and n_l' beta.
    var fitted = zip(counts, effects[line.block]).map { $0 * $1 }.compensatedSum()
    var meeting: Double
    if design.drawsBatches {
      let inner = factors[line.block]?.solve(counts.map { ratios.batch * $0 }) ?? counts.map { _ in 0 }
      let pull = zip(counts, borders[line.block]).map { $0 * $1 }.compensatedSum()
      fitted += (n - pull) * mean
      meeting = zip(counts, inner).map { $0 * $1 }.compensatedSum() + (n - pull) * (n - pull) / meanPivot
    } else {
      guard let factor = factors[line.block] else { return nil }
      meeting = zip(counts, factor.solve(counts)).map { $0 * $1 }.compensatedSum()
    }
    if line.isDrawn {
      let c = 1 / n - weights[index]
      let left = 1 - c * meeting
      guard left > 1e-12 else { return nil }
      fitted = (fitted - c * meeting * line.sum) / left
      meeting /= left
    }
    return ((line.sum - fitted) / n, errorVariance * (1 / n + meeting / (n * n)))
  }
}

/// The variances of lines and batches over that of dishes.
struct LineRatios {
  var line: Double
  var batch: Double
}

/// One block of batches, solved.
private struct Part {
  let factor: CholeskyFactor?
  let effects: [Double]
  let border: [Double]
  let determinant: Double
  /// What the effects take from the sum of squares.
  let explained: Double
  let meanRight: Double
  let meanPivot: Double

  init?(_ design: LineDesign, _ block: Int, _ weights: [Double], _ ratios: LineRatios) {
    let k = design.blocks[block].count
    let (matrix, right) = Self.equations(design, block, weights)
    guard design.drawsBatches else {
      guard let factor = CholeskyFactor(matrix, k) else { return nil }
      self.factor = factor
      effects = factor.solve(right)
      border = []
      determinant = factor.logDeterminant
      explained = Self.product(effects, right)
      (meanRight, meanPivot) = (0, 0)
      return
    }
    let rowSums = (0..<k).map { i in (0..<k).map { matrix[i * k + $0] }.compensatedSum() }
    guard ratios.batch > 0 else {
      factor = nil
      effects = [Double](repeating: 0, count: k)
      border = effects
      (determinant, explained) = (0, 0)
      (meanRight, meanPivot) = (right.compensatedSum(), rowSums.compensatedSum())
      return
    }
    // Scaled by the ratio, so that it may be small.
    var scaled = matrix.map { ratios.batch * $0 }
    for i in 0..<k { scaled[i * k + i] += 1 }
    guard let factor = CholeskyFactor(scaled, k) else { return nil }
    self.factor = factor
    effects = factor.solve(right.map { ratios.batch * $0 })
    border = factor.solve(rowSums.map { ratios.batch * $0 })
    determinant = factor.logDeterminant
    explained = Self.product(effects, right)
    meanRight = right.compensatedSum() - Self.product(border, right)
    meanPivot = rowSums.compensatedSum() - Self.product(border, rowSums)
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { $0 * $1 }.compensatedSum() }

  /// The equations of a block of batches once its lines are absorbed: the matrix A and the right side.
  private static func equations(
    _ design: LineDesign, _ block: Int, _ weights: [Double]
  ) -> (matrix: [Double], right: [Double]) {
    let batches = design.blocks[block]
    let k = batches.count
    var matrix = [Double](repeating: 0, count: k * k)
    var right = batches.map { design.batchSums[$0] }
    for (i, batch) in batches.enumerated() { matrix[i * k + i] = design.batchCounts[batch] }
    for index in design.blockLines[block] {
      let line = design.lines[index]
      for a in line.counts {
        let i = design.placeInBlock[a.batch]
        right[i] -= weights[index] * Double(a.count) * line.sum
        for b in line.counts {
          matrix[i * k + design.placeInBlock[b.batch]] -= weights[index] * Double(a.count) * Double(b.count)
        }
      }
    }
    return (matrix, right)
  }
}
