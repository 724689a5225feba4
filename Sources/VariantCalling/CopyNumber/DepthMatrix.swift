// Symmetric matrices over the four coefficients of depth.

import Numerics

/// A symmetric matrix over ``DepthCoefficients``.
struct DepthMatrix: Sendable {
  private var rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) = (.zero, .zero, .zero, .zero)

  /// Zero, but for the diagonal.
  init(diagonal: SIMD4<Double> = .zero) {
    rows.0.x = diagonal.x
    rows.1.y = diagonal.y
    rows.2.z = diagonal.z
    rows.3.w = diagonal.w
  }

  subscript(row: Int) -> SIMD4<Double> {
    switch row {
    case 0: rows.0
    case 1: rows.1
    case 2: rows.2
    default: rows.3
    }
  }

  /// Adds `vector` times itself times `factor`.
  mutating func add(_ vector: SIMD4<Double>, factor: Double) {
    let scaled = vector * factor
    rows.0 += scaled * vector.x
    rows.1 += scaled * vector.y
    rows.2 += scaled * vector.z
    rows.3 += scaled * vector.w
  }

  static func + (left: DepthMatrix, right: DepthMatrix) -> DepthMatrix {
    var sum = left
    sum.rows = (
      left.rows.0 + right.rows.0, left.rows.1 + right.rows.1, left.rows.2 + right.rows.2, left.rows.3 + right.rows.3
    )
    return sum
  }

  static func * (matrix: DepthMatrix, vector: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(
      (matrix.rows.0 * vector).sum(), (matrix.rows.1 * vector).sum(), (matrix.rows.2 * vector).sum(),
      (matrix.rows.3 * vector).sum())
  }

  /// The lower triangular factor by Cholesky's method, column by column.
  func factored() -> Factor {
    var rest = rows
    func root(_ value: Double) -> Double { max(value, 1e-12).squareRoot() }
    let first = rest.0 / root(rest.0.x)
    rest.1 -= first * first.y
    rest.2 -= first * first.z
    rest.3 -= first * first.w
    let second = rest.1 / root(rest.1.y)
    rest.2 -= second * second.z
    rest.3 -= second * second.w
    let third = rest.2 / root(rest.2.z)
    rest.3 -= third * third.w
    let fourth = rest.3 / root(rest.3.w)
    return Factor(
      columns: (first, second, third, fourth),
      diagonal: SIMD4(root(rest.0.x), root(rest.1.y), root(rest.2.z), root(rest.3.w)))
  }

  /// A lower triangular factor.
  struct Factor {
    /// What lies above the diagonal is not looked at.
    fileprivate var columns: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)
    fileprivate var diagonal: SIMD4<Double>

    /// That of the identity.
    init() {
      self.init(
        columns: (SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(0, 0, 0, 1)), diagonal: .one)
    }

    fileprivate init(columns: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>), diagonal: SIMD4<Double>) {
      self.columns = columns
      self.diagonal = diagonal
    }

    /// Logarithm of the determinant of the matrix.
    var logDeterminant: Double {
      2
        * (Elementary.log(diagonal.x) + Elementary.log(diagonal.y) + Elementary.log(diagonal.z)
          + Elementary.log(diagonal.w))
    }

    /// The matrix' inverse times a vector.
    func solve(_ right: SIMD4<Double>) -> SIMD4<Double> {
      var x = right
      x.x /= diagonal.x
      x.y = (x.y - columns.0.y * x.x) / diagonal.y
      x.z = (x.z - columns.0.z * x.x - columns.1.z * x.y) / diagonal.z
      x.w = (x.w - columns.0.w * x.x - columns.1.w * x.y - columns.2.w * x.z) / diagonal.w
      x.w /= diagonal.w
      x.z = (x.z - columns.2.w * x.w) / diagonal.z
      x.y = (x.y - columns.1.z * x.z - columns.1.w * x.w) / diagonal.y
      x.x = (x.x - columns.0.y * x.y - columns.0.z * x.z - columns.0.w * x.w) / diagonal.x
      return x
    }

    /// The diagonal of the matrix' inverse.
    var inverseDiagonal: SIMD4<Double> {
      SIMD4(
        solve(SIMD4(1, 0, 0, 0)).x, solve(SIMD4(0, 1, 0, 0)).y, solve(SIMD4(0, 0, 1, 0)).z,
        solve(SIMD4(0, 0, 0, 1)).w)
    }
  }
}
