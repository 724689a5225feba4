// Linear mixed models by restricted maximum likelihood, with Satterthwaite's degrees of freedom.

import Numerics

/// A linear mixed model y = X b + sum Z_k u_k + e with independent random factors.
///
/// With V = s_1^2 Z_1 Z_1' + ... + s_e^2 I the restricted log-likelihood is, up to a constant (Patterson and Thompson 1971,
/// Biometrika 58:545),
///
///     -1/2 (ln |V| + ln |X' V^-1 X| + y' P y),  P = V^-1 - V^-1 X (X' V^-1 X)^-1 X' V^-1,  b = (X' V^-1 X)^-1 X' V^-1 y
///
/// and the degrees of freedom of a contrast c are 2 (c' C c)^2 / (g' A g): C is the covariance of b, g the gradient of c' C c by
/// the variances, A their inverse expected information (Satterthwaite 1946, Biometrics Bull 2:110).
///
/// Variance components maximise the restricted likelihood by average-information steps with Fisher scoring as the fallback,
/// held at or above zero. Meant for tens to a few hundred observations: the covariance matrix is dense.
package struct MixedModel: Sendable {
  /// Fixed effects.
  package let coefficients: [Double]
  /// Their covariance, row-major.
  package let covariance: [Double]
  /// Variances of the random factors in order, the residual variance last.
  package let variances: [Double]
  /// The restricted log-likelihood, without the constant.
  package let logLikelihood: Double
  /// Whether the steps converged.
  package let converged: Bool
  private let inverseInformation: [Double]
  private let gradients: [[Double]]
  private let p: Int

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - y: the observations.
  ///   - x: the fixed-effect columns, each as long as `y`.
  ///   - factors: for each random factor the level of every observation.
  /// - Returns: `nil` if the design is singular or there are fewer observations than effects.
  package init?(y: [Double], x columns: [[Double]], factors: [[Int]]) {
    let n = y.count
    p = columns.count
    guard n > p, columns.allSatisfy({ $0.count == n }), factors.allSatisfy({ $0.count == n }) else { return nil }
    let engine = RestrictedLikelihood(y: y, columns: columns, factors: factors)
    let total = y.standardDeviation * y.standardDeviation
    guard total > 0 else { return nil }
    var theta = [Double](repeating: total / Double(factors.count + 1), count: factors.count + 1)
    guard var state = engine.evaluate(theta) else { return nil }
    var done = false
    for _ in 0..<200 {
      var next: (theta: [Double], state: RestrictedLikelihood.State)?
      for information in [state.average, state.expected] {
        guard let step = engine.step(theta, state, information) else { continue }
        var factor = 1.0
        for _ in 0..<30 {
          let trial = zip(theta, step).map { Swift.max(0, $0 + factor * $1) }
          if trial[trial.count - 1] > 1e-12 * total, let found = engine.evaluate(trial),
            found.logLikelihood >= state.logLikelihood - 1e-12
          {
            next = (trial, found)
            break
          }
          factor /= 2
        }
        if next != nil { break }
      }
      guard let next else { break }
      let moved = zip(theta, next.theta).map { Swift.abs($0 - $1) }.max() ?? 0
      theta = next.theta
      state = next.state
      if moved < 1e-11 * total {
        done = true
        break
      }
    }
    coefficients = state.beta
    covariance = state.betaCovariance
    variances = theta
    logLikelihood = state.logLikelihood
    converged = done
    let active = theta.indices.filter { theta[$0] > 0 }
    inverseInformation = engine.inverse(state.expected, active: active, size: theta.count)
    gradients = state.covarianceGradients
  }

  /// A contrast of the fixed effects with its standard error and Satterthwaite's degrees of freedom.
  package func contrast(_ c: [Double]) -> (estimate: Double, error: Double, degreesOfFreedom: Double) {
    var estimate = 0.0
    var variance = 0.0
    for i in 0..<p {
      estimate += c[i] * coefficients[i]
      for j in 0..<p { variance += c[i] * covariance[i * p + j] * c[j] }
    }
    let k = variances.count
    var slope = [Double](repeating: 0, count: k)
    for m in 0..<k { for i in 0..<p { for j in 0..<p { slope[m] += c[i] * gradients[m][i * p + j] * c[j] } } }
    var spread = 0.0
    for a in 0..<k { for b in 0..<k { spread += slope[a] * inverseInformation[a * k + b] * slope[b] } }
    return (estimate, variance.squareRoot(), spread > 0 ? 2 * variance * variance / spread : .infinity)
  }
}

