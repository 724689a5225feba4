// The equations of a copy-number fit: a band over the exons with four further rows for the depth coefficients.

import Numerics

/// A positive definite system with a band and four further rows and columns, solved by Cholesky's method.
struct BorderedBandSystem {
  private let size: Int
  private let band: Int
  /// Row `i`, column `i - k` at `i * (band + 1) + k`.
  private var rows: [Double]
  /// Of every inner row the four further columns.
  private var borders: [SIMD4<Double>]
  private var corner = DepthMatrix()
  private var cornerFactor = DepthMatrix.Factor()
  private(set) var gradient: [Double]
  private(set) var cornerGradient = SIMD4<Double>.zero
  private(set) var logDeterminant = 0.0
  /// The corner with all others eliminated.
  private(set) var cornerInformation = DepthMatrix()

  init(size: Int, band: Int) {
    self.size = size
    self.band = band
    rows = [Double](repeating: 0, count: size * (band + 1))
    borders = [SIMD4<Double>](repeating: .zero, count: size)
    gradient = [Double](repeating: 0, count: size)
  }

  mutating func clear() {
    for index in rows.indices { rows[index] = 0 }
    for index in 0..<size {
      borders[index] = .zero
      gradient[index] = 0
    }
    corner = DepthMatrix()
    cornerGradient = .zero
  }

  /// Adds a count whose log mean is the mean of its exons' effects plus the depth coefficients times `covariates`.
  mutating func add(
    _ exons: ClosedRange<Int>, fraction: Double, covariates: SIMD4<Double>, gradient first: Double, curvature: Double
  ) {
    let part = curvature * fraction
    for exon in exons {
      gradient[exon] += first * fraction
      borders[exon] += part * covariates
      for other in exons.lowerBound...exon { rows[exon * (band + 1) + exon - other] += part * fraction }
    }
    cornerGradient += first * covariates
    corner.add(covariates, factor: curvature)
  }

  mutating func addDiagonal(_ index: Int, gradient first: Double, curvature: Double) {
    gradient[index] += first
    rows[index * (band + 1)] += curvature
  }

  mutating func addCorner(gradient first: SIMD4<Double>, curvature: DepthMatrix) {
    cornerGradient += first
    corner = corner + curvature
  }

  /// Replaces the matrix by its lower triangular factor.
  mutating func factor() {
    logDeterminant = 0
    let width = band + 1
    for column in 0..<size {
      let from = max(0, column - band)
      var diagonal = rows[column * width]
      for k in from..<column { diagonal -= rows[column * width + column - k] * rows[column * width + column - k] }
      let root = max(diagonal, 1e-12).squareRoot()
      rows[column * width] = root
      logDeterminant += 2 * Elementary.log(root)
      for row in column + 1..<max(column + 1, min(size, column + width)) {
        var value = rows[row * width + row - column]
        for k in max(from, row - band)..<column {
          value -= rows[row * width + row - k] * rows[column * width + column - k]
        }
        rows[row * width + row - column] = value / root
      }
      var border = borders[column]
      for k in from..<column { border -= borders[k] * rows[column * width + column - k] }
      borders[column] = border / root
    }
    for index in 0..<size { corner.add(borders[index], factor: -1) }
    cornerInformation = corner
    cornerFactor = corner.factored()
    logDeterminant += cornerFactor.logDeterminant
  }

  /// The factored system's solution for the gradient.
  func solve() -> (inner: [Double], corner: SIMD4<Double>) {
    let width = band + 1
    var x = gradient
    var right = cornerGradient
    for row in 0..<size {
      for k in max(0, row - band)..<row { x[row] -= rows[row * width + row - k] * x[k] }
      x[row] /= rows[row * width]
      right -= borders[row] * x[row]
    }
    let end = cornerFactor.solve(right)
    for row in stride(from: size - 1, through: 0, by: -1) {
      x[row] -= (borders[row] * end).sum()
      for below in row + 1..<max(row + 1, min(size, row + width)) {
        x[row] -= rows[below * width + below - row] * x[below]
      }
      x[row] /= rows[row * width]
    }
    return (x, end)
  }
}
