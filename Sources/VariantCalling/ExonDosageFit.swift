// The marginal likelihood of a record's molecule counts: Laplace's approximation over depth, GC slope and exons.

/// What is known of a record's depth and GC slope before its own counts: a Gaussian in two dimensions.
struct DepthPrior {
  /// Logarithm of the molecules a unit of weight, and slope by GC content.
  var level = 0.0
  var slope = 0.0
  /// Precisions: of the level, of both together, of the slope.
  var precision = (level: 0.0, both: 0.0, slope: 0.0)

  /// Nothing but how slopes vary between samples.
  init(slopeSpread: Double) { slopePrecision = 1 / max(slopeSpread, 1e-4) }

  /// Precision of the slope around zero, over samples of the laboratory.
  let slopePrecision: Double

  /// Minus the logarithm of its density, up to a constant.
  func penalty(level: Double, slope: Double) -> Double {
    let x = level - self.level
    let y = slope - self.slope
    return 0.5
      * (precision.level * x * x + 2 * precision.both * x * y + precision.slope * y * y
        + slopePrecision * slope * slope)
  }

  /// What another record's fit tells, both slopes being equal and the levels' difference varying by `spread`.
  init(other: DosageFit.Result, spread: Double, slopeSpread: Double) {
    self.init(slopeSpread: slopeSpread)
    level = other.level
    slope = other.slope
    let between = 1 / (spread * spread)
    let sum = other.information.level + between
    precision = (
      between * other.information.level / sum, between * other.information.both / sum,
      other.information.slope - other.information.both * other.information.both / sum
    )
  }
}

/// Fits a record's counts with every exon caught a little better or worse than the controls tell.
///
/// A group's count is negative binomial, with the certainty that the controls' own counts give its expectation, and the
/// mean w r exp(level + slope * GC + mean of its exons' effects), where r is the event's copies over two. The effects
/// are Gaussian. The posterior is concave in all of them: Newton's method finds its mode, and Laplace's approximation
/// (Tierney and Kadane 1986, J Am Stat Assoc 81:82-86) the integral. The Hessian has a band over the exons, as molecules
/// reach neighbouring ones only, and two further rows.
struct DosageFit {
  /// The mode and the integral.
  struct Result {
    /// Logarithm of the marginal likelihood, up to a constant of the record.
    let logLikelihood: Double
    let level: Double
    let slope: Double
    /// Precisions of level and slope, the exons' effects integrated out.
    let information: (level: Double, both: Double, slope: Double)
    fileprivate let parameters: [Double]
  }

  private let groups: [DosageModel.Group]
  private let logWeights: [Double]
  private let exonCount: Int
  /// Groups reach so many exons beyond their first one at most.
  private let band: Int
  private let precisions: [Double]
  private let prior: DepthPrior

  private static let mostSteps = 12
  /// Squared length of a Newton step, in units of the standard error, below which the mode is found.
  private static let tolerance = 1e-4

  init(model: DosageModel, prior: DepthPrior) {
    groups = model.groups
    logWeights = groups.map { Logarithm.natural(max($0.weight * $0.ratio, 1e-12)) }
    exonCount = model.exonCount
    band = groups.reduce(0) { max($0, $1.last - $1.first) }
    precisions = model.variances.map { 1 / $0 }
    self.prior = prior
  }

  /// Fits with the groups that an event touches at `copies` over two; without an event for `nil`.
  func solve(
    _ event: (exons: ClosedRange<Int>, copies: Int)?, from start: Result? = nil, level: Double = 0
  ) -> Result {
    var offsets = logWeights
    if let event {
      let change = Logarithm.natural(DosageModel.ratio(ofCopies: event.copies))
      for index in groups.indices
      where DosageModel.touches(groups[index], event.exons, isDeletion: event.copies < 2) { offsets[index] += change }
    }
    var parameters = start?.parameters ?? ([Double](repeating: 0, count: exonCount) + [level, prior.slope])
    var system = BorderedBandSystem(size: exonCount, band: band)
    var value = assemble(offsets, parameters, into: &system)
    system.factor()
    for _ in 0..<DosageFit.mostSteps {
      let step = system.solve()
      var share = 1.0
      var next = parameters
      var length = 0.0
      for index in step.indices { length += step[index] * system.gradient[index] }
      if length < DosageFit.tolerance { break }
      var reached = value
      for _ in 0..<12 {
        for index in step.indices { next[index] = parameters[index] + share * step[index] }
        reached = assemble(offsets, next, into: &system)
        if reached >= value - 1e-9 { break }
        share *= 0.5
      }
      parameters = next
      value = reached
      system.factor()
    }
    return Result(
      logLikelihood: value - 0.5 * system.logDeterminant, level: parameters[exonCount],
      slope: parameters[exonCount + 1], information: system.cornerInformation, parameters: parameters)
  }

