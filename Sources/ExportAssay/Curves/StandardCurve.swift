// A fitted standard curve and what may be asked of it.

internal import Documents
import Numerics

/// A fitted standard curve.
///
///     let curve = StandardCurve.fit(calibrators, model: .fourPL, weighting: .powerOfMean)
///     let reading = curve?.read(signal: 0.911)
package struct StandardCurve: Sendable {
  /// The function.
  package let model: CurveModel
  /// The weighting.
  package let weighting: Weighting
  /// The exponent of the power of the mean (0 without weights, 0.5 with 1/y, 1 with 1/y2).
  package let theta: Double
  /// The calibrators used.
  package let calibrators: [Calibrator]
  /// A, D, ln C, ln B, ln G; or a, b.
  let internalParameters: [Double]
  /// Covariance of the internal parameters, row-major; `nil` if it cannot be given.
  let covariance: [Double]?
  /// The residual variance s^2 on the weighted scale.
  package let scale: Double
  /// Calibrators minus parameters, one less where theta was estimated.
  package let degreesOfFreedom: Int
  /// The unweighted sum of squared residuals.
  package let residualSumOfSquares: Double
  /// Akaike's criterion with the small-sample correction.
  package let aicc: Double
  /// Condition number of the scaled Jacobian.
  package let conditionNumber: Double
  /// Whether the optimiser converged.
  package let converged: Bool
  /// Variances and covariance of (ln s^2, theta), for the degrees of freedom of an interval; `nil` with a fixed theta.
  let varianceUncertainty: [Double]?
  /// The smallest and largest signal of a level mean; outside the reader's software marks a result as out of range.
  package let signalRange: ClosedRange<Double>
  /// The smallest signal the variance function is used at.
  let signalFloor: Double

  /// The parameters as people print them: A, D, C, B, G; or a, b.
  package var parameters: [Double] {
    internalParameters.enumerated().map { $0.offset >= 2 ? Elementary.exp($0.element) : $0.element }
  }

  /// Standard errors of the printed parameters (delta method for C, B, G); NaN where they cannot be given.
  package var standardErrors: [Double] {
    let p = model.parameterCount
    return (0..<p).map { i in
      guard let covariance else { return .nan }
      let error = covariance[i * p + i].squareRoot()
      return i >= 2 ? error * Elementary.exp(internalParameters[i]) : error
    }
  }

  /// Interval of a printed parameter; on the log scale for C, B and G.
  package func parameterInterval(_ index: Int, confidence: Double = 0.95) -> (low: Double, high: Double) {
    let p = model.parameterCount
    guard let covariance, degreesOfFreedom > 0 else { return (-.infinity, .infinity) }
    let half =
      Distribution.tTwoSided(confidence, df: Double(degreesOfFreedom)) * covariance[index * p + index].squareRoot()
    let value = internalParameters[index]
    return index >= 2
      ? (Elementary.exp(value - half), Elementary.exp(value + half)) : (value - half, value + half)
  }

  /// The number of distinct concentrations.
  package var levelCount: Int { Set(calibrators.map(\.concentration)).count }

  /// The lowest calibrator above zero.
  package var lowestStandard: Double { calibrators.map(\.concentration).filter { $0 > 0 }.min() ?? .nan }

  /// The highest calibrator.
  package var highestStandard: Double { calibrators.map(\.concentration).max() ?? .nan }

  /// The fitted signal at a concentration.
  package func signal(at concentration: Double) -> Double {
    model.evaluate(internalParameters, concentration).signal
  }

  /// The concentration whose fitted signal this is; `nil` outside the asymptotes.
  package func concentration(for signal: Double) -> Double? { model.inverse(internalParameters, signal) }

  /// dy/dx at a concentration.
  package func slope(at concentration: Double) -> Double {
    guard concentration > 0 else { return model == .linear ? internalParameters[1] : 0 }
    return model.evaluate(internalParameters, concentration).logSlope / concentration
  }

  /// The variance of one well's signal at a fitted signal.
  package func signalVariance(_ signal: Double) -> Double {
    theta == 0 ? scale : scale * Elementary.pow(Swift.max(Swift.abs(signal), signalFloor), 2 * theta)
  }

  /// Whether the signal rises with the concentration.
  package var isIncreasing: Bool {
    model.parameterCount == 2 ? internalParameters[1] > 0 : internalParameters[1] > internalParameters[0]
  }

  /// R^2 against the mean of the calibrators.
  package var rSquared: Double {
    let y = calibrators.map(\.signal)
    let centre = y.mean
    return 1 - residualSumOfSquares / y.map { ($0 - centre) * ($0 - centre) }.compensatedSum()
  }

  /// Why the parameters cannot be told from the data, or `nil`: singular or ill-conditioned Jacobian, or an interval of C
  /// or G over more than three decades.
  package var identifiabilityProblem: String? {
    guard converged else { return "the fit did not converge" }
    guard covariance != nil, conditionNumber < 1e10 else {
      return "the parameters are not separable (condition \(NumberText.significant(conditionNumber, 2)))"
    }
    guard model.parameterCount > 2 else { return nil }
    for index in 2..<model.parameterCount {
      let interval = parameterInterval(index)
      if !(interval.high / interval.low < 1000) {
        return "the interval of \(model.parameterNames[index]) spans more than three decades"
      }
    }
    return nil
  }
}
