// Least squares and linear systems: exact cases, ill-conditioned ones, laws on drawn matrices.

import Numerics
import Testing

/// A drawn matrix A (n + 3 rows) with its Gram matrix.
private func drawn(_ n: Int, _ random: inout RandomSource) -> (a: [Double], rows: Int, gram: [Double]) {
  let rows = n + 3
  let a = (0..<rows * n).map { _ in random.normal() }
  var gram = [Double](repeating: 0, count: n * n)
  for i in 0..<n { for j in 0..<n { for k in 0..<rows { gram[i * n + j] += a[k * n + i] * a[k * n + j] } } }
  return (a, rows, gram)
}

@Suite struct LinearAlgebraTests {
  @Test func anExactSystem() throws {
    let factor = try #require(CholeskyFactor([4, 12, -16, 12, 37, -43, -16, -43, 98], 3))
    // The example of the textbooks: L has the diagonal 2, 1, 3.
    #expect((factor.logDeterminant - Elementary.log(36)).magnitude < 1e-14)
    let x = factor.solve([4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294])
    #expect(zip(x, [1.0, 2, 3]).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test func notPositiveDefinite() {
    #expect(CholeskyFactor([1, 2, 2, 1], 2) == nil)
    #expect(CholeskyFactor([0], 1) == nil)
    #expect(CholeskyFactor([.nan], 1) == nil)
  }

  @Test(arguments: [UInt64(31), 32]) func qrAndCholeskyAgree(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    for n in 1...7 {
      let (a, rows, gram) = drawn(n, &random)
      let truth = (0..<n).map { _ in random.normal() }
      var b = [Double](repeating: 0, count: rows)
      for row in 0..<rows { for k in 0..<n { b[row] += a[row * n + k] * truth[k] } }
      let qr = QRFactor(a, b, rows: rows, columns: n)
      let solved = try #require(qr.solve())
      #expect(zip(solved, truth).allSatisfy { ($0 - $1).magnitude < 1e-10 }, "seed \(seed), n \(n)")
      let factor = try #require(CholeskyFactor(gram, n))
      let inverse = factor.inverse()
      let fromQR = try #require(qr.inverseGram())
      let size = inverse.map(\.magnitude).max() ?? 0
      #expect(zip(inverse, fromQR).allSatisfy { ($0 - $1).magnitude < 1e-9 * size }, "seed \(seed), n \(n)")
      // A A^-1 is the identity, and the determinant is that of R, squared.
      for i in 0..<n {
        for j in 0..<n {
          var cell = 0.0
          for k in 0..<n { cell += gram[i * n + k] * inverse[k * n + j] }
          #expect((cell - (i == j ? 1 : 0)).magnitude < 1e-8, "seed \(seed), n \(n)")
        }
      }
      var fromR = 0.0
      for k in 0..<n { fromR += 2 * Elementary.log(qr.r[k * n + k].magnitude) }
      #expect((factor.logDeterminant - fromR).magnitude < 1e-9, "seed \(seed), n \(n)")
    }
  }

  @Test func conditionNumbers() {
    #expect(QRFactor([3, 0, 0, 4], [0, 0], rows: 2, columns: 2).conditionNumber() == 4.0 / 3)
    #expect(QRFactor([1, 1, 1, 1], [0, 0], rows: 2, columns: 2).conditionNumber() > 1e15)
    // Hilbert's matrix of order 5: 4.766e5.
    let hilbert = (0..<25).map { cell -> Double in 1 / Double(cell / 5 + cell % 5 + 1) }
    let condition = QRFactor(hilbert, [Double](repeating: 0, count: 5), rows: 5, columns: 5).conditionNumber()
    #expect((condition / 476_607.25 - 1).magnitude < 1e-6)
  }

  @Test func singularAndScaledSystems() throws {
    let singular = QRFactor([0, 0, 0, 1], [1, 1], rows: 2, columns: 2)
    #expect(singular.solve() == nil && singular.inverseGram() == nil)
    // Columns of very different size.
    let scaled = try #require(QRFactor([1e120, 0, 0, 1e-120], [2e120, 3e-120], rows: 2, columns: 2).solve())
    #expect((scaled[0] - 2).magnitude < 1e-14 && (scaled[1] - 3).magnitude < 1e-14)
  }
}

@Suite struct LevenbergMarquardtTests {
  private func decay(_ x: [Double], _ y: [Double]) -> LevenbergMarquardt.Evaluation {
    { p, r, j in
      for i in x.indices {
        let e = Elementary.exp(-p[1] * x[i])
        r[i] = p[0] * e - y[i]
        j[2 * i] = e
        j[2 * i + 1] = -p[0] * x[i] * e
      }
    }
  }

