// Symmetric positive definite systems by Cholesky's method, row-major.

/// The Cholesky factor of a symmetric positive definite matrix.
package struct CholeskyFactor {
  private let lower: [Double]
  package let n: Int

  /// Factors a row-major matrix; `nil` if it is not positive definite.
  package init?(_ matrix: [Double], _ n: Int) {
    var l = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0...i {
        var value = matrix[i * n + j]
        for k in 0..<j { value -= l[i * n + k] * l[j * n + k] }
        if i == j {
          guard value > 0, value.isFinite else { return nil }
          l[i * n + i] = value.squareRoot()
        } else {
          l[i * n + j] = value / l[j * n + j]
        }
      }
    }
    lower = l
    self.n = n
  }

  /// ln of the determinant.
  package var logDeterminant: Double {
    var total = 0.0
    for i in 0..<n { total += 2 * Elementary.log(lower[i * n + i]) }
    return total
  }

  /// The solution of A x = b.
  package func solve(_ b: [Double]) -> [Double] {
    var x = b
    for i in 0..<n {
      for k in 0..<i { x[i] -= lower[i * n + k] * x[k] }
      x[i] /= lower[i * n + i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<Swift.max(n, i + 1) { x[i] -= lower[k * n + i] * x[k] }
      x[i] /= lower[i * n + i]
    }
    return x
  }

  /// The inverse, row-major.
  package func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: n * n)
    for j in 0..<n {
      var unit = [Double](repeating: 0, count: n)
      unit[j] = 1
      let column = solve(unit)
      for i in 0..<n { result[i * n + j] = column[i] }
    }
    return result
  }
}
