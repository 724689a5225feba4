// A record's depth as three numbers: its level, its slope by GC content, and its stretch by the length of fragments.

/// Level (logarithm of the molecules a unit of weight), slope of its logarithm by GC content (0-1), and logarithm of the
/// sample's mean fragment length over that of the controls.
typealias DepthParameters = SIMD3<Double>

/// A symmetric matrix over ``DepthParameters``.
struct DepthMatrix: Sendable {
  private var rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) = (.zero, .zero, .zero)

  /// Zero, but for the diagonal.
  init(diagonal: SIMD3<Double> = .zero) {
    rows = (
      SIMD3(diagonal.x, 0, 0), SIMD3(0, diagonal.y, 0), SIMD3(0, 0, diagonal.z)
    )
  }

  subscript(row: Int) -> SIMD3<Double> {
    switch row {
    case 0: rows.0
    case 1: rows.1
    default: rows.2
    }
  }

  /// Adds `vector` times itself times `factor`.
  mutating func add(_ vector: SIMD3<Double>, factor: Double) {
    let scaled = vector * factor
    rows.0 += scaled * vector.x
    rows.1 += scaled * vector.y
    rows.2 += scaled * vector.z
  }

  static func + (left: DepthMatrix, right: DepthMatrix) -> DepthMatrix {
    var sum = left
    sum.rows = (left.rows.0 + right.rows.0, left.rows.1 + right.rows.1, left.rows.2 + right.rows.2)
    return sum
  }

  static func * (matrix: DepthMatrix, vector: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3((matrix.rows.0 * vector).sum(), (matrix.rows.1 * vector).sum(), (matrix.rows.2 * vector).sum())
  }

  /// The lower triangular factor by Cholesky's method.
  func factored() -> Factor {
    let first = max(rows.0.x, 1e-12).squareRoot()
    let below = SIMD2(rows.1.x, rows.2.x) / first
    let second = max(rows.1.y - below.x * below.x, 1e-12).squareRoot()
    let corner = (rows.2.y - below.x * below.y) / second
    let third = max(rows.2.z - below.y * below.y - corner * corner, 1e-12).squareRoot()
    return Factor(diagonal: SIMD3(first, second, third), below: below, corner: corner)
  }

  /// A lower triangular factor.
  struct Factor {
    fileprivate let diagonal: SIMD3<Double>
    /// The first column under the diagonal.
    fileprivate let below: SIMD2<Double>
    /// The second column under the diagonal.
    fileprivate let corner: Double

    init(diagonal: SIMD3<Double> = .one, below: SIMD2<Double> = .zero, corner: Double = 0) {
      self.diagonal = diagonal
      self.below = below
      self.corner = corner
    }

    /// Logarithm of the determinant of the matrix.
    var logDeterminant: Double {
      2
        * (Logarithm.natural(diagonal.x) + Logarithm.natural(diagonal.y)
          + Logarithm.natural(diagonal.z))
    }

    /// The matrix' inverse times a vector.
    func solve(_ right: SIMD3<Double>) -> SIMD3<Double> {
      var x = right
      x.x /= diagonal.x
      x.y = (x.y - below.x * x.x) / diagonal.y
      x.z = (x.z - below.y * x.x - corner * x.y) / diagonal.z
      x.z /= diagonal.z
      x.y = (x.y - corner * x.z) / diagonal.y
      x.x = (x.x - below.x * x.y - below.y * x.z) / diagonal.x
      return x
    }
  }
}

/// How much samples of a laboratory differ: variances of slope and stretch.
struct DepthSpread: Sendable, Hashable {
  var slope = 0.0
  var stretch = 0.0
}

/// What is known of a record's depth before its own counts: a Gaussian in three dimensions.
struct DepthPrior {
  /// What another record tells, with its precision.
  var centre = DepthParameters.zero
  var precision = DepthMatrix()
  /// Precisions of slope and stretch around zero, over samples of the laboratory.
  private let own: SIMD3<Double>

  /// Nothing but how samples differ.
  init(spread: DepthSpread) {
    own = SIMD3(0, 1 / max(spread.slope, 1e-4), 1 / max(spread.stretch, 1e-5))
  }

  /// The precision of all that is known.
  var whole: DepthMatrix { precision + DepthMatrix(diagonal: own) }

  /// Minus the logarithm of its density, up to a constant.
  func penalty(_ depth: DepthParameters) -> Double {
    let away = depth - centre
    return 0.5 * ((precision * away) * away).sum() + 0.5 * (own * depth * depth).sum()
  }

  /// Gradient of the logarithm of its density.
  func gradient(_ depth: DepthParameters) -> SIMD3<Double> { -(precision * (depth - centre)) - own * depth }

  /// What another record's fit tells, slope and stretch being equal and the levels' difference having the standard
  /// deviation `levels`.
  init(other: DosageFit.Result, levels: Double, spread: DepthSpread) {
    self.init(spread: spread)
    centre = other.depth
    precision = other.information
    // The inverse of a matrix whose inverse grows by a variance in one place (Sherman and Morrison 1950).
    let variance = levels * levels
    let column = other.information[0]
    precision.add(column, factor: -variance / (1 + variance * column.x))
  }
}