  @Test(arguments: [UInt64(41), 42]) func findsWhatMadeTheData(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<20 {
      let truth = [random.uniform(1, 50), random.uniform(0.05, 2)]
      let x = (0..<12).map { Double($0) * 0.5 }
      let y = x.map { truth[0] * Elementary.exp(-truth[1] * $0) }
      let fit = LevenbergMarquardt.minimize(start: [1, 0.3], residualCount: 12, evaluate: decay(x, y))
      #expect(
        fit.converged && zip(fit.parameters, truth).allSatisfy { ($0 / $1 - 1).magnitude < 1e-11 }, "seed \(seed)")
    }
  }

  /// A straight line is a least-squares problem of one step: the same numbers as the closed form.
  @Test func agreesWithTheStraightLine() throws {
    let x: [Double] = [1, 2, 3, 4, 5, 7]
    let y: [Double] = [2.1, 3.9, 6.2, 7.8, 10.1, 13.7]
    let fit = LevenbergMarquardt.minimize(start: [0, 0], residualCount: 6) { p, r, j in
      for i in x.indices {
        r[i] = p[0] + p[1] * x[i] - y[i]
        j[2 * i] = 1
        j[2 * i + 1] = x[i]
      }
    }
    let line = try #require(StraightLine(x: x, y: y))
    let errors = fit.standardErrors(count: 6)
    for (a, b) in [
      (fit.parameters[0], line.intercept), (fit.parameters[1], line.slope), (errors[0], line.interceptError),
      (errors[1], line.slopeError),
    ] { #expect((a / b - 1).magnitude < 1e-12) }
    #expect(fit.standardErrors(count: 2).allSatisfy { $0.isNaN })
  }

  @Test func aParameterWithoutEffectHasNoCovariance() {
    let fit = LevenbergMarquardt.minimize(start: [0, 5], residualCount: 3) { p, r, j in
      for i in 0..<3 {
        r[i] = p[0] - Double(i)
        j[2 * i] = 1
        j[2 * i + 1] = 0
      }
    }
    #expect(fit.unscaledCovariance == nil && fit.standardErrors(count: 3).allSatisfy { $0.isNaN })
    #expect((fit.parameters[0] - 1).magnitude < 1e-9)
  }

  /// Every damping, and the trial of several, reaches the minimum of Rosenbrock's valley as two residuals.
  @Test func everyRuleOfDampingReachesTheMinimum() {
    let valley: LevenbergMarquardt.Evaluation = { p, r, j in
      r[0] = 10 * (p[1] - p[0] * p[0])
      r[1] = 1 - p[0]
      j[0] = -20 * p[0]
      j[1] = 10
      j[2] = -1
      j[3] = 0
    }
    for rule in [LevenbergMarquardt.DampingRule.gainRatio, .decades] {
      for damping in [1e-8, 1e-3, 1, 1e4] {
        let fit = LevenbergMarquardt.minimize(
          start: [-1.2, 1], residualCount: 2, damping: damping, rule: rule, evaluate: valley)
        let away = fit.parameters.map { ($0 - 1).magnitude }.max() ?? 1
        #expect(away < 1e-8, "\(rule) \(damping): \(fit.parameters)")
      }
    }
    let robust = LevenbergMarquardt.minimizeRobustly(start: [-1.2, 1], residualCount: 2, evaluate: valley)
    #expect(robust.residualSumOfSquares < 1e-20 && robust.iterations > 0 && robust.conditionNumber > 1)
    let short = LevenbergMarquardt.minimize(
      start: [-1.2, 1], residualCount: 2, maximumIterations: 2, tolerance: 1e-3, evaluate: valley)
    #expect(short.iterations == 2 && !short.converged)
  }

  @Test func aCrossingIsFoundOrNot() throws {
    let root = try #require(
      Crossing.find(from: 0, startValue: -2, sign: 1, firstStep: 0.1, reach: 10) { $0 * $0 - 2 })
    #expect((root - 2.0.squareRoot()).magnitude < 1e-6)
    let left = try #require(
      Crossing.find(from: 0, startValue: -2, sign: -1, firstStep: 0.1, reach: 10) { $0 * $0 - 2 })
    #expect((left + 2.0.squareRoot()).magnitude < 1e-6)
    #expect(Crossing.find(from: 0, startValue: -1, sign: 1, firstStep: 0.5, reach: 4) { _ in -1 } == nil)
  }

  /// A parabola's profile is its square root: the interval ends at the estimate and `limit` standard deviations.
  @Test func theProfileOfAParabola() throws {
    let profile = DevianceProfile(index: 0, parameters: [3, 1], deviance: 2, scale: 0.25) { start in
      (2 + (start[0] - 3) * (start[0] - 3), start)
    }
    #expect((profile.signedRoot(4) - 2).magnitude < 1e-12 && (profile.signedRoot(2.5) + 1).magnitude < 1e-12)
    let high = try #require(profile.end(1, limit: 2, firstStep: 0.1, reach: 10))
    let low = try #require(profile.end(-1, limit: 2, firstStep: 0.1, reach: 10))
    #expect((high - 4).magnitude < 1e-5 && (low - 2).magnitude < 1e-5)
    #expect(profile.end(1, limit: 2, firstStep: 0.1, reach: 0.5) == nil)
  }
}
