// Nonlinear least squares: Levenberg-Marquardt on a QR factorisation, finished by Gauss-Newton steps to the last digit.

/// The result of a least-squares fit.
package struct LeastSquaresFit: Sendable {
  /// The parameters at the minimum.
  package let parameters: [Double]
  /// The sum of squared residuals there.
  package let residualSumOfSquares: Double
  /// (J^T J)^-1, row-major, without the residual variance; `nil` where J is singular.
  package let unscaledCovariance: [Double]?
  /// The condition number of J after its columns were scaled to unit length.
  package let conditionNumber: Double
  /// Whether the step shrank below round-off (or could not lower the sum any more).
  package let converged: Bool
  /// Steps tried.
  package let iterations: Int

  /// A result found elsewhere by the same criterion.
  package init(
    parameters: [Double], residualSumOfSquares: Double, unscaledCovariance: [Double]?, conditionNumber: Double,
    converged: Bool, iterations: Int
  ) {
    self.parameters = parameters
    self.residualSumOfSquares = residualSumOfSquares
    self.unscaledCovariance = unscaledCovariance
    self.conditionNumber = conditionNumber
    self.converged = converged
    self.iterations = iterations
  }

  /// Standard errors for `count` observations: s * sqrt(diag((J^T J)^-1)), s^2 = RSS / (count - p); NaN without freedom.
  package func standardErrors(count: Int) -> [Double] {
    let p = parameters.count
    guard let covariance = unscaledCovariance, count > p else { return [Double](repeating: .nan, count: p) }
    let s2 = residualSumOfSquares / Double(count - p)
    return (0..<p).map { (s2 * covariance[$0 * p + $0]).squareRoot() }
  }
}

