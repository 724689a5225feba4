// A record's depth as four numbers: its level, its slope and curve by GC content, and its stretch by the length of fragments.

import Numerics

/// Level (logarithm of the fragments a unit of weight), slope of its logarithm by GC content (0-1), logarithm of the
/// sample's mean fragment length over that of the controls (stretch), and how the logarithm bends with GC content (curve:
/// a unit of squared GC content).
typealias DepthCoefficients = SIMD4<Double>

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

/// How much samples of a laboratory differ: variances of slope, stretch and curve.
struct CoefficientVariances: Sendable, Hashable {
  var slope = 0.0
  var lengthRatio = 0.0
  var curvature = 0.0

  /// So wide that the samples tell all.
  static let open = CoefficientVariances(slope: 1e4, lengthRatio: 1e4, curvature: 1e6)
}

/// What is known of a record's depth before its own counts: a Gaussian in four dimensions.
struct DepthPrior {
  /// What another record tells, with its precision.
  var centre = DepthCoefficients.zero
  var precision = DepthMatrix()
  /// Precisions of slope, stretch and curve around zero, over samples of the laboratory.
  private let own: SIMD4<Double>

  /// Nothing but how samples differ.
  init(variances: CoefficientVariances) {
    own = SIMD4(
      0, 1 / max(variances.slope, 1e-4), 1 / max(variances.lengthRatio, 1e-5), 1 / max(variances.curvature, 1e-3))
  }

  /// The precision of all that is known.
  var whole: DepthMatrix { precision + DepthMatrix(diagonal: own) }

  /// Minus the logarithm of its density, up to a constant.
  func penalty(_ depth: DepthCoefficients) -> Double {
    let away = depth - centre
    return 0.5 * ((precision * away) * away).sum() + 0.5 * (own * depth * depth).sum()
  }

  /// Gradient of the logarithm of its density.
  func gradient(_ depth: DepthCoefficients) -> SIMD4<Double> { -(precision * (depth - centre)) - own * depth }

  /// What another record's fit tells, slope, stretch and curve being equal and the levels' difference having the standard
  /// deviation `levels`.
  init(other: CopyNumberFit.Result, levels: Double, variances: CoefficientVariances) {
    self.init(variances: variances)
    centre = other.depth
    precision = other.information
    // The inverse of a matrix whose inverse grows by a variance in one place (Sherman and Morrison 1950).
    let variance = levels * levels
    let column = other.information[0]
    precision.add(column, factor: -variance / (1 + variance * column.x))
  }
}