/// The restricted likelihood and its derivatives at given variances.
struct RestrictedLikelihood {
  let y: [Double]
  let columns: [[Double]]
  let factors: [[Int]]
  private var n: Int { y.count }
  private var p: Int { columns.count }

  struct State {
    let logLikelihood: Double
    let beta: [Double]
    let betaCovariance: [Double]
    let score: [Double]
    let average: [Double]
    let expected: [Double]
    let covarianceGradients: [[Double]]
  }

  init(y: [Double], columns: [[Double]], factors: [[Int]]) {
    self.y = y
    self.columns = columns
    self.factors = factors
  }

  /// M times the covariance structure of component k: sums over observations that share a level.
  private func timesStructure(_ matrix: [Double], rows: Int, _ k: Int) -> [Double] {
    if k == factors.count { return matrix }
    let levels = factors[k]
    let count = (levels.max() ?? 0) + 1
    var out = [Double](repeating: 0, count: rows * n)
    for r in 0..<rows {
      var sums = [Double](repeating: 0, count: count)
      for j in 0..<n { sums[levels[j]] += matrix[r * n + j] }
      for j in 0..<n { out[r * n + j] = sums[levels[j]] }
    }
    return out
  }

  /// The covariance matrix of the observations.
  private func covariance(_ theta: [Double]) -> [Double] {
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      v[i * n + i] += theta[theta.count - 1]
      for j in 0..<n {
        for (k, levels) in factors.enumerated() where levels[i] == levels[j] { v[i * n + j] += theta[k] }
      }
    }
    return v
  }

  func evaluate(_ theta: [Double]) -> State? {
    guard let factor = CholeskyFactor(covariance(theta), n) else { return nil }
    let inverse = factor.inverse()
    // X' V^-1 as p rows.
    var xv = [Double](repeating: 0, count: p * n)
    for a in 0..<p {
      for j in 0..<n {
        var value = 0.0
        for i in 0..<n { value += columns[a][i] * inverse[i * n + j] }
        xv[a * n + j] = value
      }
    }
    var gram = [Double](repeating: 0, count: p * p)
    var right = [Double](repeating: 0, count: p)
    for a in 0..<p {
      for b in 0..<p { for j in 0..<n { gram[a * p + b] += xv[a * n + j] * columns[b][j] } }
      for j in 0..<n { right[a] += xv[a * n + j] * y[j] }
    }
    guard let gramFactor = CholeskyFactor(gram, p) else { return nil }
    let c = gramFactor.inverse()
    // P = V^-1 - V^-1 X C X' V^-1.
    var projection = inverse
    for i in 0..<n {
      for j in 0..<n {
        var value = 0.0
        for a in 0..<p { for b in 0..<p { value += xv[a * n + i] * c[a * p + b] * xv[b * n + j] } }
        projection[i * n + j] -= value
      }
    }
    var py = [Double](repeating: 0, count: n)
    for i in 0..<n { for j in 0..<n { py[i] += projection[i * n + j] * y[j] } }
    var quadratic = 0.0
    for i in 0..<n { quadratic += y[i] * py[i] }
    let second = information(theta.count, projection, py)
    return State(
      logLikelihood: -0.5 * (factor.logDeterminant + gramFactor.logDeterminant + quadratic),
      beta: gramFactor.solve(right), betaCovariance: c, score: second.score, average: second.average,
      expected: second.expected, covarianceGradients: (0..<theta.count).map { gradient($0, xv, c) })
  }

  /// The score and the average and expected information of the components, from P and P y.
  private func information(
    _ k: Int, _ projection: [Double], _ py: [Double]
  ) -> (score: [Double], average: [Double], expected: [Double]) {
    let products = (0..<k).map { timesStructure(projection, rows: n, $0) }
    let vectors = (0..<k).map { timesStructure(py, rows: 1, $0) }
    var score = [Double](repeating: 0, count: k)
    var average = [Double](repeating: 0, count: k * k)
    var expected = [Double](repeating: 0, count: k * k)
    for a in 0..<k {
      var trace = 0.0
      var inner = 0.0
      for i in 0..<n {
        trace += products[a][i * n + i]
        inner += py[i] * vectors[a][i]
      }
      score[a] = -0.5 * (trace - inner)
      var projected = [Double](repeating: 0, count: n)
      for i in 0..<n { for j in 0..<n { projected[i] += projection[i * n + j] * vectors[a][j] } }
      for b in 0..<k {
        var value = 0.0
        for i in 0..<n { value += vectors[b][i] * projected[i] }
        average[a * k + b] = 0.5 * value
        var cross = 0.0
        for i in 0..<n { for j in 0..<n { cross += products[a][i * n + j] * products[b][j * n + i] } }
        expected[a * k + b] = 0.5 * cross
      }
    }
    return (score, average, expected)
  }

  /// How the covariance of beta changes with a component.
  private func gradient(_ component: Int, _ xv: [Double], _ c: [Double]) -> [Double] {
    let structured = timesStructure(xv, rows: p, component)
    var middle = [Double](repeating: 0, count: p * p)
    for a in 0..<p {
      for b in 0..<p { for j in 0..<n { middle[a * p + b] += structured[a * n + j] * xv[b * n + j] } }
    }
    var out = [Double](repeating: 0, count: p * p)
    for i in 0..<p {
      for j in 0..<p {
        var value = 0.0
        for a in 0..<p { for b in 0..<p { value += c[i * p + a] * middle[a * p + b] * c[b * p + j] } }
        out[i * p + j] = value
      }
    }
    return out
  }

  /// The Newton-like step of the components that are free to move.
  func step(_ theta: [Double], _ state: State, _ information: [Double]) -> [Double]? {
    let k = theta.count
    let active = (0..<k).filter { theta[$0] > 0 || state.score[$0] > 0 }
    guard !active.isEmpty else { return nil }
    var matrix = [Double](repeating: 0, count: active.count * active.count)
    for (i, a) in active.enumerated() {
      for (j, b) in active.enumerated() { matrix[i * active.count + j] = information[a * k + b] }
    }
    guard let factor = CholeskyFactor(matrix, active.count) else { return nil }
    let part = factor.solve(active.map { state.score[$0] })
    var step = [Double](repeating: 0, count: k)
    for (i, a) in active.enumerated() { step[a] = part[i] }
    return step
  }

  /// The inverse of an information matrix over the active components, zeros elsewhere.
  func inverse(_ information: [Double], active: [Int], size k: Int) -> [Double] {
    var matrix = [Double](repeating: 0, count: active.count * active.count)
    for (i, a) in active.enumerated() {
      for (j, b) in active.enumerated() { matrix[i * active.count + j] = information[a * k + b] }
    }
    var out = [Double](repeating: 0, count: k * k)
    guard let factor = CholeskyFactor(matrix, active.count) else { return out }
    let inverse = factor.inverse()
    for (i, a) in active.enumerated() {
      for (j, b) in active.enumerated() { out[a * k + b] = inverse[i * active.count + j] }
    }
    return out
  }
}