/// Minimises a sum of squares.
///
/// Each step solves the damped problem by Householder QR of the stacked matrix [J; sqrt(lambda) D], never the normal
/// equations (Moré 1978 for the scaling D, Nielsen 1999 for lambda). When the sum no longer falls, plain Gauss-Newton steps
/// follow as long as they shrink: near the minimum the sum is flat to round-off while the parameters are not yet.
/// The order of all sums is fixed; nothing is threaded: the same input gives the same bits.
///
///     let fit = LevenbergMarquardt.minimize(start: [200, 0.0005], residualCount: x.count) { p, r, j in
///       for i in x.indices {
///         let e = Elementary.exp(-p[1] * x[i])
///         r[i] = p[0] * (1 - e) - y[i]
///         j[2 * i] = 1 - e
///         j[2 * i + 1] = p[0] * x[i] * e
///       }
///     }
package enum LevenbergMarquardt {
  /// Residuals and the row-major Jacobian (residuals x parameters) at the given parameters.
  package typealias Evaluation = (_ parameters: [Double], _ residuals: inout [Double], _ jacobian: inout [Double]) ->
    Void

  /// How the damping follows success and failure of the steps.
  package enum DampingRule: Sendable {
    /// By the ratio of actual to predicted fall of the sum (Nielsen).
    case gainRatio
    /// By a tenth after success, by ten after failure (Marquardt).
    case decades
  }

  /// Finds a local minimum.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - residualCount: the number of residuals, at least the number of parameters.
  ///   - damping: lambda of the first step, relative to the scaled problem.
  ///   - rule: how lambda follows the steps.
  ///   - maximumIterations: the limit of damped steps.
  ///   - tolerance: 0 goes on to the last digit; above 0 stops once a step lowers the sum by less than this fraction of it.
  ///   - evaluate: fills residuals and Jacobian.
  /// - Returns: the best point met, with its covariance.
  package static func minimize(
    start: [Double], residualCount m: Int, damping: Double = 1e-3, rule: DampingRule = .gainRatio,
    maximumIterations: Int = 2000, tolerance: Double = 0, evaluate: Evaluation
  ) -> LeastSquaresFit {
    let n = start.count
    var state = State(point: start, m: m, n: n)
    evaluate(state.point, &state.residuals, &state.jacobian)
    state.sum = sumOfSquares(state.residuals)
    var lambda = damping
    var growth = 2.0
    var iterations = 0
    var converged = false
    var trial = state
    var scale = [Double](repeating: 0, count: n)
    while iterations < maximumIterations, state.sum.isFinite {
      iterations += 1
      for j in 0..<n { scale[j] = Swift.max(scale[j], columnNorm(state.jacobian, j, m, n)) }
      guard let step = dampedStep(state, lambda: lambda, scale: scale) else {
        lambda = Swift.max(lambda, 1e-12) * 10
        if lambda > 1e30 { break }
        continue
      }
      for j in 0..<n { trial.point[j] = state.point[j] + step[j] }
      evaluate(trial.point, &trial.residuals, &trial.jacobian)
      trial.sum = sumOfSquares(trial.residuals)
      let predicted = state.sum - predictedSum(state, step)
      let actual = state.sum - trial.sum
      if trial.sum.isFinite, trial.jacobian.allSatisfy(\.isFinite), actual > 0, predicted > 0 {
        let ratio = actual / predicted
        let cube = 2 * ratio - 1
        lambda *= rule == .decades ? 0.1 : Swift.max(1.0 / 3, 1 - cube * cube * cube)
        growth = 2
        let least = Swift.max(1e-15, tolerance)
        let small = actual <= least * state.sum && predicted <= least * state.sum
        swap(&state, &trial)
        if small || isNegligible(step, state.point) {
          converged = true
          break
        }
      } else {
        if isNegligible(step, state.point) || predicted <= Swift.max(1e-16, tolerance) * state.sum {
          converged = true
          break
        }
        lambda = Swift.max(lambda, 1e-20) * (rule == .decades ? 10 : growth)
        growth *= 2
        if lambda > 1e40 { break }
      }
    }
    if tolerance == 0 { polish(&state, evaluate) }
    return finish(state, converged: converged, iterations: iterations)
  }

  private struct State {
    var point: [Double]
    var residuals: [Double]
    var jacobian: [Double]
    var sum = Double.infinity
    let m: Int
    let n: Int

    init(point: [Double], m: Int, n: Int) {
      self.point = point
      residuals = [Double](repeating: 0, count: m)
      jacobian = [Double](repeating: 0, count: m * n)
      self.m = m
      self.n = n
    }
  }

  private static func sumOfSquares(_ r: [Double]) -> Double {
    var total = 0.0
    for value in r { total += value * value }
    return total
  }

  private static func columnNorm(_ a: [Double], _ j: Int, _ m: Int, _ n: Int) -> Double {
    var norm = 0.0
    for i in 0..<m { norm += a[i * n + j] * a[i * n + j] }
    return norm.squareRoot()
  }

  private static func isNegligible(_ step: [Double], _ point: [Double]) -> Bool {
    zip(step, point).allSatisfy { Swift.abs($0) <= 1e-16 * (Swift.abs($1) + 1e-300) }
  }

  /// Solves min |J s + r|^2 + lambda |D s|^2 with the columns scaled by D.
  private static func dampedStep(_ state: State, lambda: Double, scale: [Double]) -> [Double]? {
    let m = state.m
    let n = state.n
    let rows = lambda > 0 ? m + n : m
    var a = [Double](repeating: 0, count: rows * n)
    var b = [Double](repeating: 0, count: rows)
    for j in 0..<n {
      let inverse = scale[j] > 0 ? 1 / scale[j] : 1
      for i in 0..<m { a[i * n + j] = state.jacobian[i * n + j] * inverse }
      if lambda > 0 { a[(m + j) * n + j] = lambda.squareRoot() }
    }
    for i in 0..<m { b[i] = -state.residuals[i] }
    guard var step = QRFactor(a, b, rows: rows, columns: n).solve() else { return nil }
    for j in 0..<n { step[j] /= scale[j] > 0 ? scale[j] : 1 }
    return step.allSatisfy(\.isFinite) ? step : nil
  }

  private static func predictedSum(_ state: State, _ step: [Double]) -> Double {
    var total = 0.0
    for i in 0..<state.m {
      var value = state.residuals[i]
      for j in 0..<state.n { value += state.jacobian[i * state.n + j] * step[j] }
      total += value * value
    }
    return total
  }

  /// Undamped steps while they shrink and do not raise the sum beyond round-off; keeps the point whose step is shortest.
  ///
  /// Steps need not shrink one by one where the parameters are strongly bound to each other, so some longer ones are let by.
  private static func polish(_ state: inout State, _ evaluate: Evaluation) {
    var current = state
    var shortest = Double.infinity
    var longer = 0
    for _ in 0..<60 {
      var scale = [Double](repeating: 1, count: current.n)
      for j in 0..<current.n {
        let norm = columnNorm(current.jacobian, j, current.m, current.n)
        if norm > 0 { scale[j] = norm }
      }
      guard let step = dampedStep(current, lambda: 0, scale: scale) else { return }
      var size = 0.0
      for j in 0..<current.n {
        size = Swift.max(size, Swift.abs(step[j]) / Swift.max(Swift.abs(current.point[j]), 1e-300))
      }
      guard size.isFinite else { return }
      if size < shortest {
        state = current
        shortest = size
        longer = 0
      } else {
        longer += 1
      }
      if size < 1e-17 || longer == 4 { return }
      for j in 0..<current.n { current.point[j] += step[j] }
      evaluate(current.point, &current.residuals, &current.jacobian)
      current.sum = sumOfSquares(current.residuals)
      guard current.sum <= state.sum * (1 + 1e-9), current.jacobian.allSatisfy(\.isFinite) else { return }
    }
  }

  private static func finish(_ state: State, converged: Bool, iterations: Int) -> LeastSquaresFit {
    let n = state.n
    var scaled = state.jacobian
    var norms = [Double](repeating: 1, count: n)
    for j in 0..<n {
      let norm = columnNorm(state.jacobian, j, state.m, n)
      norms[j] = norm > 0 ? norm : 1
      for i in 0..<state.m { scaled[i * n + j] /= norms[j] }
    }
    let factor = QRFactor(scaled, state.residuals, rows: state.m, columns: n)
    let condition = factor.conditionNumber()
    var covariance = condition < 1e17 ? factor.inverseGram() : nil
    if covariance != nil {
      for i in 0..<n { for j in 0..<n { covariance?[i * n + j] /= norms[i] * norms[j] } }
    }
    return LeastSquaresFit(
      parameters: state.point, residualSumOfSquares: state.residuals.map { $0 * $0 }.compensatedSum(),
      unscaledCovariance: covariance, conditionNumber: condition, converged: converged, iterations: iterations)
  }
}

extension LevenbergMarquardt {
  /// Minimises from the same start with five rules of damping and keeps the smallest sum.
  ///
  /// A start far from the minimum can lead into a side valley or onto a plateau; where, depends on the length of the first
  /// steps. The order of trials is fixed; a later trial wins only by a sum that is smaller beyond round-off.
  package static func minimizeRobustly(
    start: [Double], residualCount: Int, maximumIterations: Int = 4000, evaluate: Evaluation
  ) -> LeastSquaresFit {
    var best = minimize(
      start: start, residualCount: residualCount, maximumIterations: maximumIterations, evaluate: evaluate)
    for (damping, rule) in [(1e-8, DampingRule.decades), (1, .gainRatio), (1e4, .gainRatio), (1e-8, .gainRatio)] {
      let fit = minimize(
        start: start, residualCount: residualCount, damping: damping, rule: rule,
        maximumIterations: maximumIterations, evaluate: evaluate)
      let isBetter =
        !best.residualSumOfSquares.isFinite || fit.residualSumOfSquares < best.residualSumOfSquares * (1 - 1e-6)
      if fit.residualSumOfSquares.isFinite, isBetter { best = fit }
    }
    return best
  }
}