  /// The logarithm of the posterior, with gradient and negative Hessian.
  private func assemble(_ offsets: [Double], _ parameters: [Double], into system: inout BorderedBandSystem) -> Double {
    system.clear()
    let level = parameters[exonCount]
    let slope = parameters[exonCount + 1]
    var value = 0.0
    for (index, group) in groups.enumerated() {
      let share = 1 / Double(group.last - group.first + 1)
      var effect = 0.0
      for exon in group.first...group.last { effect += parameters[exon] }
      let linear = min(max(offsets[index] + level + slope * group.gc + effect * share, -40), 40)
      let mean = Logarithm.exponential(linear)
      let shape = group.shape
      let sum = shape + mean
      value += group.count * linear - (group.count + shape) * Logarithm.natural(sum / shape)
      let first = group.count - (group.count + shape) * mean / sum
      let second = (group.count + shape) * shape * mean / (sum * sum)
      system.add(group.first...group.last, share: share, gc: group.gc, gradient: first, curvature: second)
    }
    for exon in 0..<exonCount {
      value -= 0.5 * precisions[exon] * parameters[exon] * parameters[exon]
      system.addDiagonal(exon, gradient: -precisions[exon] * parameters[exon], curvature: precisions[exon])
    }
    let x = level - prior.level
    let y = slope - prior.slope
    let precision = prior.precision
    value -= prior.penalty(level: level, slope: slope)
    system.addCorner(
      gradient: (
        -precision.level * x - precision.both * y,
        -precision.both * x - precision.slope * y - prior.slopePrecision * slope
      ), curvature: (precision.level, precision.both, precision.slope + prior.slopePrecision))
    return value
  }
}

/// A positive definite system with a band and two further rows and columns, solved by Cholesky's method.
private struct BorderedBandSystem {
  private let size: Int
  private let band: Int
  /// Row `i`, column `i - k` at `i * (band + 1) + k`.
  private var rows: [Double]
  private var borders: [[Double]]
  private var corner = (level: 0.0, both: 0.0, slope: 0.0)
  private(set) var gradient: [Double]
  private(set) var logDeterminant = 0.0
  /// The corner with all others eliminated.
  private(set) var cornerInformation = (level: 0.0, both: 0.0, slope: 0.0)

  init(size: Int, band: Int) {
    self.size = size
    self.band = band
    rows = [Double](repeating: 0, count: size * (band + 1))
    borders = [[Double](repeating: 0, count: size), [Double](repeating: 0, count: size)]
    gradient = [Double](repeating: 0, count: size + 2)
  }

  mutating func clear() {
    for index in rows.indices { rows[index] = 0 }
    for index in 0..<size {
      borders[0][index] = 0
      borders[1][index] = 0
    }
    for index in gradient.indices { gradient[index] = 0 }
    corner = (0, 0, 0)
  }

  mutating func add(_ exons: ClosedRange<Int>, share: Double, gc: Double, gradient first: Double, curvature: Double) {
    let part = curvature * share
    for exon in exons {
      gradient[exon] += first * share
      borders[0][exon] += part
      borders[1][exon] += part * gc
      for other in exons.lowerBound...exon { rows[exon * (band + 1) + exon - other] += part * share }
    }
    gradient[size] += first
    gradient[size + 1] += first * gc
    corner.level += curvature
    corner.both += curvature * gc
    corner.slope += curvature * gc * gc
  }

  mutating func addDiagonal(_ index: Int, gradient first: Double, curvature: Double) {
    gradient[index] += first
    rows[index * (band + 1)] += curvature
  }

  mutating func addCorner(gradient first: (Double, Double), curvature: (Double, Double, Double)) {
    gradient[size] += first.0
    gradient[size + 1] += first.1
    corner.level += curvature.0
    corner.both += curvature.1
    corner.slope += curvature.2
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
      logDeterminant += 2 * Logarithm.natural(root)
      for row in column + 1..<max(column + 1, min(size, column + width)) {
        var value = rows[row * width + row - column]
        for k in max(from, row - band)..<column {
          value -= rows[row * width + row - k] * rows[column * width + column - k]
        }
        rows[row * width + row - column] = value / root
      }
      for border in 0..<2 {
        var value = borders[border][column]
        for k in from..<column { value -= borders[border][k] * rows[column * width + column - k] }
        borders[border][column] = value / root
      }
    }
    for index in 0..<size {
      corner.level -= borders[0][index] * borders[0][index]
      corner.both -= borders[0][index] * borders[1][index]
      corner.slope -= borders[1][index] * borders[1][index]
    }
    cornerInformation = corner
    corner.level = max(corner.level, 1e-12).squareRoot()
    corner.both /= corner.level
    corner.slope = max(corner.slope - corner.both * corner.both, 1e-12).squareRoot()
    logDeterminant += 2 * (Logarithm.natural(corner.level) + Logarithm.natural(corner.slope))
  }

  /// The factored system's solution for the gradient.
  func solve() -> [Double] {
    let width = band + 1
    var x = gradient
    for row in 0..<size {
      for k in max(0, row - band)..<row { x[row] -= rows[row * width + row - k] * x[k] }
      x[row] /= rows[row * width]
    }
    for index in 0..<size {
      x[size] -= borders[0][index] * x[index]
      x[size + 1] -= borders[1][index] * x[index]
    }
    x[size] /= corner.level
    x[size + 1] = (x[size + 1] - corner.both * x[size]) / corner.slope
    x[size + 1] /= corner.slope
    x[size] = (x[size] - corner.both * x[size + 1]) / corner.level
    for row in stride(from: size - 1, through: 0, by: -1) {
      x[row] -= borders[0][row] * x[size] + borders[1][row] * x[size + 1]
      for below in row + 1..<max(row + 1, min(size, row + width)) {
        x[row] -= rows[below * width + below - row] * x[below]
      }
      x[row] /= rows[row * width]
    }
    return x
  }
}
