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
  private let equations: [BatchEquations?]
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
    var equations: [BatchEquations?] = []
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
      equations.append(part.equations)
      effects.append(part.effects)
      borders.append(part.border)
    }
    if drawsBatches {
      guard meanPivot > 0 else { return nil }
      mean = meanRight / meanPivot
      quadratic -= meanRight * mean
      determinant += Elementary.log(meanPivot)
    }
    self.equations = equations
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
    let counts = spread(line)
    // z = A^-1 n_l, as far as it meets n_l, and n_l' beta.
    var fitted = zip(counts, effects[line.block]).map { $0 * $1 }.compensatedSum()
    var meeting: Double
    if design.drawsBatches {
      let inner = equations[line.block]?.solve(counts.map { ratios.batch * $0 }) ?? counts.map { _ in 0 }
      let pull = zip(counts, borders[line.block]).map { $0 * $1 }.compensatedSum()
      fitted += (n - pull) * mean
      meeting = zip(counts, inner).map { $0 * $1 }.compensatedSum() + (n - pull) * (n - pull) / meanPivot
    } else {
      guard let equations = equations[line.block] else { return nil }
      meeting = zip(counts, equations.solve(counts)).map { $0 * $1 }.compensatedSum()
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

  /// How much the dishes of a line vary around its mean once the batches are taken off, and how many degrees of freedom
  /// that has: n - 1 in one batch; over several each dish counts for what the other lines do not follow of it,
  ///
  ///     sum over dishes of 1 - 1 / n - g' A^-1 g,  g = e_batch - n_l / n.
  func ownSpread(_ index: Int) -> (variance: Double, freedom: Double)? {
    let line = design.lines[index]
    let n = Double(line.count)
    guard line.count > 1 else { return nil }
    var total = 0.0
    var squares = 0.0
    var freedom = n - 1
    let counts = spread(line)
    for cell in line.counts {
      let place = design.placeInBlock[cell.batch]
      let border = design.drawsBatches ? (1 - borders[line.block][place]) * mean : 0
      let effect = effects[line.block][place] + border
      let size = Double(cell.count)
      total += cell.sum - size * effect
      squares += cell.squares - 2 * effect * cell.sum + size * effect * effect
      guard line.counts.count > 1, let equations = equations[line.block] else { continue }
      var apart = counts.map { -$0 / n }
      apart[place] += 1
      let scale = design.drawsBatches ? ratios.batch : 1
      freedom -= size * scale * zip(apart, equations.solve(apart)).map { $0 * $1 }.compensatedSum()
    }
    guard freedom > 0.2 else { return nil }
    return (Swift.max(0, squares - total * total / n) / freedom, freedom)
  }

  /// The dishes of a line by the places of its block.
  private func spread(_ line: LineDesign.Line) -> [Double] {
    var counts = [Double](repeating: 0, count: design.blocks[line.block].count)
    for cell in line.counts { counts[design.placeInBlock[cell.batch]] = Double(cell.count) }
    return counts
  }
}

/// The variances of lines and batches over that of dishes.
struct LineRatios {
  var line: Double
  var batch: Double
}

/// One block of batches, solved.
private struct Part {
  let equations: BatchEquations?
  let effects: [Double]
  let border: [Double]
  let determinant: Double
  /// What the effects take from the sum of squares.
  let explained: Double
  let meanRight: Double
  let meanPivot: Double

  init?(_ design: LineDesign, _ block: Int, _ weights: [Double], _ ratios: LineRatios) {
    let k = design.blocks[block].count
    let system = BatchSystem(design, block, weights)
    guard design.drawsBatches else {
      guard let equations = BatchEquations(system) else { return nil }
      self.equations = equations
      effects = equations.solve(system.right)
      border = []
      determinant = equations.logDeterminant
      explained = Self.product(effects, system.right)
      (meanRight, meanPivot) = (0, 0)
      return
    }
    let rowSums = system.rowSums
    guard ratios.batch > 0 else {
      equations = nil
      effects = [Double](repeating: 0, count: k)
      border = effects
      (determinant, explained) = (0, 0)
      (meanRight, meanPivot) = (system.right.compensatedSum(), rowSums.compensatedSum())
      return
    }
    // Scaled by the ratio, so that it may be small.
    guard let equations = BatchEquations(system.drawn(ratios.batch)) else { return nil }
    self.equations = equations
    effects = equations.solve(system.right.map { ratios.batch * $0 })
    border = equations.solve(rowSums.map { ratios.batch * $0 })
    determinant = equations.logDeterminant
    explained = Self.product(effects, system.right)
    meanRight = system.right.compensatedSum() - Self.product(border, system.right)
    meanPivot = rowSums.compensatedSum() - Self.product(border, rowSums)
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map { $0 * $1 }.compensatedSum() }
}
